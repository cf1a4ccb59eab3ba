"""Addresses as people write them: which are one household, which a person must look at, which are different homes."""

import pytest

from folkmoot.core.sortition.addresses import read_address
from folkmoot.core.sortition.households import suspicions
from folkmoot.core.sortition.spellings import spelling_of

ONE = "one household"
ASKED = "a person is asked"
TWO = "two households"

CASES = [
    # Belgium: box, bus and bte are one word; another box is another home
    ("Rue Haute 12 bte 3, 1000 Bruxelles", "rue haute 12/3, B-1000 Brussel", ONE),
    ("Rue Haute 12 boîte 3\n1000 Bruxelles", "R. Haute 12 bus 3 1000 Bruxelles", ONE),
    ("Rue Haute 12 bte 3, 1000 Bruxelles", "Rue Haute 12 bte 4, 1000 Bruxelles", TWO),
    ("Rue Haute 12 bte 3, 1000 Bruxelles", "Rue Haute 12, 1000 Bruxelles", ASKED),
    ("Rue Haute 12, 1000 Bruxelles", "Rue Hautte 12, 1000 Bruxelles", ASKED),
    ("Rue Haute 12, 1000 Bruxelles", "Rue Haute 14, 1000 Bruxelles", TWO),
    ("Chaussée de Wavre 1234, 1160 Auderghem", "Chée de Wavre 1234 1160 Oudergem", ONE),
    ("Vlaamsesteenweg 5, 1000 Brussel", "Vlaamse Stwg. 5, 1000 Brussel", ONE),
    # Denmark: floor and side, Å and Aa
    ("Nørregade 5, 2. th., 2100 København Ø", "NØRREG. 5 2. sal th 2100 Kbh Ø", ONE),
    ("Nørregade 5, 2. th., 2100 København Ø", "Nørregade 5, 2. tv., 2100 København Ø", TWO),
    ("Nørregade 5, st. tv, 2100 København", "c/o Holm, Nørregade 5, stuen tv., DK-2100 København", ONE),
    ("Århusvej 5, 4000 Roskilde", "Aarhus Vej 5 4000 Roskilde", ONE),
    ("Nørregade 5, 2100 København", "Nørrevej 5, 2100 København", TWO),
    ("Nørregade 5, 2100 København", "Nørregade 5, 2001 Frederiksberg", TWO),
    ("Nørregade 5, 2100 København", "Nørregade 5, 2200 København", ASKED),
    # Germany and Austria: ß, umlauts, hyphens
    ("Hans-Böckler-Str. 4a, 50354 Hürth", "Hans Boeckler Straße 4 A 50354 Huerth", ONE),
    ("Straße des 17. Juni 135, 10623 Berlin", "Str. des 17 Juni 135 10623 Berlin", ONE),
    ("Hauptstr. 4, 50354 Hürth", "Hauptstr. 4a, 50354 Hürth", ASKED),
    ("Hauptstr. 4b, 50354 Hürth", "Hauptstr. 4a, 50354 Hürth", TWO),
    ("Weststraße 4, 50354 Hürth", "Oststraße 4, 50354 Hürth", TWO),
    ("Mariahilfer Straße 8, Top 12, 1060 Wien", "Mariahilferstr. 8/12 1060 Wien", ONE),
    # Britain: the number first, a flat before or behind
    ("Flat 3, 12 High Street, London SW1A 2AA", "12 High St. Flat 3 London sw1a2aa", ONE),
    ("Flat 3, 12 High Street, London SW1A 2AA", "Flat 4, 12 High Street, London SW1A 2AA", TWO),
    ("St. Mary's Road 4, CB2 1AB", "Saint Marys Rd 4, CB2 1AB", ONE),
    ("12 High Street, SW1A 2AA", "12 High Road, SW1A 2AA", TWO),
    ("Rose Cottage, Mill Lane, AB1 2CD", "Rose Cotage, Mill Ln, AB1 2CD", ASKED),
    # France: bis, accents, apostrophes, a number in the name
    ("12 bis rue de l'Église, 75001 Paris", "12bis, rue de l’eglise 75001 PARIS", ONE),
    ("12 bis rue de l'Église, 75001 Paris", "12 ter rue de l'Église, 75001 Paris", TWO),
    ("Rue du 11 Novembre 5, 75001 Paris", "Rue du 11 Novembre 7, 75001 Paris", TWO),
    # elsewhere
    ("Prinsengracht 12-hs, 1015 DV Amsterdam", "Prinsengracht 12 hs 1015DV", ONE),
    ("Mannerheimintie 5 A 12, 00100 Helsinki", "Mannerheimintie 5 A 13, 00100 Helsinki", TWO),
    ("ul. Długa 12/3, 00-238 Warszawa", "ulica Dluga 12 m. 3, 00-238 Warszawa", ONE),
    ("Calle Mayor 5, piso 3 izq, 28013 Madrid", "C/ Mayor 5, piso 4 izq, 28013 Madrid", TWO),
    # nothing to go by
    ("Quay 4", "QUAY  4", ONE),
    ("Quay 4", "", TWO),
]


@pytest.mark.parametrize(("left", "right", "answer"), CASES)
def test_two_addresses(left: str, right: str, answer: str):
    a, b = read_address(left), read_address(right)
    found = ONE if a.key == b.key else ASKED if suspicions([a, b]) else TWO
    assert found == answer


def test_a_spelling_of_one_language_knows_no_other():
    danish = spelling_of(("da",))
    assert read_address("Nørreg. 5", danish).key == read_address("Nørregade 5", danish).key
    assert read_address("High Street 5", danish).street == "highstreet"
