"""What is dropped on the evidence page: a bundle is checked, anything else is a new exhibit."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal

from posdesk.domain.bundle.verification import Soundness, Verification
from posdesk.domain.errors import PosDeskError
from posdesk.services.verifying import Verifier
from posdesk.ui.exhibits.sources import Source, of_paths
from posdesk.ui.tasks import Tasks


class Dropped(QObject):
    """``bundle`` carries a file that is one, ``exhibit`` what is to be taken in."""

    bundle = Signal(object)
    exhibit = Signal(object)

    def __init__(self, verifier: Verifier, tasks: Tasks) -> None:
        super().__init__()
        self._verifier, self._tasks = verifier, tasks

    def take(self, mime: QMimeData) -> bool:
        """Look, in the worker, whether a single PDF is a bundle; return whether it was one PDF."""
        files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if len(files) != 1 or files[0].suffix.lower() != ".pdf":
            return False
        (file,) = files
        sources: tuple[Source, ...] = tuple(of_paths(files))

        def found(found: Verification) -> None:
            if found.state is Soundness.FOREIGN:
                self.exhibit.emit(sources)
            else:
                self.bundle.emit(file)

        def failed(_error: PosDeskError) -> None:
            self.exhibit.emit(sources)  # the intake says what is wrong with it

        try:
            look = self._verifier.looking(file)
        except PosDeskError as error:
            failed(error)
        else:
            self._tasks.run(self, lambda _: look(), found, failed)
        return True
