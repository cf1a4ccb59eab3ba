"""What open panels give away: how many people can be singled out in the published lotteries of example pools.

    python -m benchmarks.inference [POOL ...]    folders below FOLKMOOT_DATA/sortition, else all up to 1,000 people

For each pool a lottery of 100 and of 1,000 panels is found and attacked as by somebody who has seen one panel
(`core/sortition/inference.py`): of how many of the others is every answer told, and of how many by guessing alone.
"""

import os
import sys
import time
from pathlib import Path

from folkmoot.core.sortition import find_lottery, read_pool, read_targets
from folkmoot.core.sortition.inference import told_by_panels
from folkmoot.tables import read_table

MOST = 1000


def measured(folder: Path) -> None:
    """Print a line for each number of panels."""
    rules = read_table((folder / "categories.csv").read_bytes(), name="categories.csv")
    people = read_table((folder / "respondents.csv").read_bytes(), name="respondents.csv")
    if len(people.rows) > MOST:
        return
    targets = read_targets(rules.columns, rules.numbered)
    pool, seats = read_pool(people.columns, people.numbered, targets=targets), int(folder.name.rsplit("_", 1)[1])
    exact = sum(target.minimum == target.maximum for target in targets)
    for panels in (100, 1000):
        lottery = find_lottery(pool=pool, targets=targets, seats=seats, panels=panels)
        before = time.process_time()
        told = told_by_panels(lottery, pool)
        spent = time.process_time() - before
        if told is not None:
            shares = f"{told.told / told.others:6.1%} told, {told.guessed / told.others:6.1%} guessed"
            of = f"{exact:3} of {len(targets)} exact  {panels:5} panels  {told.others:4} others"
            print(f"{folder.name:28} {of}: {shares}  {spent:.1f} s")


def main() -> None:
    """Measure the pools that were named, or all of them."""
    data = Path(os.environ["FOLKMOOT_DATA"]) / "sortition"
    names = sys.argv[1:] or sorted(each.name for each in data.iterdir() if each.is_dir())
    for name in names:
        measured(data / name)


if __name__ == "__main__":
    main()
