"""PDFium is used by one thread at a time, whichever room it is in."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pypdfium2
import pytest

from posdesk.intake.page_pictures import page_picture
from posdesk.pdfium import opened
from posdesk.reports.pictures.insert import open_insert, page_as_jpeg
from tests.intake.made_files import pdf


def test_nobody_else_is_in_it_while_a_document_is_open() -> None:
    inside = threading.Event()
    data = pdf()

    def other() -> bool:
        with opened(data):
            return inside.is_set()

    with ThreadPoolExecutor(1) as pool:
        with opened(data):
            waiting = pool.submit(other)
            assert not waiting.done()
            inside.set()
        assert waiting.result(timeout=10)


def test_both_rooms_draw_at_once_and_get_the_same_each_time() -> None:
    data = pdf(("one", "two"), pages=3)
    insert = open_insert("x.pdf", data)

    def draw(at: int) -> tuple[bytes, bytes]:
        return page_as_jpeg(insert, at % 3), page_picture(data, "application/pdf", 1 + at % 3, 200)

    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(draw, range(24)))
    assert len(set(drawn)) == 1


def test_a_broken_document_lets_the_next_one_in() -> None:
    with pytest.raises(pypdfium2.PdfiumError), opened(b"broken"):
        pass
    with opened(pdf()) as document:
        assert len(document) == 1
