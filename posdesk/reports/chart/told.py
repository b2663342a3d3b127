"""The words on a chart's lines: answers, or the facts that tell where an answer leads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from posdesk.domain.facts import NOTHING_KNOWN, Bank, Terminal
from posdesk.domain.flow import Flow, FlowBook, Place
from posdesk.domain.text import Lang, Text
from posdesk.domain.ways import Tread, Way, explore, first_asked, main_ways

TERMINAL = Text("机器{fact}", "Terminal: {fact}")
BANK = Text("银行{fact}", "Bank: {fact}")
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


class Told:
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
        return way.source.node, way.to.node if way.to.flow == flow else f"{way.to.flow}/"


def _facts(
    words: Text,
    names: Mapping[Terminal | None, Text] | Mapping[Bank | None, Text],
    known: Iterable[Terminal | Bank | None],
    lang: Lang,
) -> str:
    said = [t.in_(lang) for fact, t in names.items() if fact in set(known)]
    return words.in_(lang).format(fact=Text("或", " or ").in_(lang).join(said))
