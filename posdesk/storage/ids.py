"""Ids made by the writer, so that a retry is harmless: UUID version 7 (RFC 9562, 5.7).

Ten lines of our own: the packages that offer it cost 15 to 55 ms at start-up.
"""

from __future__ import annotations

import os
import time


def new_id() -> str:
    """Return a new UUID: 48 bits of Unix milliseconds, then chance; sorts by time."""
    milliseconds = time.time_ns() // 1_000_000
    chance = int.from_bytes(os.urandom(10))
    high, low = chance >> 68, chance & ((1 << 62) - 1)
    number = milliseconds << 80 | 7 << 76 | high << 64 | 0b10 << 62 | low
    digits = f"{number:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def new_counter() -> str:
    """Return a new counter id: 16 hex digits of chance, the name of one copy of one journal."""
    return os.urandom(8).hex()
