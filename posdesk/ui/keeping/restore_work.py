"""Restoring as work between two windows: what is told meanwhile, and what the next window says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posdesk.i18n import Translator
from posdesk.ui.between import Between, Done, Report

if TYPE_CHECKING:  # whoever made them has read them
    from posdesk.services.restore import Exchanged, Restoring, Step


class Told:
    """Hands on in words what is done."""

    def __init__(self, report: Report, tr: Translator) -> None:
        self._report, self._tr = report, tr

    def begin(self, step: Step, *, may_stop: bool) -> None:
        """Say what begins."""
        self._report.say(self._tr("{step} …", step=step.value), may_stop=may_stop)

    def __call__(self, done: int, total: int, /) -> None:
        """Say how far it is."""
        self._report(done, total)


def restoring_between(restoring: Restoring, tr: Translator) -> Between:
    """Return the work that does ``restoring`` while no window has the data open."""

    def work(report: Report) -> Done:
        done = restoring.do(Told(report, tr))
        return Done(restored_sentence(done, tr), done.now.key)

    return Between(tr("Restoring a backup"), work)


def restored_sentence(done: Exchanged, tr: Translator) -> str:
    """Return what the window says that opens after it."""
    said = tr(
        "Restored: {cases} cases, {exhibits} exhibits.",
        cases=done.now.cases,
        exhibits=done.now.exhibits,
    )
    if done.now.missing:
        said += tr(" {count} exhibits are missing in it.", count=len(done.now.missing))
    if done.saved is not None:
        said += tr(" What was there before is kept in {path}", path=done.saved.path)
    return said
