"""What a backup holds and what would be missing after it, in words that a manager understands."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from posdesk.domain.day_words import list_moment
from posdesk.i18n import Translator
from posdesk.services.restore import Beyond, Inside
from posdesk.ui.parts.card import Card
from posdesk.ui.parts.words import Words

FEW = 6


class InsideView(QWidget):
    """One card; ``show_inside`` fills it."""

    def __init__(self, tr: Translator, now: datetime) -> None:
        super().__init__()
        self._tr, self._now = tr, now
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._card: QWidget | None = None

    @property
    def said(self) -> tuple[str, ...]:
        """What the lines say."""
        if self._card is None:
            return ()
        return tuple(words.text() for words in self._card.findChildren(Words))

    def show_inside(self, inside: Inside) -> None:
        """Show ``inside`` in the place of what was shown."""
        card = Card("sunken", padding=16)
        card.body.setSpacing(6)
        for words, style, ink in self._lines(inside):
            card.body.addWidget(Words(words, style, ink, wrap=True))
        if self._card is not None:
            self._column.removeWidget(self._card)
            self._card.hide()
            self._card.deleteLater()
        self._column.addWidget(card)
        self._card = card

    def when(self, inside: Inside) -> str:
        """Return when the backup was made, in words."""
        return list_moment(inside.about.made_at, self._now, self._tr.lang)

    def _lines(self, inside: Inside) -> list[tuple[str, str, str]]:
        tr, about, found = self._tr, inside.about, inside.details
        lines = [
            (tr("Backup of {when}", when=self.when(inside)), "h3", "text"),
            (
                tr(
                    "{cases} cases, {exhibits} exhibits, {events} entries",
                    cases=about.cases,
                    exhibits=about.exhibits,
                    events=about.events,
                ),
                "body",
                "text",
            ),
        ]
        if found is not None and found.newest:
            lines.append(
                (
                    tr("From case {oldest} to {newest}", oldest=found.oldest, newest=found.newest),
                    "body",
                    "text2",
                )
            )
        if inside.trouble is not None:
            return [*lines, (tr.error(inside.trouble), "strong", "stop")]
        lines.append((tr("Whole and sound: every entry was checked."), "body", "go"))
        if found is not None and found.missing:
            words = tr("{count} exhibits are nowhere to be had any more.", count=found.missing)
            lines.append((words, "strong", "wait"))
        return [*lines, *self._lost(inside)]

    def _lost(self, inside: Inside) -> list[tuple[str, str, str]]:
        tr, lost = self._tr, inside.lost
        if lost is None:
            words = tr("What was written after {when} is not in it.", when=self.when(inside))
            return [(words, "strong", "wait")]
        lines = []
        if lost.cases:
            words = tr(
                "Missing after it: {count} cases: {few}",
                count=len(lost.cases),
                few=self._few(lost.cases),
            )
            lines.append((words, "strong", "wait"))
        if lost.changed:
            words = tr(
                "Later entries missing in {count} cases: {few}",
                count=len(lost.changed),
                few=self._few(lost.changed),
            )
            lines.append((words, "strong", "wait"))
        if lost.erased:
            words = tr("Erased since, and not brought back: {few}", few=self._few(lost.erased))
            lines.append((words, "strong", "wait"))
        return lines or [self._nothing_lost(lost)]

    def _nothing_lost(self, lost: Beyond) -> tuple[str, str, str]:
        if not lost.complete:
            words = self._tr("The damaged data cannot tell what else is missing.")
            return (words, "strong", "wait")
        return (self._tr("No case of the present data is missing in it."), "body", "go")

    def _few(self, numbers: tuple[str, ...]) -> str:
        """Return a few case numbers in a row, ``261122-04、-05`` where they are of one day."""
        shown, day = [], ""
        for number in numbers[:FEW]:
            own, _, place = number.partition("-")
            shown.append(f"-{place}" if own == day else number)
            day = own
        chinese = self._tr.lang == "zh_CN"
        more = ("……" if chinese else ", …") if len(numbers) > FEW else ""
        return ("、" if chinese else ", ").join(shown) + more
