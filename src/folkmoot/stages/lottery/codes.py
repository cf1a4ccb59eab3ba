"""The code on an invitation: enough to answer with, easy to read aloud, forgiving to type, and nowhere stored.

Twelve characters of Crockford's base 32 carry 60 bits; a thirteenth checks them: the sum of 2ⁱ·cᵢ in the field of 32
elements, which finds every single wrong character and every swap of two. `K7QF-9M2X-4T8RC`.
"""

import hashlib
import hmac

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
_LOOK_ALIKE = str.maketrans("ILO", "110")
_REDUCTION = 0b100101  # x⁵ + x² + 1, of which 2 is a primitive root


def code_for(secret: bytes, reference: str) -> str:
    """The code of an invitation, in three groups; without the secret nobody can tell it from any other."""
    found = hmac.new(secret, f"invitation-code\x00{reference}".encode(), hashlib.sha256).digest()
    number = int.from_bytes(found[:8], "big")
    letters = "".join(ALPHABET[number >> 5 * place & 31] for place in range(LENGTH))
    return grouped(letters + check_character(letters))


def grouped(code: str) -> str:
    """The thirteen characters as people read them."""
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def plain_code(typed: str) -> str | None:
    """What was typed as thirteen characters: case, spaces, dashes, O for 0 and I or L for 1 do not matter.

    `None` where it cannot be a code, so that a slip is found before anything is looked up.
    """
    code = "".join(filter(str.isalnum, typed)).upper().translate(_LOOK_ALIKE)
    if len(code) != LENGTH + 1 or set(code) - set(ALPHABET) or check_character(code[:-1]) != code[-1]:
        return None
    return code


def code_digest(secret: bytes, code: str) -> str:
    """What is stored of a plain code: nobody finds it from here without the secret, nor by trying all codes."""
    return hmac.new(secret, f"invitation-digest\x00{code}".encode(), hashlib.sha256).hexdigest()


def check_character(letters: str) -> str:
    """The character that closes the sum."""
    total = 0
    for letter in reversed(letters):
        total = _doubled(total ^ ALPHABET.index(letter))
    return ALPHABET[total]


def _doubled(element: int) -> int:
    element <<= 1
    return element ^ _REDUCTION if element > 31 else element
