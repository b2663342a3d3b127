"""Recipients as presets: what one recipient accepts, in pages, bytes, names, colour and pixels."""

from __future__ import annotations

from dataclasses import dataclass

from posdesk.domain.text import Text

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Preset:
    """The limits of one recipient; 0 or ``None`` is no limit.

    ``pages`` and ``bytes_each`` hold for each file, ``bytes_all`` for all ``files`` together;
    ``name_length`` counts the characters of a file name without its ending, which are ASCII
    letters and digits where ``plain_names``. ``to`` is who the letter is addressed to. ``images``
    is a set of pictures instead of a PDF (a wallet's complaint form), with at most ``characters``
    of text beside it. ``source`` says where the limits are from.
    """

    name: str
    words: Text
    to: Text | None = None
    pages: int = 0
    files: int = 1
    bytes_each: int = 0
    bytes_all: int = 0
    dpi: int = 300
    grey: bool = False
    name_length: int = 0
    plain_names: bool = True
    images: int = 0
    characters: int = 0
    source: str = ""

    def accepts(self, pages: int, size: int) -> bool:
        """Return whether one file of ``pages`` and ``size`` bytes is within the limits."""
        most = self.most_bytes
        return not (self.pages and pages > self.pages) and not (most and size > most)

    @property
    def most_bytes(self) -> int:
        """What one file may weigh, 0 without a limit."""
        return min((limit for limit in (self.bytes_each, self.bytes_all) if limit), default=0)


DEFAULT_PRESET = "default"
NO_LIMITS = Preset("", Text("没有限制", "No limits"), files=0, plain_names=False)
"""For a bundle that nobody in particular was named for."""
