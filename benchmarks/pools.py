"""Invented pools of any size, the same from the same seed: for measuring what no real pool at hand is large enough for.

    python -m benchmarks.pools 10000 150 --seed 1 --out DIR       writes DIR/made_10000_150/{respondents,categories}.csv

A population is drawn with seven categories of 2 to 10 values whose shares are uneven. Volunteers differ from it (older,
better educated: each value is over- or under-represented by a random factor), and targets follow the population: its
share of the seats, give or take one and a half. `--households` puts a third of the pool into addresses of two.
"""

import argparse
from pathlib import Path

import numpy as np

VALUES = {"gender": 3, "age": 5, "region": 10, "education": 4, "origin": 4, "area": 2, "climate": 4}


def made_pool(people: int, seats: int, seed: int, *, households: bool = False) -> tuple[str, str]:
    """The two files as CSV: respondents and categories.."""
    rng = np.random.default_rng(seed)
    shares = {name: np.sort(rng.dirichlet(np.full(count, 3.0)))[::-1] for name, count in VALUES.items()}
    leaning = {name: share * rng.uniform(0.5, 1.5, len(share)) for name, share in shares.items()}
    columns = {name: rng.choice(len(lean), people, p=lean / lean.sum()) for name, lean in leaning.items()}
    homes = rng.permutation(np.concatenate([np.repeat(np.arange(people // 6), 2), people + np.arange(people)])[:people])
    lines = [",".join(["id", *VALUES, *(["address"] if households else [])])]
    for row in range(people):
        cells = [f"p{row + 1}", *(f"{name}{columns[name][row] + 1}" for name in VALUES)]
        lines.append(",".join([*cells, *([f"home {homes[row]}"] if households else [])]))
    rules = ["category,name,min,max"]
    for name, share in shares.items():
        for value, part in enumerate(share):
            low, high = max(0, int(part * seats - 1)), int(np.ceil(part * seats + 1))
            rules.append(f"{name},{name}{value + 1},{low},{high}")
    return "\n".join(lines) + "\n", "\n".join(rules) + "\n"


def main() -> None:
    """Write one pool."""
    parser = argparse.ArgumentParser(description="An invented pool of any size.")
    parser.add_argument("people", type=int)
    parser.add_argument("seats", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--households", action="store_true")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    folder = given.out / f"made{'hh' * given.households}_{given.people}_{given.seats}"
    folder.mkdir(parents=True, exist_ok=True)
    respondents, categories = made_pool(given.people, given.seats, given.seed, households=given.households)
    (folder / "respondents.csv").write_text(respondents)
    (folder / "categories.csv").write_text(categories)
    print(folder)


if __name__ == "__main__":
    main()
