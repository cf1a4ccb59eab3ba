"""A public seed as it is typed on the command line."""

from folkmoot.core.faults import Fault


class SeedNotHexadecimal(Fault):
    """The `seed` is not an even number of hexadecimal digits."""


def public_seed(text: str) -> bytes:
    """The bytes of a seed in hexadecimal. Raises `SeedNotHexadecimal`; an empty one is none."""
    try:
        seed = bytes.fromhex(text)
    except ValueError as error:
        raise SeedNotHexadecimal(seed=text) from error
    if not seed:  # an unset variable in a script is no public chance
        raise SeedNotHexadecimal(seed='""')
    return seed
