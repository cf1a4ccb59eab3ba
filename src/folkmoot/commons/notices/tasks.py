"""Background work of notices."""

try:
    from django.tasks import task
except ImportError:  # Django 5.2
    from django_tasks import task  # type: ignore[no-redef]

from folkmoot.commons.notices import actions


@task()
def send_waiting() -> int:
    """Send what waits; how many went out."""
    return actions.send_waiting()
