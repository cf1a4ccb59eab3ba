"""Texts, votes and what was handed over, worked out again from public lines alone."""

from collections.abc import Iterator, Mapping
from typing import Any

from folkmoot.core.canonical import digest, sha256_hex
from folkmoot.core.faults import Fault
from folkmoot.core.record.contracts import commissioners, threshold_promised
from folkmoot.core.record.entries import Entry
from folkmoot.core.record.findings import ENTRIES_FILE, Finding, fact, holds_at, unproven_at
from folkmoot.core.record.stories import Story, number, rows, text
from folkmoot.core.tally.counting import Choice, count_ballots, sorted_ballots
from folkmoot.core.tally.plain import SMALLEST_PUBLISHED_BALLOT, item_from_plain, rule_from_plain
from folkmoot.core.tally.rules import Rule, Tie
from folkmoot.core.tally.tallies import Tally


class TextIsNotItsDigest(Fault):
    """The text called `number` has another digest than the one entered beside it."""


class NumberIsTakenTwice(Fault):
    """Two texts frozen together have the same `number`."""


class TextWasNotFrozen(Fault):
    """The text called `number` was voted on or handed over in a wording that was never frozen."""


class TextWasNotAdopted(Fault):
    """The text called `number` was handed over without having been adopted when it was last voted on."""


class ReportIsAnother(Fault):
    """The report handed over (`path`) is not in the export, or is not the file whose digest was entered."""


class RuleIsNotTheContracts(Fault):
    """A ballot was decided by another threshold (`found`) than the contract in force promises (`promised`)."""


class ResultDoesNotFollow(Fault):
    """The result entered for the text called `number` is not what its counts give under the rule."""


class BallotsDisagreeWithCounts(Fault):
    """The ballots in clear give other counts for the text called `number`."""


class BallotsAreNotSorted(Fault):
    """The ballots in clear are not sorted: their order could tell who voted when."""


class TooFewBallotsInClear(Fault):
    """Fewer ballots (`count`) stand in clear than protect a secret (`least`)."""


def text_digest(*, number: int | str, title: str, text: str) -> str:
    """The digest by which a frozen text is known from then on: in the ballot, the report and the replies."""
    return digest({"number": number, "title": title, "text": text})


def check_frozen(entry: Entry, story: Story) -> Iterator[Finding]:
    """`deliberation.frozen`: each digest is its text's, and no number is given twice."""
    seen: set[int | str] = set()
    for row in rows(entry, "texts"):
        _check_text(row)
        if row["number"] in seen:
            raise NumberIsTakenTwice(number=str(row["number"]))
        seen.add(row["number"])
        story.keep("frozen", (row["number"], row["sha256"]), entry)
    yield holds_at(entry, "texts_hold", count=len(seen))


def check_counted(entry: Entry, story: Story) -> Iterator[Finding]:
    """`ballots.counted`: frozen texts, the promised threshold, counts that agree, results that follow."""
    rule, items = rule_from_plain(entry.data["rule"]), rows(entry, "items")
    _check_rule(rule, story)
    results = {item["number"]: _check_item(item, entry, rule, story) for item in items}
    adopted = sum(result.adopted for result in results.values())
    yield from _check_ballots(entry, results)
    yield holds_at(entry, "ballot_holds", ballot=text(entry, "ballot"), count=len(items), adopted=adopted)


def check_handed_over(entry: Entry, story: Story) -> Iterator[Finding]:
    """`recommendations.handed_over`: the texts are those frozen and adopted; adopted ones left out are named."""
    handed = rows(entry, "recommendations")
    for row in handed:
        story.keep("recommendation", row["number"], _who_owes(entry, story))
        story.keep("handed over", (row["number"], row["sha256"]), entry)
        if "text" in row:
            _check_text(row)
        _require_frozen(row, story)
        if story.find("adopted", (row["number"], row["sha256"])) is not True:
            raise TextWasNotAdopted(number=str(row["number"]))
    _check_report(entry, story)
    yield holds_at(entry, "hand_over_holds", count=len(handed))
    yield from _left_out(entry, story)


def _who_owes(entry: Entry, story: Story) -> tuple[str, ...]:
    """The refs of those who owe a reply: named here, or else the commissioners of the contract."""
    named = entry.data.get("commissioners")
    return tuple(named) if isinstance(named, list) else commissioners(story)


def _check_report(entry: Entry, story: Story) -> None:
    path = entry.data.get("report")
    if path and (path not in story.files or sha256_hex(story.files[path]) != text(entry, "report_sha256")):
        raise ReportIsAnother(path=path)


def _left_out(entry: Entry, story: Story) -> Iterator[Finding]:
    for name, adopted in story.all_of("adopted").items():
        if adopted and story.find("handed over", name) is None and isinstance(name, tuple):
            yield fact("adopted_but_left_out", file=ENTRIES_FILE, line=entry.line, number=str(name[0]))


def _check_text(row: Mapping[str, Any]) -> None:
    if text_digest(number=row["number"], title=row["title"], text=row["text"]) != row["sha256"]:
        raise TextIsNotItsDigest(number=str(row["number"]))


def _require_frozen(row: Mapping[str, Any], story: Story) -> None:
    if story.find("frozen", (row["number"], row["sha256"])) is None:
        raise TextWasNotFrozen(number=str(row["number"]))


def _check_rule(rule: Rule, story: Story) -> None:
    promised = threshold_promised(story)
    if promised is not None and promised != rule:
        raise RuleIsNotTheContracts(promised=_said(promised), found=_said(rule))


def _said(rule: Rule) -> str:
    """In the words of the file, so that whoever checks finds the place: `> 1/2 valid, tie: casting-vote`."""
    more = (
        "" if rule.blanks_count else ", blanks_count: false",
        f", tie: {rule.tie}" if rule.tie is not Tie.FAILS else "",
    )
    return f"{'>' if rule.strict else '>='} {rule.fraction} {rule.of}{''.join(more)}"


def _check_item(item: Mapping[str, Any], entry: Entry, rule: Rule, story: Story) -> Tally:
    _require_frozen(item, story)
    eligible, present = number(entry, "eligible"), number(entry, "present")
    result = item_from_plain(item, rule=rule, eligible=eligible, present=present)
    story.keep("adopted", (item["number"], item["sha256"]), result.adopted)
    if item["adopted"] is not result.adopted:
        raise ResultDoesNotFollow(number=str(item["number"]))
    return result


def _check_ballots(entry: Entry, results: Mapping[int | str, Tally]) -> Iterator[Finding]:
    ballots = entry.data["ballots"]
    if ballots is None:
        yield unproven_at(entry, "counts_as_given", ballot=text(entry, "ballot"))
        return
    if len(ballots) < SMALLEST_PUBLISHED_BALLOT:
        raise TooFewBallotsInClear(count=len(ballots), least=SMALLEST_PUBLISHED_BALLOT)
    choices = [[Choice(choice) for choice in ballot] for ballot in ballots]
    if sorted_ballots(choices) != ballots:
        raise BallotsAreNotSorted
    electorate = {"eligible": number(entry, "eligible"), "present": number(entry, "present")}
    for item, counts in count_ballots(choices, items=list(results), **electorate).items():
        if counts != results[item].counts:
            raise BallotsDisagreeWithCounts(number=str(item))
    yield holds_at(entry, "ballots_recounted", ballot=text(entry, "ballot"), count=len(ballots))
