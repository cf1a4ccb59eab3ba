"""Codes on invitations: hard to guess, easy to say and type, and useless outside their own test or real run."""

from datetime import date
from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction

from folkmoot import clock
from folkmoot.commons.assemblies.queries import Assembly
from folkmoot.stages.lottery import queries
from folkmoot.stages.lottery.codes import ALPHABET, check_character, code_digest, code_for, plain_code
from folkmoot.stages.lottery.models import Frame, Invitation, PoolSecret, Wave
from tests import builders

pytestmark = pytest.mark.django_db
SECRET = bytes(range(32))
CODE = code_for(SECRET, "A1-00042")


def a_wave(assembly: Assembly, *, test: bool = False, number: int = 1) -> Wave:
    frame = Frame.objects.filter(assembly=assembly).first() or Frame.objects.create(
        assembly=assembly,
        number=1,
        kind=Frame.Kind.ADDRESSES,
        label="Addresses",
        units=9,
        people=9,
        imported_at=clock.now(),
        delete_on=date(2027, 1, 1),
    )
    mark = f"{'TEST-' if test else ''}A{number}@{assembly.slug}"
    return Wave.objects.create(
        frame=frame, mark=mark, number=number, test=test, size=1, inputs_sha256="", committed_at=clock.now()
    )


def an_invitation(wave: Wave, reference: str) -> Invitation:
    assembly = wave.frame.assembly
    secret, _ = PoolSecret.objects.get_or_create(assembly=assembly, defaults={"secret": SECRET})
    code = plain_code(code_for(bytes(secret.secret), reference))
    assert code is not None
    digest = code_digest(bytes(secret.secret), code)
    return Invitation.objects.create(assembly=assembly, wave=wave, reference=reference, code_digest=digest)


def test_a_code_is_thirteen_characters_in_three_groups_and_carries_sixty_bits() -> None:
    codes = {code_for(SECRET, f"A1-{n:05}") for n in range(2000)}
    assert {tuple(map(len, code.split("-"))) for code in codes} == {(4, 4, 5)}
    assert len(codes) == 2000
    assert [set(place) for place in zip(*codes, strict=True) if "-" not in place] == [set(ALPHABET)] * 13


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        CODE.lower(),
        CODE.replace("-", ""),
        f"  {CODE.replace('-', ' ')} ",
        CODE.replace("0", "o").replace("1", "l"),
        CODE.replace("0", "O").replace("1", "I"),
    ],
)
def test_however_a_code_is_typed_it_is_the_same_code(typed: str) -> None:
    assert plain_code(typed) == CODE.replace("-", "")


def test_every_single_slip_and_every_swap_of_neighbours_is_found_without_looking_anything_up() -> None:
    plain = CODE.replace("-", "")
    slips = [
        plain[:place] + letter + plain[place + 1 :]
        for place in range(13)
        for letter in ALPHABET
        if letter != plain[place]
    ]
    swaps = [
        plain[:place] + second + first + plain[place + 2 :]
        for place, (first, second) in enumerate(pairwise(plain))
        if first != second
    ]
    assert [slip for slip in [*slips, *swaps, "", "K7QF", plain + "0", "Ü" * 13] if plain_code(slip)] == []


def test_the_check_character_weighs_each_place_by_another_power_of_two_in_the_field_of_32() -> None:
    powers = [2, 4, 8, 16, 5, 10, 20, 13, 26, 17, 7, 14]
    alone = ["0" * place + "1" + "0" * (11 - place) for place in range(12)]
    assert [check_character(letters) for letters in alone] == [ALPHABET[power] for power in powers]
    assert check_character("3" + "0" * 11) == ALPHABET[2 ^ 4]


def test_a_code_leads_to_its_invitation_in_its_own_assembly_alone() -> None:
    here, elsewhere = builders.an_open_assembly(), builders.an_open_assembly()
    invitation = an_invitation(a_wave(here), "A1-00042")
    typed = queries.code_of(invitation)
    assert queries.codes_of(invitation.wave) == {"A1-00042": typed}
    assert queries.invitation_with_code(here, typed.lower()) == invitation
    assert queries.invitation_with_code(elsewhere, typed) is None
    assert typed.replace("-", "") not in str(Invitation.objects.values().get())


def test_codes_of_a_test_wave_work_in_the_test_alone_and_real_ones_never_there() -> None:
    assembly = builders.an_open_assembly()
    real, test = an_invitation(a_wave(assembly), "A1-1"), an_invitation(a_wave(assembly, test=True), "TEST-A1-1")
    found = {
        (each.reference, testing): queries.invitation_with_code(assembly, queries.code_of(each), testing=testing)
        for each in (real, test)
        for testing in (False, True)
    }
    assert found == {("A1-1", False): real, ("A1-1", True): None, ("TEST-A1-1", False): None, ("TEST-A1-1", True): test}
    assert list(queries.invitations(assembly)) == [real]
    assert list(queries.invitations(assembly, test=True)) == [test]
    assert [wave.mark for wave in queries.waves(assembly)] == [f"A1@{assembly.slug}"]


@pytest.mark.parametrize(("test", "reference"), [(True, "A1-1"), (False, "TEST-A1-1")])
def test_the_database_itself_refuses_a_real_invitation_in_a_test_wave_and_the_other_way_round(
    test: bool, reference: str
) -> None:
    wave = a_wave(builders.an_open_assembly(), test=test)
    with pytest.raises(IntegrityError), transaction.atomic():
        an_invitation(wave, reference)
    with pytest.raises(IntegrityError), transaction.atomic():
        Wave.objects.filter(pk=wave.pk).update(test=not test)
