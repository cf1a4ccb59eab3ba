"""What a check of the public record found, in words, and the note that goes with an exported record."""

from collections.abc import Callable

from folkmoot.core.faults import Param
from folkmoot.core.record.findings import Finding, Outcome
from folkmoot.messages import SENTENCES, panels
from folkmoot.messages.marking import gettext_noop as _
from folkmoot.messages.sortition import CHECKS

FINDINGS: dict[str, str] = {
    **CHECKS,
    **panels.CHECKS,
    "key_is_the_trusted_one": _("The record brings the key that you trust."),
    "signature_holds": _("The signature under the checkpoint holds; its key calls itself “{name}”."),
    "files_hold": _("All {count} files are there and are the files that were signed; there is no other."),
    "lines_hold": _("All {count} lines are in their one form, in order, and never earlier than the line before."),
    "root_holds": _("The tree over the {count} lines has the root that was signed."),
    "cosigned": _("The witness “{name}” cosigned this checkpoint on {at}."),
    "not_cosigned": _("The witness “{name}” did not cosign this checkpoint."),
    "stamp_holds": _(
        "An authority vouched for by “{issuer}” stamped the first {count} lines on {at}: they existed by then, as they "
        "are now."
    ),
    "stamp_without_authority": _(
        "That the first {count} lines existed on {at}, as a time stamp says: name the certificate of “{issuer}” with "
        "--authority."
    ),
    "proof_without_key": _("Whose checkpoint this is: name the key of “{name}” with --key."),
    "line_is_in_tree": _("Line {number} is one of the {count} lines that the checkpoint of {at} was signed over."),
    "line_says": _("It says: {kind}, in the assembly {assembly}, on {at}."),
    "tiles_hold": _("The {count} tiles are those of this tree: who mirrors or witnesses it can rely on them."),
    "past_holds": _("The first {count} lines are those of the checkpoint you kept ({at}): the record only grew."),
    "contract_holds": _("Version {version} of the contract has the hash {sha256}; signatures: {signatures}."),
    "amendment_holds": _("Version {version} says itself what it promises less than before: {loosened} things."),
    "lottery_holds": _("Lottery {number} holds: {panels} panels of {seats} seats from {pool} people."),
    "sealed_lottery_holds": _("Lottery {number} holds, sealed: {panels} panels of {seats} seats from {pool} people."),
    "inputs_frozen": _(
        "Before lottery {number} was computed, its targets and its pool of {pool} people were fixed; started before "
        "it: {before}, on the very same inputs: {same}."
    ),
    "as_computed": _("Lottery {number} is the one that was computed from the frozen inputs; started so far: {runs}."),
    "freeze_not_told": _("That lottery {number} was computed once only: the record does not tell of its computation."),
    "chance_declared": _("Where chance for lottery {number} would come from was declared with it: {kinds}."),
    "chance_not_declared": _("That the source of chance of lottery {number} was chosen before it was known."),
    "round_announced": _("Round {round} of the beacon ({at}) was announced {minutes} minutes before it appeared."),
    "part_entered": _("A part of the chance of lottery {number} was entered in its time: {kind}."),
    "word_holds": _("{party} revealed for lottery {number} what it had committed to."),
    "draw_holds": _(
        "The draw from lottery {number} gives panel {panel} of {panels}, and it holds the {count} people named."
    ),
    "panels_divided": _(
        "Lottery {number} draws {parts} panels by one number; tickets for panels that ask for the same differ by at "
        "most {uneven}."
    ),
    "panels_called": _(
        "In lottery {number} everybody was drawn for the panel that the file of its {parts} panels says."
    ),
    "alternates_sealed": _("Alternates {number}: {people} people were fixed under seal, before any was called up."),
    "called_up": _("{member} was called up, and stood by before: as an alternate under seal, or drawn for it."),
    "terms_set": _("How {seats} seats are renewed was declared: in {groups} groups."),
    "turn_holds": _(
        "At turn {turn} those left whom rule and draw name: {leaving}, of these by lot: {by_lot}. Seats to be drawn: "
        "{seats}."
    ),
    "nobody_barred": _("In lottery {number}, after turn {turn}, nobody can be drawn whom the rule of terms keeps out."),
    "texts_hold": _("{count} texts were frozen, each with its own hash."),
    "ballot_holds": _("In ballot {ballot} the results of {count} texts follow from their counts; {adopted} adopted."),
    "ballots_recounted": _("In ballot {ballot} the {count} published ballots give the counts that were entered."),
    "hand_over_holds": _("{count} recommendations were handed over in the words that were frozen and adopted."),
    "adopted_but_left_out": _("Text {number} was adopted, but has not been handed over."),
    "kinds_replayed": _("Worked out again, by kind: {kinds}."),
    "canonical_holds": _("The file is written in its one canonical form."),
    "inputs_announced": _("The inputs are those whose hash was announced: {sha256}."),
    "strata_add_up": _("{invited} invitations in {strata} strata: every figure agrees with the others."),
    "invited_again": _("Drawn again from the frame: the same {invited} are invited ({list})."),
    "invited_without_frame": _("That exactly these were invited: whoever has the frame names it with --frame."),
    "wave_announced": _(
        "Wave {wave}: what {size} invitations are drawn from, and where chance comes from, was announced: {kinds}."
    ),
    "wave_drawn": _("Wave {wave} was drawn as announced: {invited} invitations in {strata} groups; its figures agree."),
    "wave_without_frame": _(
        "That exactly these were invited in wave {wave}: only who has the file they were drawn from can draw again."
    ),
    "selected_list_holds": _("The list names the {count} people of the draw."),
    "targets_without_pool": _(
        "That every panel meets its targets and that no lottery could be fairer: name --pool and --targets."
    ),
    "bounds_without_points": _(
        "That nobody could be served better: an exact search settled it, and only another search can check that "
        "(levels of the proof without points: {count})."
    ),
    "shut_out_as_stated": _(
        "That some people fit on no panel, as the lottery states: only a solver can check that (people: {count})."
    ),
    "lottery_without_pool": _(
        "That the panels of lottery {number} meet their targets and that no lottery could be fairer: the pool is not "
        "public. Whoever has it checks the lottery's file with --pool and --targets."
    ),
    "beacon_unverified": _(
        "That the signature is the beacon's: the arithmetic for it is not installed. Say pip install "
        "'folkmoot[beacon]' and verify again."
    ),
    "source_undeclared": _(
        "That this source of chance was declared beforehand: a draw on files does not say. The public record does."
    ),
    "round_later": _(
        "Round {announced} of the beacon was announced, round {used} was used, because {announced} never appeared: "
        "whoever finds {announced} after all has shown this draw to be void."
    ),
    "withdrawn_when_known": _(
        "Lottery {number} was withdrawn after its chance, or a part of it, could be known ({at}): ask why."
    ),
    "parties_silent": _("Without a word, as the rule declared beforehand allows: {names}."),
    "sealed_until_audit": _(
        "That the sealed panels meet their targets, and that everybody's chance is as stated: an auditor opens them, "
        "and everybody can open her own line with her code."
    ),
    "frozen_pool_opens": _("All {count} lines of the frozen pool open to the people of this pool, and to nobody else."),
    "inputs_as_frozen": _(
        "Pool, targets, seats and objective are those that were frozen before anything was computed."
    ),
    "pack_of_this_record": _("What is public in the auditor's pack stands in this record, byte for byte."),
    "line_told": _("{id} is in {count} of {panels} panels."),
    "not_drawn_yet": _("There is no draw beside this lottery: nobody has been selected yet."),
    "whose_key": _("Whose key this is: compare it with one you got another way, or name it with --key. It is {key}"),
    "unknown_signature": _("There is also a signature by “{name}”, whose key is not known here."),
    "past_is_unproven": _(
        "That nothing before today was replaced: keep this checkpoint and name it next time with --checkpoint."
    ),
    "not_replayed_while_broken": _("Draws, votes and deadlines were not worked out again, since the record is broken."),
    "commissioners_not_named": _("Version {version} of the contract names no commissioners whose signatures it needs."),
    "counts_as_given": _("The counts of ballot {ballot} are as the counters entered them: no ballots are published."),
    "kinds_not_replayed": _("Lines in which nothing can be worked out again, by kind: {kinds}."),
    "duty_unanswered": _("Unanswered in {assembly}, day {day}: {debtor} owes “{owed}” ({duty}), due {due}."),
}

README = """\
This is a public record. Every public act of the assemblies is one line of entries.jsonl.

To check it, install folkmoot (Python 3.11 or newer) and say:

    folkmoot verify THIS-FOLDER

It works out again every draw, every vote and every deadline, and names the first line that does not hold.
Keep the file called checkpoint. Next time, say:

    folkmoot verify THIS-FOLDER --checkpoint THE-FILE-YOU-KEPT

Then you know that nothing was replaced in between. Compare key.vkey with the key that the organiser printed.
"""


def finding_sentence(finding: Finding, translate: Callable[[str], str] = str) -> str:
    """Say `finding` in words; `translate` turns the English template into the reader's language."""
    table = SENTENCES if finding.outcome is Outcome.FAILS else FINDINGS
    return translate(table[finding.code]).format(**{name: _plain(value) for name, value in finding.params.items()})


def _plain(value: Param) -> str:
    return (", ".join(value) or "-") if isinstance(value, tuple) else str(value)
