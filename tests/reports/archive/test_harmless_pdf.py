"""Which PDFs may go along inside a bundle."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pypdf
import pytest

from posdesk.reports.archive.harmless_pdf import is_harmless
from tests.intake.made_files import acting_pdf, pdf

Change = Callable[[pikepdf.Pdf], None]


def _action(kind: str) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name("/" + kind))


def _note(pdf: pikepdf.Pdf, **entries: object) -> None:
    note = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=pikepdf.Array([0, 0, 9, 9]))
    for name, value in entries.items():
        note["/" + name] = value
    pdf.pages[0].Annots = pikepdf.Array([note])


def _opening(made: pikepdf.Pdf) -> None:
    made.Root.OpenAction = _action("GoTo")


def _script(made: pikepdf.Pdf) -> None:
    made.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=pikepdf.Array()))


def _carrying(made: pikepdf.Pdf) -> None:
    made.attachments["x.txt"] = b"hidden"


def _form(made: pikepdf.Pdf) -> None:
    made.Root.AcroForm = pikepdf.Dictionary(XFA=pikepdf.String("<xdp/>"))


def _nested(made: pikepdf.Pdf) -> None:
    _note(made, A=pikepdf.Dictionary(S=pikepdf.Name.GoTo, Next=pikepdf.Array([_action("Launch")])))


def _unused(made: pikepdf.Pdf) -> None:
    made.Root.PieceInfo = made.make_indirect(pikepdf.Dictionary(Q=_action("JavaScript")))


def _film(made: pikepdf.Pdf) -> None:
    _note(made, Subtype=pikepdf.Name.RichMedia)


def _on_page(made: pikepdf.Pdf) -> None:
    made.pages[0].AA = pikepdf.Dictionary(O=_action("Named"))


def _to_the_net(made: pikepdf.Pdf) -> None:
    _note(made, A=_action("URI"))


def test_a_plain_document_is_harmless() -> None:
    assert is_harmless(pdf(pages=3))
    assert is_harmless(pdf(linearize=True))
    assert is_harmless(pdf(object_stream_mode=pikepdf.ObjectStreamMode.generate))
    assert is_harmless(pdf(change=lambda made: _note(made, A=_action("GoTo"))))


ACTS = (_opening, _script, _carrying, _form, _nested, _unused, _film, _on_page, _to_the_net)


@pytest.mark.parametrize("change", ACTS)
def test_what_acts_or_carries_is_not(change: Change) -> None:
    assert not is_harmless(pdf(change=change))
    assert not is_harmless(pdf(change=change, linearize=True))


def test_all_at_once_is_not() -> None:
    assert not is_harmless(acting_pdf())


def test_an_earlier_state_underneath_is_not() -> None:
    writer = pypdf.PdfWriter(io.BytesIO(pdf(("SECRET",))), incremental=True)
    writer.pages[0].rotate(90)
    out = io.BytesIO()
    writer.write(out)
    assert out.getvalue().startswith(pdf(("SECRET",)))
    assert not is_harmless(out.getvalue())


def test_locked_broken_and_foreign_files_are_not() -> None:
    whole = pdf(pages=2)
    locked = pdf(encryption=pikepdf.Encryption(owner="o", user=""))
    for data in (locked, whole[: whole.index(b"trailer")], whole[:100], b"", b"PK\x03\x04"):
        assert not is_harmless(data)
