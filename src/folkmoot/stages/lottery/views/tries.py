"""How often codes may be tried from one address: enough for any household or hall, and for no search.

All processes share one count; what it adds up to is forgotten ten minutes after the last try.
"""

from contextlib import suppress

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

from folkmoot.stages.lottery import faults

MOST_TRIES, TRY_SECONDS = 30, 600


def count_try(request: HttpRequest) -> None:
    """Count one try. Raises `TooManyTries` after thirty of which no two lie ten minutes apart."""
    key = _key(request)
    cache.add(key, 0, TRY_SECONDS)
    with suppress(ValueError):  # it ran out between the two lines
        if cache.incr(key) > MOST_TRIES:
            raise faults.TooManyTries


def refuse_after_many(request: HttpRequest) -> None:
    """Raises `TooManyTries` where no more may be made; counts nothing.

    With `count_try` for wrong codes only, a whole hall behind one address can look up its own.
    """
    if cache.get(_key(request), 0) >= MOST_TRIES:
        raise faults.TooManyTries


def _key(request: HttpRequest) -> str:
    return f"lottery-code:{get_adapter().get_client_ip(request)}"
