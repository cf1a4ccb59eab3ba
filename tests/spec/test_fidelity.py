"""What became of a clause, as a table: recommended, adopted, the suggestion and the signs that it rests on.

`docs/spec/fidelity.md` tells the same in words. Where the suggestion is None, a person has to judge.
"""

import pytest

from folkmoot.core.fidelity.comparison import compare
from folkmoot.core.fidelity.verdicts import Verdict

KEPT, WEAKENED, STRENGTHENED = Verdict.KEPT, Verdict.WEAKENED, Verdict.STRENGTHENED
CONDITIONED, DROPPED = Verdict.CONDITIONED, Verdict.DROPPED

# language, recommended, adopted, suggestion, signs
TABLE = [
    # The same words, or others that say the same.
    ("en", "Schools must teach first aid.", "Schools must teach first aid.", KEPT, []),
    ("en", "Schools must teach first aid.", "First aid must be taught in schools.", KEPT, []),
    ("en", "Schools MUST teach first aid!", "schools must teach first aid", KEPT, []),
    ("en", "The city shall plant 30,000 trees.", "The city will plant 30000 trees.", KEPT, []),
    ("da", "Kommunen skal plante 1.000 træer.", "Kommunen skal plante 1000 træer.", KEPT, []),
    # Duty.
    ("en", "Schools must teach first aid.", "Schools should teach first aid.", WEAKENED, ["duty-weaker"]),
    ("en", "Schools must teach first aid.", "Schools may teach first aid.", WEAKENED, ["duty-weaker"]),
    ("en", "Schools may teach first aid.", "Schools must teach first aid.", STRENGTHENED, ["duty-stronger"]),
    ("da", "Skoler skal undervise i førstehjælp.", "Skoler kan undervise i førstehjælp.", WEAKENED, ["duty-weaker"]),
    ("da", "Skoler skal undervise i førstehjælp.", "Skoler bør undervise i førstehjælp.", WEAKENED, ["duty-weaker"]),
    ("de", "Schulen müssen Erste Hilfe lehren.", "Schulen können Erste Hilfe lehren.", WEAKENED, ["duty-weaker"]),
    ("de", "Schulen sollen Erste Hilfe lehren.", "Schulen müssen Erste Hilfe lehren.", STRENGTHENED, ["duty-stronger"]),
    (
        "fr",
        "Les écoles doivent servir des repas bio.",
        "Les écoles peuvent servir des repas bio.",
        WEAKENED,
        ["duty-weaker"],
    ),
    ("nl", "Scholen moeten eerste hulp geven.", "Scholen kunnen eerste hulp geven.", WEAKENED, ["duty-weaker"]),
    # Trying instead of doing.
    ("en", "Build 40 km of cycle lanes.", "Explore building 40 km of cycle lanes.", WEAKENED, ["softener-added"]),
    ("en", "Seek to close the coal plant.", "Close the coal plant.", STRENGTHENED, ["softener-gone"]),
    (
        "da",
        "Byg cykelstier langs alle skoleveje.",
        "Undersøge cykelstier langs alle skoleveje.",
        WEAKENED,
        ["softener-added"],
    ),
    (
        "de",
        "Das Kraftwerk wird geschlossen.",
        "Die Schließung des Kraftwerks wird geprüft.",
        WEAKENED,
        ["softener-added", "reworded"],
    ),
    (
        "fr",
        "Les cantines publiques doivent offrir un menu végétarien.",
        "Les cantines publiques doivent offrir un menu végétarien à titre expérimental.",
        WEAKENED,
        ["softener-added"],
    ),
    # Conditions and exceptions.
    (
        "en",
        "Ban glass bottles in parks.",
        "Ban glass bottles in parks where possible.",
        CONDITIONED,
        ["condition-added"],
    ),
    (
        "en",
        "Ban glass bottles in parks.",
        "Ban glass bottles in parks, except at fairs.",
        CONDITIONED,
        ["exception-added"],
    ),
    ("en", "Open the river bank if funds allow.", "Open the river bank.", STRENGTHENED, ["condition-gone"]),
    (
        "da",
        "Alle busser skal være elektriske.",
        "Alle busser skal så vidt muligt være elektriske.",
        CONDITIONED,
        ["condition-added"],
    ),
    (
        "de",
        "Alle Busse müssen elektrisch fahren.",
        "Alle Busse müssen, sofern zumutbar, elektrisch fahren.",
        CONDITIONED,
        ["condition-added"],
    ),
    (
        "fr",
        "La rue est fermée aux voitures.",
        "La rue est fermée aux voitures, sauf dérogation.",
        CONDITIONED,
        ["exception-added"],
    ),
    (
        "nl",
        "De straat wordt autovrij.",
        "De straat wordt autovrij, behalve voor bewoners.",
        CONDITIONED,
        ["exception-added"],
    ),
    # Days, years, spans.
    ("en", "Insulate all council homes by 2030.", "Insulate all council homes by 2035.", WEAKENED, ["later"]),
    ("en", "Insulate all council homes by 2035.", "Insulate all council homes by 2030.", STRENGTHENED, ["earlier"]),
    ("en", "Reply to citizens within three months.", "Reply to citizens within six months.", WEAKENED, ["later"]),
    ("da", "Svar borgerne inden for tre måneder.", "Svar borgerne inden for 12 måneder.", WEAKENED, ["later"]),
    ("fr", "Rénover les écoles d'ici 2030.", "Rénover les écoles d'ici 2040.", WEAKENED, ["later"]),
    # Shares, money, limits.
    ("en", "Cut emissions by 55 % by 2030.", "Cut emissions by 40 % by 2030.", WEAKENED, ["less"]),
    ("en", "Give the youth council €2.5 million.", "Give the youth council €3 million.", STRENGTHENED, ["more"]),
    ("en", "At least 30 seats are drawn by lot.", "At least 20 seats are drawn by lot.", WEAKENED, ["less"]),
    ("en", "Classes have at most 22 pupils.", "Classes have at most 28 pupils.", WEAKENED, ["limit-looser"]),
    ("en", "Classes have at most 28 pupils.", "Classes have at most 22 pupils.", STRENGTHENED, ["limit-tighter"]),
    ("da", "Afsæt 2,5 mio. kr. til ungerådet.", "Afsæt 2,5 mio. kr. til ungerådet.", KEPT, []),
    (
        "en",
        "Lower the speed limit in towns to 30 km/h.",
        "Lower the speed limit in towns to 40 km/h.",
        None,
        ["number-changed"],
    ),
    # In a ban a bound says what is banned.
    (
        "en",
        "Ban advertising for cars above 1,400 kg.",
        "Ban advertising for cars above 1,800 kg.",
        WEAKENED,
        ["ban-narrower"],
    ),
    (
        "en",
        "Domestic flights are banned where the train takes less than 4 hours.",
        "Domestic flights are banned where the train takes less than 2.5 hours.",
        WEAKENED,
        ["ban-narrower"],
    ),
    (
        "fr",
        "Interdire la publicité pour les voitures de plus de 1 400 kg.",
        "Interdire la publicité pour les voitures de plus de 1 800 kg.",
        WEAKENED,
        ["ban-narrower"],
    ),
    # Both ways, turned round, or gone.
    (
        "en",
        "The council should insulate all homes by 2035.",
        "The council must insulate all homes by 2040.",
        None,
        ["duty-stronger", "later"],
    ),
    ("en", "The airport is extended.", "The airport is not extended.", None, ["negation"]),
    ("en", "The council plants forty oaks in the market square.", "Parking is free on Sundays.", DROPPED, []),
    (
        "en",
        "Free buses, trams, night trains and ferries for students.",
        "Free buses for students.",
        WEAKENED,
        ["words-lost"],
    ),
    ("en", "Free buses and trams for city pupils.", "Free coaches and trams for city children.", None, ["reworded"]),
]


@pytest.mark.parametrize(("language", "asked", "adopted", "suggested", "signs"), TABLE)
def test_a_change_of_words_points_to_a_verdict(language, asked, adopted, suggested, signs):
    (judgement,) = compare(asked, adopted, language=language).judgements

    assert (judgement.suggested, [str(signal.sign) for signal in judgement.signals]) == (suggested, signs)
