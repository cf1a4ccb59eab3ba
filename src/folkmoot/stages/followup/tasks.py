"""Background work of follow-up."""

try:
    from django.tasks import task
except ImportError:  # Django 5.2
    from django_tasks import task  # type: ignore[no-redef]

from folkmoot.stages.followup import actions


@task()
def tell_followers() -> int:
    """Write to those who follow and for whom something has moved; how many letters."""
    return actions.tell_followers()


@task()
def follow_for_members() -> int:
    """Let members follow what they recommended; how many more there are."""
    return actions.follow_for_members()


@task()
def release_due() -> int:
    """Carry out releases whose moment has come; how many replies went out."""
    return actions.release_due()
