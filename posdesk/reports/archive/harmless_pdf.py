"""Looks whether a PDF may lie inside a bundle: nothing in it acts, hides or was painted over.

Intake took out what acts before anything was kept; this asks again of the very bytes that go out,
as they may come from another shop's export or an older version.
"""

from __future__ import annotations

import io
import re
from typing import Any

_FORBIDDEN = {
    *("/AA", "/OpenAction", "/JS", "/JavaScript", "/XFA", "/Launch", "/SubmitForm", "/ImportData"),
    *("/EmbeddedFiles", "/EmbeddedFile", "/EF", "/AF", "/Collection", "/FileAttachment"),
    *("/RichMedia", "/RichMediaContent", "/RichMediaSettings", "/RichMediaExecute"),
    *("/Movie", "/Sound", "/Screen", "/Rendition", "/Renditions", "/3D", "/3DD", "/Trans"),
    *("/URI", "/GoToE", "/GoToR", "/GoTo3DView", "/Encrypt", "/AlternatePresentations"),
}
"""Names that stand for an action, a script or a hidden file, as keys and as values."""

_ENDS = re.compile(rb"startxref\s")
_DEEPEST = 40
_MOST_OBJECTS = 200_000


def is_harmless(data: bytes) -> bool:
    """Return whether nothing in ``data`` acts and no earlier state of it lies underneath.

    What cannot be read whole, or only mended, is not harmless; nor is what is locked.
    """
    import pikepdf

    if len(_ENDS.findall(data)) > (2 if b"/Linearized" in data[:2048] else 1):
        return False
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if pdf.is_encrypted or len(pdf.objects) > _MOST_OBJECTS:
                return False
            acts = any(_acts(one, 0) for one in (*pdf.objects, pdf.trailer))
            return not acts and not pdf.get_warnings()
    except Exception:  # noqa: BLE001 - whatever qpdf stumbles over does not go out
        return False


def _acts(one: Any, depth: int) -> bool:
    import pikepdf

    if depth > _DEEPEST:
        return True
    if isinstance(one, pikepdf.Name):
        return str(one) in _FORBIDDEN
    if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        names = list(one.keys())
        if not _FORBIDDEN.isdisjoint(names):
            return True
        inside = [one.get(name) for name in names]
    elif isinstance(one, pikepdf.Array):
        inside = list(one)
    else:
        return False
    return any(
        _acts(value, depth + 1)
        for value in inside
        if isinstance(value, pikepdf.Object) and not value.is_indirect
    )
