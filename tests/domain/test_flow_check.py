from collections.abc import Callable
from dataclasses import replace

import pytest

from posdesk.domain.codes import CodeBook
from posdesk.domain.facts import NOTHING_KNOWN, Bank, Facts, Source, Terminal
from posdesk.domain.flow import Answer, Condition, Flow, FlowBook, Node, NodeKind, Note
from posdesk.domain.flow_check import Fault, check_book
from posdesk.domain.flow_states import EVERY_FACTS
from posdesk.domain.flow_wording import check_wording
from posdesk.domain.money_state import Charge
from posdesk.domain.verdict import verdict
from tests.flow_book import codes, no_slip, said, shipped, with_answer, with_node


def test_the_shipped_book_is_sound() -> None:
    assert check_book(shipped(), codes()) == ()


def test_following_answers_alone_never_charges_twice() -> None:
    """Walks the flow by its answers alone, by other code than the check's own."""
    flow = no_slip()
    open_ = [(start, facts) for start in (flow.start, flow.review) for facts in EVERY_FACTS]
    seen: set[tuple[str, Facts]] = set()
    while open_:
        name, facts = open_.pop()
        if (name, facts) in seen:
            continue
        seen.add((name, facts))
        node = flow.nodes[name]
        if node.charges_again:
            assert verdict(facts).charge_again is Charge.YES, (name, facts)
        open_ += [(node.next, facts)] if node.next else []
        open_ += [(a.next, facts.learn(a.sets)) for a in node.answers if a.open_to(facts)]
        # Going back and learning elsewhere bring other facts to a place that was reached before.
        if not node.charges_again:
            open_ += [(name, facts.learn(more)) for more in EVERY_FACTS]
    assert {name for name, _ in seen} | {flow.hold} == set(flow.nodes)


def _to(flow: Flow, node: str, answer: str, **changes: object) -> FlowBook:
    found = flow.nodes[node].answer(answer)
    assert found is not None
    return with_answer(flow, node, replace(found, **changes))  # type: ignore[arg-type]


def _node(flow: Flow, name: str, **changes: object) -> FlowBook:
    return with_node(flow, replace(flow.nodes[name], **changes))  # type: ignore[arg-type]


def _unsure_to(to: str) -> Answer:
    return Answer("unsure", said("不确定"), to, unsure=True)


WRONG_EDGES: dict[str, Callable[[Flow], FlowBook]] = {
    "timeout goes to charging": lambda f: _to(f, "terminal-says", "timeout", next="declined"),
    "no debit so far counts as declined": lambda f: _to(f, "matrix", "not-taken", next="declined"),
    "an unclear bank counts as returned": lambda f: _to(f, "matrix", "unknown", next="returned"),
    "one-sided goes to charging": lambda f: _to(f, "matrix", "one-sided", next="returned"),
    "paid goes to charging": lambda f: _to(f, "matrix", "paid", next="declined"),
    "a running reversal is not waited for": lambda f: _to(f, "matrix", "reversing", next="voided"),
    "a returned debit is not counted": lambda f: _to(f, "count-returns", "as-many", when=None),
    "not sure leads to charging": lambda f: _to(f, "host-says", "unsure", next="declined"),
    "the manager decides": lambda f: _to(f, "customer-leaves", "waits", next="declined"),
    "an action leads to charging": lambda f: _node(f, "follow-up", next="returned"),
    "an outcome starts to charge": lambda f: _node(f, "unknown", charges_again=True),
    "hold charges": lambda f: _node(f, "hold", charges_again=True),
}


@pytest.mark.parametrize("mutation", WRONG_EDGES)
def test_a_planted_wrong_edge_is_found(mutation: str) -> None:
    faults = check_book(WRONG_EDGES[mutation](no_slip()))
    assert any("charging again" in f.text.en or "charge again" in f.text.en for f in faults)
    assert any("再收款" in f.text.zh_CN for f in faults)


def test_a_wrong_edge_is_named_at_its_node_and_answer() -> None:
    book = _to(no_slip(), "host-says", "open", next="declined")
    places = {(f.flow, f.node, f.answer) for f in check_book(book) if "charging" in f.text.en}
    assert places == {("no-slip", "host-says", "open")}


