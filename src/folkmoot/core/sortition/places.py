"""Which people fill the places of a profile: as evenly as whole numbers allow, and nobody by her position in a file.

Within a kind of household, the places of a panel go to different households, and over all panels each household fills
each profile's places equally often, give or take one. That is an edge colouring: panels and profiles are the two sides
of a graph, each place is an edge, households are the colours (D. König, 1916: as many colours as the largest degree).
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from folkmoot.core.chance import Dice
from folkmoot.core.sortition.profiles import Counts, Profile, Profiles


def fill_places(panels: Counts, profiles: Profiles, pool_digest: str) -> list[list[str]]:
    """The ids of every panel, given the number of people of each profile in it."""
    filled: list[list[str]] = [[] for _ in panels]
    shared = {column for group in profiles.households for column in group}
    alone = [(column,) for column in range(len(profiles.profiles)) if column not in shared]
    for group in (*alone, *profiles.households):
        dice = Dice(pool_digest.encode(), label=f"folkmoot-places-v1 {group[0]}")
        wanted = panels[:, list(group)]
        order = dice.shuffled(np.flatnonzero(wanted.any(axis=1)).tolist())
        members = [profiles.profiles[column] for column in group]
        for number, ids in zip(order, _group_places(wanted[order], members), strict=True):
            filled[number] += ids
    return [sorted(ids) for ids in filled]


def _group_places(places: Counts, members: Sequence[Profile]) -> list[list[str]]:
    """For each row of `places` (people wanted of each of `members`) the ids that fill them."""
    households = len(members[0].people)
    rows, columns = np.nonzero(places)
    filling = zip(rows.tolist(), columns.tolist(), places[rows, columns].tolist(), strict=True)
    edges = [(row, column) for row, column, count in filling for _ in range(count)]
    if len(members) == 1:
        colours = [number % households for number in range(len(edges))]
    else:
        colours = edge_colours(_split(edges, households), households)
    turns: dict[tuple[int, int], int] = defaultdict(int)
    filled: list[list[str]] = [[] for _ in places]
    for (row, column), household in zip(edges, colours, strict=True):
        ids = members[column].people[household]
        filled[row].append(ids[turns[column, household] % len(ids)])
        turns[column, household] += 1
    return filled


def _split(edges: Sequence[tuple[int, int]], households: int) -> list[tuple[int, int]]:
    """Cut each profile into vertices of at most `households` edges, so that a colouring shares it out evenly."""
    seen: dict[int, int] = defaultdict(int)
    vertices: dict[tuple[int, int], int] = {}
    split = []
    for row, column in edges:
        part = (column, seen[column] // households)
        seen[column] += 1
        split.append((row, vertices.setdefault(part, len(vertices))))
    return split


def edge_colours(edges: Sequence[tuple[int, int]], colours: int) -> list[int]:
    """Colour the edges of a bipartite graph (left, right) so that no two at a vertex agree.

    No vertex may have more than `colours` edges. Where both ends lack different colours, a path of these two colours
    is turned over.
    """
    at: dict[tuple[str, int], dict[int, int]] = defaultdict(dict)
    ends = [(("left", left), ("right", right)) for left, right in edges]
    result = [-1] * len(edges)
    for edge, (left, right) in enumerate(ends):
        free_left = next(colour for colour in range(colours) if colour not in at[left])
        free_right = next(colour for colour in range(colours) if colour not in at[right])
        _turn_path(right, free_left, free_right, at, ends, result)
        result[edge] = free_left
        at[left][free_left] = at[right][free_left] = edge
    return result


def _turn_path(
    start: tuple[str, int],
    colour: int,
    other: int,
    at: dict[tuple[str, int], dict[int, int]],
    ends: Sequence[tuple[tuple[str, int], tuple[str, int]]],
    result: list[int],
) -> None:
    """Free `colour` at `start` by exchanging the two colours along the path that begins there."""
    path, vertex, wanted = [], start, colour
    while colour != other and wanted in at[vertex]:
        path.append(at[vertex][wanted])
        left, right = ends[path[-1]]
        vertex, wanted = (right if vertex == left else left), (other if wanted == colour else colour)
    for edge in path:
        for end in ends[edge]:
            at[end].pop(result[edge], None)
    for edge in path:
        result[edge] = other if result[edge] == colour else colour
        for end in ends[edge]:
            at[end][result[edge]] = edge
