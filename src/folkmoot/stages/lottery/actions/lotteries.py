"""Writes: start a lottery, compute it, stop it, publish it, withdraw it. None is ever overwritten or removed."""

import secrets
from time import monotonic
from typing import Any

from django.db import transaction
from django.db.models import Max

from folkmoot import clock
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly, handle_of, require
from folkmoot.commons.publicrecord.actions import append_entry, attach_file
from folkmoot.core.canonical import Json, canonical_bytes, digest, read_canonical, sha256_hex
from folkmoot.core.faults import Fault, Faults
from folkmoot.core.sortition import Lottery as Found
from folkmoot.core.sortition import (
    Objective,
    Plan,
    PlannedBalls,
    Progress,
    Several,
    find_lottery,
    find_several,
    lottery_document,
    parts_document,
    plan_document,
    read_lottery,
    sealed_document,
)
from folkmoot.core.sortition.frame_seats import frame_names
from folkmoot.core.sortition.freezing import computed_commitment, computed_salt, frozen_inputs, frozen_pool
from folkmoot.core.sortition.parts import check_parts_asked
from folkmoot.stages.contract.queries import contract_in_force
from folkmoot.stages.lottery import faults, queries
from folkmoot.stages.lottery.actions.inputs import pool_secret
from folkmoot.stages.lottery.figures import (
    figures_of,
    frames_shared,
    from_frozen,
    frozen_form,
    parts_frozen,
    progress_form,
    purpose_of,
)
from folkmoot.stages.lottery.manifest import MANAGE
from folkmoot.stages.lottery.models import Lottery
from folkmoot.stages.lottery.rules import State, refuse_plan, waits_for_chance

BALLS = Plan(parts=(PlannedBalls(),))


@transaction.atomic
def start_lottery(
    *, by: Person, assembly: Assembly, objective: Objective = Objective.LEXIMIN, panels: int = 1000
) -> Lottery:
    """Freeze pool and targets for a draw and number the lottery; `compute_lottery` does the work.

    For all seats, or, after a turn, for the new ones beside those who stay, under what the targets still ask for.
    """
    require(by, MANAGE, assembly)
    if queries.pool_is_closed(assembly):
        raise faults.FirstDrawDone
    turn, inputs = queries.open_turn(assembly), queries.inputs_of_next(assembly)
    if not inputs.seats:
        raise faults.SeatsAllTaken
    return begin_lottery(
        by=by,
        assembly=assembly,
        inputs=inputs,
        objective=objective,
        panels=panels,
        replacement=turn is not None,
        turn=turn,
    )


@transaction.atomic
def start_replacement(
    *, by: Person, assembly: Assembly, objective: Objective = Objective.LEXIMIN, panels: int = 1000
) -> Lottery:
    """The same for vacant seats: from those of the same pool who were not selected, under the targets that remain."""
    require(by, MANAGE, assembly)
    if not queries.pool_is_closed(assembly):
        raise faults.FirstDrawMissing
    if not queries.vacancies(assembly).vacant:
        raise faults.SeatsAllTaken
    inputs = queries.inputs_of_replacement(assembly)
    return begin_lottery(by=by, assembly=assembly, inputs=inputs, objective=objective, panels=panels, replacement=True)


@transaction.atomic
def begin_lottery(
    *,
    by: Person,
    assembly: Assembly,
    inputs: queries.Inputs,
    objective: Objective,
    panels: int,
    replacement: bool = False,
    leaving: bool = False,
    turn: int | None = None,
) -> Lottery:
    """Freeze `inputs` in public under the next number, if nothing else runs or waits, and nothing is missing."""
    require(by, MANAGE, assembly)
    if assembly.opened_at is None:
        raise faults.AssemblyNotOpenYet(title=assembly.title)
    _refuse_while_another_runs(assembly)
    if not leaving:
        _refuse_gaps(inputs)
    frozen = frozen_form(inputs.pool, inputs.targets, inputs.seats, inputs.parts)
    last = assembly.lotteries.aggregate(last=Max("number"))["last"] or 0
    started = Lottery.objects.create(
        assembly=assembly,
        number=last + 1,
        replacement=replacement,
        leaving=leaving,
        turn=turn,
        objective=objective.value,
        seats=inputs.seats,
        panels=panels,
        frozen=frozen,
        inputs_sha256=digest(frozen),
        seal=secrets.token_bytes(32),
        started_by=handle_of(by, assembly),
        started_at=clock.now(),
    )
    _tell_inputs(started, inputs)
    return started


