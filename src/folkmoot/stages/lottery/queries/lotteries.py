"""Reads of lotteries and of what was drawn."""

from django.db.models import QuerySet

from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.commons.publicrecord.queries import Entry, entries
from folkmoot.core.faults import Fault
from folkmoot.stages.lottery.models import AlternateList, Draw, Lottery
from folkmoot.stages.lottery.queries.rotation import turns
from folkmoot.stages.lottery.rules import PUBLIC, State


def pool_path(assembly: Assembly, number: int) -> str:
    """Where the frozen pool of lottery `number` lies in the record."""
    return f"assemblies/{assembly.slug}/pool-{number}.json"


def lotteries(assembly: Assembly) -> QuerySet[Lottery]:
    """Every lottery that was ever started, by number; without their files."""
    return Lottery.objects.filter(assembly=assembly).select_related("draw").defer("document", "frozen", "seal", "parts")


def lottery_numbered(assembly: Assembly, number: int) -> Lottery | None:
    """Lottery `number` of the assembly."""
    return Lottery.objects.filter(assembly=assembly, number=number).select_related("assembly", "draw").first()


def public_lotteries(assembly: Assembly) -> QuerySet[Lottery]:
    """The lotteries that were published, withdrawn ones included, by number."""
    return lotteries(assembly).filter(state__in=PUBLIC)


def started_count(assembly: Assembly) -> int:
    """How many lotteries were computed to the end so far, whatever their number: published beside each publication.

    Counting only those before it would hide a later one, if the operator goes back to an earlier number.
    """
    return lotteries(assembly).filter(found_at__isnull=False).count()


def current(assembly: Assembly) -> Lottery | None:
    """The newest lottery that was started."""
    return lotteries(assembly).last()


def waiting_lottery(assembly: Assembly) -> Lottery | None:
    """The lottery that is published and waits for its draw."""
    return lotteries(assembly).filter(state=State.PUBLISHED).last()


def draws(assembly: Assembly) -> QuerySet[Draw]:
    """What was drawn of people who are asked to sit, in order."""
    return (
        Draw.objects.filter(lottery__assembly=assembly, lottery__leaving=False)
        .select_related("lottery")
        .order_by("lottery__number")
    )


def draw_in_the_record(assembly: Assembly, number: int) -> tuple[Entry, Entry] | None:
    """What the public record says of lottery `number`: its publication and its draw; `None` before that."""
    told = entries(assembly.slug).filter(data__number=number)
    published, drawn = told.filter(kind="lottery.published").last(), told.filter(kind="lottery.drawn").last()
    return (published, drawn) if published and drawn else None


def oaths_in_the_record(assembly: Assembly, number: int) -> list[Entry]:
    """What witnesses said of lottery `number` in the public record, each her newest word."""
    said = entries(assembly.slug).filter(kind="lottery.attested", data__number=number)
    return list({entry.by: entry for entry in said}.values())


def pool_is_closed(assembly: Assembly) -> bool:
    """Whether a panel was drawn: from then on nobody can enter the pool, until the next turn opens it again."""
    drawn, turn = draws(assembly).last(), turns(assembly).last()
    return drawn is not None and (turn is None or drawn.drawn_at > turn.made_at)


def open_turn(assembly: Assembly) -> int | None:
    """The turn whose seats are drawn next; `None` before the first one, and once they are drawn."""
    turn = turns(assembly).last()
    return turn.number if turn is not None and not pool_is_closed(assembly) else None


def faults_of(computed: Lottery | AlternateList) -> list[Fault]:
    """Why a lottery or alternates could not be found, as faults that can be said in the reader's language."""
    return [_stored_fault(code, params) for code, params in computed.figures.get("faults", [])]


def _stored_fault(code: str, params: dict[str, object]) -> Fault:
    fault = Fault(**{name: tuple(value) if isinstance(value, list) else value for name, value in params.items()})  # type: ignore[arg-type]
    fault.code = code  # type: ignore[misc]
    return fault
