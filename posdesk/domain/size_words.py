"""Sizes of files as people read them: 812 KB, 1.2 MB, 3.4 GB."""

from __future__ import annotations

_UNITS = ("KB", "MB", "GB", "TB")


def size_words(size: int) -> str:
    """Return ``size`` in bytes in the largest unit of which there is one; a thousand make the next.

    A file that is not empty never reads as nothing.
    """
    amount, unit = max(size, min(size, 1) * 1000) / 1000, _UNITS[0]
    for larger in _UNITS[1:]:
        if amount < 999.5:
            break
        amount, unit = amount / 1000, larger
    return f"{amount:.0f} {unit}" if amount >= 99.5 or unit == "KB" else f"{amount:.1f} {unit}"
