"""A flow as a chart tells it: numbered steps, and links with the words of their answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from posdesk.domain.flow import Flow, Node, NodeKind
from posdesk.domain.money_state import Charge, State
from posdesk.domain.prospects import Prospects, prospects
from posdesk.domain.text import Lang, Text
from posdesk.domain.verdict_table import TABLE
from posdesk.domain.walk import Walk
from posdesk.domain.ways import main_ways
from posdesk.reports.chart.told import Told

ELSEWHERE = Text("转到流程\n{flow}", "Go on in\n{flow}")


@dataclass(frozen=True, slots=True)
class Step:
    """A box of the chart; ``kind`` is ask, ask-call, look, act, call, end or exit.

    ``tone`` is that of an ending's money state. ``mark`` is empty, or taken, current or out where
    the chart shows a walk.
    """

    name: str
    label: str
    kind: str
    tone: str = ""
    mark: str = ""

    @property
    def asks(self) -> bool:
        """Whether the step asks, and so is drawn with rounded ends."""
        return self.kind in ("ask", "ask-call", "look")

    @property
    def sign(self) -> str:
        """The sign in its box, if it has one."""
        if self.kind == "end":
            return self.tone
        return {"look": "search", "call": "phone", "ask-call": "phone", "exit": "exit"}.get(
            self.kind, ""
        )


@dataclass(frozen=True, slots=True)
class Link:
    """What leads from one step to another, with the words of all its answers.

    ``main``: it is one of the ways that tell the flow from its beginning. ``answers`` are what is
    said by id, without the facts that tell apart where an answer leads to several steps.
    """

    source: str
    target: str
    said: str
    answers: Mapping[str, str] = field(default_factory=dict)
    main: bool = True
    usual: bool = False
    taken: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A flow to be drawn: its steps by name, its links, its start and its usual way."""

    steps: Mapping[str, Step]
    links: tuple[Link, ...]
    start: str
    spine: tuple[str, ...]
    walked: bool = field(default=False)


def chart_of(
    flow: Flow,
    lang: Lang,
    titles: Mapping[str, Text],
    walk: Walk | None = None,
    *,
    whole: bool = True,
    brief: bool = False,
) -> Chart:
    """Return the chart of ``flow``; where a ``walk`` is given it shows the way taken.

    ``whole``: with every way on from the first time a step is asked, else only with the main ones.
    ``brief``: of answers that lead the same way only the first is told.
    ``titles`` are those of the flows that it may go on in: all exits to one are one box.
    """
    seen = prospects(walk) if walk is not None and walk.at.flow == flow.id else None
    behind_it = seen.taken if seen is not None else ()
    taken = tuple(t.way for t in behind_it if t.way and t.way.source.flow == flow.id)
    told = Told(flow, lang, taken, whole=whole, brief=brief)
    usual = set(zip(flow.usual_way, flow.usual_way[1:], strict=False))
    lines = told.lines()
    main = frozenset(main_ways(flow))
    links = tuple(
        Link(
            source,
            target,
            told.words(source, target),
            told.answers(source, ways),
            main=any(way in main for way in ways),
            usual=(source, target) in usual,
            taken=any(way in taken for way in ways),
        )
        for (source, target), ways in lines.items()
        if source != target
    )
    stood = _stood(seen, flow) if seen is not None else ()
    named = dict.fromkeys((told.start, *stood, *(name for line in lines for name in line)))
    marks: dict[str, str] = {}
    if seen is not None:
        open_ = {place.node if place.flow == flow.id else f"{place.flow}/" for place in seen.places}
        marks = {name: "" if name in open_ else "out" for name in named}
        marks |= dict.fromkeys(stood, "taken")
        marks[seen.at.node] = "current"
    steps = {
        name: _step(name, flow.nodes.get(name), lang, titles, marks.get(name, "")) for name in named
    }
    return Chart(steps, links, told.start, _spine(flow, told.start, links), seen is not None)


def _stood(seen: Prospects, flow: Flow) -> tuple[str, ...]:
    """Return the steps of ``flow`` at which the walk stood, and where it stands."""
    places = (*(taken.place for taken in seen.taken), seen.at)
    return tuple(dict.fromkeys(place.node for place in places if place.flow == flow.id))


def _spine(flow: Flow, start: str, links: tuple[Link, ...]) -> tuple[str, ...]:
    """Return the usual way as far as its steps stand on the chart; at least its start."""
    drawn = {name for link in links for name in (link.source, link.target)}
    return tuple(dict.fromkeys((start, *(name for name in flow.usual_way if name in drawn))))


def _step(name: str, node: Node | None, lang: Lang, titles: Mapping[str, Text], mark: str) -> Step:
    if node is None:
        flow = titles.get(name.rstrip("/"), Text(name, name))
        return Step(name, ELSEWHERE.in_(lang).format(flow=flow.in_(lang)), "exit", mark=mark)
    label = node.label.in_(lang)
    if node.kind is NodeKind.OUTCOME:
        return Step(name, label, "end", tone_of(node), mark)
    if node.kind is NodeKind.LOOKUP:
        return Step(name, label, "look", mark=mark)
    if node.kind is NodeKind.QUESTION:
        return Step(name, label, "ask-call" if node.call else "ask", mark=mark)
    return Step(name, label, "call" if node.call else "act", mark=mark)


def tone_of(node: Node) -> str:
    """Return the tone of an ending: that of the state whose name it bears or begins with."""
    if node.charges_again:
        return "go"
    named = f"{node.outcome}_"
    for verdict in TABLE.values():
        if named.startswith(f"{verdict.state.name}_"):
            if verdict.charge_again is Charge.UNKNOWN:
                return "wait"
            return "paid" if verdict.state in (State.PAID, State.PAID_BANK_LATE) else "stop"
    return "idle"
