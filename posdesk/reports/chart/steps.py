"""A flow as a chart tells it: numbered steps, and links with the words of their answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from posdesk.domain.facts import NOTHING_KNOWN, Bank, Terminal
from posdesk.domain.flow import Flow, FlowBook, Node, NodeKind, Place
from posdesk.domain.money_state import Charge, State
from posdesk.domain.prospects import prospects
from posdesk.domain.text import Lang, Text
from posdesk.domain.verdict_table import TABLE
from posdesk.domain.walk import Walk
from posdesk.domain.ways import Tread, Way, explore, first_asked, main_ways

TERMINAL = Text("机器{fact}", "Terminal: {fact}")
BANK = Text("银行{fact}", "Bank: {fact}")
ELSEWHERE = Text("转到流程\n{flow}", "Go on in\n{flow}")
UNSURE = "？"
"""Stands for "not sure" where that leads the same way as another answer."""

AND_MORE = Text("等", " …")
OTHERWISE = Text("其他", "Otherwise")
OR = Text("；", "; ")
TERMINAL_SHORT: dict[Terminal | None, Text] = {
    Terminal.APPROVED: Text("成功", "approved"),
    Terminal.DECLINED: Text("拒绝", "declined"),
    Terminal.TIMEOUT: Text("没结果", "no result"),
    Terminal.REVERSING: Text("冲正中", "reversing"),
    Terminal.VOIDED: Text("已撤销", "voided"),
    None: Text("没看", "not looked at"),
}
BANK_SHORT: dict[Bank | None, Text] = {
    Bank.DEBITED: Text("已扣", "debited"),
    Bank.NOT_DEBITED: Text("没扣", "not debited"),
    Bank.RETURNED: Text("已退", "returned"),
    Bank.UNKNOWN: Text("看不到", "not seen"),
    None: Text("没问", "not asked"),
}
_MOST_NAMED = 2
"""A condition that names more facts than this tells nobody anything."""


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
    told = _Told(flow, lang, taken, whole=whole, brief=brief)
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
    named = dict.fromkeys((told.start, *(name for line in lines for name in line)))
    marks: dict[str, str] = {}
    if seen is not None:
        behind = {t.place.named_in(flow.id) for t in seen.taken}
        open_ = {place.named_in(flow.id).partition("/")[0] for place in seen.places}
        marks = {name: "" if name in open_ else "out" for name in named}
        marks |= dict.fromkeys(behind, "taken")
        marks[seen.at.named_in(flow.id)] = "current"
    steps = {
        name: _step(name, flow.nodes.get(name), lang, titles, marks.get(name, "")) for name in named
    }
    return Chart(steps, links, told.start, _spine(flow, told.start, links), seen is not None)


def _spine(flow: Flow, start: str, links: tuple[Link, ...]) -> tuple[str, ...]:
    """Return the usual way as far as its steps stand on the chart; at least its start."""
    drawn = {name for link in links for name in (link.source, link.target)}
    return tuple(dict.fromkeys((start, *(name for name in flow.usual_way if name in drawn))))


def _step(name: str, node: Node | None, lang: Lang, titles: Mapping[str, Text], mark: str) -> Step:
    if node is None:
        flow = titles.get(name, Text(name, name))
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


class _Told:
    """The ways of a flow gathered into lines, with the words that tell them apart."""

    def __init__(
        self, flow: Flow, lang: Lang, taken: Iterable[Way], *, whole: bool, brief: bool
    ) -> None:
        self._flow, self._lang, self._brief = flow, lang, brief
        begin = Place(flow.id, flow.start)
        standings, treads = explore(FlowBook({flow.id: flow}), begin, NOTHING_KNOWN)
        # Where the flow begins by routes, nobody stops there.
        self.start = next(place.node for place, _ in standings)
        shown = first_asked(treads) if whole else main_ways(flow)
        self._ways = tuple(dict.fromkeys((*shown, *taken)))
        wanted = frozenset(self._ways)
        self._treads = [tread for tread in treads if tread.way in wanted]

    def lines(self) -> dict[tuple[str, str], list[Way]]:
        """Return the ways by the boxes that they join, in the order of the flow."""
        order = {name: place for place, name in enumerate(self._flow.nodes)}
        lines: dict[tuple[str, str], list[Way]] = {}
        for way in sorted(self._ways, key=lambda w: order[w.source.node]):
            lines.setdefault(self._ends(way), []).append(way)
        return lines

    def answers(self, source: str, ways: Iterable[Way]) -> dict[str, str]:
        """Return what is said by id of the answers that take ``ways``."""
        found = [self._flow.nodes[source].answer(way.answer) for way in ways]
        return {a.id: UNSURE if a.unsure else a.text.in_(self._lang) for a in found if a}

    def words(self, source: str, target: str) -> str:
        """Return the answers of one line, or the facts that make them lead there."""
        answers = list(dict.fromkeys(w.answer for w in self.lines()[source, target]))
        known = [a for a in map(self._flow.nodes[source].answer, answers) if a]
        sure = [a.text.in_(self._lang) for a in known if not a.unsure]
        unsure = [a.text.in_(self._lang) for a in known if a.unsure]
        said = [*sure, UNSURE] if sure and unsure else sure or unsure
        joined = OR.in_(self._lang).join(said)
        if len(known) > _MOST_NAMED and self._are_the_rest(source, answers):
            joined = OTHERWISE.in_(self._lang)
        elif self._brief and len(said) > 1:
            joined = f"{said[0]}{AND_MORE.in_(self._lang)}"
        condition = self._condition(source, target)
        if not condition:
            return joined
        return condition if len(said) != 1 else f"{condition}{OR.in_(self._lang)}{joined}"

    def _are_the_rest(self, source: str, answers: list[str]) -> bool:
        """Return whether ``answers`` lead nowhere else, and more of them together than others."""
        groups: dict[str, set[str]] = {}
        for way in self._ways:
            if way.source.node == source:
                groups.setdefault(self._ends(way)[1], set()).add(way.answer)
        mine = set(answers)
        others = [group for group in groups.values() if group != mine]
        return bool(others) and all(not group & mine and len(group) <= 2 for group in others)

    def _condition(self, source: str, target: str) -> str:
        """Return in words what must be known where an answer alone leads to several boxes."""
        mine = [t for t in self._of(source) if self._ends(t.way)[1] == target]
        answers = {t.way.answer for t in mine}
        rest = [
            t
            for t in self._of(source)
            if self._ends(t.way)[1] != target and t.way.answer in answers
        ]
        shared = {t.way.answer for t in rest}
        mine = [t for t in mine if t.way.answer in shared]
        if not mine:
            return ""
        terminal = {t.before.terminal for t in mine}
        if len(terminal) <= _MOST_NAMED and not terminal & {t.before.terminal for t in rest}:
            return _facts(TERMINAL, TERMINAL_SHORT, terminal, self._lang)
        near = [t for t in rest if t.before.terminal in terminal]
        bank = {t.before.bank for t in mine}
        if len(bank) <= _MOST_NAMED and not bank & {t.before.bank for t in near}:
            return _facts(BANK, BANK_SHORT, bank, self._lang)
        return ""

    def _of(self, source: str) -> list[Tread]:
        return [tread for tread in self._treads if tread.way.source.node == source]

    def _ends(self, way: Way) -> tuple[str, str]:
        """Return the boxes that ``way`` joins; another flow is one box, wherever it is entered."""
        flow = self._flow.id
        return way.source.node, way.to.node if way.to.flow == flow else way.to.flow


def _facts(
    words: Text,
    names: Mapping[Terminal | None, Text] | Mapping[Bank | None, Text],
    known: Iterable[Terminal | Bank | None],
    lang: Lang,
) -> str:
    said = [t.in_(lang) for fact, t in names.items() if fact in set(known)]
    return words.in_(lang).format(fact=Text("或", " or ").in_(lang).join(said))
