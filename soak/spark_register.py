"""The first lottery through Spark, on a local cluster of two workers: it must invite exactly whom the core invites.

Needs Java and `pyspark`, which nothing else here does; both Parquet and CSV, weights with decimals, strata and places.
"""

import csv
import os
import random
import shutil
import sys
import tempfile
from pathlib import Path

from soak.absence import Absent

ROWS = 3_000
SEED = bytes.fromhex("5f" * 16)
CLUSTER = "local-cluster[2,1,1024]"  # workers, cores each, megabytes each


def trial() -> list[str]:
    """Compare three draws on each of two kinds of file."""
    if shutil.which("java") is None:
        raise Absent("there is no Java here")
    try:
        import pyspark
    except ImportError as error:
        raise Absent("pyspark is not installed here: pip install pyspark") from error
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    with tempfile.TemporaryDirectory() as folder:
        return [f"Spark {pyspark.__version__}, {CLUSTER}", *map(_compared, _registers(Path(folder)))]


def _registers(folder: Path) -> list[Path]:
    import pyarrow.csv as tables
    from pyarrow import parquet

    chance = random.Random(1)
    path = folder / "register.csv"
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "residents", "area"])
        for n in range(ROWS):
            rows.writerow([f"a{n}", f"{chance.randrange(40) / 4:g}", f"area {chance.randrange(12)}"])
    parquet.write_table(tables.read_csv(path), path.with_suffix(".parquet"))
    return [path, path.with_suffix(".parquet")]


def _compared(path: Path) -> str:
    from folkmoot.cli import registers
    from folkmoot.core.sortition.frames import FrameColumns, read_units, weight_in, weights_of
    from folkmoot.core.sortition.invitations import allocated, draw_in_places, draw_invitations
    from folkmoot.tables import read_table

    means = FrameColumns(weight="residents", stratum="area")
    table = read_table(path.with_suffix(".csv").read_bytes(), name="register.csv")
    units = read_units(table.columns, table.numbered, means=means)
    plan = allocated(200, {name: weight_in(counts) for name, counts in weights_of(units).items()}, {})
    found = registers.open_register(path, means=means, spark=CLUSTER)
    by_strata = registers.draw_from_register(found.units, plan=plan, seed=SEED)
    by_places = registers.draw_from_register(found.units, plan={}, seed=SEED, places=3, each=10)
    if by_strata != draw_invitations(units, plan=plan, seed=SEED):
        raise AssertionError(f"{path.suffix}: Spark invites others than the core, by strata")
    if by_places != draw_in_places(units, places=3, each=10, seed=SEED):
        raise AssertionError(f"{path.suffix}: Spark invites others than the core, by places")
    ids = [one.unit.id for one in by_strata.invited]
    _, rows = registers.rows_of(found, ids)
    if set(rows) != set(ids):
        raise AssertionError(f"{path.suffix}: not every row that was drawn comes back")
    return f"{path.suffix}: {len(ids)} of {ROWS} by strata and {len(by_places.invited)} in places, the same as the core"