def test_a_fault_is_told_once_with_the_least_that_need_be_known() -> None:
    faults = check_book(_node(no_slip(), "follow-up", next="returned"))
    (charging,) = (f for f in faults if "charging again" in f.text.en)
    assert charging.node == "follow-up"
    assert "还没" in charging.text.zh_CN


def test_a_wrong_edge_into_another_flow_is_found() -> None:
    flow = no_slip()
    other = FlowBook({**shipped().flows, "two": _small("two", "no-slip/returned")})
    assert check_book(FlowBook({flow.id: flow}), codes()) == ()
    assert any("charging again" in fault.text.en for fault in check_book(other))


def _small(flow_id: str, to: str) -> Flow:
    label, text = said("做"), said("做")
    nodes = {
        "go": Node("go", NodeKind.ACTION, label, text, next=to),
        "end": Node("end", NodeKind.OUTCOME, label, text, outcome="END"),
    }
    return Flow(flow_id, "1", label, text, "go", "go", "end", nodes)


TOLD = [
    "请换一张卡",
    "过一会儿再刷一次",
    "没成功就再收一次",
    "不成功就重刷",
    "请顾客换种方式付",
    "另付一笔",
    "收现金",
    "稍后重试",
    "第一笔不用管，再付一次",
    "Please swipe again",
    "Charge the customer once more",
    "Retry the payment",
    "Use another card",
    "Pay by other means",
    "Take it in cash",
    "Not approved, so pay again",
]
NOT_TOLD = [
    "先不要再收",
    "没查清之前，先别再付",
    "不要换卡",
    "请再看一次手机",
    "按重打印",
    "顾客自己坚持另付",
    "Please do not pay again yet",
    "Never swipe again",
    "Make no new sale",
    "Look again in ten minutes",
    "The customer insists on paying in another way",
]


@pytest.mark.parametrize("field", ["text", "why", "say", "label", "notes", "hint", "answer"])
@pytest.mark.parametrize("words", TOLD)
def test_no_other_wording_tells_to_take_the_payment_again(words: str, field: str) -> None:
    faults = _worded(_saying(field, words))
    assert any("tells to take the payment again" in fault.text.en for fault in faults)


@pytest.mark.parametrize("words", NOT_TOLD)
def test_a_warning_is_no_advice(words: str) -> None:
    assert _worded(_saying("why", words)) == []


@pytest.mark.parametrize(
    "words",
    [
        "请顾客报密码",
        "请输入验证码",
        "核对完整卡号",
        "看卡的有效期",
        "Ask for the PIN",
        "Enter the CVV",
    ],
)
def test_nothing_asks_for_a_secret(words: str) -> None:
    assert any("never ask" in fault.text.en for fault in _worded(_saying("say", words)))


@pytest.mark.parametrize("words", ["验证码谁都不能告诉", "Never tell anyone the PIN or the CVV"])
def test_a_warning_may_name_a_secret(words: str) -> None:
    assert _worded(_saying("say", words)) == []


def test_the_wording_is_part_of_the_whole_check() -> None:
    assert check_book(_saying("hint", "再刷一次"))


def _worded(book: FlowBook) -> list[Fault]:
    return list(check_wording(book.flow("no-slip")))


def _saying(field: str, words: str) -> FlowBook:
    flow, text = no_slip(), said(words)
    if field == "notes":
        return _node(flow, "bank-again", notes=(Note(text),))
    if field == "hint":
        return _to(flow, "bank-again", "gone", hint=text)
    if field == "answer":
        return _to(flow, "bank-again", "gone", text=text)
    return _node(flow, "bank-again", **{field: text})


