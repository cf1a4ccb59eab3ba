"""A first lottery from a register of ten million people: run `python -m benchmarks.registers [rows] [letters]`.

Aim: within 2 GB of memory. The register is invented: a number, a district of uneven size, a weight of 1 to 6. The draw
runs in a process of its own, so that its largest memory is not mixed with what it takes to write the register.

Measured on 2026-11-26, 2 cores, 23 GB, Python 3.11, DuckDB 2.0: 10,000,000 rows, 30,000 letters: 80 s of CPU, 1,040 MB.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SEED = "5f" * 16
DISTRICTS = 40


def write(path: Path, rows: int) -> None:
    """Write the register as Parquet, by the engine itself."""
    import duckdb

    district = f"'district ' || CAST(floor({DISTRICTS} * pow((i * 2654435761 % 1000003) / 1000003.0, 2)) AS INT)"
    weight = "1 + CAST(i * 40503 % 6 AS INT)"
    table = f"SELECT 'person ' || i AS id, {district} AS district, {weight} AS weight FROM range({rows}) t(i)"
    duckdb.sql(f"COPY ({table}) TO '{path}' (FORMAT parquet)")


def main(rows: int, letters: int) -> None:
    """Write a register, announce and draw; print CPU seconds and the largest memory of the draw."""
    with tempfile.TemporaryDirectory() as folder:
        register = Path(folder) / "register.parquet"
        write(register, rows)
        print(f"{rows:,} rows, {register.stat().st_size / 1e6:.0f} MB of Parquet, {letters:,} letters")
        command = [sys.executable, "-m", "folkmoot", "invite", register, "--size", letters, "--strata", "district"]
        more = ["--weight", "weight", "--seed", SEED, "--out", Path(folder) / "out"]
        began = time.perf_counter()
        subprocess.run([str(part) for part in [*command, *more]], check=True, stdout=subprocess.DEVNULL)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(f"{time.perf_counter() - began:.1f} s, {used.ru_utime + used.ru_stime:.1f} s of CPU")
        print(f"largest memory: {used.ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(*[int(each) for each in (sys.argv[1:] + ["10000000", "30000"][len(sys.argv) - 1 :])])
