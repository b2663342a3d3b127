"""The signs on charts and slips, as strokes in a square of 24: the drawings of resources/icons."""

from __future__ import annotations

from dataclasses import dataclass

STROKE = 1.9
"""How thick the strokes are, in the units of the square."""


@dataclass(frozen=True, slots=True)
class Strokes:
    """A path of M, L, C and Z with absolute places, and circles as (x, y, radius)."""

    path: str
    circles: tuple[tuple[float, float, float], ...] = ()


_ROUND = ((12.0, 12.0, 9.0),)
SIGNS: dict[str, Strokes] = {
    "stop": Strokes("M 8 3 L 16 3 L 21 8 L 21 16 L 16 21 L 8 21 L 3 16 L 3 8 Z M 8 12 L 16 12"),
    "go": Strokes("M 8 12.5 L 10.8 15.3 L 16 9.5", _ROUND),
    "wait": Strokes("M 12 7 L 12 12 L 15.5 14", _ROUND),
    "paid": Strokes(
        "M 9 7.5 L 12 11.5 L 15 7.5 M 12 11.5 L 12 17 M 9.5 12.5 L 14.5 12.5 M 9.5 15 L 14.5 15",
        _ROUND,
    ),
    "idle": Strokes("M 5 12.5 L 9.5 17 L 19 7.5"),
    "search": Strokes("M 15 15 L 20.5 20.5", ((10.5, 10.5, 6.0),)),
    "exit": Strokes("M 4 12 L 19 12 M 13 6 L 19 12 L 13 18"),
    "phone": Strokes(
        "M 6 3.5 L 9 3 L 11 7.5 L 9 9 C 10 11.5 12 13.5 14.5 14.5 L 16 12.5 L 20.5 14.5 L 20 17.5"
        " C 19.8 19 18.5 20 17 20 C 10 20 4 14 3.5 6.5 C 3.5 5 4.5 3.7 6 3.5 Z"
    ),
    "warning": Strokes("M 12 3.5 L 22 20.5 L 2 20.5 Z M 12 9.5 L 12 14.5 M 12 17.2 L 12 17.6"),
    "message": Strokes("M 4 5 L 20 5 L 20 16 L 11 16 L 7 20 L 7 16 L 4 16 Z M 8 9 L 16 9"),
    "lock": Strokes(
        "M 6 11 L 18 11 L 18 20 L 6 20 Z M 8.5 11 L 8.5 8 C 8.5 6.1 10.1 4.5 12 4.5"
        " C 13.9 4.5 15.5 6.1 15.5 8 L 15.5 11 M 12 14.5 L 12 16.5"
    ),
    "cut": Strokes("M 8.2 8 L 20 18 M 8.2 16 L 20 6", ((6.0, 6.0, 2.8), (6.0, 18.0, 2.8))),
}
