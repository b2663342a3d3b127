"""The step in which one says for whom, in which language, what is asked, and which exhibits go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from posdesk.domain.bundle.order import BUNDLE_LANGS, BundleOrder
from posdesk.domain.bundle.preset import Preset
from posdesk.domain.bundle.request import REQUEST_TITLES, RequestKind
from posdesk.i18n import Translator
from posdesk.ui.evidence.exhibit_ticks import ExhibitTicks
from posdesk.ui.evidence.limits import limit_words
from posdesk.ui.evidence.making import Making
from posdesk.ui.evidence.work import Work
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.choice import Choice
from posdesk.ui.parts.scrolling import Scrolling
from posdesk.ui.parts.tick import Tick
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme


class ChooseStep(Work):
    """Every choice holds at once; the draft is made anew behind it."""

    def __init__(
        self, making: Making, presets: Sequence[Preset], theme: Theme, tr: Translator
    ) -> None:
        super().__init__(theme, tr("Choose"), tr("Every choice holds at once."))
        self._making, self._tr = making, tr
        self._presets = {preset.name: preset for preset in presets}
        self.to = Choice(theme)
        self.to.setAccessibleName(tr("For whom"))
        for preset in presets:
            self.to.addItem(tr.text(preset.words), preset.name)
        self.to.setCurrentIndex(max(0, self.to.findData(making.order.preset)))
        self._limits = Words(style="small", ink="text2", wrap=True)
        self.langs = self._lang_buttons(theme)
        self.kind = Choice(theme)
        self.kind.setAccessibleName(tr("What it asks for"))
        self.embed = Tick(tr("Put the originals into the file, as attachments"), theme)
        self.embed.setChecked(making.order.embed)
        self.exhibits = ExhibitTicks(theme, tr)
        self._lay_out()
        self.add_next(tr("Next: gaps"))
        self.to.activated.connect(lambda _: self._choose(preset=str(self.to.currentData())))
        self.kind.activated.connect(self._choose_kind)
        self.embed.toggled.connect(lambda on: self._choose(embed=on))
        self.exhibits.changed.connect(making.leave_out)

    def refresh(self) -> None:
        """Show the order and the exhibits as they are now."""
        order = self._making.order
        self._limits.say(limit_words(self._presets[str(self.to.currentData())], self._tr))
        self._fill_kinds(order)
        self.exhibits.show_cases(self._making.cases, self._making.left_out)

    def take_focus(self) -> None:
        """Stand on the recipients."""
        self.to.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_kinds(self, order: BundleOrder) -> None:
        """Offer the kinds of request, first what the case itself comes to."""
        tr, kinds = self._tr, self._making.kinds
        own = tr(", ").join(tr.text(REQUEST_TITLES[kind]) for kind in kinds)
        self.kind.clear()
        self.kind.addItem(tr("By the case: {kind}", kind=own), None)
        for kind in RequestKind:
            self.kind.addItem(tr.text(REQUEST_TITLES[kind]), kind)
        self.kind.setCurrentIndex(max(0, self.kind.findData(order.kind)) if order.kind else 0)

    def _choose_kind(self, _place: int) -> None:
        held = self.kind.currentData()
        self._choose(kind=None if held is None else RequestKind(held))

    def _choose(self, **changes: object) -> None:
        order = replace(self._making.order, **changes)  # type: ignore[arg-type]
        self._making.choose(order, self._presets[order.preset])

    def _lang_buttons(self, theme: Theme) -> dict[str, Button]:
        words = {"zh_CN": "中文", "en": "English", "both": self._tr("Both, side by side")}
        group = QButtonGroup(self)
        made: dict[str, Button] = {}
        for lang in BUNDLE_LANGS:
            button = Button(words[lang], theme, "choice")
            button.setChecked(lang == self._making.order.lang)
            button.clicked.connect(lambda _=False, lang=lang: self._choose(lang=lang))
            group.addButton(button)
            made[lang] = button
        return made

    def _lay_out(self) -> None:
        tr = self._tr
        inside = QWidget()
        inside.setProperty("part", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        langs = QHBoxLayout()
        langs.setSpacing(8)
        for button in self.langs.values():
            langs.addWidget(button)
        langs.addStretch(1)
        for title, part in (
            (tr("For whom"), self.to),
            ("", self._limits),
            (tr("Language"), langs),
            (tr("What it asks for"), self.kind),
            (tr("Exhibits"), self.exhibits),
            ("", self.embed),
        ):
            if title:
                words = Words(title, "strong")
                words.setContentsMargins(0, 6, 0, 0)
                column.addWidget(words)
            if isinstance(part, QHBoxLayout):
                column.addLayout(part)
            else:
                column.addWidget(part)
        column.addStretch(1)
        area = Scrolling()
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        self.body.addWidget(area, 1)
