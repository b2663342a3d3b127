"""Everything a manager can do to a case, by name: the panel of each, and which fit its state."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtWidgets import QMenu

from posdesk.domain.case import Case
from posdesk.domain.life import FOLLOWS, Life
from posdesk.domain.text import N_
from posdesk.ui.cases.around import Around
from posdesk.ui.cases.panels.correct import CorrectPanel
from posdesk.ui.cases.panels.link import LinkPanel
from posdesk.ui.cases.panels.money import PayoutPanel, TenderPanel, WriteOffPanel
from posdesk.ui.cases.panels.note import NotePanel
from posdesk.ui.cases.panels.panel import Panel
from posdesk.ui.cases.panels.state import EndPanel, ReopenPanel, WaitPanel
from posdesk.ui.cases.panels.when import OwnStepPanel, PromisePanel, ReplanPanel


class Deed(StrEnum):
    """What can be done in a panel."""

    NOTE = "note"
    STEP = "step"
    PROMISE = "promise"
    WAIT = "wait"
    SETTLE = "settle"
    CLOSE = "close"
    REOPEN = "reopen"
    LINK = "link"
    PAYOUT = "payout"
    TENDER = "tender"
    WRITE_OFF = "write_off"
    REPLAN = "replan"
    CORRECT = "correct"


PANELS: dict[Deed, Callable[[Around], Panel]] = {
    Deed.NOTE: NotePanel,
    Deed.STEP: OwnStepPanel,
    Deed.PROMISE: PromisePanel,
    Deed.WAIT: WaitPanel,
    Deed.SETTLE: lambda around: EndPanel(around, Life.SETTLED),
    Deed.CLOSE: lambda around: EndPanel(around, Life.CLOSED),
    Deed.REOPEN: ReopenPanel,
    Deed.LINK: LinkPanel,
    Deed.PAYOUT: PayoutPanel,
    Deed.TENDER: TenderPanel,
    Deed.WRITE_OFF: WriteOffPanel,
    Deed.REPLAN: ReplanPanel,
    Deed.CORRECT: CorrectPanel,
}
_WORDS = {
    Deed.NOTE: N_("Note"),
    Deed.STEP: N_("A step of your own"),
    Deed.PROMISE: N_("Promise to the customer"),
    Deed.WAIT: N_("Waiting for…"),
    Deed.SETTLE: N_("Settle"),
    Deed.CLOSE: N_("Close"),
    Deed.REOPEN: N_("Open again"),
    Deed.LINK: N_("Link a case"),
    Deed.PAYOUT: N_("Payout that came back"),
    Deed.TENDER: N_("Paid by other means"),
    Deed.WRITE_OFF: N_("Write off"),
}
_GROUPS = (
    (Deed.NOTE, Deed.STEP, Deed.PROMISE),
    (Deed.WAIT, Deed.SETTLE, Deed.CLOSE, Deed.REOPEN),
    (Deed.LINK, Deed.PAYOUT, Deed.TENDER, Deed.WRITE_OFF),
)
_LIVES = {
    Deed.WAIT: Life.WAITING,
    Deed.SETTLE: Life.SETTLED,
    Deed.CLOSE: Life.CLOSED,
    Deed.REOPEN: Life.OPEN,
}
_ONLY_LIVING = frozenset({Deed.STEP, Deed.PROMISE, Deed.WRITE_OFF})


def fits(deed: Deed, case: Case) -> bool:
    """Return whether ``deed`` can be done to ``case`` as it stands."""
    if deed in _LIVES:
        return _LIVES[deed] in FOLLOWS[case.life] and _LIVES[deed] is not _same(case)
    return case.life is not Life.CLOSED or deed not in _ONLY_LIVING


def _same(case: Case) -> Life | None:
    """Return the state it makes no sense to ask for: one may wait for somebody else."""
    return None if case.life is Life.WAITING else case.life


def fill_menu(menu: QMenu, around: Around, case: Case, take: Callable[[Deed], None]) -> None:
    """Fill ``menu`` with what fits ``case``; what is chosen goes to ``take``."""
    menu.clear()
    for place, group in enumerate(_GROUPS):
        if place:
            menu.addSeparator()
        for deed in group:
            if fits(deed, case):
                line = menu.addAction(around.tr(_WORDS[deed]))
                line.triggered.connect(lambda _=False, d=deed: take(d))
