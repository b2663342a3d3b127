"""Takes in photos, documents and texts as evidence: upright, without metadata, nothing hostile."""

from __future__ import annotations

import hashlib
import io
import warnings
from pathlib import Path, PurePath

from posdesk.domain.errors import WrongInput
from posdesk.domain.sensitive import refuse_sensitive
from posdesk.domain.text import N_
from posdesk.intake.exhibits import CleanExhibit, Progress

MOST_BYTES = 64 * 1024 * 1024
MOST_PIXELS = 60_000_000
MOST_PAGES = 200
LONG_SIDE = 4096
"""Pixels of a kept photo's longer side: finer than a slip needs, small enough for an archive."""

_PICTURES = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG": "image/png",
    b"GIF8": "image/gif",
    b"BM": "image/bmp",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
}
_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")


def take_in(
    source: Path | bytes,
    name: str,
    *,
    not_a_card: bool = False,
    cover_found: bool = False,
    progress: Progress | None = None,
) -> CleanExhibit:
    """Return the clean copy of a file or of pasted bytes.

    Raises ``WrongInput`` or ``Refused`` with a sentence that says why the file cannot be used.
    """
    data = source if isinstance(source, bytes) else _bytes_of(source)
    refuse_sensitive("name", name, not_a_card=not_a_card)
    called = PurePath(name.replace("\\", "/")).name.strip() or "exhibit"
    received = hashlib.sha256(data).hexdigest()
    if not data:
        raise WrongInput(
            N_("{name} is empty; nothing was stored; choose another file."), name=called
        )
    if data.startswith(b"%PDF-"):
        pages = _check_pdf(data, called, not_a_card=not_a_card)
        return CleanExhibit(called, "application/pdf", data, received, pages)
    if _is_picture(data):
        mime, kept = _clean_picture(data, called)
        return CleanExhibit(called, mime, kept, received)
    text = _text_of(data, called)
    refuse_sensitive(called, text, not_a_card=not_a_card)
    return CleanExhibit(called, "text/plain", text.encode(), received)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise WrongInput(
                N_("{name} is larger than {most} MB; nothing was stored; make it smaller."),
                name=path.name,
                most=MOST_BYTES // 2**20,
            )
        return path.read_bytes()
    except OSError as error:
        raise WrongInput(
            N_("{name} cannot be read ({reason}); nothing was stored; choose another file."),
            name=path.name,
            reason=error.strerror,
        ) from None


def _is_picture(data: bytes) -> bool:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return True
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        return True
    return any(data.startswith(start) for start in _PICTURES)


def _clean_picture(data: bytes, name: str) -> tuple[str, bytes]:
    """Return the picture made anew from its pixels: turned upright, nothing else of the file."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    if data[4:8] == b"ftyp":
        from pi_heif import register_heif_opener

        register_heif_opener()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise WrongInput(
                        N_(
                            "{name} has more than {most} million pixels; nothing was stored;"
                            " save it smaller."
                        ),
                        name=name,
                        most=MOST_PIXELS // 1_000_000,
                    )
                drawn = opened.format in {"PNG", "GIF", "BMP"}
                picture = ImageOps.exif_transpose(opened)
                picture.load()
    except (
        OSError,
        UnidentifiedImageError,
        ValueError,
        SyntaxError,
        EOFError,
        Image.DecompressionBombError,
    ):
        raise WrongInput(
            N_("{name} is damaged and cannot be shown; nothing was stored; take the photo again."),
            name=name,
        ) from None
    if "A" in picture.getbands() or picture.mode == "P":
        seen = picture.convert("RGBA")
        picture = Image.new("RGB", seen.size, "white")
        picture.paste(seen, mask=seen.getchannel("A"))
    picture = picture.convert("RGB")
    picture.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    fresh = Image.frombytes("RGB", picture.size, picture.tobytes())
    out = io.BytesIO()
    if drawn:
        fresh.save(out, "PNG", optimize=False)
        return "image/png", out.getvalue()
    fresh.save(out, "JPEG", quality=88, subsampling=0)
    return "image/jpeg", out.getvalue()


def _check_pdf(data: bytes, name: str, *, not_a_card: bool) -> int:
    """Return the number of pages; its text must hold nothing that may never be kept."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        pages = len(document)
        if not 0 < pages <= MOST_PAGES:
            raise WrongInput(
                N_(
                    "{name} has {pages} pages, at most {most} can be kept; nothing was stored;"
                    " choose the pages that matter."
                ),
                name=name,
                pages=pages,
                most=MOST_PAGES,
            )
        for number in range(pages):
            text = document[number].get_textpage().get_text_range()
            refuse_sensitive(name, text, not_a_card=not_a_card)
        return pages
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).casefold():
            raise WrongInput(
                N_("{name} is locked with a password; nothing was stored; save it without one."),
                name=name,
            ) from None
        raise WrongInput(
            N_("{name} is damaged and cannot be opened; nothing was stored; fetch the file again."),
            name=name,
        ) from None


def _text_of(data: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if all(c.isprintable() or c in "\r\n\t\u3000" for c in text) and len(text) < 200_000:
            return text
    raise WrongInput(
        N_(
            "{name} is neither a picture, a PDF nor a text; nothing was stored;"
            " take a photo or a screenshot of it."
        ),
        name=name,
    )
