"""What makes each step well formed, whatever is known when a walk comes to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from posdesk.domain.codes import Consequence
from posdesk.domain.errors import NotFound
from posdesk.domain.facts import Source, Terminal
from posdesk.domain.flow import Answer, Flow, FlowBook, Node, NodeKind
from posdesk.domain.flow_fault import Fault
from posdesk.domain.text import Text

LONGEST_STEP = 40
"""Chinese characters of a step's text."""
MOST_ANSWERS = 9
"""As many as there are digit keys."""

HOSTS = frozenset({Source.PORTAL, Source.WALLET, Source.ACQUIRER})
"""Who can say, beside a clean code, that nothing was taken."""

_RESULTS = frozenset(consequence.value for consequence in Consequence)
_SENTENCES = re.compile(
    r"[。！？；]\s*\S|[.!?;]\s+\S|然后|接着|并且|同时|\band then\b", re.IGNORECASE
)

Found = Iterator[tuple[str | None, Text]]
"""An answer (or none) and what is wrong with it."""


def check_links(flow: Flow, book: FlowBook) -> Iterator[Fault]:
    """Yield every name in ``flow`` that no node bears."""
    for name in dict.fromkeys((flow.start, flow.review, flow.hold, *flow.usual_way)):
        if name not in flow.nodes:
            yield Fault(flow.id, "", None, _no_step(name))
    for node in flow.nodes.values():
        ways: list[tuple[str | None, str]] = [(a.id, a.next) for a in node.answers]
        for answer, to in [*ways, (None, node.next)] if node.next is not None else ways:
            try:
                book.node(book.place(flow.id, to))
            except NotFound:
                yield Fault(flow.id, node.id, answer, _no_step(to))


def check_structure(flow: Flow) -> Iterator[Fault]:
    """Yield what is wrong with the form of ``flow`` and of each of its steps."""
    for name in dict.fromkeys((flow.start, flow.review, flow.hold)):
        if flow.nodes[name].charges_again:
            text = Text(
                "开始、复核和暂停这三步不能叫人再收款。",
                "Start, review and hold cannot tell anyone to charge again.",
            )
            yield Fault(flow.id, name, None, text)
    for one, other in zip(flow.usual_way, flow.usual_way[1:], strict=False):
        if not _leads_to(flow, one, other):
            text = Text(
                f"常走的路上，从这一步到不了“{other}”。",
                f"On the usual way no step leads from here to “{other}”.",
            )
            yield Fault(flow.id, one, None, text)
    for node in flow.nodes.values():
        for answer, text in (*_KINDS[node.kind](node), *_any_kind(node)):
            yield Fault(flow.id, node.id, answer, text)


def _any_kind(node: Node) -> Found:
    long = len(node.text.zh_CN)
    if long > LONGEST_STEP:
        yield (
            None,
            Text(
                f"这一步有 {long} 个字，最多 {LONGEST_STEP} 个。",
                f"The Chinese step has {long} characters; {LONGEST_STEP} is the most.",
            ),
        )
    if node.kind is not NodeKind.OUTCOME:
        for half in (node.text.zh_CN, node.text.en):
            if _SENTENCES.search(half):
                yield (
                    None,
                    Text("一步只写一句、只做一件事。", "A step is one sentence and one action."),
                )
                break
        if node.outcome is not None:
            yield None, Text("只有结果才有结果名。", "Only outcomes bear an outcome's name.")
    ids = [answer.id for answer in node.answers]
    for twice in dict.fromkeys(i for i in ids if ids.count(i) > 1):
        yield twice, Text(f"有两个答案叫“{twice}”。", f"Two answers are called “{twice}”.")
    for answer in node.answers:
        if answer.sets.terminal is Terminal.DECLINED and not _may_decline(node, answer):
            yield (
                answer.id,
                Text(
                    "只有查码的“拒绝”，或后台、钱包、收单机构的答复，才能记成拒绝。",
                    "Only a look-up's “declined”, or portal, wallet or acquirer, can set declined.",
                ),
            )


def _question(node: Node) -> Found:
    if node.next is not None or not node.answers:
        yield None, Text("提问要有答案，不写 next。", "A question has answers and no “next”.")
    if len(node.answers) > MOST_ANSWERS:
        yield None, Text(f"答案最多 {MOST_ANSWERS} 个。", f"{MOST_ANSWERS} answers are the most.")
    if not any(a.unsure and a.when is None for a in node.answers):
        yield None, _no_unsure()


def _lookup(node: Node) -> Found:
    if node.next is not None:
        yield None, Text("查码不写 next。", "A look-up has no “next”.")
    if {a.id for a in node.answers if not a.unsure} != _RESULTS or any(
        a.when for a in node.answers
    ):
        yield (
            None,
            Text(
                "查码的答案就是 approved、declined、uncertain，都不带条件，另加一个“不确定”。",
                "A look-up's answers are approved, declined and uncertain without conditions,"
                " and one “not sure”.",
            ),
        )
    if not any(a.unsure for a in node.answers):
        yield None, _no_unsure()
    for answer in node.answers:
        if answer.id != Consequence.APPROVED and answer.sets.terminal is Terminal.APPROVED:
            yield answer.id, Text("这个结果不能记成成功。", "This result cannot set approved.")


def _action(node: Node) -> Found:
    if (node.next is None) == (not node.answers):
        yield (
            None,
            Text(
                "做一件事要写 next；只按事实分路的，写带 when 的答案。",
                "An action has “next”, or answers with “when” where it only routes by the facts.",
            ),
        )
    for answer in node.answers:
        if answer.when is None or answer.unsure:
            yield (
                answer.id,
                Text("自动分路要写 when。", "An automatic route needs a “when”."),
            )


def _outcome(node: Node) -> Found:
    if node.outcome is None:
        yield None, Text("结果要有结果名（outcome）。", "An outcome needs its name (outcome).")
    if node.next is not None or node.answers:
        yield None, Text("结果后面没有路。", "Nothing follows an outcome.")


_KINDS = {
    NodeKind.QUESTION: _question,
    NodeKind.LOOKUP: _lookup,
    NodeKind.ACTION: _action,
    NodeKind.OUTCOME: _outcome,
}


def _may_decline(node: Node, answer: Answer) -> bool:
    if node.kind is NodeKind.LOOKUP:
        return answer.id == Consequence.DECLINED
    return answer.source in HOSTS


def _leads_to(flow: Flow, one: str, other: str) -> bool:
    """Return whether ``other`` comes after ``one``, directly or by automatic routes."""
    open_, seen = [one], set()
    while open_:
        node = flow.nodes[open_.pop()]
        ways = [answer.next for answer in node.answers]
        for to in [*ways, node.next] if node.next is not None else ways:
            if to == other:
                return True
            if to in flow.nodes and to not in seen and flow.nodes[to].routes_by_itself:
                seen.add(to)
                open_.append(to)
    return False


def _no_step(name: str) -> Text:
    return Text(f"没有叫“{name}”的一步。", f"There is no step “{name}”.")


def _no_unsure() -> Text:
    return Text(
        "缺“不确定”这个答案，而且要随时能选。", "“Not sure” is missing; it must always be open."
    )
