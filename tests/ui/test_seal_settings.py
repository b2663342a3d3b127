"""Settings of recipients and of the seal: limits changed and put back, certificates, the key."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from posdesk.app import open_desk
from posdesk.domain.known_seals import Standing
from posdesk.ui.main_window import MainWindow
from posdesk.ui.settings.recipients_section import RecipientsSection
from posdesk.ui.settings.seal_section import SealSection
from tests.ui.conftest import NOW, Open, Recorded
from tests.ui.stage import everything_said

RECIPIENTS, SEAL = 9, 10
PASS = "three quiet geese walk"


def recipients(window: MainWindow) -> RecipientsSection:
    window.pages.show_settings(RECIPIENTS)
    assert window.pages.settings is not None
    return window.pages.settings.recipients


def seal(window: MainWindow) -> SealSection:
    window.pages.show_settings(SEAL)
    assert window.pages.settings is not None
    return window.pages.settings.seal


def questions(window: MainWindow) -> Recorded:
    asked = window.questions
    assert isinstance(asked, Recorded)
    return asked


def test_limits_are_changed_in_place_and_the_shipped_come_back(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window().window
    section, presets = recipients(window), window._desk.presets
    shipped = presets.find("default")
    assert section.fields["bytes_each"].line.text() == "2 MB"
    assert section.shipped.isHidden()
    for name, text in (("pages", "9"), ("bytes_each", "1.5 MB"), ("dpi", "200")):
        section.fields[name].line.setText(text)
        qtbot.keyClick(section.fields[name].line, Qt.Key.Key_Return)
    section.grey.click()
    own = presets.find("default")
    assert (own.pages, own.bytes_each, own.dpi, own.grey) == (9, 1_500_000, 200, True)
    assert section.fields["bytes_each"].line.text() == "1.5 MB"
    section.fields["dpi"].line.setText("5")
    qtbot.keyClick(section.fields["dpi"].line, Qt.Key.Key_Return)
    assert section.fields["dpi"].trouble.words
    assert presets.find("default").dpi == 200
    section.shipped.click()
    assert presets.find("default") == shipped
    assert section.shipped.isHidden()
    section.notice.pressed.emit()  # undone: nothing of the shop's own is lost
    assert presets.find("default") == own
    section.to.setCurrentIndex(section.to.findData("amex"))
    section.to.activated.emit(section.to.currentIndex())
    assert section.fields["files"].line.text() == "5"
    assert not section.notice.words


def test_the_fingerprint_is_shown_and_the_certificate_saved(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window().window
    section = seal(window)
    assert section.fingerprint.isHidden()  # none is made for looking
    questions(window).save_to = tmp_path / "seal.pem"
    section.certificate.click()
    assert (tmp_path / "seal.pem").read_bytes().startswith(b"-----BEGIN CERTIFICATE")
    section.fingerprint.copy.click()
    assert QGuiApplication.clipboard().text() == window._desk.seals.present().fingerprint
    QGuiApplication.clipboard().clear()
    section.stamps.line.setText("https://tsa.example.com/")
    qtbot.keyClick(section.stamps.line, Qt.Key.Key_Return)
    assert window._desk.shop_book.library.settings.tsa == "https://tsa.example.com/"
    section.stamps.line.setText("nowhere")
    qtbot.keyClick(section.stamps.line, Qt.Key.Key_Return)
    assert section.stamps.trouble.words


def test_another_shop_is_trusted_and_no_longer(open_window: Open, tmp_path: Path) -> None:
    other = open_desk(tmp_path / "other", lambda: NOW)
    other.seals.export_certificate(tmp_path / "theirs.pem")
    other.care.close()
    window = open_window().window
    section = seal(window)
    questions(window).files = (tmp_path / "theirs.pem",)
    section.trust.click()
    (row,) = section.others
    assert row.seal.standing is Standing.IMPORTED
    row.cross.click()
    assert len(section.others) == 1  # asked in place first
    section.notice.pressed.emit()
    assert section.others == []
    assert all(one.standing is not Standing.IMPORTED for one in window._desk.seals.known())
    section.notice.pressed.emit()  # what is told is no question any more
    (tmp_path / "theirs.pem").write_text("no certificate")
    section.trust.click()
    assert section.notice.words


def test_the_key_is_saved_under_a_passphrase_that_does_not_stay(
    open_window: Open, tmp_path: Path
) -> None:
    window = open_window().window
    part = seal(window).key
    target = questions(window).save_to = tmp_path / "key.p12"
    part.passphrase.setText("short")
    part.save.click()
    assert part.notice.words
    assert not target.exists()
    part.passphrase.setText(PASS)
    part.again.setText(PASS)
    part.save.click()
    assert target.exists()
    assert PASS not in everything_said(part)
    other = open_desk(tmp_path / "other", lambda: NOW)
    assert other.seals.import_key(target, PASS).fingerprint == (
        window._desk.seals.present().fingerprint
    )
    other.care.close()
