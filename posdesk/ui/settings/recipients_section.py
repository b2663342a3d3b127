"""What each recipient of a bundle takes: the shipped limits, and the shop's own over them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from posdesk.domain.bundle.preset import DEFAULT_PRESET, MB, Preset
from posdesk.domain.errors import PosDeskError
from posdesk.domain.provision import PRESETS
from posdesk.i18n import Translator
from posdesk.services.presets import Presets
from posdesk.ui.evidence.limits import limit_words
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.choice import Choice
from posdesk.ui.parts.lock import Lock
from posdesk.ui.parts.notice import Notice
from posdesk.ui.parts.setting_field import KeepValue, SettingField
from posdesk.ui.parts.tick import Tick
from posdesk.ui.parts.words import Words
from posdesk.ui.settings.section import Section
from posdesk.ui.theme import Theme

FIELDS = ("pages", "files", "bytes_each", "bytes_all", "dpi", "name_length")


class RecipientsSection(Section):
    """One recipient at a time; an emptied field goes back to what is shipped."""

    def __init__(self, presets: Presets, theme: Theme, tr: Translator) -> None:
        super().__init__(
            tr("Recipients"),
            tr("What each one takes. A bundle is made smaller, or split, until it fits."),
        )
        self._presets, self._tr = presets, tr
        self._undo: dict[str, str] = {}
        self.to = Choice(theme)
        self.to.setAccessibleName(tr("For whom"))
        self._limits = Words(style="body", wrap=True)
        self._source = Words(style="small", ink="text2", wrap=True)
        self.fields = {name: self._field(theme, name) for name in FIELDS}
        self.grey = Tick(tr("Everything in grey"), theme)
        self.shipped = Button(tr("Back to the shipped limits"), theme)
        self.notice = Notice(theme, tr)
        self._lay_out()
        self._fill(DEFAULT_PRESET)
        self.to.activated.connect(lambda _: self._chosen())
        self.grey.clicked.connect(self._keep_grey)
        self.shipped.clicked.connect(self._reset)
        self.notice.pressed.connect(self._take_back)
        self.refresh()

    @property
    def preset(self) -> Preset:
        """The recipient that is shown, as its limits are now."""
        return self._presets.find(str(self.to.currentData()))

    def refresh(self) -> None:
        """Show what is stored now."""
        names = [preset.name for preset in self._presets.all()]
        if names != [self.to.itemData(place) for place in range(self.to.count())]:
            self._fill(str(self.to.currentData()))
        self.setEnabled(bool(names))
        if not names:
            return  # the shipped file is gone: its fault is told where faults are told
        preset = self.preset
        self._limits.say(limit_words(preset, self._tr))
        self._source.say(preset.source)
        self._source.setVisible(self._tr.lang == "en" and bool(preset.source))  # English only
        for name, field in self.fields.items():
            if not field.line.is_changed:
                field.line.begin(_shown(preset, name))
        self.grey.setChecked(preset.grey)
        self.shipped.setVisible(self._presets.is_own(preset.name))

    def locked(self, lock: Lock) -> bool:
        is_locked = lock.is_locked(PRESETS)
        if is_locked:
            for field in self.fields.values():
                field.hold(lock)
            lock.hold(self.grey, self.shipped)
        return is_locked

    def _fill(self, chosen: str) -> None:
        self.to.clear()
        for preset in self._presets.all():
            self.to.addItem(self._tr.text(preset.words), preset.name)
        self.to.setCurrentIndex(max(0, self.to.findData(chosen)))

    def _chosen(self) -> None:
        self.notice.hide()
        self.refresh()

    def _keep_grey(self) -> None:
        self._try({"grey": "true" if self.grey.isChecked() else "false"})

    def _reset(self) -> None:
        """Take what is the shop's own away, and offer to put it back."""
        before = self.preset
        if not self._try(dict.fromkeys((*FIELDS, "grey"), "")):
            return
        after = self.preset
        self._undo = {
            name: _written(before, name)
            for name in (*FIELDS, "grey")
            if getattr(before, name) != getattr(after, name)
        }
        name = before.words
        words = self._tr("{name}: the shipped limits hold again.", name=name)
        self.notice.show_done(words, self._tr("Undo") if self._undo else "")
        self.to.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_back(self) -> None:
        if self._try(self._undo):
            self.notice.hide()

    def _try(self, values: dict[str, str]) -> bool:
        try:
            self._presets.change(self.preset.name, values)
        except PosDeskError as error:
            self.refresh()
            self.notice.show_error(error)
            return False
        self.refresh()
        return True

    def _field(self, theme: Theme, name: str) -> SettingField:
        tr = self._tr
        label, hint = {
            "pages": (tr("Pages of a file"), tr("At most; 0 is no limit")),
            "files": (tr("Files"), tr("1 is a single file; more may be split; 0 is any number")),
            "bytes_each": (tr("Size of a file"), tr("Such as 2 MB; 0 is no limit")),
            "bytes_all": (tr("Size of all files"), tr("Such as 14.5 MB; 0 is no limit")),
            "dpi": (tr("Dots per inch of pictures"), tr("150 to 600")),
            "name_length": (tr("Letters of a file name"), tr("Without .PDF; 0 is no limit")),
        }[name]
        field = SettingField(theme, tr, label, hint, "", self._keeper(name))
        field.line.stored.connect(self.refresh)
        return field

    def _keeper(self, name: str) -> KeepValue:
        def keep(text: str) -> str:
            self._presets.change(self.preset.name, {name: text})
            return _shown(self.preset, name)

        return keep

    def _lay_out(self) -> None:
        self.body.addWidget(self.to)
        self.body.addWidget(self._limits)
        self.body.addWidget(self._source)
        self.body.addWidget(self.notice)
        self.add_fields(*self.fields.values())
        row = QHBoxLayout()
        row.addWidget(self.grey)
        row.addStretch(1)
        row.addWidget(self.shipped)
        self.body.addLayout(row)


def _shown(preset: Preset, name: str) -> str:
    """Return a limit as it stands in its field."""
    value = int(getattr(preset, name))
    return f"{value / MB:g} MB" if name.startswith("bytes") and value else str(value)


def _written(preset: Preset, name: str) -> str:
    """Return a field as it is kept."""
    value = getattr(preset, name)
    return str(value).lower()
