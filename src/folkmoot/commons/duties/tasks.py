"""Background work of duties."""

try:
    from django.tasks import task
except ImportError:  # Django 5.2
    from django_tasks import task  # type: ignore[no-redef]

from folkmoot.commons.duties import actions


@task()
def note_lapses() -> int:
    """Let the clock enter what has lapsed; how many there were."""
    return len(actions.note_lapses())
