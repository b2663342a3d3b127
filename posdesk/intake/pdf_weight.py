"""Tells PDFs that unpack to far more than they are, before anything tries to draw them."""

from __future__ import annotations

import io
import re
import warnings
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

MOST_UNPACKED = 128 * 1024 * 1024
"""Bytes of one unpacked stream: an A4 page in colour at 600 DPI, packed without loss."""

MOST_DRAWING = 24 * 1024 * 1024
"""Bytes of drawing instructions of all pages together."""

_MOST_OBJECTS = 200_000
_MOST_PIXELS = 120_000_000
_MOST_DRAWN = 20_000
_MOST_LZW = 256 * 1024
_RATIO = 1032
"""Deflate never does better than this (zlib's own figure)."""

_DRAWS = re.compile(rb"/([^\s/<>\[\]()%{}]+)\s+Do\b")
_ESCAPED = re.compile(rb"#([0-9a-fA-F]{2})")


class TooHeavy(Exception):
    """The document would take more memory or time than any real one does."""


def limit_qpdf() -> None:
    """Let qpdf give up on bombs; for the whole process, where no real document comes near it."""
    import pikepdf

    # Said of forms that were broken before; nobody who adds a file is helped by it.
    warnings.filterwarnings("ignore", category=pikepdf.PageCopyWarning)
    pikepdf.settings.set_qpdf_limits(
        doc_max_warnings=500,
        parser_max_container_size=_MOST_OBJECTS,
        max_stream_filters=3,
        flate_max_memory=MOST_UNPACKED,
        png_max_memory=MOST_UNPACKED,
        tiff_max_memory=MOST_UNPACKED,
        run_length_max_memory=MOST_UNPACKED,
        dct_max_memory=MOST_UNPACKED,
        dct_max_progressive_scans=100,
    )


def weigh(pdf: Pdf) -> None:
    """Raise ``TooHeavy`` where ``pdf`` holds a bomb of any kind known."""
    import pikepdf

    if len(pdf.objects) > _MOST_OBJECTS:
        raise TooHeavy
    for one in pdf.objects:
        if isinstance(one, pikepdf.Stream):
            _weigh_stream(one)
    drawing = _Drawing()
    for page in pdf.pages:
        drawing.add(page.obj)


def _weigh_stream(stream: Any) -> None:
    import pikepdf

    packed = len(stream.read_raw_bytes())
    filters = str(stream.get("/Filter", ""))
    if "/LZW" in filters and packed > _MOST_LZW:
        raise TooHeavy
    if packed * _RATIO > MOST_UNPACKED or filters.count("Decode") > 1:
        try:
            stream.read_bytes(pikepdf.StreamDecodeLevel.generalized)
        except pikepdf.PdfError as error:
            if "limit" in str(error).casefold() or "memory" in str(error).casefold():
                raise TooHeavy from error
    if stream.get("/Subtype") == "/Image":
        _weigh_picture(stream, filters)


def _weigh_picture(stream: Any, filters: str) -> None:
    sizes = [(_whole(stream.get("/Width")), _whole(stream.get("/Height")))]
    if "/DCT" in filters or "/JPX" in filters:
        sizes += _own_size(stream.read_raw_bytes())
    if any(width * height > _MOST_PIXELS for width, height in sizes):
        raise TooHeavy


def _own_size(data: bytes) -> list[tuple[int, int]]:
    """Return the size that a packed picture itself tells, which its dictionary may hide."""
    from PIL.Jpeg2KImagePlugin import Jpeg2KImageFile
    from PIL.JpegImagePlugin import JpegImageFile

    plugin = JpegImageFile if data.startswith(b"\xff\xd8") else Jpeg2KImageFile
    try:
        return [plugin(io.BytesIO(data)).size]
    except (OSError, SyntaxError, ValueError):
        return []


def _whole(value: object) -> int:
    try:
        return int(value)  # type: ignore[call-overload,no-any-return]
    except (TypeError, ValueError, OverflowError):
        return 0


class _Drawing:
    """Counts what pages draw, forms within forms included: a few lines can ask for billions."""

    def __init__(self) -> None:
        self._bytes = 0
        self._drawn = 0
        self._forms: dict[Any, int] = {}

    def add(self, page: Object) -> None:
        """Add a page."""
        import pikepdf

        contents = page.get("/Contents")
        parts = contents if isinstance(contents, pikepdf.Array) else [contents]
        lines = b"\n".join(self._unpacked(p) for p in parts if isinstance(p, pikepdf.Stream))
        self._drawn += self._count(lines, page.get("/Resources"))
        if self._drawn > _MOST_DRAWN:
            raise TooHeavy

    def _count(self, lines: bytes, resources: Any) -> int:
        import pikepdf

        known = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
        if not isinstance(known, pikepdf.Dictionary):
            return 0
        total = 0
        for found in _DRAWS.finditer(lines):
            name = _ESCAPED.sub(lambda m: bytes([int(m[1], 16)]), found[1])
            form = known.get("/" + name.decode("latin-1"))
            total += self._form(form) if isinstance(form, pikepdf.Stream) else 1
            if total > _MOST_DRAWN:
                raise TooHeavy
        return total

    def _form(self, form: Any) -> int:
        if form.get("/Subtype") != "/Form":
            return 1
        if form.objgen not in self._forms:
            self._forms[form.objgen] = 1  # One that draws itself is drawn once.
            inside = self._count(self._unpacked(form), form.get("/Resources"))
            self._forms[form.objgen] = 1 + inside
        return self._forms[form.objgen]

    def _unpacked(self, stream: Any) -> bytes:
        import pikepdf

        try:
            lines: bytes = stream.read_bytes()
        except pikepdf.PdfError:
            return b""
        self._bytes += len(lines)
        if self._bytes > MOST_DRAWING:
            raise TooHeavy
        return lines
