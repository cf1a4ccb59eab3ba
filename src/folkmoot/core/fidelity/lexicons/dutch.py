"""Dutch: the words that bind, soften, exempt or set a limit."""

from typing import Final

from folkmoot.core.fidelity.lexicons.shape import Lexicon, duties, numbers, phrases, words

DUTCH: Final = Lexicon(
    language="nl",
    stemmer="dutch",
    decimal=",",
    duties=duties(
        binds="""
            moet, moeten, dient, dienen, zal, zullen, is verplicht, zijn verplicht, verplicht, verplichte,
            verplichten, verplichting, verbiedt, verbieden, verboden, verbod, mag niet, mogen niet, waarborgt,
            waarborgen, garandeert, garanderen, zorgt voor, zorgen voor, vereist, eist
        """,
        urges="""
            zou moeten, zouden moeten, behoort, behoren, wordt aanbevolen, beveelt aan, aanbevolen, wordt opgeroepen
        """,
        allows="""
            kan, kunnen, mag, mogen, zou kunnen, zouden kunnen, vrijwillig, vrijwillige, facultatief, naar keuze
        """,
    ),
    softeners=phrases("""
        overwegen, overweegt, overwogen, onderzoeken, onderzoekt, onderzocht, bekijken, bekijkt, nagaan, aanmoedigen,
        moedigt, aangemoedigd, bevorderen, bevordert, bevorderd, stimuleren, stimuleert, gestimuleerd, streven,
        streeft, nastreven, trachten, tracht, proberen, probeert, ondersteunen, ondersteunt, proefproject,
        proefprojecten, experiment, geleidelijk, stapsgewijs, zoveel mogelijk, bespreken, bespreekt, sensibiliseren,
        doelstelling, gericht op
    """),
    conditions=phrases("""
        indien, als, tenzij, mits, op voorwaarde dat, onder voorbehoud, voor zover, waar mogelijk, indien mogelijk, zo
        mogelijk, afhankelijk van, binnen de grenzen van, binnen de perken van, binnen de beschikbare, binnen het
        kader van, alleen als, enkel als, enkel indien, op verzoek, na overleg, na advies, in beginsel, desgevallend,
        in voorkomend geval, zolang, redelijkerwijs
    """),
    exceptions=phrases("""
        behalve, uitgezonderd, met uitzondering van, uitzondering, uitzonderingen, afwijking, afwijkingen,
        vrijgesteld, vrijstelling, vrijstellingen, geldt niet, gelden niet, niettegenstaande, onverminderd, ontheffing
    """),
    negations=phrases("""
        niet, geen, nooit, zonder, noch, afgeschaft, opgeheven
    """),
    bans=phrases("""verbiedt, verbieden, verboden, verbod, mag niet, mogen niet"""),
    at_least=phrases("""
        minstens, ten minste, minimaal, minimum, niet minder dan, meer dan, vanaf, boven
    """),
    at_most=phrases("""
        hoogstens, ten hoogste, maximaal, maximum, niet meer dan, tot, minder dan, onder
    """),
    deadlines=phrases("""
        tegen, voor, vóór, uiterlijk, vanaf, tot, in, tegen eind, uiterlijk in, sinds, ten laatste
    """),
    within=phrases("""
        binnen, in, na, uiterlijk, binnen de, binnen een termijn van
    """),
    spans=words("""
        dag dagen week weken maand maanden jaar jaren uur uren minuut minuten
    """),
    numbers=numbers("""
        een/één twee drie vier vijf zes zeven acht negen tien elf twaalf
    """),
    stop=words("""
        de het een en of in op aan van voor met door bij te ten ter tot uit naar om als ook is zijn was waren worden
        wordt werd heeft hebben moet moeten kan kunnen mag mogen zal zullen dat die dit deze er hun haar zij hij ze
        zich alle elke elk over onder dan zo
    """),
)