UNSOUND: dict[str, tuple[Callable[[Flow], FlowBook], str]] = {
    "a name that no node bears": (
        lambda f: _to(f, "bank-says", "debited", next="nowhere"),
        "There is no step",
    ),
    "a node that nothing leads to": (
        lambda f: with_node(f, replace(f.nodes["paid"], id="lost")),
        "No way leads to this step",
    ),
    "a route that leaves facts out": (
        lambda f: _node(
            f, "matrix", answers=tuple(a for a in f.nodes["matrix"].answers if a.id != "voided")
        ),
        "no way on",
    ),
    "routes in a circle": (
        lambda f: _to(f, "case-end", "other", next="case-end"),
        "run in circles",
    ),
    "no answer for the unsure": (
        lambda f: _to(f, "bank-again", "unsure", unsure=False),
        "“Not sure” is missing",
    ),
    "not sure only sometimes": (
        lambda f: _to(f, "bank-again", "unsure", when=Condition(bank=frozenset({Bank.DEBITED}))),
        "“Not sure” is missing",
    ),
    "a look-up without a result": (
        lambda f: _node(f, "code-lookup", answers=f.nodes["code-lookup"].answers[1:]),
        "approved, declined and uncertain",
    ),
    "declined by the screen": (
        lambda f: _to(f, "terminal-says", "timeout", sets=Facts(Terminal.DECLINED)),
        "can set declined",
    ),
    "declined by an uncertain code": (
        lambda f: _to(f, "code-lookup", "uncertain", sets=Facts(Terminal.DECLINED)),
        "can set declined",
    ),
    "declined by the customer": (
        lambda f: _to(f, "host-says", "not-taken", source=Source.TOLD),
        "can set declined",
    ),
    "three questions before an instruction": (
        lambda f: FlowBook({f.id: replace(f, start="terminal-says")}),
        "without an instruction",
    ),
    "a step that is too long": (
        lambda f: _node(f, "paid", text=said("长" * 41)),
        "41 characters",
    ),
    "two actions in one step": (
        lambda f: _node(f, "follow-up", text=said("先记下。再打电话。")),
        "one sentence and one action",
    ),
    "ten answers": (
        lambda f: _node(f, "bank-again", answers=_ten()),
        "9 answers",
    ),
    "an outcome without a name": (
        lambda f: _node(f, "paid", outcome=None),
        "needs its name",
    ),
    "a name on what is no outcome": (
        lambda f: _node(f, "follow-up", outcome="PAID"),
        "Only outcomes",
    ),
    "an action that leads nowhere": (
        lambda f: _node(f, "double-note", next=None),
        "An action has",
    ),
    "a route without a condition": (
        lambda f: _to(f, "matrix", "voided", when=None),
        "needs a “when”",
    ),
    "a usual way with a gap": (
        lambda f: FlowBook({f.id: replace(f, usual_way=("hands-off", "follow-up"))}),
        "On the usual way",
    ),
}


def _ten() -> tuple[Answer, ...]:
    nine = tuple(Answer(f"a{i}", said("看"), "host-says") for i in range(9))
    return (*nine, _unsure_to("host-says"))


@pytest.mark.parametrize("mutation", UNSOUND)
def test_what_is_unsound_is_refused(mutation: str) -> None:
    spoil, sentence = UNSOUND[mutation]
    faults = check_book(spoil(no_slip()))
    assert any(sentence in fault.text.en for fault in faults)
    assert all(fault.text.zh_CN != fault.text.en for fault in faults)


def test_a_question_that_only_leads_to_itself_never_ends() -> None:
    answers = (Answer("again", said("再看"), "bank-again"), _unsure_to("bank-again"))
    faults = check_book(_node(no_slip(), "bank-again", answers=answers))
    assert any("no outcome can be reached" in fault.text.en for fault in faults)


def test_a_walk_that_is_held_must_end_too() -> None:
    """With another payment open, “hold” must not lead back to where it came from."""
    flow = no_slip()
    hold = Node("hold", NodeKind.ACTION, said("等"), said("等一等"), next="matrix")
    faults = check_book(FlowBook({flow.id: replace(flow, nodes={**flow.nodes, "hold": hold})}))
    assert any("no outcome can be reached" in fault.text.en for fault in faults)


def test_an_unlisted_code_must_stay_uncertain() -> None:
    bold = replace(codes().look_up("OTHER"), money_uncertain="no", category="issuer_declined")
    faults = check_book(shipped(), CodeBook({**codes().codes, "OTHER": bold}))
    assert any("OTHER" in fault.text.en for fault in faults)


def test_every_first_state_is_known_to_the_check() -> None:
    assert len(EVERY_FACTS) == len(set(EVERY_FACTS)) == 30
    assert NOTHING_KNOWN in EVERY_FACTS
