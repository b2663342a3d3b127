"""Settings, Data: how long closed cases are kept, and those whose term is over."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidgetItem

from posdesk.domain.money import show_amount
from posdesk.domain.retention import GROWN_OLD, USUAL_MONTHS
from posdesk.i18n import Translator
from posdesk.services.forgetting import MOST_OLD, Forgetting, Gone
from posdesk.services.shop_book import ShopBook
from posdesk.storage.queries import CaseRow
from posdesk.ui.cases.erased_words import gone_words
from posdesk.ui.cases.panels.erase_box import EraseBox
from posdesk.ui.keeping.part import KeepingPart
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.notice import Notice
from posdesk.ui.parts.setting_field import SettingField
from posdesk.ui.parts.tick import TickList
from posdesk.ui.parts.words import Words
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme

LIST_HEIGHT, ROW = 244, 40


class ForgettingPart(KeepingPart):
    """``erased`` says that cases went; nothing goes before a manager has looked and pressed."""

    erased = Signal()

    def __init__(
        self, forgetting: Forgetting, book: ShopBook, tasks: Tasks, theme: Theme, tr: Translator
    ) -> None:
        super().__init__(
            tr("Forgetting"),
            tr("Closed cases older than this are proposed; nothing goes by itself."),
        )
        self._forgetting, self._book, self._tr = forgetting, book, tr
        self.months = SettingField(
            theme,
            tr,
            tr("Months after closing"),
            tr("0 proposes nothing; {usual} is usual.", usual=USUAL_MONTHS),
            str(forgetting.months) if forgetting.months else "",
            self._keep,
        )
        self.months.setMaximumWidth(360)
        self.months.line.setPlaceholderText(tr("not set"))
        self.told = Words(style="strong", wrap=True)
        self.list = TickList(theme)
        self.list.setFixedHeight(LIST_HEIGHT)
        self.list.setAccessibleName(tr("Cases whose term is over"))
        self.list.itemChanged.connect(self._count)
        self.look = Button("", theme)
        self.look.clicked.connect(self._look)
        self.box = EraseBox(forgetting, tasks, theme, tr)
        self.box.left.connect(self._leave)
        self.box.erased.connect(self._gone)
        self.notice = Notice(theme, tr)
        for part in (self.months, self.told, self.list):
            self.body.addWidget(part)
        self.body.addWidget(self.look, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.box)
        self.body.addWidget(self.notice)
        self.box.hide()
        self.follow(self.box, self.notice)
        self.refresh()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the cases that are ticked."""
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in map(self.list.item, range(self.list.count()))
            if item.checkState() is Qt.CheckState.Checked
        )

    def refresh(self) -> None:
        tr, months = self._tr, self._forgetting.months
        if not self.months.line.is_changed:
            self.months.line.begin(str(months) if months else "")
        rows = self._forgetting.old() if self._forgetting.may() else ()
        count = f"{len(rows)}+" if len(rows) == MOST_OLD else str(len(rows))
        self.told.say(
            tr("{count} cases are past their term.", count=count) if rows else self._nothing()
        )
        self.list.blockSignals(True)
        self.list.clear()
        for row in rows:
            self._add(row)
        self.list.blockSignals(False)
        for part in (self.list, self.look):
            part.setVisible(bool(rows))
        if not rows:
            self.box.hide()
        self._count()

    def _nothing(self) -> str:
        tr = self._tr
        if not self._forgetting.months:
            return tr("No term is set: nothing is proposed.")
        if not self._forgetting.may():
            return tr("A manager sees here what is past its term.")
        return tr("No case is past its term.")

    def _add(self, row: CaseRow) -> None:
        tr = self._tr
        amount = "" if row.amount is None else show_amount(row.amount)
        title = tr.text(row.title) if row.title else row.symptom
        closed = tr("closed {day}", day=row.life_at[:10])
        item = QListWidgetItem("   ".join(p for p in (row.number, closed, amount, title) if p))
        item.setData(Qt.ItemDataRole.UserRole, row.id)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked)
        item.setSizeHint(QSize(0, ROW))
        self.list.addItem(item)

    def _count(self) -> None:
        count = len(self.chosen)
        self.look.say(self._tr("Look at these {count} before they go", count=count))
        self.look.setEnabled(count > 0)
        self.box.hide()

    def _keep(self, text: str) -> str:
        months = self._book.save_retention(text)
        self.refresh()
        return str(months) if months else ""

    def _look(self) -> None:
        self.notice.hide()
        self.box.show()
        self.box.open(self.chosen, self._tr.text(GROWN_OLD))

    def _leave(self) -> None:
        self.box.hide()
        self.look.setFocus()

    def _gone(self, gone: Gone) -> None:
        self.box.hide()
        self.refresh()
        self.notice.show_done(gone_words(gone, self._tr))
        self.erased.emit()
