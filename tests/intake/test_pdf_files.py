"""Which PDFs are taken in, and what is left of those that act, tell, or are broken."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest

from posdesk.domain.errors import PosDeskError, Refused, WrongInput
from posdesk.intake.exhibit_files import take_in
from tests.intake.made_files import (
    CARD,
    acting_pdf,
    bomb_pdf,
    huge_picture_pdf,
    laughing_pdf,
    pdf,
)


def told(change: pikepdf.Pdf) -> None:
    change.docinfo["/Author"] = "SECRET-AUTHOR"


def test_a_plain_document_is_kept_as_it_came() -> None:
    data = pdf(pages=3)
    kept = take_in(data, "回单.pdf")
    assert (kept.data, kept.mime, kept.pages, kept.original) == (data, "application/pdf", 3, None)


def test_what_acts_is_taken_out_and_the_bytes_as_received_are_not_kept() -> None:
    kept = take_in(acting_pdf(), "invoice.pdf")
    assert kept.original is None
    assert kept.received_sha256 != kept.sha256
    for trace in (b"EVIL", b"JavaScript", b"Launch", b"SubmitForm", b"RichMedia", b"XFA", b"URI"):
        assert trace not in kept.data
    with pikepdf.open(io.BytesIO(kept.data)) as clean:
        assert not clean.attachments
        assert len(clean.pages) == 1


def test_who_made_it_is_taken_out_and_the_bytes_as_received_are_kept_beside() -> None:
    data = pdf(change=told)
    kept = take_in(data, "x.pdf")
    assert b"SECRET-AUTHOR" not in kept.data
    assert kept.original == data
    assert kept.data == take_in(data, "y.pdf").data


def test_a_card_number_in_the_text_is_refused_until_it_is_covered() -> None:
    data = pdf((f"Card {CARD}",))
    with pytest.raises(Refused, match="cover"):
        take_in(data, "x.pdf")
    assert take_in(data, "x.pdf", not_a_card=True).data == data
    kept = take_in(data, "x.pdf", cover_found=True)
    assert kept.original is None
    assert kept.covered is not None
    assert kept.covered.boxes
    assert kept.covered.data == kept.data
    assert take_in(kept.data, "x.pdf").pages == 1


def test_a_card_number_beside_the_pages_is_refused() -> None:
    def note(made: pikepdf.Pdf) -> None:
        made.pages[0].Annots = pikepdf.Array(
            [pikepdf.Dictionary(Subtype=pikepdf.Name.Text, Contents=CARD, Rect=[0, 0, 9, 9])]
        )

    with pytest.raises(Refused):
        take_in(pdf(change=note), "x.pdf")


def test_a_broken_end_is_mended_but_no_page_is_kept_empty_for_it() -> None:
    whole = pdf(pages=2)
    mended = take_in(whole[: whole.index(b"trailer")], "x.pdf")
    assert (mended.pages, mended.original) == (2, None)
    with pytest.raises(WrongInput, match="damaged"):
        take_in(whole[:300], "x.pdf")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: pdf(encryption=pikepdf.Encryption(user="1234", owner="5678")), "password"),
        (bomb_pdf, "unpacks"),
        (laughing_pdf, "unpacks"),
        (huge_picture_pdf, "unpacks"),
        (lambda: pdf(pages=201), "201 pages"),
        (lambda: b"%PDF-1.7 broken", "damaged"),
    ],
    ids=["password", "bomb", "forms in forms", "huge picture", "pages", "broken"],
)
def test_what_cannot_be_kept_says_why(make: Callable[[], bytes], said: str) -> None:
    with pytest.raises(WrongInput, match=said):
        take_in(make(), "x.pdf")


def test_one_without_a_password_to_open_it_is_taken_in_unlocked() -> None:
    locked = pdf(encryption=pikepdf.Encryption(user="", owner="5678"))
    kept = take_in(locked, "x.pdf")
    with pikepdf.open(io.BytesIO(kept.data)) as clean:
        assert not clean.is_encrypted


def test_giving_up_is_possible_between_pages() -> None:
    class GaveUp(PosDeskError):
        pass

    def stop(done: int, _of: int) -> None:
        if done == 2:
            raise GaveUp("enough")

    with pytest.raises(GaveUp):
        take_in(pdf(pages=5), "x.pdf", progress=stop)
