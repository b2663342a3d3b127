"""A key as a code for paper: letters that no two of look alike, and a check that finds each slip.

52 signs carry the 256 bits, four the check. The check is a sum of all signs, each weighed by its
place, modulo a prime: the weights of no two places are the same, nor is one zero, so that no single
wrong sign and no two that changed places can leave the sum as it was.
"""

from __future__ import annotations

import unicodedata
from hashlib import sha256

from posdesk.domain.errors import WrongInput
from posdesk.domain.key import KEY_BYTES, Key
from posdesk.domain.text import N_

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""32 signs, five bits each; I, L, O and U are missing."""

GROUP, GROUPS = 4, 14
_SIGNS = GROUP * GROUPS
_CHECK = 4
_DATA = _SIGNS - _CHECK
_SPARE = 5 * _DATA - 8 * KEY_BYTES
_PRIME = 1_048_573
"""The largest prime below 32 to the fourth, which is what four signs can say."""

_WEIGHTS = tuple(pow(37, place + 1, _PRIME) for place in range(_DATA))
_VALUES = {sign: value for value, sign in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_SHORTEST_TRY = 40
"""Signs from which on what was typed is taken for a code rather than for a passphrase."""


def recovery_code(key: Key) -> str:
    """Return the code of ``key`` as it is printed: 14 groups of four signs."""
    number = int.from_bytes(key.secret) << _SPARE
    data = [number >> 5 * place & 31 for place in reversed(range(_DATA))]
    check = _check(data)
    values = [*data, *(check >> 5 * place & 31 for place in reversed(range(_CHECK)))]
    signs = "".join(ALPHABET[value] for value in values)
    return "-".join(signs[at : at + GROUP] for at in range(0, _SIGNS, GROUP))


def read_recovery_code(text: str) -> Key:
    """Return the key that a person copied from paper.

    Blanks, dashes, small letters, full-width signs, O for 0 and I or L for 1 are understood. Raises
    ``WrongInput`` where a sign is missing, wrong or in the wrong place.
    """
    values = [_VALUES.get(sign, -1) for sign in _signs(text)]
    if len(values) != _SIGNS:
        raise WrongInput(
            N_(
                "A recovery code has {wanted} letters and digits, here are {given}; nothing was"
                " changed; compare it with the paper."
            ),
            wanted=_SIGNS,
            given=len(values),
        )
    data, check = values[:_DATA], 0
    for value in values[_DATA:]:
        check = check << 5 | value
    number = 0
    for value in data:
        number = number << 5 | value
    if -1 in values or check != _check(data) or number & ((1 << _SPARE) - 1):
        raise WrongInput(
            N_(
                "The recovery code is not right: a letter or digit is wrong or in another place;"
                " nothing was changed; compare it with the paper, group by group."
            )
        )
    return Key((number >> _SPARE).to_bytes(KEY_BYTES))


def looks_like_code(text: str) -> bool:
    """Return whether what was typed was meant as a recovery code rather than as a passphrase."""
    signs = _signs(text)
    return len(signs) >= _SHORTEST_TRY and all(sign in _VALUES for sign in signs)


def check_number(key: Key) -> str:
    """Return the six digits on the sheet that show that somebody has it in hand."""
    digest = sha256(b"posdesk check number " + key.secret).digest()
    return f"{int.from_bytes(digest[:8]) % 1_000_000:06d}"


def read_check_number(text: str) -> str:
    """Return the digits that were typed, of a Chinese keyboard too."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(c for c in plain if c in "0123456789")


def _signs(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(c for c in plain if not c.isspace() and c not in "-–—_·.:")


def _check(data: list[int]) -> int:
    return sum(w * v for w, v in zip(_WEIGHTS, data, strict=True)) % _PRIME
