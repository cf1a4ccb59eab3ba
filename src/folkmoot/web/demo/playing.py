"""Plays stories in the order in which their acts would have happened, so that the record runs forward."""

import heapq
from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import transaction

from folkmoot import clock
from folkmoot.commons.assemblies.queries import assembly_at
from folkmoot.commons.duties.actions import note_lapses
from folkmoot.web.demo import council, harbour, invitation, repair
from folkmoot.web.demo.cast import gather_cast

# A story yields the moment of its next act; the act happens, at that moment, when it is resumed.
Story = Iterator[datetime]


def is_played() -> bool:
    """Whether the example stands already."""
    return assembly_at(harbour.SLUG) is not None


@transaction.atomic
def play(*, tell: Callable[[str], None] = lambda _line: None) -> None:
    """Play the four stories up to now: all of it or nothing."""
    now = clock.now()
    cast = gather_cast()
    stories = [story(cast, now) for story in (repair.story, council.story, harbour.story, invitation.story)]
    _play_in_order(stories)
    note_lapses()
    tell(
        "Kvistby waits for replies, Lindwerder deliberates, Ravnkilde is about to draw lots, Elmshavn is being invited."
    )


def _play_in_order(stories: list[Story]) -> None:
    """Always resume the story whose next act comes first."""
    queue = [(next(story), place) for place, story in enumerate(stories)]
    heapq.heapify(queue)
    while queue:
        moment, place = heapq.heappop(queue)
        with clock.travelling(to=moment):
            following = next(stories[place], None)
        if following is not None:
            heapq.heappush(queue, (following, place))
