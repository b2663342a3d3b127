"""What else to know at a step: folded away, one click from sight."""

from __future__ import annotations

from posdesk.i18n import Translator
from posdesk.ui.icons import icon
from posdesk.ui.parts.button import Button
from posdesk.ui.parts.words import Words
from posdesk.ui.theme import Theme


class Notes(Words):
    """The notes of a step, with the ``link`` that counts them and unfolds them."""

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__(style="body", ink="text2", wrap=True)
        self._tr = tr
        self._icons = {
            folded: icon(name, theme.colour("accent"), 16)
            for folded, name in ((True, "chevron-right"), (False, "chevron-down"))
        }
        self.link = Button("", theme, "link")
        self.link.clicked.connect(self.toggle)
        self.hide()

    def show_notes(self, notes: list[str]) -> None:
        """Show other notes, folded; nothing where there are none."""
        self.link.setVisible(bool(notes))
        self.link.say(self._tr("Also ({count})", count=len(notes)))
        self.say("\n".join(f"·  {note}" for note in notes))
        self._set_folded(True)

    def toggle(self) -> None:
        """Unfold the notes, or fold them again."""
        self._set_folded(not self.isHidden())

    def _set_folded(self, folded: bool) -> None:
        self.setVisible(not folded)
        self.link.setIcon(self._icons[folded])
