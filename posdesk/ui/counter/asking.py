"""The home field at work: what is typed finds flows, codes and open cases, and one is taken."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from posdesk.domain.code_advice import CodeAdvice
from posdesk.domain.errors import PosDeskError
from posdesk.domain.sensitive import looks_like_card, refuse_sensitive
from posdesk.i18n import Translator
from posdesk.services.finder import Finder, Found, Hit
from posdesk.storage.queries import CaseRow
from posdesk.ui.counter.home_field import HomeField
from posdesk.ui.counter.home_view import HomeView
from posdesk.ui.counter.keys import Key, home_keys, result_keys
from posdesk.ui.counter.results import Result
from posdesk.ui.parts.notice import Notice


class Asking(QObject):
    """Joins field, results and finder; what was chosen is told, with the words that were said."""

    typing = Signal(str)
    keys_changed = Signal()
    flow_taken = Signal(str, str)
    code_taken = Signal(str, str)
    case_taken = Signal(str)
    case_wanted = Signal(str)

    def __init__(
        self, finder: Finder, field: HomeField, home: HomeView, notice: Notice, tr: Translator
    ) -> None:
        super().__init__()
        self._finder, self._field, self._home = finder, field, home
        self._notice, self._tr = notice, tr
        field.words_changed.connect(self._typed)
        field.entered.connect(self._entered)
        field.picked.connect(self._picked)
        field.moved.connect(home.results.step)
        field.aside.connect(self._show_aside)
        home.results.taken.connect(self._take)
        home.flow_chosen.connect(self.begin)
        self._hint("", 0)

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys that work here now."""
        shown = self._home.results.shown
        if not shown:
            return home_keys(self._tr, len(self._home.tiles))
        aside = any(isinstance(one, CaseRow) for one in shown)
        return result_keys(self._tr, len(shown), digits=self._field.line.picks, aside=aside)

    def begin(self, flow_id: str) -> None:
        """Take a flow, with what is typed as the symptom."""
        words = self._field.line.text().strip()
        if self._may_be_kept(words):
            symptom = "" if words.isdigit() and len(words) == 1 else words
            self.flow_taken.emit(flow_id, symptom)

    def begin_at_code(self, code: str) -> None:
        """Take a response code, with what is typed as the symptom."""
        words = self._field.line.text().strip()
        if self._may_be_kept(words):
            self.code_taken.emit(code, words)

    def _typed(self, words: str) -> None:
        self.typing.emit(words)
        plain = words.strip()
        number = int(plain) if len(plain) == 1 and plain in "123456789" else None
        fits = number is not None and number <= len(self._home.tiles)
        found = self._finder.look_up(plain) if not fits else Found()
        self._home.arm(number if fits else None)
        self._home.show_found(found, lambda text: self._finder.marks(plain, text))
        count = len(self._home.results.shown)
        self._field.set_results(count)
        self._hint(plain, count)
        self.keys_changed.emit()
        if not looks_like_card(plain):  # the field says so itself, with the way out
            self._may_be_kept(plain)

    def _entered(self, words: str) -> None:
        tiles, chosen = self._home.flows, self._home.results.chosen
        if not words:
            if self._home.unfinished.first is not None:
                self.case_taken.emit(self._home.unfinished.first.case)
        elif len(words) == 1 and words in "123456789" and int(words) <= len(tiles):
            self.begin(tiles[int(words) - 1].id)
        elif chosen is not None:
            self._take(chosen)
        elif not self._notice.words:
            self._notice.show_hint(self._tr("Nothing fits these words. Choose below."))

    def _picked(self, number: int) -> None:
        self._take(self._home.results.shown[number - 1])

    def _take(self, result: Result) -> None:
        if isinstance(result, Hit):
            self.begin(result.flow.id)
        elif isinstance(result, CodeAdvice):
            self.begin_at_code(result.code)
        else:
            self.case_taken.emit(result.id)

    def _show_aside(self) -> None:
        """Show the case that was found on the cases page."""
        if isinstance(self._home.results.chosen, CaseRow):
            self.case_wanted.emit(self._home.results.chosen.id)

    def _may_be_kept(self, words: str) -> bool:
        """Say at once what may not be kept, before anybody presses Enter."""
        try:
            refuse_sensitive(self._tr("What the customer says"), words)
        except PosDeskError as error:
            self._notice.show_error(error)
            return False
        self._notice.hide()
        return True

    def _hint(self, words: str, hits: int) -> None:
        tr = self._tr
        if not words:
            self._field.set_hint(tr("words, or a number and Enter"))
        elif hits and self._field.line.picks:
            self._field.set_hint(tr("{count} found, a number picks", count=hits))
        elif hits:
            self._field.set_hint(tr("{count} found, Enter picks", count=hits))
        else:
            self._field.set_hint("")
