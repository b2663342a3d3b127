"""Where an exhibit is covered: black boxes on its pages, in thousandths of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from posdesk.domain.errors import WrongInput
from posdesk.domain.text import N_

WHOLE = 1000
"""Thousandths in a page's width and in its height."""


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """A cover on ``page`` (from 1): its left upper corner and its size, in thousandths."""

    page: int
    x: int
    y: int
    w: int
    h: int

    def __str__(self) -> str:
        """Return ``1,120,80,300,40``, as events and the command line write it."""
        return f"{self.page},{self.x},{self.y},{self.w},{self.h}"

    @property
    def is_sound(self) -> bool:
        """Whether it lies on a page and covers something."""
        fits = self.x + self.w <= WHOLE and self.y + self.h <= WHOLE
        return self.page > 0 and min(self.x, self.y) >= 0 and min(self.w, self.h) > 0 and fits

    @property
    def place(self) -> tuple[int, int, int, int, int]:
        """Where it comes in reading order."""
        return self.page, self.y, self.x, self.h, self.w

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the box that ``PAGE,X,Y,W,H`` names; four numbers are a box on page 1."""
        try:
            numbers = [int(part) for part in text.split(",")]
        except ValueError:
            numbers = []
        box = cls(*(numbers if len(numbers) == 5 else [1, *numbers])) if _counts(numbers) else None
        if box is None or not box.is_sound:
            raise WrongInput(
                N_(
                    "“{given}” is no box; nothing was changed; write X,Y,W,H in thousandths of the"
                    " page, with the page number before them where there are several."
                ),
                given=text[:40],
            )
        return box


def _counts(numbers: Sequence[int]) -> bool:
    return len(numbers) in (4, 5)