def _tell_inputs(lottery: Lottery, inputs: queries.Inputs) -> None:
    """Fix in public what the lottery will be computed from, before anybody can know what comes of it."""
    pool = canonical_bytes(frozen_pool(inputs.pool, pool_secret(assembly=lottery.assembly)))
    path = queries.pool_path(lottery.assembly, lottery.number)
    attach_file(path=path, content=pool)
    told = frozen_inputs(
        pool_sha256=sha256_hex(pool),
        targets=inputs.targets,
        seats=lottery.seats,
        objective=lottery.objective,
        panels=lottery.panels,
        replacement=lottery.replacement,
        parts=inputs.parts,
    )
    append_entry(
        kind="lottery.frozen",
        assembly=lottery.assembly.slug,
        by=lottery.started_by,
        data={
            "number": lottery.number,
            "pool": len(inputs.pool.respondents),
            "pool_file": path,
            **told,
            **({"frames": frames} if (frames := frame_names(inputs.targets)) else {}),
            **purpose_of(lottery),
        },
    )


def _inputs_again(lottery: Lottery) -> queries.Inputs:
    """What the lottery would be computed from now."""
    if lottery.leaving:
        return queries.inputs_of_leaving(lottery.assembly)
    if lottery.replacement:
        return queries.inputs_of_replacement(lottery.assembly)
    return queries.inputs_of_first(lottery.assembly)


def _refuse_while_another_runs(assembly: Assembly) -> None:
    """One at a time: a computation that runs, or a published lottery that waits for its balls, comes first."""
    latest = queries.current(assembly)
    if latest is not None and latest.state == State.COMPUTING:
        raise faults.LotteryRuns(number=latest.number)
    if (waiting := queries.waiting_lottery(assembly)) is not None:
        raise faults.LotteryWaitsForDraw(number=waiting.number)


def _refuse_gaps(inputs: queries.Inputs) -> None:
    if not inputs.targets:
        raise faults.TargetsNotSet
    if not inputs.pool.respondents:
        raise faults.PoolNotImported
    if len(inputs.parts) > 1:
        check_parts_asked(inputs.parts)
    known = {(target.category, target.value) for target in inputs.targets}
    lacking = [
        faults.PoolLacksValues(category=name, people=count)
        for column, name in enumerate(inputs.pool.categories)
        if (count := sum((name, each.features[column]) not in known for each in inputs.pool.respondents))
    ]
    if lacking:
        raise Faults(*lacking)


def compute_lottery(*, lottery: Lottery) -> Lottery:
    """Find the lottery from its frozen inputs; the worker acts, `started_by` asked for it.

    What goes wrong is kept with the lottery. Stopping it meanwhile leaves it stopped, and stores nothing.
    """
    started = monotonic()
    try:
        found = _find(lottery)
    except faults.ComputingStopped:
        return _fresh(lottery)
    except (Fault, Faults) as error:
        return _keep_failure(lottery, error.faults if isinstance(error, Faults) else (error,))
    return _keep(lottery, found, seconds=round(monotonic() - started))


def _find(lottery: Lottery) -> Found | Several:
    """The lottery, or several panels by one number."""
    pool, targets = from_frozen(lottery.frozen)
    parts = parts_frozen(lottery.frozen)
    how: dict[str, Any] = {"objective": Objective(lottery.objective), "panels": lottery.panels}
    how["progress"] = lambda progress: _note(lottery, progress)
    if len(parts) > 1:
        return find_several(pool=pool, parts=parts, **how)
    return find_lottery(pool=pool, targets=targets, seats=lottery.seats, **how)


def _note(lottery: Lottery, progress: Progress) -> None:
    """Write down how far the work is; the write finds nothing where somebody stopped it."""
    running = Lottery.objects.filter(pk=lottery.pk, state=State.COMPUTING)
    if not running.update(progress=progress_form(progress)):
        raise faults.ComputingStopped


def _keep(lottery: Lottery, found: Found | Several, *, seconds: int) -> Lottery:
    whole = found.lottery if isinstance(found, Several) else found
    content = canonical_bytes(lottery_document(whole))
    kept = figures_of(whole, seconds, from_frozen(lottery.frozen)[0])
    found_now: dict[str, Any] = {"document": content, "sha256": sha256_hex(content), "found_at": clock.now()}
    if isinstance(found, Several):
        divided = parts_document(found)
        found_now["parts"] = canonical_bytes(divided)
        kept["uneven"] = divided["uneven"]
    kept["frames"] = frames_shared(whole, from_frozen(lottery.frozen)[1])
    kept["panels"] = [[part.name, part.seats, part.substitutes] for part in parts_frozen(lottery.frozen)]
    return _end(lottery, State.FOUND, figures=kept, **found_now)


def _keep_failure(lottery: Lottery, found: tuple[Fault, ...]) -> Lottery:
    return _end(lottery, State.FAILED, figures={"faults": [[fault.code, fault.params] for fault in found]})


