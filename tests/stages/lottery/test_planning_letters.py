"""The page that says how many letters it takes, before anybody spends a stamp."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders

pytestmark = pytest.mark.django_db

# what is typed, and what the page must say: the first line plans Cumbria 2025 (92 people for 40 seats) again
PLANS = [
    ({"seats": "40", "percent": "1.15", "letters": "8000"}, "The pool will be too thin: 2.3 people for each seat"),
    ({"seats": "24", "percent": "11.5", "letters": "1000"}, "The pool will be thin: 4.8 people for each seat"),
    ({"seats": "40", "percent": "5", "letters": "4000"}, "Enough as expected: 5.0 people for each seat"),
    ({"seats": "40", "percent": "5", "letters": ""}, "For five people a seat you need 4000 letters as expected"),
    ({"seats": "0", "percent": "5", "letters": ""}, "Ensure this value is greater than or equal to 1."),
]


@pytest.mark.parametrize(("typed", "said"), PLANS)
def test_a_thin_pool_is_foretold_from_seats_letters_and_the_share_of_yes(typed: dict[str, str], said: str) -> None:
    assembly = builders.an_open_assembly()
    client = Client()
    client.force_login(builders.the_organiser(assembly))
    response = client.get(reverse("lottery:plan_letters", args=[assembly.slug]), typed)
    assert response.status_code == 200
    assert said in re.sub(r"\s+", " ", response.content.decode())
