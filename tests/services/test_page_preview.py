"""Pages of a bundle that is not written yet, as pictures."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from posdesk.domain.errors import DataTrouble, WrongInput
from posdesk.services.page_preview import page_png
from tests.ui.evidence import letter


def test_a_page_is_a_picture_of_the_width_wanted(tmp_path: Path) -> None:
    data = letter(tmp_path / "letter.pdf", pages=2).read_bytes()
    first, second = (Image.open(io.BytesIO(page_png(data, page, 300))) for page in (1, 2))
    assert first.format == "PNG"
    assert first.width == second.width == 300
    assert first.height > first.width
    assert first.tobytes() != second.tobytes()


def test_what_is_no_page_is_said(tmp_path: Path) -> None:
    data = letter(tmp_path / "letter.pdf", pages=1).read_bytes()
    with pytest.raises(WrongInput):
        page_png(data, 2, 300)
    with pytest.raises(DataTrouble):
        page_png(b"no PDF at all", 1, 300)
