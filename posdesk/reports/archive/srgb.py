"""The colour profile sRGB, made from its published numbers, so that its bytes never differ."""

from __future__ import annotations

import struct
from functools import cache

_MADE = (2026, 1, 1, 0, 0, 0)
_WHITE = (0.9642, 1.0, 0.8249)
_COLOURS = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
"""The primaries of IEC 61966-2-1, adapted to the white of paper (D50) by Bradford's matrix."""

_STEPS = 1024
_NAME = "sRGB IEC61966-2.1"


@cache
def srgb_profile() -> bytes:
    """Return an ICC profile (version 2.1, for screens) of the colours of sRGB."""
    curve = _curve()
    tags = {
        b"desc": _description(_NAME),
        b"cprt": b"text\x00\x00\x00\x00Public domain\x00",
        b"wtpt": _xyz(_WHITE),
        **{name: _xyz(value) for name, value in _COLOURS.items()},
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    places: dict[bytes, int] = {}
    body, start = b"", 128 + 4 + 12 * len(tags)
    for data in tags.values():
        if data not in places:
            places[data] = start + len(body)
            body += data + b"\x00" * (-len(data) % 4)
    table = struct.pack(">I", len(tags)) + b"".join(
        struct.pack(">4sII", name, places[data], len(data)) for name, data in tags.items()
    )
    return _head(128 + len(table) + len(body)) + table + body


def _head(size: int) -> bytes:
    return struct.pack(
        ">I4sI4s4s4s6H4s4sI4sI8sI3i4s44x",
        *(size, b"\x00" * 4, 0x02100000, b"mntr", b"RGB ", b"XYZ ", *_MADE, b"acsp"),
        *(b"\x00" * 4, 0, b"\x00" * 4, 0, b"\x00" * 8, 0),
        *(_fixed(part) for part in _WHITE),
        b"\x00" * 4,
    )


def _fixed(number: float) -> int:
    return round(number * 65536)


def _xyz(value: tuple[float, float, float]) -> bytes:
    return b"XYZ \x00\x00\x00\x00" + struct.pack(">3i", *(_fixed(part) for part in value))


def _curve() -> bytes:
    values = [round(65535 * _linear(at / (_STEPS - 1))) for at in range(_STEPS)]
    return b"curv\x00\x00\x00\x00" + struct.pack(f">I{_STEPS}H", _STEPS, *values)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _description(words: str) -> bytes:
    told = words.encode("ascii") + b"\x00"
    return b"desc\x00\x00\x00\x00" + struct.pack(">I", len(told)) + told + b"\x00" * 78
