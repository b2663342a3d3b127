"""What a passphrase must be, and how strong it is, said plainly."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from math import log2

from posdesk.domain.errors import WrongInput
from posdesk.domain.text import N_, Text

SHORTEST, LONGEST = 10, 200

_TOO_SHORT = Text(f"至少 {SHORTEST} 个字", f"At least {SHORTEST} characters")
_WEAK = Text("弱：容易猜到，再加几个词", "Weak: soon guessed; add a few words")
_FAIR = Text("一般：再加一个词更好", "Fair: one more word is better")
_STRONG = Text("强", "Strong")

_KINDS = (
    ("0123456789", 10),
    ("abcdefghijklmnopqrstuvwxyz", 26),
    ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 26),
)
_OTHER_ASCII, _BEYOND = 33, 2500
"""How many punctuation marks there are, and how many Chinese characters people use."""

_FAIR_BITS, _STRONG_BITS = 45.0, 70.0


def plain_passphrase(text: str) -> str:
    """Return a passphrase so that every keyboard and system gives the same for it."""
    return unicodedata.normalize("NFKC", text).strip()


def read_new_passphrase(text: str, again: str) -> str:
    """Return the passphrase that a person chose and repeated; raises ``WrongInput``."""
    plain = plain_passphrase(text)
    if not SHORTEST <= len(plain) <= LONGEST:
        raise WrongInput(
            N_(
                "A passphrase has at least {least} characters, several words are best; nothing was"
                " changed; choose one."
            ),
            least=SHORTEST,
        )
    if _bits(plain) < _FAIR_BITS / 2:
        raise WrongInput(
            N_("That passphrase is too easy to guess; nothing was changed; choose another.")
        )
    if plain != plain_passphrase(again):
        raise WrongInput(N_("The two are not the same; nothing was changed; type both again."))
    return plain


def strength(text: str) -> Text:
    """Return how strong a passphrase is, in a few words."""
    plain = plain_passphrase(text)
    if len(plain) < SHORTEST:
        return _TOO_SHORT
    bits = _bits(plain)
    return _WEAK if bits < _FAIR_BITS else _FAIR if bits < _STRONG_BITS else _STRONG


def _bits(plain: str) -> float:
    """Return a rough measure of how long a guess takes; repetitions and rows count for nothing."""
    length = 1 + sum(abs(ord(b) - ord(a)) > 1 for a, b in pairwise(plain))
    kinds = sum(size for signs, size in _KINDS if any(c in signs for c in plain))
    known = "".join(signs for signs, _ in _KINDS)
    kinds += _OTHER_ASCII * any(c.isascii() and c not in known for c in plain)
    kinds += _BEYOND * any(not c.isascii() for c in plain)
    repeated = len(set(plain)) / max(len(plain), 1)
    return length * log2(max(kinds, 2)) * min(1.0, 0.4 + repeated)