@transaction.atomic
def _end(lottery: Lottery, state: str, *, by: str = "", **kept: Any) -> Lottery:
    """A computation comes to its end, once: what it found is kept, and how it ended stands in the record."""
    if Lottery.objects.filter(pk=lottery.pk, state=State.COMPUTING).update(state=state, **kept):
        found = kept.get("sha256")
        told: dict[str, Json] = {"number": lottery.number, "outcome": str(state)}
        told["lottery"] = computed_commitment(bytes(lottery.seal or b""), found) if found else None
        append_entry(kind="lottery.computed", assembly=lottery.assembly.slug, by=by, data=told)
    return _fresh(lottery)


def _fresh(lottery: Lottery) -> Lottery:
    return Lottery.objects.get(pk=lottery.pk)


@transaction.atomic
def stop_lottery(*, by: Person, lottery: Lottery) -> Lottery:
    """Stop a computation. It keeps its number and is shown as stopped."""
    require(by, MANAGE, lottery.assembly)
    return _end(lottery, State.CANCELLED, by=handle_of(by, lottery.assembly))


@transaction.atomic
def publish_lottery(*, by: Person, lottery: Lottery, chance: Plan = BALLS, sealed: bool = False) -> Lottery:
    """Publish a lottery that was found: all panels as a file of the record, with its hash, before chance enters.

    With it is declared where `chance` will come from. `sealed` publishes a commitment to each panel instead of its
    people. Refused before the contract of power is published (S21), and where pool or targets have changed since.
    """
    assembly = lottery.assembly
    require(by, MANAGE, assembly)
    contract_in_force(assembly)
    locked = Lottery.objects.select_for_update().get(pk=lottery.pk)
    if locked.state != State.FOUND or locked.document is None:
        raise faults.LotteryNotFound(number=locked.number)
    if (waiting := queries.waiting_lottery(assembly)) is not None:
        raise faults.LotteryWaitsForDraw(number=waiting.number)
    inputs = _inputs_again(locked)
    if digest(frozen_form(inputs.pool, inputs.targets, inputs.seats, inputs.parts)) != locked.inputs_sha256:
        raise faults.LotteryInputsChanged(number=locked.number)
    refuse_plan(chance, now=clock.now())
    if sealed and locked.parts:
        raise faults.PanelsNotSealable
    content = bytes(locked.document)
    if sealed:
        content = canonical_bytes(sealed_document(read_lottery(read_canonical(content)), bytes(locked.seal or b"")))
    locked.path = f"assemblies/{assembly.slug}/lottery-{locked.number}.json"
    locked.sealed, locked.chance, locked.sha256 = sealed, plan_document(chance), sha256_hex(content)
    attach_file(path=locked.path, content=content)
    if locked.parts:
        locked.parts_path = f"assemblies/{assembly.slug}/parts-{locked.number}.json"
        attach_file(path=locked.parts_path, content=bytes(locked.parts))
    _append_publication(by, locked)
    locked.state, locked.published_at = State.PUBLISHED, clock.now()
    locked.save(update_fields=["state", "path", "parts_path", "sha256", "sealed", "chance", "published_at"])
    return locked


def _append_publication(by: Person, lottery: Lottery) -> None:
    opening: dict[str, Json] = {} if lottery.sealed else {"salt": computed_salt(bytes(lottery.seal or b"")).hex()}
    if lottery.parts:
        opening |= {"parts_file": lottery.parts_path, "parts_sha256": sha256_hex(bytes(lottery.parts))}
    append_entry(
        kind="lottery.published",
        assembly=lottery.assembly.slug,
        by=handle_of(by, lottery.assembly),
        data={
            "number": lottery.number,
            "file": lottery.path,
            "sha256": lottery.sha256,
            "panels": lottery.panels,
            "seats": lottery.seats,
            "pool": lottery.figures["people"],
            "replacement": lottery.replacement,
            "objective": lottery.objective,
            "computed": queries.started_count(lottery.assembly),
            "chance": lottery.chance,
            **opening,
            **purpose_of(lottery),
        },
    )


@transaction.atomic
def withdraw_lottery(*, by: Person, lottery: Lottery, reason: str) -> Lottery:
    """Take back a published lottery before its draw, with a reason that everybody reads. It stays in the record."""
    require(by, MANAGE, lottery.assembly)
    locked = Lottery.objects.select_for_update().get(pk=lottery.pk)
    if not waits_for_chance(locked):
        raise faults.LotteryNotPublished(number=locked.number)
    if not reason.strip():
        raise faults.WordingMissing
    append_entry(
        kind="lottery.withdrawn",
        assembly=lottery.assembly.slug,
        by=handle_of(by, lottery.assembly),
        data={"number": locked.number, "sha256": locked.sha256, "reason": reason.strip()},
    )
    locked.state, locked.reason = State.WITHDRAWN, reason.strip()
    locked.save(update_fields=["state", "reason"])
    return locked
