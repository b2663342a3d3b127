"""What is on screen goes along when the window is built anew, in another theme or language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from posdesk.ui.counter.page import CounterPage
from posdesk.ui.pages import Pages

if TYPE_CHECKING:  # read from the disk once somebody goes there
    from posdesk.ui.cases.place import Place


@dataclass(frozen=True, slots=True)
class Kept:
    """The case and words at the counter, the page that is open, the question of a first start."""

    case: str | None
    words: str
    settings: int | None
    cases: Place | None
    question: int | None

    @classmethod
    def of(cls, counter: CounterPage, pages: Pages, question: int | None) -> Kept:
        """Return what is on screen now; ``question`` is that of the first start, if any."""
        session = counter.session if counter.in_walk else None
        return cls(
            case=session.case.id if session else None,
            words=counter.field.line.text(),
            settings=pages.place,
            cases=pages.case_place,
            question=question,
        )

    def put_back(self, counter: CounterPage, pages: Pages) -> None:
        """Show on the new pages what was on the old ones; the first start comes after that."""
        if self.case is not None:
            counter.open_case(self.case)
        elif self.words:
            counter.field.line.setText(self.words)
        if self.cases is not None:
            pages.restore_cases(self.cases)
        if self.settings is not None:
            pages.show_settings(self.settings)
