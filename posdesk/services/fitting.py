"""Makes a bundle fit what its recipient takes: by real attempts, in order of what they cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from posdesk.domain.bundle.file_names import part_names
from posdesk.domain.bundle.fitting_words import (
    EMBEDDED_LEFT_OUT,
    GREY,
    SMALLER,
    in_parts,
    pictures_only,
    too_large,
)
from posdesk.domain.bundle.order import BundleOrder, Quality
from posdesk.domain.bundle.preset import Preset
from posdesk.domain.bundle.splitting import Weight, moved_on, split
from posdesk.domain.text import Text

if TYPE_CHECKING:
    from posdesk.reports.bundle.compose import Draft

SEAL_ROOM, STAMPED_ROOM = 6_000, 26_000
"""Bytes that a signature adds to a file at most (3,600 as measured), and one with a time stamp."""

LEAST_DPI = 150
_SMALLER = (Quality(LEAST_DPI, 70), Quality(LEAST_DPI, 50))

Compose = Callable[[BundleOrder], "Draft"]
Weigh = Callable[["Draft"], tuple[Weight, ...]]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A bundle made for a recipient, with the exact figures of what would be written.

    ``parts`` are its files in order with their ``names``; ``done`` is what was done so that it
    fits. Where it does not fit, ``why`` says so in a sentence and ``parts`` is the last attempt.
    ``pages`` and ``size`` count all files, with the signature's room where one is added.
    """

    parts: tuple[Draft, ...]
    names: tuple[str, ...]
    done: tuple[Text, ...]
    fits: bool
    why: Text | None
    pages: int
    size: int
    limits: Preset


@dataclass(frozen=True, slots=True)
class _Attempt:
    """An order to try, and what was done to come to it."""

    order: BundleOrder
    done: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Fitting:
    """One attempt after another; ``room`` is kept free in each file for its signature."""

    compose: Compose
    weigh: Weigh
    preset: Preset
    numbers: Sequence[str]
    room: int = SEAL_ROOM

    def fit(self, order: BundleOrder) -> Fitted:
        """Return the richest bundle that the recipient takes, else the last that was tried."""
        if self.preset.images:
            draft = self.compose(self._wanted(order))
            return replace(self._told((draft,), ()), fits=False, why=pictures_only(self.preset))
        attempts = list(self._attempts(self._wanted(order)))
        at, draft = 0, self.compose(attempts[0].order)
        while not self._accepts(draft):
            # No poorer picture makes fewer pages.
            if self._too_long(draft) or at + 1 == len(attempts):
                return self._divided(draft, attempts[at:])
            at += 1
            draft = self.compose(attempts[at].order)
        return self._told((draft,), attempts[at].done)

    def _divided(self, draft: Draft, attempts: Sequence[_Attempt]) -> Fitted:
        """Return the bundle in several files, where the recipient takes them."""
        fitted = self._not_fitting((draft,), attempts[0].done, self.weigh(draft))
        if self.preset.files < 2:
            return fitted
        for attempt in attempts:
            if attempt.order != draft.order:
                draft = self.compose(attempt.order)
            fitted = self._in_files(draft, attempt.done)
            if fitted.fits:
                break
        return fitted

    def _wanted(self, order: BundleOrder) -> BundleOrder:
        """Return ``order`` within what the recipient takes at all."""
        quality = order.quality
        return replace(
            order,
            quality=replace(
                quality,
                dpi=min(quality.dpi, self.preset.dpi or quality.dpi),
                grey=quality.grey or self.preset.grey,
            ),
        )

    def _attempts(self, order: BundleOrder) -> Iterator[_Attempt]:
        """Yield poorer and poorer orders, each with all that was done to come to it."""
        done: tuple[Text, ...] = ()
        yield _Attempt(order, done)
        if order.embed:
            done, order = (EMBEDDED_LEFT_OUT,), replace(order, embed=False)
            yield _Attempt(order, done)
        left, rich = done, order.quality
        for poorer in _SMALLER:
            quality = replace(rich, dpi=min(rich.dpi, poorer.dpi), jpeg=min(rich.jpeg, poorer.jpeg))
            if quality != order.quality:
                done, order = (*left, SMALLER), replace(order, quality=quality)
                yield _Attempt(order, done)
        if not order.quality.grey:
            grey = replace(order.quality, grey=True)
            yield _Attempt(replace(order, quality=grey), (*done, GREY))

    def _in_files(self, draft: Draft, done: Sequence[Text]) -> Fitted:
        weights = self.weigh(draft)
        groups = split(weights, draft.pages, len(draft.data) + self.room, self.preset)
        while 1 < len(groups) <= self.preset.files:
            ids = tuple(tuple(weight.exhibit for weight in group) for group in groups)
            orders = [replace(draft.order, split=ids, part=at + 1) for at in range(len(ids))]
            drafts = [self.compose(order) for order in orders]
            over = next((at for at, one in enumerate(drafts) if not self._accepts(one)), None)
            if over is None:
                told = self._told(drafts, (*done, in_parts(len(drafts))))
                most = self.preset.bytes_all
                return told if not most or told.size <= most else self._fails(told, weights)
            groups = moved_on(groups, over)
        return self._not_fitting((draft,), done, weights)

    def _accepts(self, draft: Draft) -> bool:
        return self.preset.accepts(draft.pages, len(draft.data) + self.room)

    def _too_long(self, draft: Draft) -> bool:
        return bool(self.preset.pages) and draft.pages > self.preset.pages

    def _told(self, drafts: Sequence[Draft], done: Sequence[Text]) -> Fitted:
        return Fitted(
            parts=tuple(drafts),
            names=part_names(self.numbers, len(drafts), self.preset),
            done=tuple(done),
            fits=True,
            why=None,
            pages=sum(draft.pages for draft in drafts),
            size=sum(len(draft.data) + self.room for draft in drafts),
            limits=self.preset,
        )

    def _not_fitting(
        self, drafts: Sequence[Draft], done: Sequence[Text], weights: Sequence[Weight]
    ) -> Fitted:
        return self._fails(self._told(drafts, done), weights)

    def _fails(self, told: Fitted, weights: Sequence[Weight]) -> Fitted:
        many = len(self.numbers) > 1
        why = too_large(told.pages, told.size, self.preset, weights, many_cases=many)
        return replace(told, fits=False, why=why)
