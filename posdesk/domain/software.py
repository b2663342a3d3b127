"""Versions of PosDesk, put in order: which of two is the newer one."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBERS = re.compile(r"\d{1,9}(\.\d{1,9}){1,3}")


def order(software: str) -> tuple[int, ...]:
    """Return what ``software`` is sorted by; what is no version comes before all."""
    found = _NUMBERS.match(software)
    return tuple(int(number) for number in found[0].split(".")) if found else ()


def newest(versions: Iterable[str]) -> str:
    """Return the newest of ``versions``, empty where there is none."""
    return max(versions, key=order, default="")


def is_newer(software: str, other: str) -> bool:
    """Return whether ``software`` is a version, and newer than ``other``."""
    return order(software) > order(other)
