"""The bundled typeface for PDFs: measured by character, never silent about one it does not have."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFError, TTFont

from posdesk.domain.errors import DataTrouble
from posdesk.domain.text import N_
from posdesk.reports.typeset.style import Face

REPLACEMENT = "〓"
"""Stands where the typeface has no glyph: the printers' sign for a sort that is not in the case."""

ONE_AT_A_TIME = threading.Lock()
"""Held by whoever makes a file: ReportLab reads its font by position, PDFium has one thread."""

_SPACES = {"\t": "  ", "\r": "", "\u2028": "\n", "\u2029": "\n", "\v": "\n", "\f": "\n"}
_BFCHARS_AT_MOST = 100


class _EmbeddedFont(TTFont):  # type: ignore[misc, unused-ignore]
    """A TrueType font whose text can be taken out of the PDF again, beyond the BMP too."""

    def addObjects(self, doc: pdfdoc.PDFDocument) -> None:  # noqa: N802 - ReportLab's name
        subsets = [list(subset) for subset in self.state[doc].subsets]
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            prefix = SUBSETN(number) + b"+" + self.face.name + self.face.subfontNameX
            cmap: Any = doc.idToObject["toUnicodeCMap:" + prefix.decode("ascii")]
            cmap.content = to_unicode(prefix.decode("ascii"), subset)


def to_unicode(name: str, subset: list[int]) -> str:
    """Return the ToUnicode map of a font subset: from its codes to UTF-16BE, as PDF asks for."""
    pairs = [
        f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>"
        for code, point in enumerate(subset)
        if point
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        f"/CMapName /{name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for first in range(0, len(pairs), _BFCHARS_AT_MOST):
        block = pairs[first : first + _BFCHARS_AT_MOST]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


class _Advances(dict[str, float]):
    """The advance of each character in one weight and size, looked up once for each."""

    def __init__(self, widths: Mapping[int, float], size: float) -> None:
        super().__init__()
        self._widths, self._size = widths, size

    def __missing__(self, character: str) -> float:
        advance = self[character] = self._widths.get(ord(character), 1000) * self._size / 1000
        return advance


class Typeface:
    """Both weights of the bundled typeface, registered with ReportLab."""

    def __init__(self, folder: Path) -> None:
        fonts = {face: _register(face, folder / f"{face}.ttf") for face in Face}
        self._widths: dict[Face, Mapping[int, float]] = {
            face: font.face.charWidths for face, font in fonts.items()
        }
        self._advances: dict[tuple[Face, float], _Advances] = {}
        held = [set(font.face.charToGlyph) for font in fonts.values()]
        self._has = frozenset(chr(p) for p in set.intersection(*held) if _draws(p))

    def advance(self, face: Face, character: str, size: float) -> float:
        """Return how far ``character`` moves the pen, in points."""
        return self._widths[face].get(ord(character), 1000) * size / 1000

    def advances(self, face: Face, text: str, size: float) -> list[float]:
        """Return how far each character of ``text`` moves the pen, in points."""
        known = self._advances.get((face, size))
        if known is None:
            known = self._advances[face, size] = _Advances(self._widths[face], size)
        return [known[character] for character in text]

    def width(self, face: Face, text: str, size: float) -> float:
        """Return how wide ``text``, already printable, is in points."""
        widths = self._widths[face]
        return sum(widths.get(ord(character), 1000) for character in text) * size / 1000

    def printable(self, text: str) -> str:
        """Return ``text`` as it can be set: what has no glyph shows as ``REPLACEMENT``.

        Marks that only steer (direction, joining, variants) go, control characters too; line ends
        stay.
        """
        if self._has.issuperset(text) and unicodedata.is_normalized("NFC", text):
            return text
        composed = text.replace("\r\n", "\n")
        if any(map(unicodedata.combining, composed)):
            # Only then: composing also replaces characters that look alike but are not the same.
            composed = unicodedata.normalize("NFC", composed)
        return "".join(self._shown(character) for character in composed)

    def _shown(self, character: str) -> str:
        if character in self._has or character == "\n":
            return character
        if character in _SPACES:
            return _SPACES[character]
        if unicodedata.category(character) in ("Cc", "Cf") or _is_variant(character):
            return ""
        if unicodedata.category(character) == "Zs":
            return " "
        return REPLACEMENT


def _draws(point: int) -> bool:
    """Return whether a character is to be seen or a plain space, rather than one that steers."""
    return unicodedata.category(chr(point)) not in ("Cc", "Cf", "Zl", "Zp")


def _is_variant(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def _register(face: Face, path: Path) -> _EmbeddedFont:
    try:
        font = _EmbeddedFont(face.value, str(path))
    except (OSError, TTFError) as error:
        raise DataTrouble(
            N_(
                "The typeface “{file}” is missing or damaged; no bundle was written;"
                " install PosDesk again."
            ),
            file=path.name,
        ) from error
    pdfmetrics.registerFont(font)
    return font


@lru_cache(maxsize=1)
def load_typeface(folder: Path) -> Typeface:
    """Return the typeface in ``folder``, read once; raises ``DataTrouble`` where it is missing."""
    return Typeface(folder)
