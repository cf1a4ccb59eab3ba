"""Reads of followers: who is to be told now, and what has moved since they were told last."""

from collections.abc import Sequence

from django.core import signing
from django.db.models import Exists, OuterRef, QuerySet

from folkmoot import clock
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Membership
from folkmoot.commons.publicrecord.queries import Entry, entries
from folkmoot.stages.followup.models import Follower

# What moves a recommendation, as the record calls it.
MOVES = ("followup.replied", "followup.assessed", "followup.compared", "duties.lapsed")
_SALT = "folkmoot.followup.follower"


def followers_to_tell() -> QuerySet[Follower]:
    """Those whose pause is over and who do not know yet what the record tells."""
    fresh = entries().filter(kind__in=MOVES, assembly=OuterRef("assembly__slug"), index__gt=OuterRef("told"))
    active = Follower.objects.filter(confirmed_at__isnull=False, left_at=None, next_at__lte=clock.now())
    return active.filter(Exists(fresh)).select_related("assembly")


def members_to_tell() -> QuerySet[Membership]:
    """Members with an address, of assemblies whose report was handed over, who neither follow it nor have left."""
    known = Follower.objects.filter(assembly=OuterRef("body__assembly"), email__iexact=OuterRef("person__email"))
    handed_over = Membership.objects.filter(person__isnull=False, body__assembly__hand_over__isnull=False)
    sit = handed_over.filter(terms__until__isnull=True, terms__isnull=False).exclude(person__email="")
    return sit.exclude(Exists(known)).select_related("person", "body__assembly").distinct()


def moved(follower: Follower, *, until: int) -> list[Entry]:
    """What has moved since she was told last, up to the line `until`, oldest first, of what she follows."""
    since = entries(follower.assembly.slug).filter(kind__in=MOVES, index__gt=follower.told, index__lte=until)
    return [entry for entry in since if not follower.numbers or number_of(entry) in follower.numbers]


def number_of(entry: Entry) -> int:
    """Which recommendation it moves; 0 where it is none."""
    if entry.kind == "duties.lapsed":
        kind, _, number = str(entry.data.get("subject", "")).partition("/")
        return int(number) if kind == "recommendation" and number.isdecimal() else 0
    number = entry.data.get("recommendation", 0)
    return number if isinstance(number, int) else 0


def key_of(follower: Follower) -> str:
    """What stands in her letters' links, and nobody can guess."""
    return signing.dumps(follower.pk, salt=_SALT, compress=False)


def follower_with(key: str) -> Follower | None:
    """The follower to whom a letter with this key went."""
    try:
        found = signing.loads(key, salt=_SALT)
    except signing.BadSignature:
        return None
    return Follower.objects.filter(pk=found).select_related("assembly").first()


def followed_by(person: Person) -> Sequence[dict[str, object]]:
    """What a person follows, for her own download."""
    return [
        {"assembly": each.assembly.slug, "numbers": each.numbers, "pace": each.pace, "left": each.left_at is not None}
        for each in Follower.objects.filter(email__iexact=person.email).select_related("assembly")
    ]
