"""Whom the panel resembles: exact for organisers, without small groups for everybody else."""

import pytest

from folkmoot import tables
from folkmoot.stages.lottery import actions
from folkmoot.stages.lottery.models import Wave
from tests import builders
from tests.stages.lottery.test_pages import address, signed_in, text_of

pytestmark = pytest.mark.django_db

CENSUS = [
    (1, ("gender", "woman", "50")),
    (2, ("gender", "man", "50")),
    (3, ("age", "young", "20")),
    (4, ("age", "middle", "50")),
    (5, ("age", "old", "30")),
]


def test_an_organiser_sees_population_invited_pool_and_panel_side_by_side() -> None:
    assembly = builders.an_open_assembly()
    client, page = signed_in(builders.the_organiser(assembly)), address("representation", assembly)
    assert "There is nothing to compare yet" in text_of(client.get(page))
    builders.some_targets(assembly)
    empty = text_of(client.get(page))
    assert ("The population is not given" in empty, "Nobody is in the pool yet" in empty) == (True, True)
    actions.take_census(
        by=builders.the_organiser(assembly), assembly=assembly, column="share", rows=CENSUS, tolerance=builders_none()
    )
    builders.a_pool(assembly, rows=builders.pool_rows(33)[:33])
    invitation = builders.an_invitation(assembly)
    drawn = {"drawn_at": invitation.wave.committed_at, "strata": [["woman", 9, 9, 30, 0], ["man", 9, 9, 10, 0]]}
    Wave.objects.filter(mark=invitation.wave.mark).update(**drawn)
    shown = client.get(page)
    gender, age = shown.context["tables"]
    assert (gender["heads"], age["heads"]) == (["Population", "Invited", "Pool"], ["Population", "Pool"])
    assert [(bar.share, bar.of, bar.words) for bar in gender["rows"][0][1]] == [
        ("50.0 %", "", ""),
        ("75.0 %", "30 of 40", "25.0 points too many"),
        ("48.5 %", "16 of 33", "1.5 points too few"),
    ]
    assert shown.context["stands_out"][:2] == [
        "Pool: middle (age), 16.7 points too few",
        "Pool: young (age), 13.3 points too many",
    ]
    assert "So they are not counted for: age." in text_of(shown)
