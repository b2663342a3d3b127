"""The page to cover, large: boxes are drawn, moved and sized by mouse or by keys alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter

from posdesk.i18n import Translator
from posdesk.ui.exhibits.cover_drag import Drag, grip_at
from posdesk.ui.exhibits.cover_paint import TAG, paint_draft
from posdesk.ui.exhibits.draft import FINE, STEP, Draft, moved, sized
from posdesk.ui.exhibits.page_canvas import PageCanvas
from posdesk.ui.theme import Theme

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class CoverCanvas(PageCanvas):
    """Shows one page with what is drawn on it; ``changed`` after every change of the draft."""

    changed = Signal()

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__(theme, tr, beside=TAG + 32)
        self.draft = Draft()
        self._undone: list[Draft] = []
        self._drag: Drag | None = None
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Page to cover"))

    def show_page(self, page: int, image: QImage, *, share: float = 0.0) -> None:
        """Show the picture of ``page``; what is selected on another one is let go."""
        super().show_page(page, image, share=share)
        mark = self.draft.mark
        if mark is not None and mark.box.page != page:
            self.draft = self.draft.choose(None)
        self._show(self.draft)

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._undone)

    def put(self, draft: Draft) -> None:
        """Take over another draft, one step that can be undone."""
        if draft != self.draft:
            self._undone.append(self.draft)
            self._show(draft)

    def choose(self, place: int | None) -> None:
        """Select a box and bring it into view."""
        self._show(self.draft.choose(place))

    def begin(self, draft: Draft) -> None:
        """Begin with ``draft``; there is nothing to undo."""
        self._undone.clear()
        self._show(draft)

    def undo(self) -> None:
        """Take the last change back."""
        if self._undone:
            self._show(self._undone.pop())

    # ---------------------------------------------------------------------------------------- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers()
        control = bool(held & Qt.KeyboardModifier.ControlModifier)
        if key in _ARROWS and self.draft.mark is not None:
            change = sized if held & Qt.KeyboardModifier.ShiftModifier else moved
            across, down = _ARROWS[Qt.Key(key)]
            step = FINE if control else STEP
            self.put(self.draft.put(change(self.draft.mark.box, across * step, down * step)))
            return
        if control and key == Qt.Key.Key_Z:
            self.undo()
            return
        actions: dict[int, Callable[[], object]] = {
            Qt.Key.Key_N: lambda: self.put(self.draft.add_new(self.page)),
            Qt.Key.Key_Delete: lambda: self.put(self.draft.remove()),
            Qt.Key.Key_Backspace: lambda: self.put(self.draft.remove()),
            Qt.Key.Key_Return: self.accept,
            Qt.Key.Key_Enter: self.accept,
        }
        if control or key not in actions:
            super().keyPressEvent(event)
            return
        actions[key]()

    def accept(self) -> None:
        """Accept the selected proposal and select the next one."""
        mark = self.draft.mark
        if mark is None or not mark.proposed:
            return
        self.put(self.draft.accept())
        left = [p for p, m in enumerate(self.draft.marks) if m.proposed and m.box.page == self.page]
        if left:
            self.choose(left[0])

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go from box to box, and on from the last one."""
        stepped = self.draft.step_on(self.page, 1 if forward else -1)
        if stepped is None:
            return super().focusNextPrevChild(forward)
        self._show(stepped)
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        forward = event.reason() is Qt.FocusReason.TabFocusReason
        if forward or event.reason() is Qt.FocusReason.BacktabFocusReason:
            entered = self.draft.choose(None).step_on(self.page, 1 if forward else -1)
            self._show(entered or self.draft)
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # --------------------------------------------------------------------------------------- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        if self.is_loading:
            return
        grip = grip_at(self.view, self.draft, self.page, point)
        self._drag = Drag.begun(self.draft.choose(grip.place), grip, self.view, self.page, point)
        self._show(self._drag.before)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if self._drag is not None:
            self.draft = self._drag.at(self.view, point)
            self.update()
        elif event.buttons():
            super().mouseMoveEvent(event)
        else:
            self.setCursor(grip_at(self.view, self.draft, self.page, point).cursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        drag, self._drag = self._drag, None
        if drag is not None:
            self.draft = drag.before
            self.put(drag.at(self.view, event.position()))

    def paint_over(self, painter: QPainter) -> None:
        focused = self.hasFocus()
        paint_draft(painter, self.theme, self.view, self.draft, self.page, focused=focused)
        if self.draft.mark is None:
            super().paint_over(painter)

    # ------------------------------------------------------------------------------------- showing

    def _show(self, draft: Draft) -> None:
        self.draft = draft
        if draft.mark is not None and draft.mark.box.page == self.page and self._drag is None:
            self.view.bring_in(draft.mark.box)
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        """Say what is selected, for those who do not see it."""
        tr, draft = self.tr_, self.draft
        if draft.mark is None:
            words = tr("Page {page}, {n} covers", page=self.page, n=len(draft.boxes))
        elif draft.mark.proposed:
            words = tr("Proposed cover, Enter accepts it")
        else:
            box = draft.mark.box
            number = draft.number(draft.chosen or 0)
            words = tr(
                "Cover {n}: {x} % from the left, {y} % from the top",
                n=number,
                x=box.x // 10,
                y=box.y // 10,
            )
        self.setAccessibleDescription(words)
        self.update()
