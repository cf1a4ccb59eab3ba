"""The people of the living example, who can be tried out with one click. All are invented."""

from dataclasses import dataclass

from folkmoot.messages.marking import gettext_noop as _


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamplePerson:
    """Somebody of the living example: address, name and what she shows."""

    email: str
    name: str
    shows: str


PEOPLE = (
    ExamplePerson(
        email="organiser@example.org", name="Signe Holm", shows=_("Organiser: the desk, the lottery, the meetings")
    ),
    ExamplePerson(
        email="operator@example.org", name="Jonas Friis", shows=_("Lottery operator: pool, targets and the draw")
    ),
    ExamplePerson(
        email="commissioner@example.org",
        name="Mayor Karin Lund",
        shows=_("Commissioner: signs the contract, owes replies"),
    ),
    ExamplePerson(
        email="member@example.org", name="Amina Yusuf", shows=_("Member drawn by lot: next meeting, drafts, ballot")
    ),
    ExamplePerson(email="facilitator@example.org", name="Mads Winther", shows=_("Facilitator: drafts and attendance")),
    ExamplePerson(email="witness@example.org", name="Inger Dahl", shows=_("Witness: reads and attests the draw")),
    ExamplePerson(
        email="clerk@example.org", name="Lone Krogh", shows=_("Clerk and caller: enters answers, calls those drawn")
    ),
)
