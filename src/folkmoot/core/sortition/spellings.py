"""How streets, numbers and flats are abbreviated, language by language: long and other forms → the shortest one.

Facts of everyday use, collected for this project. A word belongs here if two people of one household could write it in
different ways.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType


@dataclass(frozen=True, kw_only=True, eq=False)
class Spelling:
    """The words of some languages. All of them are folded text (`addresses.folded`).

    `words` whole words → their short form; `endings` the same for the end of a compound ("hauptstrasse"); `labels`
    announce a unit ("box 3"); `floors` stand beside the number of a floor and say no more ("2. sal"); `sides` follow a
    house number and belong to the unit ("2 th"); `kinds` are kinds of street that stand as a word of their own.
    """

    words: Mapping[str, str]
    endings: tuple[tuple[str, str], ...] = ()
    labels: frozenset[str] = field(default_factory=frozenset)
    floors: frozenset[str] = field(default_factory=frozenset)
    sides: frozenset[str] = field(default_factory=frozenset)
    kinds: frozenset[str] = field(default_factory=frozenset)


def _spelling(
    words: str, *, endings: str = "", labels: str = "", floors: str = "", sides: str = "", kinds: str = ""
) -> Spelling:
    """From lines such as `av: avenue avn`."""
    pairs = (line.split(":") for line in words.split(","))
    return Spelling(
        words={long: short.strip() for short, longs in pairs for long in longs.split()},
        endings=tuple(
            (long, short.strip())
            for short, longs in (line.split(":") for line in endings.split(",") if line)
            for long in longs.split()
        ),
        labels=frozenset(labels.split()),
        floors=frozenset(floors.split()),
        sides=frozenset(sides.split()),
        kinds=frozenset(kinds.split()),
    )


SPELLINGS: Mapping[str, Spelling] = MappingProxyType(
    {
        "en": _spelling(
            "st: street str saint,rd: road,av: avenue ave,ln: lane,dr: drive,ct: court,sq: square,cl: close,"
            "cres: crescent,gdns: gardens,ter: terrace terr,pl: place,pk: park,bd: boulevard blvd,mt: mount",
            labels="flat apt apartment unit suite room box",
            floors="floor nd rd",
            sides="ground basement first second third upper lower front rear left right gf",
            kinds="st rd av ln dr ct sq cl cres gdns ter pl pk bd way hill row",
        ),
        "da": _spelling(
            "g: gade gd,v: vej,al: alle,pl: plads,bd: boulevard blvd boul,st: sankt sct skt stuen straede,"
            "kl: kaelder kld,th: hoejre,tv: venstre,mf: midtfor midt",
            endings="g: gade gd,v: vej,al: alle,pl: plads,st: straede",
            labels="lejl lejlighed",
            floors="sal etage",
            sides="th tv mf st kl doer",
            kinds="g v al pl bd st",
        ),
        "de": _spelling(
            "st: strasse str sankt,pl: platz,al: allee,w: weg,g: gasse,dr: doktor,prof: professor,"
            "eg: erdgeschoss,dg: dachgeschoss,og: obergeschoss,hh: hinterhaus,vh: vorderhaus,li: links,re: rechts",
            endings="st: strasse str,pl: platz,al: allee",
            labels="whg wohnung top tuer stiege app appartement",
            floors="stock etage",
            sides="og eg dg hh vh li re",
            kinds="st pl al w g",
        ),
        "fr": _spelling(
            "r: rue,av: avenue ave,bd: boulevard blvd boul,pl: place,ch: chemin,chee: chaussee,imp: impasse,sq: square,"
            "rte: route,al: allee allees,q: quai,st: saint,ste: sainte,dr: docteur,gal: general,pdt: president,"
            "bte: boite bt,res: residence,bat: batiment",
            labels="bte box apt appt appartement app porte",
            floors="etage et eme er",
            sides="rdc gauche droite",
            kinds="r av bd pl ch chee imp sq rte al q cours clos",
        ),
        "nl": _spelling(
            "st: straat str sint,ln: laan,pl: plein,stwg: steenweg,sq: square,dr: dokter,burg: burgemeester,"
            "bd: boulevard,wg: weg",
            endings="st: straat str,ln: laan,pl: plein,stwg: steenweg,wg: weg",
            labels="bus box app appartement",
            floors="verdieping verd",
            sides="hs boven beneden links rechts",
            kinds="st ln pl stwg wg",
        ),
        "sv": _spelling(
            "g: gatan gata,v: vaegen vaeg,pl: plan platsen,st: sankt,tr: trappor",
            endings="g: gatan gata,v: vaegen,pl: platsen",
            labels="lgh laegenhet",
            floors="tr vaan",
            sides="nb bv",
            kinds="g v pl",
        ),
        "es": _spelling(
            "c: calle,av: avenida avda,pl: plaza pza,ps: paseo pso,ctra: carretera,izq: izquierda,dcha: derecha",
            labels="piso puerta pta esc escalera",
            sides="izq dcha bajo",
            kinds="c av pl ps ctra",
        ),
        "it": _spelling(
            "v: via,vl: viale,pza: piazza,cso: corso,lgo: largo,s: san santa santo",
            labels="int interno scala sc",
            floors="piano",
            kinds="v vl pza cso lgo",
        ),
        "pl": _spelling(
            "ul: ulica,al: aleja aleje,pl: plac,os: osiedle,sw: swietego swietej",
            labels="m mieszkanie lok",
            kinds="ul al pl os",
        ),
    }
)


@cache
def spelling_of(languages: Iterable[str] = ()) -> Spelling:
    """The spelling of some languages together (a tuple of codes), the first one leading; of all that are known if none.

    A language that is not known adds nothing.
    """
    known = [SPELLINGS[code] for code in languages or SPELLINGS if code in SPELLINGS]
    return Spelling(
        words={long: short for one in reversed(known) for long, short in one.words.items()},
        endings=tuple(dict.fromkeys(pair for one in known for pair in one.endings)),
        labels=frozenset().union(*(one.labels for one in known)),
        floors=frozenset().union(*(one.floors for one in known)),
        sides=frozenset().union(*(one.sides for one in known)),
        kinds=frozenset().union(*(one.kinds for one in known)),
    )
