from __future__ import annotations

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posdesk.domain.flow import Answer, Flow, Node, NodeKind, Place
from posdesk.domain.text import LANGS, Lang
from posdesk.domain.walk import DONE
from posdesk.domain.ways import Way, main_ways
from posdesk.services.flow_map import lay_out
from posdesk.services.map_layout import MapBox, MapEdge, MapLayout
from tests.flow_book import no_slip, said, shipped

INSIDE = 0.5
"""Pixels by which a line may touch the border of a box that it passes."""


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    """Flows of up to 40 steps with branches, joins, loops, routes and exits to other flows."""
    count = draw(st.integers(2, 40))
    names = [f"step-{number}" for number in range(count)]
    nodes = {}
    for place, name in enumerate(names):
        ahead = names[place + 1 : place + 7]
        kind = draw(st.sampled_from(["ask", "act", "route", "end"])) if ahead else "end"
        if place == 0:
            kind = "act"
        target = st.sampled_from(ahead or [name])
        if kind != "end" and draw(st.integers(0, 9)) == 0:
            target = st.sampled_from([*names, "other/start"])
        nodes[name] = _node(draw, name, kind, target)
    return Flow("f", "1", said("F"), said(""), names[0], names[0], names[0], nodes)


def _node(draw: st.DrawFn, name: str, kind: str, target: st.SearchStrategy[str]) -> Node:
    label = said("\n".join("字" * draw(st.integers(1, 8)) for _ in range(draw(st.integers(1, 2)))))
    if kind == "end":
        return Node(name, NodeKind.OUTCOME, label, label, outcome="END")
    if kind == "act":
        return Node(name, NodeKind.ACTION, label, label, next=draw(target))
    answers = tuple(
        Answer(f"a{number}", said(f"答 {number}"), draw(target))
        for number in range(draw(st.integers(1, 5)))
    )
    asks = NodeKind.ACTION if kind == "route" else NodeKind.QUESTION
    return Node(name, asks, label, label, answers=answers)


def overlaps(drawn: MapLayout) -> list[tuple[str, str]]:
    boxes = list(drawn.boxes.values())
    return [
        (a.name, b.name)
        for place, a in enumerate(boxes)
        for b in boxes[place + 1 :]
        if a.x < b.x + b.width
        and b.x < a.x + a.width
        and a.y < b.y + b.height
        and b.y < a.y + a.height
    ]


def passes(edge: MapEdge, box: MapBox) -> bool:
    left, right = box.x + INSIDE, box.x + box.width - INSIDE
    top, bottom = box.y + INSIDE, box.y + box.height - INSIDE
    return any(
        min(x1, x2) < right and max(x1, x2) > left and min(y1, y2) < bottom and max(y1, y2) > top
        for (x1, y1), (x2, y2) in pairwise(edge.points)
    )


def check(drawn: MapLayout) -> None:
    assert not overlaps(drawn)
    for edge in drawn.edges:
        assert all(x1 == x2 or y1 == y2 for (x1, y1), (x2, y2) in pairwise(edge.points))
        for name, box in drawn.boxes.items():
            if name not in {edge.source, edge.target}:
                assert not passes(edge, box), f"{edge.source} to {edge.target} through {name}"
        for point, name in ((edge.points[0], edge.source), (edge.points[-1], edge.target)):
            box = drawn.boxes[name]
            assert box.x - 3 <= point[0] <= box.x + box.width + 3
            assert box.y - 3 <= point[1] <= box.y + box.height + 3


@given(flows())
@settings(max_examples=60)
def test_no_box_overlaps_and_no_line_passes_a_box(flow: Flow) -> None:
    drawn = lay_out(flow)
    check(drawn)
    stops = {n.id for n in flow.nodes.values() if not n.routes_by_itself}
    assert stops <= drawn.boxes.keys()
    assert {e.target for e in drawn.edges} <= drawn.boxes.keys()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("flow_id", sorted(shipped().flows))
def test_every_shipped_flow_has_a_sound_map(flow_id: str, lang: Lang) -> None:
    flow = shipped().flow(flow_id)
    drawn = lay_out(flow, lang)
    check(drawn)
    shown = {(e.source, a, e.target) for e in drawn.edges for a in e.answers}
    assert shown == {(w.source.node, w.answer, w.to.named_in(flow.id)) for w in main_ways(flow)}


def test_the_usual_way_runs_straight_down() -> None:
    flow = no_slip()
    drawn = lay_out(flow)
    tops = [drawn.boxes[name].y for name in flow.usual_way]
    assert tops == sorted(tops)


def test_a_way_taken_beside_the_main_ones_moves_no_box() -> None:
    flow = no_slip()
    plain = lay_out(flow)
    back = Way(Place(flow.id, "ask-acquirer"), "paid", Place(flow.id, "reprint"))
    assert back not in main_ways(flow)
    more = lay_out(flow, taken=[back])
    check(more)
    assert {(e.source, e.target) for e in more.edges} >= {("ask-acquirer", "reprint")}
    for name, box in plain.boxes.items():
        assert (more.boxes[name].x, more.boxes[name].y) == pytest.approx((box.x, box.y))


@given(flows(), st.data())
@settings(max_examples=30)
def test_any_way_taken_can_be_drawn_into_the_map(flow: Flow, data: st.DataObject) -> None:
    stops = sorted(n.id for n in flow.nodes.values() if not n.routes_by_itself)
    ways = [
        Way(Place("f", source), DONE, Place("f", data.draw(st.sampled_from(stops))))
        for source in data.draw(st.lists(st.sampled_from(stops), max_size=3))
    ]
    check(lay_out(flow, taken=[way for way in ways if way.source != way.to]))


def test_a_map_is_laid_out_once() -> None:
    assert lay_out(no_slip()) is lay_out(no_slip())
    began = process_time()
    for _ in range(100):
        lay_out(no_slip())
    assert process_time() - began < 0.5
