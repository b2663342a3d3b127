"""The scenes of the manager's part."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QImage

from posdesk.domain.bundle.order import BundleOrder
from posdesk.domain.people import Role
from posdesk.ui.cases.deeds import Deed
from posdesk.ui.cases.page import CasesPage
from posdesk.ui.evidence.page import EvidencePage
from posdesk.ui.evidence.steps import Step
from tests.manual.stage import Stage


def _cases(stage: Stage) -> CasesPage:
    stage.morning()
    stage.window.pages.show_cases()
    stage.settle(400)
    page = stage.window.pages.cases
    assert page is not None
    return page


def cases(stage: Stage) -> QImage:
    _cases(stage)
    return stage.whole()


def closing(stage: Stage) -> QImage:
    page = _cases(stage)
    page.detail.doing.take(Deed.CLOSE)
    stage.settle(300)
    whole = stage.part(page.detail)
    return whole.copy(0, 0, whole.width(), whole.height() * 2 // 3)


def _evidence(stage: Stage, step: Step) -> EvidencePage:
    stage.walk("done", "timeout", "debited")
    stage.fill_slip()
    stage.photos()
    stage.window.overlays.make_evidence([stage.case.id])
    stage.settle(400)
    page = stage.window.pages.currentWidget()
    assert isinstance(page, EvidencePage)
    page.go_to(step)
    for _ in range(100):
        stage.settle(200)
        if not page.making.is_busy:
            break
    stage.settle(600)
    return page


def bundle_choose(stage: Stage) -> QImage:
    _evidence(stage, Step.CHOOSE)
    return stage.whole()


def bundle_gaps(stage: Stage) -> QImage:
    _evidence(stage, Step.GAPS)
    return stage.whole()


def bundle_preview(stage: Stage) -> QImage:
    _evidence(stage, Step.PREVIEW)
    return stage.whole()


def check(stage: Stage) -> QImage:
    """Check a bundle that this shop made."""
    stage.walk("done", "timeout", "debited")
    stage.fill_slip()
    target = stage.folder / "PD112003.PDF"
    desk, order = stage.desk, BundleOrder()
    desk.evidence.bundle([stage.case.id], target, order, sealer=desk.seals.present)
    stage.window.overlays.check_bundle(target)
    stage.settle(600)
    return stage.whole()


def _settings(stage: Stage, section: str) -> None:
    """Open a section of Settings, by the name that the page has for it."""
    stage.window.pages.show_settings()
    page = stage.window.pages.settings
    assert page is not None
    stage.window.pages.show_settings(page.sections.index(getattr(page, section)))
    stage.settle(400)


def shop(stage: Stage) -> QImage:
    _settings(stage, "shop")
    return stage.whole()


def people(stage: Stage) -> QImage:
    staff = stage.desk.staff
    manager = staff.add(stage.say("周敏", "Zhou Min"), Role.MANAGER)
    for zh, en in (("林晓", "Lin Xiao"), ("陈乐", "Chen Le")):
        staff.add(stage.say(zh, en), Role.CASHIER)
    staff.set_pin(manager.id, "824613")
    _settings(stage, "people")
    return stage.whole()


def backups(stage: Stage) -> QImage:
    stage.morning()
    stage.desk.backups.make()
    _settings(stage, "keeping")
    return stage.whole()


def check_up(stage: Stage) -> QImage:
    stage.morning()
    _settings(stage, "check_up")
    return stage.whole()


SCENES: dict[str, Callable[[Stage], QImage]] = {
    "cases": cases,
    "case-closing": closing,
    "bundle-choose": bundle_choose,
    "bundle-gaps": bundle_gaps,
    "bundle-preview": bundle_preview,
    "bundle-check": check,
    "settings-shop": shop,
    "settings-people": people,
    "settings-data": backups,
    "settings-check-up": check_up,
}
