"""Data of an older PosDesk are brought up to date before the window opens, and that is shown."""

from __future__ import annotations

from posdesk.domain.errors import DataTrouble
from posdesk.domain.text import N_
from posdesk.i18n import Translator
from posdesk.services.upgrading import Done, Step, Upgrading
from posdesk.ui.between import Report
from posdesk.ui.start.progress import run_shown
from posdesk.ui.theme import Theme

_STOPPED = N_(
    "The data were not brought up to date; they are as they were; start PosDesk again when there"
    " is time, or go on with the older one."
)


class _Shown:
    """Hands on in words what is done."""

    def __init__(self, report: Report, tr: Translator) -> None:
        self._report, self._tr = report, tr

    def begin(self, step: Step, *, may_stop: bool) -> None:
        """Say what begins."""
        self._report.say(self._tr("{step} …", step=step.value), may_stop=may_stop)

    def __call__(self, done: int, total: int, /) -> None:
        """Say how far it is."""
        self._report(done, total)


def upgrade_shown(upgrading: Upgrading, theme: Theme, tr: Translator) -> str:
    """Do it on a worker, with a small window; return what the window that opens next says.

    Raises ``DataTrouble``; then the data are as they were.
    """
    stopped = True

    def work(report: Report) -> Done | None:
        nonlocal stopped
        done = upgrading.do(_Shown(report, tr))
        stopped = False
        return done

    done = run_shown(tr("Data of an older PosDesk"), work, theme, tr)
    if stopped:
        raise DataTrouble(_STOPPED)
    return upgraded_sentence(done, tr)


def upgraded_sentence(done: Done | None, tr: Translator) -> str:
    """Return what is said once they are up to date, empty where nobody need know."""
    if done is None or done.backup is None:
        return ""
    return tr("The data are up to date. As they were before is kept in {path}", path=done.backup)
