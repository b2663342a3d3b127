"""What the installer locked is shown as locked, and nothing is there to press that then refuses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from posdesk import app
from posdesk.services.first_start import FirstStart
from posdesk.ui.corner import Corner
from posdesk.ui.first.first_start import FirstStartPage
from posdesk.ui.first.language_page import LanguagePage
from posdesk.ui.first.shop_page import ShopPage
from posdesk.ui.parts.lock import LockSign
from posdesk.ui.settings.page import SettingsPage
from posdesk.ui.tasks import Tasks
from tests.small_book import ship_small
from tests.ui.stage import Chosen, Ticking, dressed, everything_said, speaking

FILE = """\
locked = ["shop.name", "terminals", "contacts", "rates", "window", "people", "presets"]
[shop]
name = "光明路烟酒店"
terminal_id = "10086001"
[[terminals]]
id = "10086001"
[people]
managers = ["欧阳敏"]
[pin]
required = "managers"
least_digits = 6
[encryption]
policy = "required"
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    ship_small(tmp_path, monkeypatch)
    written = tmp_path / "provision.toml"
    written.write_text(FILE, "utf-8")
    monkeypatch.setenv("POSDESK_PROVISION", str(written))
    return written


@pytest.fixture
def page(qtbot: QtBot, file: Path, data_dir: Path) -> Iterator[SettingsPage]:
    assert file.is_file()
    desk = app.provisioned(app.open_desk(data_dir, Ticking()))
    tr = speaking("en")
    made = SettingsPage(desk, dressed(), tr, Ticking(), Tasks(), Chosen(tr))
    qtbot.addWidget(made)
    yield made
    desk.care.close()


def test_locked_settings_are_read_and_not_changed(page: SettingsPage, file: Path) -> None:
    name, till = page.shop.fields["name"], page.shop.fields["till"]
    assert name.line.text() == "光明路烟酒店"
    assert not name.line.isEnabled()
    assert "Set by the installer" in name.line.accessibleName()
    assert name.findChildren(LockSign)
    assert till.line.isEnabled()
    assert not till.findChildren(LockSign)
    assert not any(field.line.isEnabled() for field in page.rates.fields.values())
    assert not any(field.line.isEnabled() for field in page.recipients.fields.values())
    assert not page.people.minutes.line.isEnabled()
    assert not any(b.isEnabled() for b in page.look.languages.values())
    assert not any(b.isEnabled() for b in page.look.themes.values())
    assert all(b.isEnabled() for b in page.look.notices.values())


def test_lists_that_are_locked_offer_nothing_to_press(page: SettingsPage) -> None:
    (row,) = page.terminals.rows
    assert page.terminals.adder.isHidden()
    assert not any(part.isEnabled() for part in (*row.lines.values(), row.cross))
    assert row.here.isEnabled(), "which one is here is the shop's own to say"
    assert page.contacts.form.isHidden()
    for contact in page.contacts.rows:
        assert not contact.line.isEnabled()
        assert not contact.cross.isEnabled()
    page.terminals.refresh()
    page.contacts.refresh()
    assert not page.terminals.rows[0].cross.isEnabled()
    assert not any(contact.line.isEnabled() for contact in page.contacts.rows)


def test_the_head_says_from_which_file_and_when(page: SettingsPage, file: Path) -> None:
    for section in (page.shop, page.contacts, page.keeping):
        said = everything_said(section)
        assert f"set up from {file} on 2026-11-2" in said
        assert "settings are locked" in said
    assert str(file) not in everything_said(page.calendar)
    assert "6 digits at least" in everything_said(page.people)


def test_encryption_that_waits_leads_into_its_steps(page: SettingsPage) -> None:
    part = page.keeping.encryption
    assert not part.wanted.isHidden()
    assert part.begin.isEnabled()
    part.begin.click()
    assert not part.steps.isHidden()
    part.refresh()
    assert part.wanted.isHidden(), "the steps say the rest"


def test_the_corner_and_the_first_questions_show_it_too(
    qtbot: QtBot, file: Path, data_dir: Path
) -> None:
    desk = app.provisioned(app.open_desk(data_dir, Ticking()))
    tr, theme = speaking("en"), dressed()
    corner = Corner(theme, tr, desk.shop, desk.staff, Ticking(), desk.policy.is_locked)
    qtbot.addWidget(corner)
    choices = [action for action in corner.menu.actions() if action.data()]
    assert len(choices) == 5
    assert not any(action.isEnabled() for action in choices)
    shop = ShopPage(FirstStart(desk).book, theme, tr)
    qtbot.addWidget(shop)
    assert not shop.name.line.isEnabled()
    assert shop.merchant_id.line.isEnabled()
    shop.show()
    shop.take_focus()
    assert shop.focusWidget() is shop.merchant_id.line
    language = LanguagePage(theme, tr, is_locked=True)
    qtbot.addWidget(language)
    with qtbot.assertNotEmitted(language.language_chosen):
        language.choose("zh_CN")
    desk.care.close()


@pytest.mark.parametrize("locked", [True, False])
def test_a_first_start_promises_no_change_of_what_is_locked(
    qtbot: QtBot, file: Path, data_dir: Path, locked: bool
) -> None:
    if not locked:
        file.write_text(FILE.partition("\n")[2].partition("[encryption]")[0], "utf-8")
    desk = app.provisioned(app.open_desk(data_dir, Ticking()))
    page = FirstStartPage(FirstStart(desk), dressed(), speaking("en"))
    qtbot.addWidget(page)
    said = everything_said(page.status)
    assert ("All of it can be changed" in said) is not locked
    assert ("but what the installer set" in said) is locked
    desk.care.close()
