"""Reads of who lives with whom, who may be in the pool twice, and what is missing. What people decided comes first."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.core.sortition.addresses import Address, read_address, with_own
from folkmoot.core.sortition.duplicates import Known, Twin, twins
from folkmoot.core.sortition.households import Decision, Households, Suspicion, households, suspicions
from folkmoot.core.sortition.spellings import SPELLINGS, Spelling, spelling_of
from folkmoot.stages.lottery.models import PoolDecision, Registration, Respondent
from folkmoot.stages.lottery.queries.frame_seats import first_by_frame, frame_ranks
from folkmoot.stages.lottery.rules import SAID_YES, Status

CROWDED = 6  # so many people at one address are a hall of residence or a home, more often than a household
ABOUT = PoolDecision.About


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two addresses or people for a person to decide on: the suspicion, and who is on each side.

    Of somebody in two frames `left` is the line that the rule keeps, and `frames` are the names of both.
    """

    found: Suspicion | Twin
    left: tuple[Respondent, ...]
    right: tuple[Respondent, ...]
    frames: tuple[str, ...] = ()

    @property
    def sides(self) -> tuple[tuple[Respondent, ...], tuple[Respondent, ...]]:
        """Left and right."""
        return self.left, self.right


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """From where people came: the door, through whom or what, and how many have each status."""

    channel: str
    source: str
    statuses: Mapping[str, int]

    @property
    def people(self) -> int:
        """How many came, whatever became of them."""
        return sum(self.statuses.values())


def spelling_for(assembly: Assembly) -> Spelling:
    """How addresses are abbreviated here: the organiser's languages and her own abbreviations."""
    registration = Registration.objects.filter(assembly=assembly).first()
    languages = tuple(registration.spellings.split()) if registration else ()
    found = spelling_of(languages or (assembly.language, *SPELLINGS))
    own = dict(_pairs(registration.abbreviations)) if registration else {}
    return with_own(found, own) if own else found


def _pairs(text: str) -> Iterable[tuple[str, str]]:
    for line in text.splitlines():
        short, equals, long = line.partition("=")
        if equals and short.strip() and long.strip():
            yield short.strip(), long.strip()


def decisions(assembly: Assembly, about: str) -> QuerySet[PoolDecision]:
    """What people have decided, newest first, decisions taken back included."""
    return PoolDecision.objects.filter(assembly=assembly, about=about).select_related("by")


def households_of(assembly: Assembly) -> Households:
    """The household of everybody who said yes, by pseudonym: what the lottery keeps apart."""
    people = Respondent.objects.filter(assembly=assembly, status__in=SAID_YES).exclude(address="")
    spelling = spelling_for(assembly)
    rows = people.order_by().values_list("pseudonym", "address")
    return households({name: read_address(text, spelling).key for name, text in rows}, _decided(assembly))


def _decided(assembly: Assembly) -> list[Decision]:
    standing = decisions(assembly, ABOUT.HOUSEHOLD).filter(undone_at=None)
    return [Decision(left=each.left, right=each.right, together=each.together) for each in standing]


def _at_home(assembly: Assembly) -> tuple[dict[str, Address], dict[str, list[Respondent]]]:
    """Key → address, and key → the people of the pool who wrote it."""
    spelling, addresses, people = spelling_for(assembly), {}, defaultdict(list)
    for each in Respondent.objects.filter(assembly=assembly, status__in=SAID_YES).exclude(address=""):
        address = read_address(each.address, spelling)
        if address.key:
            addresses[address.key] = address
            people[address.key].append(each)
    return addresses, people


def homes_as_written(assembly: Assembly) -> dict[str, str]:
    """Key of an address → how somebody who lives there wrote it. Personal: only for actions that log who looked."""
    return {key: people[0].address for key, people in _at_home(assembly)[1].items()}


