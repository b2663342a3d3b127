"""The manual to read, to search and to take along as one PDF; it needs no data and no network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from posdesk.domain.errors import WrongInput
from posdesk.domain.text import LANGS, N_, Lang

if TYPE_CHECKING:  # read from the disk once somebody opens it
    from posdesk.domain.manual import Found, Manual

MOST = 40
"""Places found that are shown; whoever finds more types another word."""


class Handbook:
    """The shipped manual, read once somebody opens it."""

    def __init__(self, folder: Path, fonts: Path) -> None:
        self._folder, self._fonts = folder, fonts
        self._read: dict[Lang, Manual] = {}

    def manual(self, lang: Lang) -> Manual:
        """Return the manual in one language; raises ``DataTrouble`` where it is not whole."""
        if lang not in self._read:
            from posdesk.intake.manual_files import read_manual

            self._read[lang] = read_manual(self._folder, lang)
        return self._read[lang]

    def pictures(self, lang: Lang) -> Path:
        """Return the folder of the pictures in one language."""
        return self._folder / "pictures" / lang

    def find(self, words: str, lang: Lang) -> tuple[Found, ...]:
        """Return the places that hold all of ``words``, at most ``MOST``."""
        from posdesk.domain.manual import find_in

        return find_in(self.manual(lang), words)[:MOST]

    def write(self, target: Path, lang: Lang, part: str = "") -> tuple[Path, ...]:
        """Write the manual, or one ``part`` of it, and return the files written.

        A name that ends in .pdf becomes one PDF; any other is a folder that gets the Markdown with
        its pictures, in both languages and whole. Raises ``WrongInput``.
        """
        from posdesk.domain.manual import PARTS, Manual

        if part and part not in PARTS:
            raise WrongInput(
                N_("“{part}” is no part of the manual; nothing was written; the parts: {known}."),
                part=part[:24],
                known=", ".join(PARTS),
            )
        if target.suffix.casefold() != ".pdf":
            return self._copy(target)
        from posdesk.reports.manual.book import manual_pdf
        from posdesk.reports.typeset.fonts import ONE_AT_A_TIME, load_typeface
        from posdesk.reports.typeset.setting import Setter
        from posdesk.reports.whole_file import write_file

        manual = self.manual(lang)
        parts = tuple(one for one in manual.parts if part in ("", one.id))
        with ONE_AT_A_TIME:
            setter = Setter(load_typeface(self._fonts), lang)
            data = manual_pdf(Manual(manual.title, parts), self.pictures(lang), setter)
        write_file(target, data)
        return (target,)

    def _copy(self, folder: Path) -> tuple[Path, ...]:
        """Copy the Markdown and the pictures into ``folder``."""
        from posdesk.reports.whole_file import write_file

        files = [
            file
            for lang in LANGS
            for inside in (self._folder / lang, self.pictures(lang))
            for file in sorted(inside.glob("*.*"))
        ]
        written: list[Path] = []
        for file in files:
            target = folder / file.relative_to(self._folder)
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                data = file.read_bytes()
            except OSError as error:
                raise WrongInput(
                    N_("{folder} cannot be used ({reason}); nothing more was written."),
                    folder=folder,
                    reason=error.strerror,
                ) from None
            write_file(target, data)
            written.append(target)
        return tuple(written)
