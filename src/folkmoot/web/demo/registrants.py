"""Who answers in Elmshavn, through which door: with a no, a doubt, a slip of the pen, a guardian. All are invented."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from folkmoot import clock
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.stages.lottery import actions as lottery
from folkmoot.stages.lottery import queries as lotteries
from folkmoot.stages.lottery.queries import Invitation
from folkmoot.web.demo.cast import Cast, day


@dataclass(frozen=True, slots=True, kw_only=True)
class Registrant:
    """What somebody answers. `letter` is the place of her letter in the wave, from 0; `slip`: she mistypes its postcode."""

    letter: int
    name: str
    gender: str
    born: int
    days_ago: int
    channel: str = "web"
    slip: bool = False
    phone: str = ""
    needs: str = ""
    languages: str = ""
    way: str = "I stay at home"
    guardian: str = ""
    source: str = ""


def answer_through_every_door(cast: Cast, assembly: Assembly, now: datetime) -> Iterator[datetime]:
    """Day by day: those who register, those who say no, those who cannot take part, a card that waits."""
    letters = list(lotteries.invitations(assembly))
    doers: dict[str, Person | None] = {"web": None, "phone": cast.clerk, "door": cast.clerk}
    for ago in sorted({each.days_ago for each in REGISTRANTS}, reverse=True):
        yield day(now, -ago, 18)
        for each in REGISTRANTS:
            if each.days_ago == ago:
                _register(doers, cast, assembly, letters[each.letter], each)
    yield day(now, -3, 19)
    for place, reason in REFUSALS:
        lottery.decline_invitation(by=None, invitation=letters[place], reason=reason)
    _begin_and_stop(assembly, letters[70])
    back = [letters[place].reference for place in CAME_BACK]
    lottery.take_back_letters(by=cast.operator, wave=letters[0].wave, references=back)
    yield day(now, -2, 9)
    _cards(cast, letters)
    _two_addresses(cast, assembly)


def _register(
    doers: dict[str, Person | None], cast: Cast, assembly: Assembly, letter: Invitation, each: Registrant
) -> None:
    if each.channel == "card":
        for clerk in (cast.clerk, cast.operator):
            lottery.read_card(by=clerk, invitation=letter, answers=_answers(assembly, letter, each))
        return
    by = doers[each.channel]
    sheet = lottery.begin_answers(
        by=by, assembly=assembly, invitation=letter, channel=each.channel, source=each.source, language="en"
    )
    if lottery.keep_answers(by=by, sheet=sheet, answers=_answers(assembly, letter, each)) is None:
        lottery.complete_answers(by=by, sheet=sheet)


def _answers(assembly: Assembly, letter: Invitation, each: Registrant) -> dict[str, Any]:
    dates = [iso for iso, _what in lotteries.registration_of(assembly).dates]
    postcode = "9989" if each.slip else letter.postcode
    return {
        "question-lives-here": "yes",
        "question-gender": each.gender,
        "question-area": letter.stratum,
        "question-way-home": each.way,
        "born": f"{clock.now().year - each.born}-04-12",
        "dates": dates,
        "languages": each.languages,
        "needs": each.needs,
        "name": each.name,
        "address": f"{letter.address}, {postcode} {letter.city}",
        "phone": each.phone or f"70 00 {letter.pk % 90 + 10} {each.born}",
        "email": "",
        "post": False,
        "guardian": each.guardian,
        "guardian_phone": "70 00 00 16" if each.guardian else "",
        "consents": ["data", "quotes"] if each.born > 50 else ["data"],
    }


def _begin_and_stop(assembly: Assembly, letter: Invitation) -> None:
    """Somebody begins and closes the page: what she typed waits for her, and nobody counts it."""
    sheet = lottery.begin_answers(by=None, assembly=assembly, invitation=letter, channel="web", language="en")
    lottery.keep_answers(by=None, sheet=sheet, answers={"question-lives-here": "yes", "born": "1990-02-03"})


def _cards(cast: Cast, letters: list[Invitation]) -> None:
    """One card waits for its second reading; of another the two readings differ."""
    waiting, slip = CARDS
    for each in (waiting, slip):
        letter = letters[each.letter]
        lottery.read_card(by=cast.clerk, invitation=letter, answers=_answers(letter.assembly, letter, each))
    letter = letters[slip.letter]
    misread = _answers(letter.assembly, letter, slip) | {"name": "Else Kjaer", "phone": "70 00 71 17"}
    lottery.read_card(by=cast.operator, invitation=letter, answers=misread)


def _two_addresses(cast: Cast, assembly: Assembly) -> None:
    """The operator has looked at one doubt already: a wrong postcode makes no second home."""
    first = next(iter(lotteries.suspected_households(assembly)), None)
    if first is not None:
        left, right = (getattr(first.found, side) for side in ("left", "right"))
        lottery.decide_household(
            by=cast.operator, assembly=assembly, left=left, right=right, together=True, reason="Asked on the telephone"
        )


_SAME_HOME, _SAME_PHONE = 20, "70 00 20 20"
REGISTRANTS = (
    Registrant(letter=0, name="Karen Vestergaard", gender="woman", born=67, days_ago=13, needs="A ramp, please"),
    Registrant(letter=3, name="Jens Peter Holm", gender="man", born=71, days_ago=13, channel="phone"),
    Registrant(letter=8, name="Fatima Idris", gender="woman", born=34, days_ago=12, languages="Arabic", way="By bus"),
    Registrant(letter=11, name="Oskar Lind", gender="man", born=22, days_ago=12, way="By bicycle or on foot"),
    Registrant(letter=14, name="Birthe Skov", gender="woman", born=78, days_ago=11, channel="card"),
    Registrant(letter=17, name="Niels Damgaard", gender="man", born=45, days_ago=10, way="By car"),
    Registrant(letter=_SAME_HOME, name="Maja Thorsen", gender="woman", born=29, days_ago=9, phone=_SAME_PHONE),
    Registrant(letter=_SAME_HOME, name="Emil Thorsen", gender="man", born=31, days_ago=9, slip=True),
    Registrant(letter=26, name="Sofie Brandt", gender="woman", born=17, days_ago=9, guardian="Lars Brandt"),
    Registrant(letter=29, name="Ahmed Kaya", gender="man", born=52, days_ago=8, channel="phone", way="By bus"),
    Registrant(letter=33, name="Ingrid Møller", gender="woman", born=63, days_ago=8),
    Registrant(letter=38, name="Poul Erik Bach", gender="man", born=69, days_ago=7, channel="card", way="By car"),
    Registrant(letter=38, name="Grete Bach", gender="woman", born=66, days_ago=7, slip=True, way="By car"),
    Registrant(letter=41, name="Liv Aagaard", gender="other", born=25, days_ago=7, way="By bus"),
    Registrant(letter=47, name="Peter Juhl", gender="man", born=58, days_ago=6, way="By car"),
    Registrant(letter=52, name="Anna Rask", gender="woman", born=41, days_ago=6, channel="door", source="Lone Krogh"),
    Registrant(letter=55, name="Anna Raskk", gender="woman", born=41, days_ago=5, phone="70 00 52 52"),
    Registrant(letter=61, name="Mikkel Toft", gender="man", born=12, days_ago=5),
    Registrant(letter=66, name="Rosa Lykke", gender="woman", born=73, days_ago=4, needs="Large print"),
)
CARDS = (
    Registrant(letter=75, name="Svend Aage Krag", gender="man", born=81, days_ago=2),
    Registrant(letter=79, name="Else Kjær", gender="woman", born=76, days_ago=2, phone="70 00 71 71"),
)
CAME_BACK = (50, 87)
REFUSALS = ((5, "dates"), (22, "time"), (31, "time"), (44, "trust"), (58, "subject"), (83, "health"))
