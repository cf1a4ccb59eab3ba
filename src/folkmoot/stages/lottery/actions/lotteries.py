"""Writes: start a lottery, compute it, stop it, publish it, withdraw it. None is ever overwritten or removed."""

from time import monotonic

from django.db import transaction
from django.db.models import Max

from folkmoot import clock
from folkmoot.commons.accounts.queries import Person
from folkmoot.commons.assemblies.queries import Assembly, handle_of, require
from folkmoot.commons.publicrecord.actions import append_entry, attach_file
from folkmoot.core.canonical import canonical_bytes, digest, sha256_hex
from folkmoot.core.faults import Fault, Faults
from folkmoot.core.sortition import Lottery as Found
from folkmoot.core.sortition import Objective, Progress, find_lottery, lottery_document
from folkmoot.stages.contract.queries import contract_in_force
from folkmoot.stages.lottery import faults, queries
from folkmoot.stages.lottery.figures import figures_of, from_frozen, frozen_form, progress_form
from folkmoot.stages.lottery.manifest import MANAGE
from folkmoot.stages.lottery.models import Lottery
from folkmoot.stages.lottery.rules import State, waits_for_balls


@transaction.atomic
def start_lottery(
    *, by: Person, assembly: Assembly, objective: Objective = Objective.LEXIMIN, panels: int = 1000
) -> Lottery:
    """Freeze pool and targets for a first draw and number the lottery; `compute_lottery` does the work."""
    require(by, MANAGE, assembly)
    if queries.pool_is_closed(assembly):
        raise faults.FirstDrawDone
    return _start(by, assembly, queries.inputs_of_first(assembly), objective, panels, replacement=False)


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
    return _start(by, assembly, queries.inputs_of_replacement(assembly), objective, panels, replacement=True)


def _start(
    by: Person, assembly: Assembly, inputs: queries.Inputs, objective: Objective, panels: int, *, replacement: bool
) -> Lottery:
    _refuse_while_another_runs(assembly)
    _refuse_gaps(inputs)
    frozen = frozen_form(inputs.pool, inputs.targets, inputs.seats)
    last = assembly.lotteries.aggregate(last=Max("number"))["last"] or 0
    return Lottery.objects.create(
        assembly=assembly,
        number=last + 1,
        replacement=replacement,
        objective=objective.value,
        seats=inputs.seats,
        panels=panels,
        frozen=frozen,
        inputs_sha256=digest(frozen),
        started_by=handle_of(by, assembly),
        started_at=clock.now(),
    )


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
    pool, targets = from_frozen(lottery.frozen)
    started = monotonic()
    try:
        found = find_lottery(
            pool=pool,
            targets=targets,
            seats=lottery.seats,
            objective=Objective(lottery.objective),
            panels=lottery.panels,
            progress=lambda progress: _note(lottery, progress),
        )
    except faults.ComputingStopped:
        return _fresh(lottery)
    except (Fault, Faults) as error:
        return _keep_failure(lottery, error.faults if isinstance(error, Faults) else (error,))
    return _keep(lottery, found, seconds=round(monotonic() - started))


def _note(lottery: Lottery, progress: Progress) -> None:
    """Write down how far the work is; the write finds nothing where somebody stopped it."""
    running = Lottery.objects.filter(pk=lottery.pk, state=State.COMPUTING)
    if not running.update(progress=progress_form(progress)):
        raise faults.ComputingStopped


def _keep(lottery: Lottery, found: Found, *, seconds: int) -> Lottery:
    content = canonical_bytes(lottery_document(found))
    Lottery.objects.filter(pk=lottery.pk, state=State.COMPUTING).update(
        state=State.FOUND,
        document=content,
        sha256=sha256_hex(content),
        figures=figures_of(found, seconds),
        found_at=clock.now(),
    )
    return _fresh(lottery)


def _keep_failure(lottery: Lottery, found: tuple[Fault, ...]) -> Lottery:
    figures = {"faults": [[fault.code, fault.params] for fault in found]}
    Lottery.objects.filter(pk=lottery.pk, state=State.COMPUTING).update(state=State.FAILED, figures=figures)
    return _fresh(lottery)


def _fresh(lottery: Lottery) -> Lottery:
    return Lottery.objects.get(pk=lottery.pk)


@transaction.atomic
def stop_lottery(*, by: Person, lottery: Lottery) -> Lottery:
    """Stop a computation. It keeps its number and is shown as stopped."""
    require(by, MANAGE, lottery.assembly)
    Lottery.objects.filter(pk=lottery.pk, state=State.COMPUTING).update(state=State.CANCELLED)
    return _fresh(lottery)


@transaction.atomic
def publish_lottery(*, by: Person, lottery: Lottery) -> Lottery:
    """Publish a lottery that was found: all panels as a file of the record, with its hash, before any ball is drawn.

    Refused before the contract of power is published (S21), and where pool or targets have changed since.
    """
    assembly = lottery.assembly
    require(by, MANAGE, assembly)
    contract_in_force(assembly)
    locked = Lottery.objects.select_for_update().get(pk=lottery.pk)
    if locked.state != State.FOUND or locked.document is None:
        raise faults.LotteryNotFound(number=locked.number)
    if (waiting := queries.waiting_lottery(assembly)) is not None:
        raise faults.LotteryWaitsForDraw(number=waiting.number)
    inputs = queries.inputs_of_replacement(assembly) if locked.replacement else queries.inputs_of_first(assembly)
    if digest(frozen_form(inputs.pool, inputs.targets, inputs.seats)) != locked.inputs_sha256:
        raise faults.LotteryInputsChanged(number=locked.number)
    path = f"assemblies/{assembly.slug}/lottery-{locked.number}.json"
    attach_file(path=path, content=bytes(locked.document))
    _append_publication(by, locked, path)
    locked.state, locked.path, locked.published_at = State.PUBLISHED, path, clock.now()
    locked.save(update_fields=["state", "path", "published_at"])
    return locked


def _append_publication(by: Person, lottery: Lottery, path: str) -> None:
    append_entry(
        kind="lottery.published",
        assembly=lottery.assembly.slug,
        by=handle_of(by, lottery.assembly),
        data={
            "number": lottery.number,
            "file": path,
            "sha256": lottery.sha256,
            "panels": lottery.panels,
            "seats": lottery.seats,
            "pool": lottery.figures["people"],
            "replacement": lottery.replacement,
            "objective": lottery.objective,
            "computed": queries.started_count(lottery.assembly),
        },
    )


@transaction.atomic
def withdraw_lottery(*, by: Person, lottery: Lottery, reason: str) -> Lottery:
    """Take back a published lottery before its draw, with a reason that everybody reads. It stays in the record."""
    require(by, MANAGE, lottery.assembly)
    locked = Lottery.objects.select_for_update().get(pk=lottery.pk)
    if not waits_for_balls(locked):
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
