"""Tells by its first bytes what a file is, whatever it is called; what is never taken is named."""

from __future__ import annotations

from posdesk.domain.errors import WrongInput
from posdesk.domain.text import N_

_PICTURES = {
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"GIF87a": "GIF",
    b"GIF89a": "GIF",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
}
_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_BMP_HEADS = tuple(size.to_bytes(4, "little") for size in (12, 40, 52, 56, 64, 108, 124))
_WITHIN = 1024
"""A PDF may begin anywhere in the first kilobyte (ISO 32000-2, annex on implementations)."""

_PROGRAM = N_(
    "{name} is a program, which is not kept; nothing was stored;"
    " do not open it, and ask who sent it."
)
_ARCHIVE = N_(
    "{name} is a packed archive, which is not kept; nothing was stored;"
    " unpack it and add the pictures in it."
)
_OFFICE = N_(
    "{name} is an office document, which is not kept; nothing was stored;"
    " save it as PDF and add that."
)
_FILM = N_(
    "{name} is a film or a sound, which is not kept; nothing was stored;"
    " take a picture of what matters in it."
)
_FOREIGN = {
    b"MZ": _PROGRAM,
    b"\x7fELF": _PROGRAM,
    b"\xca\xfe\xba\xbe": _PROGRAM,
    b"\xcf\xfa\xed\xfe": _PROGRAM,
    b"L\x00\x00\x00\x01\x14\x02\x00": _PROGRAM,
    b"dex\n": _PROGRAM,
    b"Rar!": _ARCHIVE,
    b"7z\xbc\xaf\x27\x1c": _ARCHIVE,
    b"\x1f\x8b": _ARCHIVE,
    b"BZh": _ARCHIVE,
    b"\xfd7zXZ": _ARCHIVE,
    b"MSCF": _ARCHIVE,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": _OFFICE,
    b"{\\rtf": _OFFICE,
    b"ID3": _FILM,
    b"OggS": _FILM,
    b"fLaC": _FILM,
    b"\x1aE\xdf\xa3": _FILM,
}
_OFFICE_PARTS = (
    b"[Content_Types].xml",
    b"word/",
    b"xl/",
    b"ppt/",
    b"mimetypeapplication/vnd.oasis",
)


def picture_form(data: bytes) -> str | None:
    """Return ``JPEG``, ``PNG``, ``HEIF`` … as Pillow calls them, ``None`` for no picture."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        return "HEIF"
    if data[4:12] == b"ftypavif":
        return "AVIF"
    if data[:2] == b"BM" and data[14:18] in _BMP_HEADS:
        return "BMP"
    return next((form for start, form in _PICTURES.items() if data.startswith(start)), None)


def is_pdf(data: bytes) -> bool:
    """Return whether it is a PDF."""
    if data.lstrip(b"\0\t\n\f\r \xef\xbb\xbf").startswith(b"%PDF-"):
        return True
    return b"%PDF-" in data[:_WITHIN] and b"startxref" in data[-_WITHIN:]


def refuse_foreign(data: bytes, name: str) -> None:
    """Raise ``WrongInput`` for programs, archives, office documents and films."""
    sentence = next((s for start, s in _FOREIGN.items() if data.startswith(start)), None)
    if data.startswith(b"PK\x03\x04"):
        office = any(part in data[:4096] for part in _OFFICE_PARTS)
        sentence = _OFFICE if office else _ARCHIVE
    if data[4:8] == b"ftyp" and data[8:12] not in _HEIF_BRANDS:
        sentence = _FILM
    if data[:4] == b"RIFF" and data[8:12] in (b"AVI ", b"WAVE"):
        sentence = _FILM
    if sentence is not None:
        raise WrongInput(sentence, name=name)
