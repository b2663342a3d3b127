"""The recovery sheet as a file: it opens the data, so it lies outside them, for its owner alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from posdesk.domain.errors import WrongInput
from posdesk.domain.key import Key
from posdesk.domain.text import N_, Lang
from posdesk.services.turn import backup_places
from posdesk.storage.durable import file_trouble

_INSIDE = N_(
    "The sheet opens the data, so it may not lie among them; nothing was written; choose a folder"
    " outside {folder} and its backups."
)
_NO_PDF = N_("The sheet is a PDF; nothing was written; end its name in .pdf.")


@dataclass(frozen=True, slots=True)
class KeySheet:
    """The sheet for the data in ``folder``; ``shop`` is the name on it."""

    folder: Path
    clock: Callable[[], datetime]
    fonts: Path
    shop: Callable[[], str]

    def outside(self, target: Path) -> Path:
        """Return where the sheet goes; raises ``WrongInput`` where it may not lie there."""
        path = target.absolute()
        if path.suffix.casefold() != ".pdf":
            raise WrongInput(_NO_PDF)
        places = (self.folder, *backup_places(self.folder))
        if any(path.resolve().is_relative_to(place.resolve()) for place in places):
            raise WrongInput(_INSIDE, folder=self.folder)
        return path

    def write(self, key: Key, path: Path, lang: Lang) -> Path:
        """Write the sheet of ``key`` for its owner's eyes alone; raises ``DataTrouble``."""
        from posdesk.reports.recovery_sheet import Sheet, recovery_sheet_pdf
        from posdesk.reports.whole_file import write_file

        sheet = Sheet(key, self.shop(), self.clock().date())
        data = recovery_sheet_pdf(sheet, lang, self.fonts)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_file(path, data, private=True)
        except OSError as error:
            raise file_trouble(path, error) from error
        return path
