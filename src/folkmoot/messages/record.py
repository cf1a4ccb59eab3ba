"""Sentences for the faults of canonical JSON and of the public record."""

from folkmoot.messages.marking import gettext_noop as _

SENTENCES: dict[str, str] = {
    "alternates_before_draw": _("Alternates {number} were kept before a panel was drawn, or their number is taken."),
    "called_without_standing_by": _(
        "{member} was called up for a vacant seat and did not stand by: on no list of alternates, drawn for nothing of "
        "the kind, or called before."
    ),
    "not_canonical": _("This is not canonical JSON: {reason}. Take the file again from the source that published it."),
    # lines
    "line_is_not_canonical": _("Line {line} is not written in the one canonical form: {reason}."),
    "envelope_is_not_complete": _("Line {line} is not an entry. Missing: {missing}. Not known: {unknown}."),
    "envelope_field_is_wrong": _("Line {line} has something in the field “{field}” that may not stand there: {found}."),
    "index_is_not_next": _(
        "Line {line} should be entry {expected}, but says {found}. A line was dropped, doubled, moved or slipped in."
    ),
    "time_runs_backwards": _("Line {line} says it was written at {found}, before the line above it ({before})."),
    "line_is_altered": _("Line {line} is not the line that was signed: it was changed."),
    "line_is_dropped": _("The line that was signed as line {line} is gone: it was dropped."),
    "line_is_moved": _("Line {line} was signed as line {signed}: lines were put into another order."),
    "line_is_repeated": _("Line {line} is line {signed} once more: it was repeated."),
    "line_is_slipped_in": _("Line {line} was never signed: it was slipped in."),
    "last_line_is_not_ended": _("Line {line} breaks off: the file was cut."),
    # keys, signatures, checkpoints
    "key_is_not_readable": _("The key cannot be read. It must be one line: name, plus sign, hash, plus sign, key."),
    "key_is_another": _("The export brings the key of “{name}”, which is not the key you trust."),
    "note_is_not_readable": _("Line {line} of the signed text is not in its form ({reason})."),
    "note_is_not_signed": _("There is no signature by “{name}”."),
    "signature_does_not_hold": _("The signature by “{name}” does not hold: the text or the signature was changed."),
    "checkpoint_is_too_short": _("The checkpoint lacks its first four lines: origin, size, root and time."),
    "origin_is_wrong": _("The first line of the checkpoint does not name a record."),
    "size_is_wrong": _("The second line of the checkpoint is not a number of lines."),
    "root_is_wrong": _("The third line of the checkpoint is not a root."),
    "checkpoint_time_is_wrong": _("The fourth line of the checkpoint is not a moment."),
    "file_line_is_wrong": _("Line {line} of the checkpoint does not name a file and its hash."),
    "file_lines_are_not_in_order": _("Line {line} of the checkpoint is out of order, or names a file twice."),
    "path_is_not_allowed": _("A file of the record may not be called “{path}”."),
    "path_is_taken": _("“{path}” is one of the record's own files. Give the attachment another path."),
    # files and tree
    "file_is_missing": _("The file {path} is missing."),
    "file_is_extra": _("The file {path} does not belong to this record."),
    "file_is_altered": _("The file {path} is not the file that was signed."),
    "size_differs": _("The checkpoint was signed over {signed} lines; here are {found}."),
    "root_differs": _("The lines are not those that the checkpoint was signed over."),
    "signed_before_last_line": _(
        "The checkpoint was signed at {signed}, before the last line was written ({written})."
    ),
    "cosignature_time_is_wrong": _("Line {line}: “{name}” cosigned at a moment that no calendar has."),
    # proofs in a file of their own
    "proof_is_not_readable": _("This is no proof in its form. Take it again from the entry's page."),
    "line_is_not_in_tree": _("Line {line}, as the proof tells it, is not in the tree that the checkpoint signs."),
    "growth_is_not_proven": _(
        "The record does not go on from the {kept} lines of the kept checkpoint: its past was replaced."
    ),
    "growth_is_from_another_size": _("The proof begins at {found} lines, the kept checkpoint has {kept}."),
    "growth_needs_a_kept_checkpoint": _("Name the checkpoint that you kept, with --checkpoint."),
    # time stamps by an outside authority
    "authority_is_not_readable": _("The certificate of the authority is not in PEM. Ask the authority for it."),
    "stamp_is_not_readable": _("This is no granted time stamp (RFC 3161). Send the request to the authority again."),
    "stamp_has_no_checkpoint": _("The checkpoint that was stamped, {path}, is missing."),
    "stamp_is_of_something_else": _("The time stamp is not of the checkpoint beside it."),
    "stamp_is_not_the_authoritys": _(
        "The time stamp is not signed by the authority that you named, or answers another request."
    ),
    "stamped_past_is_another": _(
        "The checkpoint that was stamped, over {size} lines, is not one of this record: its past was replaced."
    ),
    # witnesses
    "witness_knows_no_past": _(
        "Name the checkpoint that you cosigned last, with --checkpoint; or say --first if you never cosigned this "
        "record."
    ),
    "witness_needs_the_key": _("Name the key of the record with --key, as you know it from elsewhere."),
    # held against a checkpoint that was kept
    "kept_checkpoint_is_of_another_record": _("The kept checkpoint is of “{kept}”, this record is of “{found}”."),
    "kept_checkpoint_is_by_another_key": _("The kept checkpoint is not signed by “{name}” with the key used now."),
    "record_is_shorter_than_kept": _("There were {kept} lines when the checkpoint was kept; now there are {found}."),
    "past_was_replaced": _("The first {kept} lines are not those of the kept checkpoint: the past was replaced."),
    "record_is_older_than_kept": _("This record was signed at {signed}, before the checkpoint you kept ({kept})."),
    # what was named on the command line
    "nothing_there": _("There is no file or folder called {path}."),
    "nothing_to_verify": _("{path} is neither an exported record nor a lottery. Name the folder that was exported."),
    "lottery_is_not_beside": _("{path} can only be checked beside its lottery.json. Put both into one folder."),
    "archive_is_damaged": _("{member} cannot be unpacked as it was packed: the archive is damaged."),
    "archive_is_too_large": _(
        "{path} would unpack to more than a record can be. Unpack it yourself and name the folder."
    ),
    "selected_are_others": _("The list does not name the people of the draw."),
    "pool_belongs_to_a_lottery": _("--pool and --targets check a lottery.json, not a record. Leave them out here."),
    "seal_unreadable": _("The secret that opens the sealed panels is not 64 digits of 0-9 and a-f."),
    "not_an_auditors_pack": _(
        "This is no auditor's pack: it lacks {file}. Take the pack again from the lottery's page."
    ),
    "frozen_inputs_differ": _("The inputs of the pack have the hash {found}; frozen was {stated}."),
    "pack_is_of_another_record": _("{file} of the auditor's pack is not in this record: it belongs to another one."),
    "lottery_of_line_is_missing": _(
        "No lottery among these files has the hash {stated} that the line names. Name the lottery that the line is of."
    ),
    "pool_and_targets_go_together": _("Name both --pool and --targets, or neither."),
    # worked out again: contracts and draws
    "value_is_missing": _("An entry of the kind {kind} lacks “{field}”, or has it in another form."),
    "contract_is_not_its_digest": _("The contract published here has the hash {found}, not {said}."),
    "version_is_not_next": _("This contract says it is version {found}; version {expected} is next."),
    "signature_is_missing": _("The contract was published before these had signed it: {offices}."),
    "loosening_is_not_said": _(
        "This amendment promises less than the version before in: {found}. The entry says: {said}."
    ),
    "draw_is_not_said": _("The entry is wrong about whether members had been drawn before version {version}."),
    "no_contract_before": _("There was no signed and published contract before this lottery."),
    "lottery_file_is_missing": _("The file of the lottery, {path}, is missing."),
    "lottery_file_is_another": _("The file {path} is not the lottery whose hash was entered."),
    "lottery_figures_differ": _("The entry says {said} {what}; the published lottery has {found}."),
    "lottery_was_not_published": _("Lottery {number} was not published before this draw, or with another hash."),
    "parts_file_is_missing": _("The file {path}, which divides the panels of a lottery, is not here or is another."),
    "parts_are_others": _(
        "The panels of lottery {number} are not those that were fixed beforehand, or not those that the number gives."
    ),
    "terms_were_not_set": _(
        "Turn {turn} was made before it was declared how seats are renewed, or a turn before it is missing."
    ),
    "member_was_not_drawn": _(
        "{member} sits at this turn, but was never drawn, or her seat was renewed at another turn than is said."
    ),
    "leavers_were_not_drawn": _(
        "At turn {turn} chance had to decide who leaves, but there is no draw among the people concerned."
    ),
    "leavers_are_others": _("At turn {turn} other people leave, or other seats are renewed, than rule and draw say."),
    "drawn_too_early": _("{member} has sat and may not be drawn yet by the rule, but is in lottery {number}."),
    "lottery_was_drawn_before": _("Lottery {number} was drawn before. A new draw needs a new lottery."),
    "lottery_was_withdrawn": _("Lottery {number} was withdrawn before this draw."),
    "inputs_are_another": _("The inputs frozen for lottery {number} do not have the hash that stands beside them."),
    "lottery_was_not_frozen": _("The inputs of lottery {number} were not frozen before, or twice."),
    "result_is_another": _("The lottery {number} that was published is not the one that was computed."),
    "wave_was_not_announced": _("Wave {wave} was not announced before, or was drawn or withdrawn already."),
    "wave_file_is_missing": _("The file {path} is not there, or not the one whose hash was entered."),
    "wave_is_another": _("Wave {wave} was drawn from other inputs than announced, or comes to another number."),
    "round_was_known": _("Round {round} was announced at {announced}, but had appeared already at {at}."),
    "part_was_late": _("The {kind} were entered at {entered}, when the beacon's round of {at} could be known."),
    "part_is_another": _("The draw used other {kind} than were entered for it."),
    "party_is_unknown": _("{party} was not named for this lottery, or has given a commitment already."),
    "word_was_late": _("{party} came at {given}, outside the time that was declared (until {bound})."),
    "word_is_another": _("What {party} revealed is not what {party} had committed to."),
    "witness_objected": _("The draw was made while the objection of {witness} stood."),
    # texts and votes
    "text_is_not_its_digest": _("Text {number} is not the text whose hash stands beside it."),
    "number_is_taken_twice": _("Two texts have the number {number}."),
    "text_was_not_frozen": _("Text {number} was never frozen in this wording."),
    "text_was_not_adopted": _("Text {number} was handed over, but was not adopted when it was last voted on."),
    "report_is_another": _("The report {path} is missing, or is not the file whose hash was entered."),
    "rule_is_not_the_contracts": _("The vote was decided by {found}; the contract promises {promised}."),
    "result_does_not_follow": _("The result entered for text {number} does not follow from its counts."),
    "ballots_disagree_with_counts": _("The published ballots give other counts for text {number}."),
    "ballots_are_not_sorted": _("The published ballots are not sorted; their order could tell who voted when."),
    "too_few_ballots_in_clear": _("{count} ballots stand in clear; fewer than {least} do not protect a secret."),
    # duties and replies
    "duty_is_incurred_twice": _("The duty {duty} was entered before."),
    "duty_is_unknown": _("The duty {duty} was never entered."),
    "duty_is_over": _("The duty {duty} was fulfilled or had lapsed before."),
    "discharge_has_no_entry": _(
        "The duty {duty} is said to be fulfilled by entry {by_entry}, which does not come before."
    ),
    "duty_is_not_due": _("The duty {duty} is said to have lapsed at {at}; it was due at {due}."),
    "recommendation_is_unknown": _("Recommendation {recommendation} was not handed over before this reply."),
    "commissioner_owes_no_reply": _("{commissioner} does not owe a reply to this recommendation."),
    "reply_is_unknown": _("“{reply}” is not one of the possible replies."),
    "verdict_is_unknown": _("“{verdict}” is no verdict on a clause of recommendation {recommendation}."),
    "words_are_left_out": _(
        "A comparison of recommendation {recommendation} with an adopted text leaves out words or adds some: {word}."
    ),
    "rejection_has_no_reason": _("Recommendation {recommendation} is rejected without a reason."),
}
