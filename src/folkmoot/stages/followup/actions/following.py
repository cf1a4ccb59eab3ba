"""Writes about following: ask, confirm, change, leave, tell. Nobody is told more than she asked for."""

from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext, override

from folkmoot import clock
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.notices.actions import notify
from folkmoot.commons.publicrecord.queries import entries
from folkmoot.stages.followup import faults
from folkmoot.stages.followup.digest import digest
from folkmoot.stages.followup.followers import followers_to_tell, key_of, members_to_tell, moved
from folkmoot.stages.followup.models import Follower, Pace

PAUSES = {Pace.WEEKLY: timedelta(days=7), Pace.DAILY: timedelta(days=1), Pace.AT_ONCE: timedelta()}
# Whoever types somebody else's address again and again sends her one letter an hour, not more.
BETWEEN_LETTERS = timedelta(hours=1)
MOST = 200  # letters in that time, over all addresses that nobody has confirmed


@transaction.atomic
def follow(
    *, by: Person | None, assembly: Assembly, email: str, numbers: Sequence[int], pace: Pace, language: str
) -> Follower:
    """Ask to be told. Whoever is signed in with this address follows at once; others confirm what a letter brings.

    For an address that follows already nothing changes: a letter brings its reader to where she changes it herself.
    Raises `ManyAsk` where strangers' addresses have been typed too often.
    """
    now, address = clock.now(), email.strip().lower()
    is_own = by is not None and by.email.lower() == address
    unconfirmed = Follower.objects.filter(confirmed_at=None, asked_at__gt=now - BETWEEN_LETTERS)
    if not is_own and unconfirmed.count() >= MOST:
        raise faults.ManyAsk
    asked = {"numbers": list(numbers), "pace": pace, "language": language}
    follower, is_new = Follower.objects.select_for_update().get_or_create(
        assembly=assembly, email=address, defaults={**asked, "asked_at": now, "next_at": now}
    )
    if is_own:
        return _begin(follower, numbers=numbers, pace=pace, language=language)
    if is_new or now - follower.asked_at >= BETWEEN_LETTERS:
        if follower.confirmed_at is None or follower.left_at:
            follower.numbers, follower.pace, follower.language = list(numbers), pace, language
        follower.asked_at = now
        follower.save()
        _ask(follower)
    return follower


def confirm(*, follower: Follower) -> Follower:
    """Begin to tell her, from now on."""
    return _begin(follower, numbers=follower.numbers, pace=follower.pace, language=follower.language)


def change_pace(*, follower: Follower, pace: Pace) -> None:
    """Tell her more or less often."""
    follower.pace, follower.next_at = pace, clock.now() + PAUSES[pace]
    follower.save()


def leave(*, follower: Follower) -> None:
    """Tell her nothing more."""
    follower.left_at = follower.left_at or clock.now()
    follower.save()


@transaction.atomic
def follow_for_members() -> int:
    """Let members follow what they recommended, once; how many more there are. Each letter says how to leave."""
    now, fresh = clock.now(), list(members_to_tell())
    for member in fresh:
        person, assembly = member.person, member.body.assembly
        if person is not None:
            Follower.objects.get_or_create(
                assembly=assembly,
                email=person.email.lower(),
                defaults={
                    "language": assembly.language,
                    "is_member": True,
                    "asked_at": now,
                    "confirmed_at": now,
                    "told": _last_line(),
                    "next_at": now + PAUSES[Pace.WEEKLY],
                },
            )
    return len(fresh)


def tell_followers() -> int:
    """Write to everybody whose pause is over and for whom something has moved; how many letters."""
    return sum(_tell(pk) for pk in followers_to_tell().values_list("pk", flat=True))


@transaction.atomic
def _tell(pk: int) -> bool:
    """One letter with all that has moved. What was told and that it was told stand or fall together."""
    follower = followers_to_tell().select_for_update(of=("self",)).filter(pk=pk).first()
    if follower is None:  # another worker has told her
        return False
    last = _last_line()
    news = moved(follower, until=last)
    follower.told, follower.next_at = last, clock.now() + PAUSES[Pace(follower.pace)]
    follower.save()
    if not news:
        return False
    with override(follower.language):
        subject, body = digest(follower.assembly, news)
        door = _door("promises_following", follower)
        board = _site(reverse("followup:board", args=[follower.assembly.slug]))
        reason = gettext("You sit in this assembly.") if follower.is_member else gettext("You asked to be told.")
        out = gettext("Less often, or no more: one click here.")
        notify(
            to=follower.email,
            subject=subject,
            body=f"{body}\n\n{board}\n\n-- \n{reason} {out}\n{door}",
            about=f"{follower.assembly.slug}/digest"[:120],
            leave=_door("promises_leave", follower),
        )
    return True


def forget_follower(*, by: Person) -> None:
    """Delete her address from everything that she follows."""
    Follower.objects.filter(email__iexact=by.email).delete()


def _begin(follower: Follower, *, numbers: Sequence[int], pace: str, language: str) -> Follower:
    now = clock.now()
    follower.numbers, follower.pace, follower.language = list(numbers), pace, language
    follower.confirmed_at, follower.left_at = now, None
    follower.told, follower.next_at = _last_line(), now + PAUSES[Pace(pace)]
    follower.save()
    return follower


def _ask(follower: Follower) -> None:
    with override(follower.language):
        notify(
            to=follower.email,
            subject=gettext("%(title)s: do you want to be told?") % {"title": follower.assembly.title},
            body="\n\n".join(
                (
                    gettext(
                        "Somebody, perhaps you, asked that this address be told what becomes of the promises of "
                        "“%(title)s”."
                    )
                    % {"title": follower.assembly.title},
                    gettext("If you want that, or want it to change or end, say so here:"),
                    _door("promises_following", follower),
                    gettext("If not, do nothing: you hear no more of it."),
                )
            ),
            about=f"{follower.assembly.slug}/follow"[:120],
        )


def _last_line() -> int:
    last = entries().last()
    return last.index if last else -1


def _door(page: str, follower: Follower) -> str:
    return _site(reverse(page, args=[key_of(follower)]))


def _site(path: str) -> str:
    return urljoin(settings.ADDRESS, path)
