"""The headline figures: `./run bench` draws the lottery beside the peer on the instances that come with the project."""

import sys
from pathlib import Path

from benchmarks import sortition

if __name__ == "__main__":
    if len(sys.argv) == 1:
        sys.argv += map(str, sorted(path for path in Path("tests/data/sortition").iterdir() if path.is_dir()))
    sortition.main()
