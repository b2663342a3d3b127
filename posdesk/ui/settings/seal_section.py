"""The shop's seal: what its bundles are signed with, and whose else are believed here."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posdesk import paths
from posdesk.domain.errors import PosDeskError
from posdesk.domain.known_seals import KnownSeal, Standing
from posdesk.domain.provision import TSA_KEY
from posdesk.domain.seal import grouped
from posdesk.i18n import Translator
from posdesk.services.seals import Seals
from posdesk.services.shop_book import ShopBook
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.card import rule
from posdesk.ui.parts.copy_line import CopyLine
from posdesk.ui.parts.lock import Lock
from posdesk.ui.parts.notice import Notice
from posdesk.ui.parts.setting_field import SettingField
from posdesk.ui.parts.words import Words
from posdesk.ui.questions import Questions
from posdesk.ui.settings.seal_key_part import SealKeyPart
from posdesk.ui.settings.section import Section
from posdesk.ui.theme import Theme


class SealSection(Section):
    """The fingerprint to read out, the certificate to give away, and certificates of others."""

    def __init__(
        self, seals: Seals, book: ShopBook, questions: Questions, theme: Theme, tr: Translator
    ) -> None:
        super().__init__(
            tr("Seal"), tr("Signs every bundle, so that a bank sees whether it was changed.")
        )
        self._seals, self._book, self._questions = seals, book, questions
        self._theme, self._tr = theme, tr
        self._leaving: KnownSeal | None = None
        self._whose = Words(style="strong", wrap=True)
        self.fingerprint = CopyLine(tr("Fingerprint of the certificate"), theme, tr)
        self.certificate = Button(tr("Save the certificate…"), theme, icon_name="export")
        self.certificate.clicked.connect(self._save)
        self.notice = Notice(theme, tr)
        self.notice.pressed.connect(self._untrust)
        self.trust = Button(tr("Trust a certificate…"), theme, icon_name="plus")
        self.trust.clicked.connect(self._trust)
        self._none = Words(tr("None yet: only this shop's own."), "body", "text2", wrap=True)
        self.others: list[_Other] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.stamps = SettingField(
            theme,
            tr,
            tr("Time stamp service"),
            tr("Address, such as https://…; proves the time too. Empty: without, and offline."),
            book.library.settings.tsa,
            book.save_tsa,
        )
        self.key = SealKeyPart(seals, questions, theme, tr)
        self._lay_out()
        self.refresh()

    def refresh(self) -> None:
        """Show what is so now."""
        tr, known = self._tr, self._seals.known()
        own = next((one for one in known if one.standing is Standing.PRESENT), None)
        if own is None:
            self._whose.say(tr("It is made with the first bundle, or when you save it."))
        else:
            self._whose.say(tr("{name}, since {day}", name=self._name(own), day=own.at[:10]))
        digits = own.fingerprint if own is not None else ""
        self.fingerprint.show_value(digits, grouped(digits))
        for row in self.others:
            row.hide()
            row.deleteLater()
        self.others = [
            _Other(one, self._name(one), self._theme, tr)
            for one in known
            if one.standing is Standing.IMPORTED
        ]
        for row in self.others:
            row.cross.clicked.connect(partial(self._ask, row.seal))
            self._list.addWidget(row)
        self._none.setVisible(not self.others)
        if not self.stamps.line.is_changed:
            self.stamps.line.begin(self._book.library.settings.tsa)

    def locked(self, lock: Lock) -> bool:
        is_locked = lock.is_locked(TSA_KEY)
        if is_locked:
            self.stamps.hold(lock)
        return is_locked

    def _save(self) -> None:
        tr = self._tr
        target = self._questions.file_to_save(paths.documents_folder() / "posdesk-seal.pem")
        if target is None:
            return
        try:
            self._seals.export_certificate(target)
        except PosDeskError as error:
            self._fail(error)
            return
        self.refresh()
        self._say(tr("Saved: {name}. Give it to whoever checks bundles.", name=target.name))

    def _trust(self) -> None:
        source = self._questions.certificate_file()
        if source is None:
            return
        try:
            found = self._seals.trust(source)
        except PosDeskError as error:
            self._fail(error)
            return
        self.refresh()
        self._say(self._tr("Trusted from now on: {name}", name=self._name(found)))

    def _ask(self, seal: KnownSeal) -> None:
        """Ask in place: to be trusted again its file is needed."""
        self._leaving = seal
        tr, name = self._tr, self._name(seal)
        self.notice.show_offer(
            tr("Trust {name} no longer? Trusting it again takes its file.", name=name),
            tr("Trust no longer"),
        )

    def _untrust(self) -> None:
        seal, self._leaving = self._leaving, None
        if seal is None:
            return
        try:
            self._seals.untrust(seal.fingerprint)
        except PosDeskError as error:
            self._fail(error)
            return
        self.refresh()
        self._say(self._tr("No longer trusted: {name}", name=self._name(seal)))
        self.trust.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, words: str) -> None:
        self._leaving = None
        self.notice.show_done(words)

    def _fail(self, error: PosDeskError) -> None:
        self._leaving = None
        self.notice.show_error(error)

    def _name(self, seal: KnownSeal) -> str:
        return self._seals.name_of(seal) or seal.fingerprint[:16]

    def _lay_out(self) -> None:
        tr = self._tr
        own = QHBoxLayout()
        own.addWidget(self.certificate)
        own.addStretch(1)
        others = QHBoxLayout()
        others.addWidget(Words(tr("Others who are trusted"), "h3"), 1)
        others.addWidget(self.trust)
        self.body.addWidget(self.notice)
        self.body.addWidget(self._whose)
        self.body.addWidget(self.fingerprint)
        self.body.addLayout(own)
        self.body.addWidget(rule())
        self.body.addWidget(self.stamps)
        self.body.addWidget(rule())
        self.body.addLayout(others)
        self.body.addWidget(self._none)
        self.body.addLayout(self._list)
        self.body.addWidget(rule())
        self.body.addWidget(self.key)


class _Other(QWidget):
    """One certificate that was brought in: whose, its digits, and the cross."""

    def __init__(self, seal: KnownSeal, name: str, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self.seal = seal
        self.cross = Button(
            tr("Trust {name} no longer", name=name), theme, "icon", icon_name="close"
        )
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(Words(name, "strong", wrap=True))
        said.addWidget(Words(grouped(seal.fingerprint), "small", "text2", wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(said, 1)
        row.addWidget(self.cross)
