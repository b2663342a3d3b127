"""The pictures for a wallet's form: few, small, the most telling first, always the same."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from posdesk.domain.bundle.preset import Preset
from posdesk.domain.errors import WrongInput
from posdesk.domain.event import ExhibitMarked
from posdesk.domain.text import Text
from posdesk.reports.bundle.image_set import SIZE, image_set
from posdesk.reports.casefile import CaseFile
from tests.intake.made_files import pdf
from tests.reports import samples

WECHAT = Preset("wechat", Text("微信", "WeChat"), images=4, bytes_each=2_000_000)


def _rich() -> CaseFile:
    file = samples.sample()
    for kind, data, mime in (
        ("mail", b"mail", "text/plain"),
        ("terminal", samples.photo(800, 600, "SECOND"), "image/jpeg"),
        ("statement", pdf(("500.00",)), "application/pdf"),
        ("slip", samples.photo(3000, 4000, "SLIP"), "image/jpeg"),
    ):
        file = samples.with_exhibit(file, data, name=kind, kind=kind, mime=mime)
    return file


def test_the_request_first_then_one_of_each_telling_kind(fonts: Path) -> None:
    file = _rich()
    made = image_set([file], WECHAT, fonts)
    assert [one.name for one in made] == ["1request.jpg", "2slip.jpg", "3terminal.jpg", "4app.jpg"]
    for one in made:
        assert len(one.data) <= WECHAT.bytes_each
        with Image.open(io.BytesIO(one.data)) as picture:
            assert picture.format == "JPEG"
            assert picture.width <= SIZE[0]
            assert picture.height <= SIZE[1]
    with Image.open(io.BytesIO(made[0].data)) as page:
        assert page.width == SIZE[0]
    assert image_set([file], WECHAT, fonts) == made


def test_what_happened_stands_where_there_is_room(fonts: Path) -> None:
    names = [one.name for one in image_set([samples.bare()], WECHAT, fonts)]
    assert names == ["1request.jpg", "2story.jpg"]
    assert len(image_set([_rich()], replace(WECHAT, images=1), fonts)) == 1


@pytest.mark.parametrize("most", [100_000, 12_000])
def test_no_picture_is_larger_than_is_taken(fonts: Path, most: int) -> None:
    made = image_set([_rich()], replace(WECHAT, bytes_each=most, grey=True), fonts)
    assert len(made) == 4
    assert all(len(one.data) <= most for one in made)
    assert all(Image.open(io.BytesIO(one.data)).mode == "L" for one in made)


def test_limits_too_narrow_for_any_picture_are_told(fonts: Path) -> None:
    with pytest.raises(WrongInput, match="No picture has as few as 100 bytes"):
        image_set([samples.bare()], replace(WECHAT, bytes_each=100), fonts)


def test_a_framed_statement_is_shown_by_its_framed_page(fonts: Path) -> None:
    data = pdf(("500.00",), pages=2)
    file = samples.with_exhibit(samples.bare(), data, kind="statement", mime="application/pdf")
    exhibit = file.case.exhibits[-1]
    plain = image_set([file], WECHAT, fonts)[1]
    marked = samples.with_events(file, ExhibitMarked(exhibit=exhibit.id, boxes=("2,0,0,900,300",)))
    framed = image_set([marked], WECHAT, fonts)[1]
    assert plain.name == framed.name == "2statement.jpg"
    dark = [
        sum(Image.open(io.BytesIO(one.data)).convert("L").histogram()[:60])
        for one in (plain, framed)
    ]
    assert dark[1] > dark[0] + 5000
