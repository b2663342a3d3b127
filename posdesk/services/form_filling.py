"""What goes into a wallet's complaint form in the place of a PDF: a few pictures, and a text."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from posdesk.domain.bundle.order import BundleOrder
from posdesk.domain.bundle.preset import Preset
from posdesk.domain.errors import DataTrouble, WrongInput
from posdesk.domain.text import N_, Lang
from posdesk.reports.casefile import CaseFile
from posdesk.reports.whole_file import whole_file
from posdesk.services.own_folder import refuse_inside

if TYPE_CHECKING:
    from posdesk.reports.bundle.image_set import SetImage

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class WrittenImage:
    """One picture that was written."""

    path: Path
    size: int
    sha256: str


class FormFilling:
    """Makes the pictures and the text for a form; any thread may, from cases that were gathered."""

    def __init__(self, folder: Path, fonts: Path) -> None:
        """``folder`` is that of the data, which takes no picture."""
        self._folder, self._fonts = folder, fonts

    def pictures(
        self,
        files: Sequence[CaseFile],
        order: BundleOrder,
        preset: Preset,
        progress: Progress | None = None,
    ) -> tuple[SetImage, ...]:
        """Return the pictures of ``files`` as ``preset`` takes them, those that tell most first.

        Raises ``WrongInput`` where the recipient takes no pictures.
        """
        from posdesk.reports.bundle.image_set import image_set

        if not preset.images:
            raise WrongInput(
                N_("{name} takes a PDF, no set of pictures; nothing was written; make the bundle."),
                name=preset.words,
            )
        return image_set(
            files, preset, self._fonts, lang=order.lang, kind=order.kind, progress=progress
        )

    def text(self, file: CaseFile, order: BundleOrder, preset: Preset, lang: Lang) -> str:
        """Return the request of a case to be pasted, within the recipient's characters."""
        from posdesk.reports.bundle.plain_request import paste_text

        return paste_text(file.case, lang, preset.characters, kind=order.kind)

    def write(self, pictures: Sequence[SetImage], target: Path) -> tuple[WrittenImage, ...]:
        """Write the pictures into the folder ``target``, made where it is not there; all or none.

        Raises ``WrongInput`` for a place in the data folder, ``DataTrouble`` for one that cannot
        be written.
        """
        refuse_inside(self._folder, target / "picture.jpg")
        try:
            target.mkdir(exist_ok=True)
        except OSError as error:
            raise DataTrouble(
                N_("“{path}” cannot be made a folder; nothing was written; choose another place."),
                path=str(target),
            ) from error
        written = []
        with ExitStack() as files:
            for picture in pictures:
                path = target / picture.name
                files.enter_context(whole_file(path)).write(picture.data)
                digest = hashlib.sha256(picture.data).hexdigest()
                written.append(WrittenImage(path, len(picture.data), digest))
        return tuple(written)
