"""Background work of follow-up."""

try:
    from django.tasks import task
except ImportError:  # Django 5.2
    from django_tasks import task  # type: ignore[no-redef]

from folkmoot.stages.followup import actions


@task()
def release_due() -> int:
    """Carry out releases whose moment has come; how many replies went out."""
    return actions.release_due()
