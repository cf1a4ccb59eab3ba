"""What `folkmoot verify` says of a first lottery: its own figures, its inputs, and with the frame all of it again."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from folkmoot.cli.invite import DRAW_FILE, INPUTS_FILE, INVITED_FILE, drawn_from, file_sha256, ids_in, open_frame
from folkmoot.core.canonical import NotCanonical, digest, read_canonical
from folkmoot.core.faults import Fault, Faults
from folkmoot.core.record.findings import Finding, fails, holds, unproven
from folkmoot.core.sortition.announcements import (
    Inputs,
    InputsAreOthers,
    InvitedAreOthers,
    check_first_draw,
    first_draw_document,
    inputs_document,
    read_inputs,
)


def check_invitations(
    files: dict[str, bytes], *, frame: Path | None, before: tuple[Path, ...], engine: str | None
) -> Iterator[Finding]:
    """Every finding about a folder that `folkmoot invite` wrote; `files` are those of the folder."""
    try:
        document = read_canonical(files[DRAW_FILE])
        yield holds("canonical_holds", file=DRAW_FILE)
        yield from _figures(document)
        if INPUTS_FILE in files:
            inputs = _inputs(files[INPUTS_FILE], document)
            yield holds("inputs_announced", file=INPUTS_FILE, sha256=document["inputs_sha256"])
            if frame is not None:
                yield _again(inputs, document, frame, before, engine)
    except NotCanonical as fault:
        yield fails(fault, file=DRAW_FILE, line=1)
    except (Fault, Faults) as error:
        several = error.faults if isinstance(error, Faults) else (error,)
        yield from (fails(each, file=DRAW_FILE, line=1) for each in several)
    if frame is None:
        yield unproven("invited_without_frame", file=DRAW_FILE)


def _figures(document: Any) -> Iterator[Finding]:
    for fault in check_first_draw(document):
        if fault is not None:
            yield fails(fault, file=DRAW_FILE, line=1)
            return
    yield holds("strata_add_up", file=DRAW_FILE, invited=document["invited"], strata=len(document["strata"]))


def _inputs(content: bytes, document: Any) -> Inputs:
    inputs = read_inputs(json.loads(content))
    if digest(inputs_document(inputs)) != document["inputs_sha256"]:
        raise InputsAreOthers
    return inputs


def _again(inputs: Inputs, document: Any, frame: Path, before: tuple[Path, ...], engine: str | None) -> Finding:
    """Draw again from the frame itself."""
    if file_sha256(frame) != inputs.frame_sha256:
        raise InputsAreOthers
    ids = ids_in(before)
    source = open_frame(frame, inputs.columns, ids, engine)
    drawn = drawn_from(inputs, source, ids, document["source"])
    again = first_draw_document(
        drawn, inputs_sha256=document["inputs_sha256"], source=document["source"], salt=inputs.salt
    )
    if again != document:
        raise InvitedAreOthers
    return holds("invited_again", file=DRAW_FILE, invited=len(drawn.invited), list=INVITED_FILE)