def suspected_households(assembly: Assembly) -> list[Pair]:
    """Pairs of addresses that may be one household and on which nobody has decided yet."""
    addresses, people = _at_home(assembly)
    done = {(each.left, each.right) for each in _decided(assembly)}
    return [
        Pair(found=each, left=tuple(people[each.left]), right=tuple(people[each.right]))
        for each in suspicions(addresses.values())
        if (each.left, each.right) not in done
    ]


def crowded_homes(assembly: Assembly) -> list[tuple[str, tuple[Respondent, ...]]]:
    """Addresses that many people share, and about which nobody has said that they are no household."""
    done = {each.left for each in _decided(assembly) if each.left == each.right}
    found = ((key, tuple(people)) for key, people in _at_home(assembly)[1].items() if len(people) >= CROWDED)
    return sorted((key, people) for key, people in found if key not in done)


def household_sizes(assembly: Assembly) -> Counter[int]:
    """Size → how many households of the pool have it; people whose address is unknown or who are alone count as one."""
    found = Counter(home for home in households_of(assembly).of.values() if home)
    return Counter(found.values())


def suspected_twins(assembly: Assembly) -> list[Pair]:
    """People who may be in the pool twice, and on whom nobody has decided yet. Whom the rule keeps is left."""
    people = Respondent.objects.filter(assembly=assembly, status__in=SAID_YES).select_related("sheet").exclude(name="")
    spelling, by_name = spelling_for(assembly), {each.pseudonym: each for each in people}
    done = set(decisions(assembly, ABOUT.PERSON).filter(undone_at=None).values_list("left", "right"))
    ranks = frame_ranks(assembly)
    return [
        _pair(each, by_name, ranks)
        for each in twins([_known(one, spelling) for one in by_name.values()])
        if (each.left, each.right) not in done
    ]


def _pair(found: Twin, by_name: Mapping[str, Respondent], ranks: Mapping[str, tuple[int, str]]) -> Pair:
    left, right = first_by_frame(found.left, found.right, ranks)
    frames = (ranks[left][1], ranks[right][1]) if left in ranks and right in ranks else ()
    apart = frames if len(set(frames)) > 1 else ()
    return Pair(found=found, left=(by_name[left],), right=(by_name[right],), frames=apart)


def _known(person: Respondent, spelling: Spelling) -> Known:
    sheet = getattr(person, "sheet", None)
    return Known(
        id=person.pseudonym,
        name=person.name,
        born=sheet.born.isoformat() if sheet and sheet.born else "",
        phone=person.phone,
        email=person.email,
        household=read_address(person.address, spelling).key,
    )


def lacking(assembly: Assembly, values: Mapping[str, Sequence[str]]) -> list[tuple[Respondent, tuple[str, ...]]]:
    """People of the pool without a value, or with one that has no target, and in which categories."""
    found = []
    for each in Respondent.objects.filter(assembly=assembly, status=Status.POOL):
        missing = tuple(name for name, known in values.items() if each.features.get(name) not in known)
        if missing:
            found.append((each, missing))
    return found


def sources(assembly: Assembly) -> list[Source]:
    """From where the people came, the largest source first."""
    everybody = Respondent.objects.filter(assembly=assembly).exclude(status__in=(Status.INVITED, Status.TEST))
    answered = everybody.filter(Q(registered_at__isnull=False) | Q(channel=Respondent.Channel.IMPORT))
    rows = answered.order_by().values_list("channel", "source", "status").annotate(n=Count("pk"))
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for channel, source, status, n in rows:
        found[channel, source][status] = n
    listed = [Source(channel=channel, source=source, statuses=n) for (channel, source), n in found.items()]
    return sorted(listed, key=lambda each: (-each.people, each.channel, each.source))


def from_source(assembly: Assembly, channel: str, source: str) -> QuerySet[Respondent]:
    """Everybody who came from one source."""
    return Respondent.objects.filter(assembly=assembly, channel=channel, source=source)
