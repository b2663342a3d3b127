"""Sound samples made unsound at random: bytes turned, cut, doubled, what parsers stumble over."""

from __future__ import annotations

import random
from collections.abc import Sequence

from tests.e2e.test_card_numbers import NUMBERS

STUMBLES = (
    *(b"", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n", b"\t", b"\x1a", b"\xc3\x28"),
    *(b"\xed\xa0\x80", "\u202e".encode(), "\u2028".encode(), "０".encode(), "𝟙".encode()),
    *(
        b"-1",
        b"0",
        b"9" * 40,
        b"9" * 5000,
        b"1e309",
        b"NaN",
        b"Infinity",
        b"-Infinity",
        b"null",
        b"true",
    ),
    *(b"[" * 3000, b"{" * 3000, b'{"a":' * 3000, b"(" * 3000, b"a" * 70000, b"&a [*a, *a]"),
    *(b'""', b"''", b'"""', b"'''", b"---", b"!!python/object:x", b"<<: *a", b"<!ENTITY"),
    *(b"../../x", b"/dev/zero", b"CON", b"%s%n", b"{0.__class__}", b"{x}", b"${HOME}", b"`id`"),
    *(b"2026-02-30", b"0000-00-00", b"9999-12-31", b"24:61", b"2026-11-22T10:00:00+99:00"),
    *(NUMBERS[0].encode(), NUMBERS[7].encode(), b"CVV 123", "验证码 482913".encode()),
)
"""What parsers stumble over, and what may never be kept."""


def mutated(sample: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """Return ``sample`` after one to four accidents."""
    made = bytearray(sample)
    for _ in range(chance.randint(1, 4)):
        made = _ACCIDENTS[chance.randrange(len(_ACCIDENTS))](made, others, chance)
    return bytes(made)


def words(chance: random.Random, most: int = 40) -> str:
    """Return characters out of all of Unicode, most of them such as people type."""
    ranges = ((32, 126), (32, 126), (0x4E00, 0x9FFF), (0xFF01, 0xFF5E), (0, 0x2FFF), (0, 0x10FFFF))
    signs = (chr(chance.randint(*chance.choice(ranges))) for _ in range(chance.randint(0, most)))
    return "".join(signs)


def _bit(made: bytearray, _others: Sequence[bytes], chance: random.Random) -> bytearray:
    if made:
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return made


def _bytes(made: bytearray, _others: Sequence[bytes], chance: random.Random) -> bytearray:
    at, length = _stretch(made, chance, 16)
    made[at : at + length] = chance.randbytes(length)
    return made


def _cut(made: bytearray, _others: Sequence[bytes], chance: random.Random) -> bytearray:
    return made[: chance.randint(0, len(made))]


def _out(made: bytearray, _others: Sequence[bytes], chance: random.Random) -> bytearray:
    at, length = _stretch(made, chance, 200)
    del made[at : at + length]
    return made


def _again(made: bytearray, _others: Sequence[bytes], chance: random.Random) -> bytearray:
    at, length = _stretch(made, chance, 200)
    made[at:at] = made[at : at + length] * chance.choice((1, 1, 2, 50))
    return made


def _stumble(made: bytearray, _others: Sequence[bytes], chance: random.Random) -> bytearray:
    at, length = _stretch(made, chance, 12)
    made[at : at + chance.choice((0, length))] = chance.choice(STUMBLES)
    return made


def _number(made: bytearray, _others: Sequence[bytes], chance: random.Random) -> bytearray:
    """Put another number of four bytes in, such as lengths and sizes are."""
    at = chance.randrange(len(made) + 1)
    value = chance.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF, 0x80000000, 0x10000, len(made)))
    made[at : at + 4] = value.to_bytes(4, chance.choice(("big", "little")))
    return made


def _graft(made: bytearray, others: Sequence[bytes], chance: random.Random) -> bytearray:
    other = bytearray(chance.choice(others))
    at, length = _stretch(other, chance, 400)
    here = chance.randint(0, len(made))
    made[here:here] = other[at : at + length]
    return made


def _swap(made: bytearray, _others: Sequence[bytes], chance: random.Random) -> bytearray:
    """Let two lines change places."""
    lines = made.split(b"\n")
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return bytearray(b"\n".join(lines))


def _tail(made: bytearray, _others: Sequence[bytes], chance: random.Random) -> bytearray:
    return made + chance.randbytes(chance.choice((1, 20, 5000)))


_ACCIDENTS = (
    *(_bit, _bit, _bytes, _cut, _out, _out, _again, _stumble, _stumble, _stumble),
    *(_number, _graft, _graft, _swap, _tail),
)


def _stretch(made: bytearray, chance: random.Random, most: int) -> tuple[int, int]:
    at = chance.randint(0, len(made))
    return at, chance.randint(0, min(most, len(made) - at))
