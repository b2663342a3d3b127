"""Finds what a PDF tells of people and devices beside its pages, and takes it out without loss.

What software made it and when may go along; names, histories, thumbnails, and what a telephone
wrote into the photos on its pages (places, owners) may not.
"""

from __future__ import annotations

import io
import re
from typing import Any

from posdesk.reports.archive.stripped_picture import strip_picture

_SAID_BY_SOFTWARE = {"/Producer", "/Creator", "/CreationDate", "/ModDate", "/Trapped"}
_TELLS = ("/Metadata", "/PieceInfo", "/Thumb", "/LastModified")
_XML_NAME = re.compile(r"[<\s]([A-Za-z][\w.-]*):([A-Za-z][\w.-]*)")
_XML_PLAIN = {"x", "xml", "xmlns", "rdf", "pdfaid"}
_XML_SOFTWARE = {
    *("pdf:Producer", "pdf:Trapped", "dc:format", "xmp:CreatorTool", "xmp:CreateDate"),
    *("xmp:ModifyDate", "xmp:MetadataDate", "xmpMM:DocumentID", "xmpMM:InstanceID"),
}


def tells(data: bytes) -> bool:
    """Return whether the PDF ``data``, one that can be read, tells of more than its software."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        if not _SAID_BY_SOFTWARE.issuperset(pdf.trailer.get("/Info", pikepdf.Dictionary()).keys()):
            return True
        for one in (*pdf.objects, pdf.Root):
            if not isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
                continue
            if any(name in one and not _is_plain(name, one[name]) for name in _TELLS):
                return True
            if _is_photo(one) and strip_picture(one.read_raw_bytes()) != one.read_raw_bytes():
                return True
    return False


def without_tales(data: bytes) -> bytes | None:
    """Return ``data`` without what it tells, ``None`` where something in it cannot be cleaned."""
    import pikepdf

    try:
        return _cleaned(data) if tells(data) else data
    except (pikepdf.PdfError, ValueError):
        return None


def _cleaned(data: bytes) -> bytes:
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        if "/Info" in pdf.trailer:
            del pdf.trailer["/Info"]
        for one in (*pdf.objects, pdf.Root):
            if not isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
                continue
            for name in _TELLS:
                if name in one:
                    del one[name]
            if _is_photo(one):
                _clean_photo(one)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _clean_photo(stream: Any) -> None:
    import pikepdf

    photo = strip_picture(stream.read_raw_bytes())
    if photo is None:
        raise ValueError("a photo that no camera wrote")
    parameters = stream.get("/DecodeParms")
    stream.write(photo, filter=pikepdf.Name.DCTDecode, decode_parms=parameters)


def _is_photo(one: Any) -> bool:
    """Return whether a stream is a JPEG and nothing around it."""
    import pikepdf

    if not isinstance(one, pikepdf.Stream):
        return False
    packing = one.get("/Filter")
    if isinstance(packing, pikepdf.Array) and len(packing) == 1:
        packing = packing[0]
    return packing == pikepdf.Name.DCTDecode


def _is_plain(name: str, value: Any) -> bool:
    """Return whether metadata say nothing but which software wrote the file, and when."""
    import pikepdf

    if name != "/Metadata" or not isinstance(value, pikepdf.Stream):
        return False
    try:
        text = value.read_bytes().decode("utf-8")
    except (pikepdf.PdfError, UnicodeDecodeError):
        return False
    return "xmpmeta" in text and all(
        space in _XML_PLAIN or f"{space}:{word}" in _XML_SOFTWARE
        for space, word in _XML_NAME.findall(text)
    )
