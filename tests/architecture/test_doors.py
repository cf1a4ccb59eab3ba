"""Neighbours meet only at the door, and nothing points ahead."""

from pathlib import Path

import pytest

from tests.architecture import laws
from tests.architecture.sample import written


def test_a_neighbour_has_one_door():
    assert laws.wrong_doors(laws.SRC) == []


def test_a_second_door_is_seen(tmp_path: Path):
    written(tmp_path, "stages/lottery/views.py", "from folkmoot.stages.contract.models import Contract\n")
    written(tmp_path, "stages/lottery/actions.py", "from folkmoot.commons.accounts.actions import admit\n")
    written(tmp_path, "commons/duties/queries.py", "from folkmoot.commons import accounts\n")
    written(tmp_path, "windows/opendata/views.py", "import folkmoot.stages.ballots.actions\n")
    assert laws.wrong_doors(tmp_path) == [
        "commons/duties/queries.py:1 enters commons/accounts by itself",
        "stages/lottery/views.py:1 enters stages/contract by models",
        "windows/opendata/views.py:1 enters stages/ballots by actions",
    ]


def test_every_app_has_its_place_in_the_order():
    order = laws.order_of_apps(laws.ROOT / "pyproject.toml")
    found = {path.parent.name for room in ("commons", "stages") for path in (laws.SRC / room).glob("*/__init__.py")}
    assert found - set(order) == set()


def test_foreign_keys_look_back():
    apps = pytest.importorskip("django.apps").apps
    _set_up_django()
    order = laws.order_of_apps(laws.ROOT / "pyproject.toml")
    ahead = []
    for model in apps.get_models():
        here = model._meta.app_label
        for field in model._meta.get_fields():
            if not field.concrete or not field.is_relation or field.related_model is None:
                continue
            there = field.related_model._meta.app_label
            if here in order and there in order and order.index(there) > order.index(here):
                ahead.append(f"{here}.{model.__name__}.{field.name} points ahead to {there}")
    assert ahead == []


def _set_up_django() -> None:
    """The plugin that sets Django up may be off: these tests need no database."""
    import os

    import django
    from django.apps import apps

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folkmoot.web.settings")
    if not apps.ready:
        django.setup()
