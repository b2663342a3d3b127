"""What a PIN and a recovery code look like, and which PINs anybody would guess first."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from posdesk.domain.errors import WrongInput
from posdesk.domain.text import N_

SHORTEST, LONGEST = 4, 8
GUESSED_FIRST = frozenset(
    ("1122", "1212", "1314", "2580", "0852", "5201314", "520520", "112233", "147258", "159357")
)
"""What lists of leaked PINs begin with, besides rows and repetitions."""

ALPHABET = "34679ACDEFGHJKMNPQRTUWXY"
"""Letters and digits of which no two look alike in handwriting: 24, so that 20 make 91 bits."""

GROUPS, GROUP = 4, 5


def read_digits(text: str) -> str:
    """Return the digits of ``text`` as ASCII, of a Chinese keyboard too; nothing else is taken."""
    plain = "".join(text.split())
    return "".join(str(unicodedata.decimal(c)) for c in plain) if plain.isdecimal() else ""


def read_new_pin(text: str, least: int = SHORTEST) -> str:
    """Return the PIN that a person chose, of ``least`` digits at least.

    Raises ``WrongInput``, which never says the PIN.
    """
    pin = read_digits(text)
    if not least <= len(pin) <= LONGEST:
        raise WrongInput(
            N_("A PIN has {least} to {most} digits; nothing was stored; choose one."),
            least=least,
            most=LONGEST,
        )
    if is_trivial(pin):
        raise WrongInput(N_("That PIN is too easy to guess; nothing was stored; choose another."))
    return pin


def is_trivial(pin: str) -> bool:
    """Return whether a PIN is a row (1234, 8765), a repetition (1111, 1212) or known to all."""
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    if len(steps) == 1 and steps <= {0, 1, 9}:
        return True
    halves = (pin[:size] for size in (1, 2))
    return pin in GUESSED_FIRST or any(
        pin == half * (len(pin) // len(half)) for half in halves if len(pin) % len(half) == 0
    )


def show_code(signs: str) -> str:
    """Return a recovery code as it is written down: ``ACDEF-34679-…``."""
    return "-".join(signs[at : at + GROUP] for at in range(0, len(signs), GROUP))


def read_code(text: str) -> str:
    """Return the signs of a recovery code as a person copied it; other signs are left out."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).upper() if c in ALPHABET)
