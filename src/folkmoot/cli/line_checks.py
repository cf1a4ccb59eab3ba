"""What `folkmoot verify --line` says of one person's line: held against the lottery that it names."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from folkmoot.core.canonical import NotCanonical, read_canonical, sha256_hex
from folkmoot.core.faults import Fault
from folkmoot.core.record.findings import Finding, fails, holds
from folkmoot.core.sortition.lines import Line, LineUnreadable, check_line, read_line


class LotteryOfLineIsMissing(Fault):
    """Among the files that were named there is no lottery with the digest (`stated`) that the line names."""


def check_own_line(path: Path, files: Mapping[str, bytes]) -> Iterator[Finding]:
    """Every finding about the line in the file `path`; `files` are those that its lottery is sought among."""
    try:
        document = read_canonical(path.read_bytes().removesuffix(b"\n"))
        line = read_line(document)
        lottery = read_canonical(_lottery_of(line, files))
    except (NotCanonical, LineUnreadable, LotteryOfLineIsMissing) as fault:
        yield fails(fault, file=path.name, line=1)
        return
    found = check_line(document, lottery)
    for one in found:
        yield holds(str(one.check), file=path.name) if one.fault is None else fails(one.fault, file=path.name, line=1)
    if all(one.holds for one in found):
        yield holds("line_told", file=path.name, id=line.id, count=len(line.panels), panels=line.total)


def _lottery_of(line: Line, files: Mapping[str, bytes]) -> bytes:
    for data in files.values():
        if sha256_hex(data) == line.lottery:
            return data
    raise LotteryOfLineIsMissing(stated=line.lottery)
