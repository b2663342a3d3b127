"""Takes out of a PDF what acts, what it carries along, and what tells of people and devices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pikepdf import Pdf

_ACTS = {
    *("/AA", "/JS", "/JavaScript", "/OpenAction", "/XFA", "/EmbeddedFiles", "/EF", "/AF"),
    *("/Renditions", "/AlternatePresentations", "/RichMediaContent", "/RichMediaSettings"),
    *("/URI", "/Collection", "/Rendition", "/3DD"),
}
"""Entries that make a reader do something, or hide a file in the file."""

_TELLS = {"/Metadata", "/PieceInfo", "/Thumb", "/LastModified"}
"""Entries that tell of authors, programs and devices."""

_HARMLESS = {"/GoTo", "/Named", "/SetOCGState", "/Hide"}
_GOING = {"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}
_WORDS = ("/Contents", "/V", "/DV", "/RC", "/TU")
_DEEPEST = 40


@dataclass(slots=True)
class Stripped:
    """What was found in a document: things that act, things that tell, and words outside pages."""

    acts: bool = False
    tells: bool = False
    words: tuple[str, ...] = ()


def strip(pdf: Pdf) -> Stripped:
    """Take all of it out of ``pdf`` and return what was found."""
    found = Stripped()
    words: list[str] = []
    for one in (*pdf.objects, pdf.Root):
        for entry in _dictionaries(one, 0):
            _strip_one(entry, found)
            words += (str(entry[name]) for name in _WORDS if _is_text(entry.get(name)))
    if "/Info" in pdf.trailer:
        found.tells = found.tells or bool(len(pdf.trailer.Info))
        del pdf.trailer["/Info"]
    found.words = tuple(words)
    return found


def _dictionaries(one: Any, depth: int) -> Iterator[Any]:
    """Yield the dictionaries in an object; what it only refers to is an object of its own."""
    import pikepdf

    if depth > _DEEPEST:
        return
    if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        yield one
        inside = [one.get(name) for name in one.keys()]  # noqa: SIM118 - not a dict
    elif isinstance(one, pikepdf.Array):
        inside = list(one)
    else:
        return
    for value in inside:
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            yield from _dictionaries(value, depth + 1)


def _strip_one(entry: Any, found: Stripped) -> None:
    import pikepdf

    for name in list(entry.keys()):
        if name in _ACTS:
            found.acts = True
        elif name in _TELLS:
            found.tells = True
        elif name in ("/A", "/Next", "/PA") and _acts(entry.get(name)):
            found.acts = True
        elif name == "/Annots" and isinstance(entry.get(name), pikepdf.Array):
            _strip_annotations(entry, found)
            continue
        else:
            continue
        del entry[name]


def _strip_annotations(page: Any, found: Stripped) -> None:
    import pikepdf

    kept = [a for a in page.Annots if not _goes(a)]
    if len(kept) < len(page.Annots):
        found.acts = True
        page.Annots = pikepdf.Array(kept)


def _goes(annotation: Any) -> bool:
    import pikepdf

    return isinstance(annotation, pikepdf.Dictionary) and str(annotation.get("/Subtype")) in _GOING


def _acts(action: Any) -> bool:
    """Whether a reader would do more than turn to a page."""
    import pikepdf

    if isinstance(action, pikepdf.Array):
        return any(_acts(one) for one in action)
    return (
        isinstance(action, pikepdf.Dictionary)
        and "/S" in action
        and str(action.get("/S")) not in _HARMLESS
    )


def _is_text(value: Any) -> bool:
    import pikepdf

    return isinstance(value, pikepdf.String)
