"""Who sits with whom: all rounds of a meeting planned at once.

`plan_seating` gives every table a mixed company and lets everybody meet as many different people as can be found, keeps
pins and other wishes, and says how near that is to the bound; `figures` says the same of any plan, so that one may be
changed by hand; `replan` mends a plan after absences with the fewest moves. docs/spec/seating.md tells it in words.
"""

from folkmoot.core.seating.bounds import Ceiling, Limit
from folkmoot.core.seating.figures import Broken, Figures, NotSeated, Share, Wish, figures
from folkmoot.core.seating.plans import Move, SeatingPlan, WishesNotKept, plan_seating
from folkmoot.core.seating.reading import SeatingColumns, read_attendees, read_room, read_seats
from folkmoot.core.seating.replanning import replan
from folkmoot.core.seating.rooms import Attendee, Pin, RoomTable, SeatingTask, Seats, check_task

__all__ = [
    "Attendee",
    "Broken",
    "Ceiling",
    "Figures",
    "Limit",
    "Move",
    "NotSeated",
    "Pin",
    "RoomTable",
    "SeatingColumns",
    "SeatingPlan",
    "SeatingTask",
    "Seats",
    "Share",
    "Wish",
    "WishesNotKept",
    "check_task",
    "figures",
    "plan_seating",
    "read_attendees",
    "read_room",
    "read_seats",
    "replan",
]
