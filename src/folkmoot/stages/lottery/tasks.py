"""Background work of the lottery."""

try:
    from django.tasks import task
except ImportError:  # Django 5.2
    from django_tasks import task  # type: ignore[no-redef]

from folkmoot.stages.lottery import actions
from folkmoot.stages.lottery.models import AlternateList, Lottery


@task()
def compute_lottery(pk: int) -> str:
    """Compute a lottery that was started; the state it ended in."""
    return actions.compute_lottery(lottery=Lottery.objects.get(pk=pk)).state


@task()
def compute_alternates(pk: int) -> int:
    """Find alternates that were asked for; how many."""
    return len(actions.compute_alternates(asked=AlternateList.objects.get(pk=pk)).names)


@task()
def end_registrations() -> int:
    """Close what is open after its last day; how many registrations."""
    return actions.close_due_registrations()


@task()
def forget_answers() -> int:
    """Erase sensitive answers whose time is over; of how many people."""
    return actions.forget_sensitive_answers()


@task()
def delete_due_frames() -> int:
    """Delete the files of frames whose day has come; how many."""
    return actions.delete_due_frames()
