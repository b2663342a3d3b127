"""Files of every kind for tests of exhibits, and what is needed to look into what was kept."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageDraw
from PySide6.QtCore import QMimeData, QUrl
from reportlab.pdfgen.canvas import Canvas

from posdesk.domain.case import Case
from posdesk.services.desk import Desk

SECRET = "13800138000"
"""A telephone number, which is proposed to be covered."""


def photo(path: Path, colour: str = "#cfe3d0", form: str = "JPEG") -> Path:
    """Write a photo like no other, with a white band across its middle."""
    grain = Image.effect_noise((400, 600), 60).convert("RGB")
    image = Image.blend(Image.new("RGB", grain.size, colour), grain, 0.5)
    ImageDraw.Draw(image).rectangle((0, 250, 400, 350), fill="white")
    image.save(path, form)
    return path


def letter(path: Path, pages: int = 2) -> Path:
    """Write a PDF with a telephone number on each page."""
    canvas = Canvas(str(path))
    for page in range(pages):
        canvas.setFont("Helvetica", 18)
        canvas.drawString(80, 760, f"Page {page + 1}")
        canvas.drawString(80, 700, f"Phone {SECRET} of the customer")
        canvas.showPage()
    canvas.save()
    return path


def text(path: Path, words: str) -> Path:
    """Write a text."""
    path.write_text(words, encoding="utf-8")
    return path


def files(*paths: Path) -> QMimeData:
    """Return what a file manager puts on the clipboard."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def kept_picture(desk: Desk, case: Case, place: int = 0) -> Image.Image:
    """Return the pixels of the exhibit at ``place``."""
    exhibit = desk.log.case(case.id).exhibits[place]
    return Image.open(io.BytesIO(desk.exhibits.bytes_of(exhibit))).convert("RGB")


def lost(old: bytes, new: bytes, length: int = 64) -> list[bytes]:
    """Return pieces of ``old``, a photo, that ``new`` does not have: at most about fifty.

    A plain surface repeats a few bytes, as it does in any picture, so it is passed over; what was
    not covered may be encoded again as it was.
    """
    pieces = (old[at : at + length] for at in range(0, len(old) - length, length))
    gone = [piece for piece in pieces if len(set(piece)) > length // 2 and piece not in new]
    return gone[:: max(1, len(gone) // 50)]


def lightness(image: Image.Image, x: int, y: int) -> int:
    """Return how light a pixel is, from 0 to 255."""
    return image.convert("L").tobytes()[y * image.width + x]
