"""Sound samples made unsound as hypothesis draws it, so that a fault is told by few accidents."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st

from tests.e2e.test_card_numbers import NUMBERS

STUMBLES = (
    *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n", b"\t", b"\x1a", b"\xc3\x28"),
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
)
"""What parsers stumble over."""
FORBIDDEN = (NUMBERS[0].encode(), NUMBERS[7].encode(), b"CVV 123", "验证码 482913".encode())
"""What may never be kept."""


FURTHEST = 2**24 - 1
"""A place is drawn up to here and counted round: one strategy serves samples of any length."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Only the first bytes are left."""

    at: int

    def strike(self, made: bytes, _samples: tuple[bytes, ...]) -> bytes:
        """Return what is left."""
        return made[: _place(self.at, made)]


@dataclass(frozen=True, slots=True)
class Put:
    """Other bytes, or none, take the place of some, or of none."""

    at: int
    instead_of: int
    put: bytes

    def strike(self, made: bytes, _samples: tuple[bytes, ...]) -> bytes:
        """Return what came of it."""
        at = _place(self.at, made)
        return made[:at] + self.put + made[at + self.instead_of :]


@dataclass(frozen=True, slots=True)
class Bit:
    """One bit is turned."""

    at: int
    bit: int

    def strike(self, made: bytes, _samples: tuple[bytes, ...]) -> bytes:
        """Return it turned, if there is any."""
        at = _place(self.at, made)
        turned = bytes(byte ^ 1 << self.bit for byte in made[at : at + 1])
        return made[:at] + turned + made[at + 1 :]


@dataclass(frozen=True, slots=True)
class Again:
    """Some bytes come more than once."""

    at: int
    length: int
    times: int

    def strike(self, made: bytes, _samples: tuple[bytes, ...]) -> bytes:
        """Return it with them repeated."""
        at = _place(self.at, made)
        return made[:at] + made[at : at + self.length] * self.times + made[at:]


@dataclass(frozen=True, slots=True)
class Swap:
    """Two lines change places."""

    one: int
    two: int

    def strike(self, made: bytes, _samples: tuple[bytes, ...]) -> bytes:
        """Return the lines in their new order."""
        lines = made.split(b"\n")
        one, two = self.one % len(lines), self.two % len(lines)
        lines[one], lines[two] = lines[two], lines[one]
        return b"\n".join(lines)


@dataclass(frozen=True, slots=True)
class Graft:
    """A piece of a sample, of this one or another, comes in between."""

    at: int
    sample: int
    begin: int
    length: int

    def strike(self, made: bytes, samples: tuple[bytes, ...]) -> bytes:
        """Return it with the piece in it."""
        at, other = _place(self.at, made), samples[self.sample % len(samples)]
        return made[:at] + other[_place(self.begin, other) :][: self.length] + made[at:]


@dataclass(frozen=True, slots=True)
class Tail:
    """Something comes behind."""

    put: bytes

    def strike(self, made: bytes, _samples: tuple[bytes, ...]) -> bytes:
        """Return it with that behind."""
        return made + self.put


Accident = Cut | Put | Bit | Again | Swap | Graft | Tail


@dataclass(frozen=True, slots=True)
class Struck:
    """A sample and what happened to it, in that order."""

    sample: bytes
    accidents: tuple[Accident, ...] = ()
    samples: tuple[bytes, ...] = field(default=(), repr=False)

    @property
    def data(self) -> bytes:
        """What a parser gets."""
        made = self.sample
        for accident in self.accidents:
            made = accident.strike(made, self.samples)
        return made


def _place(at: int, made: bytes) -> int:
    return at % (len(made) + 1)


_AT = st.integers(0, FURTHEST)
_SOME = st.integers(1, 200)
_NUMBERS = st.sampled_from(
    tuple(
        size.to_bytes(4, order)
        for size in (0, 1, 0x7FFFFFFF, 0xFFFFFFFF, 0x80000000, 0x10000)
        for order in ("little", "big")
    )
)
_ACCIDENTS = st.one_of(
    # Hypothesis takes the first and the last more often than the others.
    st.builds(Put, _AT, st.just(0), st.sampled_from(STUMBLES)),
    st.builds(Put, _AT, _SOME, st.just(b"")),
    st.builds(Cut, _AT),
    st.builds(Put, _AT, st.integers(0, 12), st.sampled_from(STUMBLES)),
    st.builds(Put, _AT, st.integers(0, 16), st.binary(min_size=1, max_size=16)),
    st.builds(Put, _AT, st.just(4), _NUMBERS),
    st.builds(Bit, _AT, st.integers(0, 7)),
    st.builds(Again, _AT, _SOME, st.sampled_from((1, 2, 50))),
    st.builds(Swap, st.integers(0, 500), st.integers(0, 500)),
    st.builds(Graft, _AT, st.integers(0, 500), _AT, st.integers(1, 400)),
    st.builds(Tail, st.sampled_from((b"\0", b" ", bytes(range(256)) * 20))),
    st.builds(Put, _AT, st.just(0), st.sampled_from(FORBIDDEN)),
)
_HOW_MANY = st.integers(1, 4)

_SIGNS = ((32, 126), (0x4E00, 0x9FFF), (0xFF01, 0xFF5E), (0, 0x10FFFF))
"""Where characters come from: most of them such as people type, some out of all of Unicode."""
_WORDS = st.lists(
    st.one_of(
        *(
            st.text(st.characters(min_codepoint=least, max_codepoint=most), max_size=12)
            for least, most in _SIGNS
        )
    ),
    max_size=4,
).map("".join)
_BYTES = st.binary(max_size=64)
_KINDS = st.sampled_from((*["accidents"] * 18, "words", "bytes"))


@st.composite
def struck(draw: st.DrawFn, samples: tuple[bytes, ...]) -> Struck:
    """Return samples after one to four accidents, now and then words or bytes of any kind."""
    kind = draw(_KINDS)
    if kind == "words":
        return Struck(draw(_WORDS).encode("utf-8", "surrogatepass"))
    if kind == "bytes":
        return Struck(draw(_BYTES))
    sample = draw(st.sampled_from(samples))
    return Struck(sample, tuple(draw(_ACCIDENTS) for _ in range(draw(_HOW_MANY))), samples)
