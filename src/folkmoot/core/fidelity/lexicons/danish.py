"""Danish: the words that bind, soften, exempt or set a limit."""

from typing import Final

from folkmoot.core.fidelity.lexicons.shape import Lexicon, duties, numbers, phrases, words

DANISH: Final = Lexicon(
    language="da",
    stemmer="danish",
    decimal=",",
    duties=duties(
        binds="""
            skal, må ikke, forpligtes til, er forpligtet til, pålægges, sikrer, sikre, sikres, garanterer, garanteres,
            obligatorisk, obligatoriske, forbyd, forbyde, forbydes, forbudt, forbud, kræves, kræver, påbydes
        """,
        urges="""
            bør, burde, anbefales, anbefaler, forventes, opfordres, opfordrer, tilskyndes
        """,
        allows="""
            kan, må, kunne, har mulighed for, får mulighed for, har ret til, frivillig, frivillige, frivilligt,
            valgfri, valgfrit
        """,
    ),
    softeners=phrases("""
        overveje, overvejer, overvejes, undersøge, undersøger, undersøges, drøfte, drøfter, drøftes, vurdere,
        vurderer, vurderes, fremme, fremmer, fremmes, tilstræbe, tilstræber, tilstræbes, søge at, søger at, arbejde
        for, arbejder for, stræbe efter, stræber efter, støtte, støtter, opmuntre, opmuntrer, afprøve, afprøver,
        afprøves, forsøg, forsøgsordning, forsøgsvis, gradvis, gradvist, pilotprojekt, se på, ser på, sigte
        mod, sigter mod, har til hensigt, målsætning, hensigt
    """),
    conditions=phrases("""
        hvis, såfremt, medmindre, forudsat at, forudsat, under forudsætning af, i det omfang, så vidt muligt, hvor det
        er muligt, hvor muligt, om muligt, når det er muligt, efter behov, hvor det er relevant, hvor relevant, inden
        for den økonomiske ramme, inden for rammerne af, inden for de eksisterende rammer, afhængigt af, afhængig af,
        kun hvis, kun når, med forbehold for, betinget af, efter høring, efter anmodning, som udgangspunkt, i
        princippet, efter konkret vurdering, så længe
    """),
    exceptions=phrases("""
        undtagen, undtaget, bortset fra, med undtagelse af, undtagelse, undtagelser, dispensation, dispensere,
        fritages, fritaget, gælder ikke, omfatter ikke, omfattes ikke, dog ikke, uanset
    """),
    negations=phrases("""
        ikke, ingen, intet, aldrig, hverken, uden, afskaffes, ophæves
    """),
    bans=phrases("""forbyd, forbyde, forbyder, forbydes, forbudt, forbud, forbuddet"""),
    at_least=phrases("""
        mindst, minimum, ikke under, flere end, mere end, over, fra
    """),
    at_most=phrases("""
        højst, maksimalt, maksimum, op til, ikke over, færre end, mindre end, under
    """),
    deadlines=phrases("""
        senest, inden, fra, før, fra og med, inden udgangen af, til, i, senest i, senest den, pr
    """),
    within=phrases("""
        inden for, inden, senest, efter, i løbet af, om
    """),
    spans=words("""
        dag dage uge uger måned måneder år time timer minut minutter
    """),
    numbers=numbers("""
        en/et/én/ét to tre fire fem seks syv otte ni ti elleve tolv
    """),
    stop=words("""
        en et den det de der som at i på til fra for med af og eller om er var være bliver blive blev har have havde
        ved sin sit sine hans hendes deres dette denne disse alle alt hver så også end skal bør kan må vil man nu når
        hvor samt under over efter ind ud op
    """),
)
