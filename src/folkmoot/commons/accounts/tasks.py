"""Background work of accounts."""

try:
    from django.tasks import task
except ImportError:  # Django 5.2
    from django_tasks import task  # type: ignore[no-redef]

from folkmoot.commons.accounts import actions


@task()
def forget_strangers() -> int:
    """Forget addresses that nobody proved to be theirs; how many there were."""
    return actions.forget_strangers()
