"""The printed map: nothing on anything else, all words in their boxes, large enough to read."""

from __future__ import annotations

import io
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pypdf
import pytest
from hypothesis import given, settings

from posdesk.domain.facts import NOTHING_KNOWN
from posdesk.domain.flow import Flow, FlowBook, Place
from posdesk.domain.text import LANGS, Lang
from posdesk.domain.walk import Walk
from posdesk.domain.ways import explore
from posdesk.reports.drawing import Box, Drawing, Line, Words
from posdesk.reports.drawing_pdf import write_drawing
from posdesk.reports.drawing_svg import write_svg
from posdesk.reports.map_page import A4, map_page
from posdesk.reports.typeset.fonts import load_typeface
from posdesk.reports.typeset.setting import Setter
from tests.flow_book import no_slip, shipped
from tests.reports.conftest import squeezed
from tests.services.test_flow_map import flows

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
LEAST = 7.0
"""Points of the smallest type on a map that is pinned to a wall."""

Rect = tuple[float, float, float, float]


def drawn(flow: Flow, lang: Lang, walk: Walk | None = None) -> Drawing:
    titles = {f.id: f.title for f in shipped().flows.values()}
    return map_page(flow, Setter(load_typeface(FONTS), lang), titles, walk)


@cache
def shipped_map(flow_id: str, lang: Lang) -> Drawing:
    return drawn(shipped().flow(flow_id), lang)


def steps(page: Drawing) -> list[Box]:
    return [item for item in page.items if isinstance(item, Box) and item.name]


def words(page: Drawing) -> list[Words]:
    return [item for item in page.items if isinstance(item, Words) and item.line.pieces]


def rect(item: Words | Box) -> Rect:
    if isinstance(item, Box):
        return item.x, item.y, item.x + item.width, item.y + item.height
    size = max(piece.style.size for piece in item.line.pieces)
    base = item.y + item.line.base
    return item.x, base - size * 0.8, item.x + item.line.width, base + size * 0.1


def meet(a: Rect, b: Rect, by: float = 0.0) -> bool:
    return a[0] < b[2] - by and b[0] < a[2] - by and a[1] < b[3] - by and b[1] < a[3] - by


def check(page: Drawing, least: float = LEAST) -> None:
    boxes = steps(page)
    for a, b in combinations(boxes, 2):
        assert not meet(rect(a), rect(b)), f"{a.name} lies on {b.name}"
    for line in (item for item in page.items if isinstance(item, Line)):
        for (x1, y1), (x2, y2) in pairwise(line.points):
            assert abs(x1 - x2) < 0.01 or abs(y1 - y2) < 0.01
            part = (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
            wide = (part[0] - 0.01, part[1] - 0.01, part[2] + 0.01, part[3] + 0.01)
            assert not [b.name for b in boxes if meet(wide, rect(b), 0.5)]
    for said in words(page):
        left, top, right, bottom = rect(said)
        assert left >= 8.0
        assert right <= page.width - 8.0
        assert top >= 0.0
        assert bottom <= page.height - 8.0
        assert min(piece.style.size for piece in said.line.pieces) >= least
        for box in boxes:
            if meet(rect(said), rect(box), 0.5) and not _is_number(said):
                assert left >= box.x + 1.0, box.name
                assert right <= box.x + box.width - 1.0, box.name
                assert top >= box.y, box.name
                assert bottom <= box.y + box.height, box.name
    for one, other in combinations(words(page), 2):
        assert not meet(rect(one), rect(other), 0.6), (_text(one), _text(other))


def _is_number(said: Words) -> bool:
    return _text(said).isdigit()


def _text(said: Words) -> str:
    return "".join(piece.text for piece in said.line.pieces)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("flow_id", sorted(shipped().flows))
def test_every_shipped_flow_can_be_pinned_to_the_wall(flow_id: str, lang: Lang) -> None:
    page, flow = shipped_map(flow_id, lang), shipped().flow(flow_id)
    check(page)
    assert (page.width, page.height) in (A4, A4[::-1])
    begin = Place(flow.id, flow.start)
    standings, _ = explore(FlowBook({flow.id: flow}), begin, NOTHING_KNOWN)
    stops = {place.node if place.flow == flow.id else f"{place.flow}/" for place, _ in standings}
    assert {box.name for box in steps(page)} == stops


@given(flows())
@settings(max_examples=12)
def test_any_flow_has_a_sound_map(flow: Flow) -> None:
    check(drawn(flow, "zh_CN"), least=1.0)


@pytest.mark.parametrize("lang", LANGS)
def test_the_pdf_is_one_page_that_says_it_all(lang: Lang) -> None:
    flow, page = no_slip(), shipped_map("no-slip", lang)
    data = write_drawing(page)
    assert data == write_drawing(drawn(flow, lang))
    reader = pypdf.PdfReader(io.BytesIO(data), strict=True)
    assert len(reader.pages) == 1
    text = squeezed(reader.pages[0].extract_text())
    assert squeezed(flow.title.in_(lang)) in text
    for node in flow.nodes.values():
        if node.id in {box.name for box in steps(page)}:
            assert squeezed(node.label.in_(lang)) in text, node.id
    assert ("先不要再刷" if lang == "zh_CN" else "donotchargeagain") in text
    assert flow.id in text


def test_the_svg_holds_its_text_as_text() -> None:
    data = write_svg(shipped_map("no-slip", "zh_CN"))
    assert data == write_svg(drawn(no_slip(), "zh_CN"))
    root = ElementTree.fromstring(data)
    text = squeezed("".join(root.itertext()))
    assert "手机银行怎么说？" in text
    assert "Noto Sans SC" in root.attrib["font-family"]


def test_the_usual_way_is_thick_and_joined() -> None:
    thick = [
        item
        for item in shipped_map("no-slip", "zh_CN").items
        if isinstance(item, Line) and item.thick > 1.5
    ]
    assert len(thick) >= len(no_slip().usual_way) - 1


def test_a_walk_is_shown_on_its_map() -> None:
    walk = Walk.begin(shipped(), "no-slip").answer("done").answer("timeout")
    page = drawn(no_slip(), "zh_CN", walk)
    check(page)
    filled = {box.name for box in steps(page) if box.fill == box.line}
    assert filled == {"hands-off", "terminal-says"}
    assert "走过的路" in squeezed("".join(_text(said) for said in words(page)))
