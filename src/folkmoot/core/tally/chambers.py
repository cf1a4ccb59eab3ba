"""Components whose agreement is each required, and blocks of items that are voted on together.

Each component (parliament, council, citizens) counts for itself against its own threshold; an item is adopted where all
of them adopt it. A block is one question on the ballot for several items; who asks for it has a block split, and its
items stand on the ballot themselves.
"""

from collections.abc import Iterator, Mapping, Sequence

from folkmoot.core.faults import Fault, Faults
from folkmoot.core.tally.approving import items_grid
from folkmoot.core.tally.methods import Chambers
from folkmoot.core.tally.outcomes import Outcome
from folkmoot.core.tally.profiles import ChamberCounts, ItemCounts, Option
from folkmoot.core.tally.tallies import Step, Tally, tally

Blocks = Sequence[tuple[str, Sequence[str]]]


class ItemDecidedTwice(Fault):
    """The ballot asks about `item` by itself and in the block `block`, or in two blocks."""


class ItemUndecided(Fault):
    """The rule has `item` in the block `block`, and the ballot has neither."""


class ComponentUnknown(Fault):
    """The ballots name the component `component`; the rule knows `known`."""


class ComponentWithoutBallots(Fault):
    """The rule asks for the agreement of `component`, from which there are no ballots."""


class OptionsOfComponentsDiffer(Fault):
    """The component `component` voted on other options than the first one."""


def count_chambers(votes: ChamberCounts, rule: Chambers) -> Outcome:
    """Each item, in each component. Raises `ElectorateUnknown`, and `Faults` where components are not the rule's."""
    parts = dict(votes.parts)
    _check(parts, rule)
    results: dict[str, list[Tally]] = {}
    for name, threshold in rule.components:
        parts[name].turnout.check_base(threshold)
        results[name] = [tally(counts, threshold) for counts in parts[name].counts]
    passed = [all(found[place].adopted for found in results.values()) for place in range(len(votes.options))]
    return Outcome(
        winners=tuple(place for place, adopted in enumerate(passed) if adopted),
        grids=tuple(items_grid(votes.options, found, code=f"component {name}") for name, found in results.items()),
        steps=tuple(_steps(votes.options, results)),
    )


def unblocked(votes: ItemCounts, blocks: Blocks) -> ItemCounts:
    """The same vote item by item: each item of a block has the counts of its block. Raises `Faults`."""
    places = {option.id: place for place, option in enumerate(votes.options)}
    of_block = {item: block for block, items in blocks for item in items}
    found: list[tuple[Option, int]] = []
    for option in votes.options:
        items = dict(blocks).get(option.id)
        if items is None:
            found.append((option, places[option.id]))
        else:
            found += [(Option(id=item, name=f"{item} · {option.id}"), places[option.id]) for item in items]
    _check_blocks([option.id for option, _ in found], of_block)
    return ItemCounts(
        options=tuple(option for option, _ in found),
        counts=tuple(votes.counts[place] for _, place in found),
        turnout=votes.turnout,
    )


def _check_blocks(decided: Sequence[str], of_block: Mapping[str, str]) -> None:
    twice = [item for item in dict.fromkeys(decided) if decided.count(item) > 1]
    faults: list[Fault] = [ItemDecidedTwice(item=item, block=of_block.get(item, item)) for item in twice]
    faults += [ItemUndecided(item=item, block=block) for item, block in of_block.items() if item not in decided]
    if faults:
        raise Faults(*faults)


def _check(parts: Mapping[str, ItemCounts], rule: Chambers) -> None:
    known = [name for name, _ in rule.components]
    faults: list[Fault] = [ComponentUnknown(component=name, known=tuple(known)) for name in parts if name not in known]
    faults += [ComponentWithoutBallots(component=name) for name in known if name not in parts]
    if faults:
        raise Faults(*faults)


def _steps(options: Sequence[Option], results: Mapping[str, Sequence[Tally]]) -> Iterator[Step]:
    for place, option in enumerate(options):
        yield Step(code="about", params={"option": option.label})
        for name, found in results.items():
            yield Step(code="in_component", params={"component": name})
            yield from found[place].steps
        against = tuple(name for name, found in results.items() if not found[place].adopted)
        code = "a_component_disagrees" if against else "all_components_agree"
        yield Step(code=code, params={"components": against or tuple(results)})
