"""What people call the columns of a list, language by language (English, Danish, Swedish, German, Dutch, French).

Facts of everyday use, collected for this project. All words are folded text (`addresses.folded`), without what is not a
letter or a digit; a heading means the same with "of the person", a number or a unit behind it.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from folkmoot.core.sortition.addresses import folded

_NOT_A_WORD = re.compile(r"[\W_]+")


def bare(text: str) -> str:
    """A heading or a value as it is compared with the words here: `Lfd. Nr.` is `lfd nr`."""
    return _NOT_A_WORD.sub(" ", folded(text)).strip()


def _words(lines: Mapping[str, str]) -> Mapping[str, str]:
    """Each word → what it means, from lines of words with commas between."""
    return MappingProxyType({word.strip(): means for means, words in lines.items() for word in words.split(",")})


# What a list of people tells besides the categories of the targets.
PEOPLE: Mapping[str, str] = _words(
    {
        "id": "id,nr,no,number,nummer,lfd nr,lb nr,lbnr,laufende nummer,loebenummer,id nr,id no,id number,person id,"
        "respondent id,respondent,reference,ref,reference number,deltager nr,deltager id,teilnehmer nr,"
        "unique id,unique code,kenn nr,kennung,volgnummer,numero,code,kode,lfdnr,loebenr,loebe nr,deltagernr,"
        "deltagernummer,teilnehmernummer,laufnummer,svarnr",
        "name": "name,navn,full name,fulde navn,naam,namn,nom,first name,firstname,given name,fornavn,vorname,voornaam,"
        "foernamn,prenom,last name,lastname,surname,family name,efternavn,nachname,familienname,achternaam,efternamn,"
        "nom de famille,fornavne,vor und nachname,nachname vorname,vorname nachname,name vorname,vorname name,"
        "for og efternavn,efternavn fornavn,fornavn efternavn",
        "email": "email,e mail,mail,email address,e mail address,e mail adresse,mailadresse,email adresse,e post,epost,"
        "courriel,e mailadres",
        "phone": "phone,telephone,tel,tlf,telefon,telefonnummer,tel nr,tlf nr,phone number,mobile,mobile number,mobil,"
        "mobilnummer,mobiltelefon,mobilnr,handy,handynummer,telefoon,telephone number,gsm",
        "address": "address,adresse,adress,adres,street,street address,gade,vej,vejnavn,strasse,straat,rue,gatuadress,"
        "house number,house no,husnummer,husnr,hausnummer,hausnr,huisnummer,strasse nr,strasse hausnummer,postcode,"
        "post code,zip,zip code,postal code,postnummer,postnr,post nr,plz,postleitzahl,code postal,city,town,by,"
        "postdistrikt,wohnort,stad,ville,address line 1,address line 2,primary address1,primary address2,primary city,"
        "primary zip,floor,etage,sal,side,doer,anschrift,wohnanschrift,postanschrift,wohnadresse,wohnsitz,"
        "strasse und hausnummer,strasse und hausnr,strasse und nr,strasse hausnr,strassenname,str,plz ort,plz und ort,"
        "plz wohnort,postleitzahl ort,home address,postal address,street and number,bopael,bopaelsadresse,hjemadresse,"
        "folkeregisteradresse,vej og husnummer,vejnavn og husnummer,gade og nr,gade og husnummer,postnr by,"
        "postnr og by,postnummer og by,adresselinje 1,adresselinje 2",
        "source": "source,kilde,quelle,recruiter,recruited by,door to door recruiter",
    }
)
# Words for one and the same question, so that a column is known for a category that is called otherwise.
SAME_QUESTION: Mapping[str, str] = _words(
    {
        "gender": "gender,sex,koen,geschlecht,genre,sexe,geslacht,koen juridisk,gender identity",
        "age": "age,age group,age band,age range,age bracket,ages,alder,aldersgruppe,alter,altersgruppe,leeftijd,"
        "leeftijdsgroep,aalder,aaldersgrupp,tranche d age,date of birth,dob,birth date,birthday,year of birth,"
        "birth year,born,foedselsdato,foedselsdag,foedselsaar,foedt,geburtsdatum,geburtstag,geburtsjahr,geboren,"
        "geboortedatum,geboortejaar,foedelsedatum,date de naissance,annee de naissance",
        "education": "education,education level,highest education,highest qualification,qualification,qualifications,"
        "uddannelse,uddannelsesniveau,hoejeste uddannelse,bildung,bildungsabschluss,schulabschluss,bildungsstand,"
        "opleiding,opleidingsniveau,utbildning,diplome,niveau d etudes",
        "place": "region,area,district,ward,municipality,place,constituency,neighbourhood,kommune,omraade,bydel,sogn,"
        "landsdel,landkreis,ort,ortsteil,stadtteil,bezirk,gemeinde,regie,wijk,gemeente,stadsdel,quartier,commune",
        "ethnicity": "ethnicity,ethnic group,ethnic background,etnicitet,herkomst,herkunft,origin",
        "work": "occupation,employment,employment status,work,job,beskaeftigelse,beskaeftigelsesstatus,arbejde,beruf,"
        "erwerbstaetigkeit,beroep,arbetslivsstatus,profession",
        "housing": "housing,tenure,housing tenure,home ownership,boligform,bolig,boligtype,wohnform,woonvorm",
        "disability": "disability,disabled,handicap,behinderung,funktionsnedsaettelse",
    }
)
# Words for one and the same answer.
SAME_ANSWER: Mapping[str, str] = _words(
    {
        "woman": "woman,women,female,f,w,fem,kvinde,kvinder,kvindelig,k,kv,frau,frauen,weiblich,weibl,vrouw,vrouwen,v,"
        "kvinna,kvinnor,femme,femmes,girl,lady",
        "man": "man,men,male,m,mand,maend,mandlig,mann,maenner,maennlich,maennl,herr,mannen,maen,homme,hommes,h,boy",
        "other": "other,another,x,d,divers,diverse,andet,anden,anders,autre,non binary,nonbinary,non binaer,nonbinaer,"
        "ikke binaer,nichtbinaer,icke binaer,other or non binary,in another way",
        "yes": "yes,y,ja,j,oui,true,sand,wahr,vrai,1",
        "no": "no,n,nej,nein,nee,non,false,falsk,falsch,faux,0",
    }
)
# What the columns of a table of targets are called.
TARGETS: Mapping[str, str] = _words(
    {
        "category": "category,feature,criterion,criteria,attribute,stratum,question,kategori,kriterium,kriterie,"
        "kategorie,merkmal,variable,variabel,spoergsmaal,kenmerk,categorie,critere",
        "name": "name,value,values,answer,option,group,navn,vaerdi,svar,gruppe,undergruppe,auspraegung,wert,antwort,"
        "waarde,groep,vaerde,valeur,groupe,feature value",
        "min": "min,minimum,at least,least,from,fra,mindst,mindestens,mind,von,ab,van,minst,au moins,de,min seats,"
        "minimum number,lower,lower bound,min antal,mindestanzahl",
        "max": "max,maximum,at most,most,to,til,hoejst,hoechstens,hoechst,bis,tot,hoegst,au plus,a,max seats,"
        "maximum number,upper,upper bound,max antal,hoechstanzahl",
        "min_flex": "min flex,minflex,flexible minimum",
        "max_flex": "max flex,maxflex,flexible maximum",
        "priority": "priority,prioritet,prioritaet,priorite,prioriteit",
        "share": "share,percent,percentage,per cent,pct,prozent,procent,anteil,andel,aandeel,part,pourcentage,"
        "andel i procent,anteil in prozent,population share,pct af befolkningen",
        "people": "people,population,persons,inhabitants,indbyggere,befolkning,personer,bevoelkerung,einwohner,"
        "inwoners,invaanare,census,count in population",
        "seats": "seats,number,target,quota,count,n,antal,pladser,maal,kvote,anzahl,plaetze,sitze,soll,ziel,quote,"
        "aantal,plaatsen,platser,nombre,places in the panel,panel",
    }
)
TOTALS = frozenset(
    "total totals sum all alle ialt samlet gesamt summe insgesamt totaal samtliga totalt somme".split()  # noqa: SIM905
)


def question_of(heading: str) -> str:
    """What a heading asks for, in one word for all languages; the bare heading where it is none of the known."""
    words = bare(heading)
    return SAME_QUESTION.get(words, words)
