"""The backup after the window was closed: shown, and skipped by whoever is in a hurry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from posdesk.domain.errors import PosDeskError
from posdesk.domain.text import Lang
from posdesk.ui.between import Report
from posdesk.ui.questions import Questions
from posdesk.ui.start.dressing import dress_for
from posdesk.ui.start.progress import run_shown

if TYPE_CHECKING:  # whoever made them has read them
    from posdesk.services.backups import Made
    from posdesk.services.desk import Desk


def back_up_on_closing(app: QApplication, desk: Desk, lang: Lang | None) -> Made | None:
    """Make a backup where the journal has grown since the last; ``None`` where none was made.

    A second place that is not plugged in is no matter for the end of a day: Settings tell it.
    """
    theme, tr = dress_for(app, desk.folder, lang)

    def work(report: Report) -> Made:
        report.say(tr("It is read back before it counts."), may_stop=True)
        return desk.backups.make(report)

    try:
        if not desk.backups.has_news():
            return None
        return run_shown(tr("Backing up…"), work, theme, tr, stop=tr("Skip today"))
    except PosDeskError as error:
        Questions(tr).tell(tr.error(error))
        return None
