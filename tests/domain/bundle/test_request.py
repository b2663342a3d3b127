"""What a bundle asks for follows from what its case knows."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given

from posdesk import paths
from posdesk.domain.bundle.keys import wanted_keys
from posdesk.domain.bundle.reason import WHICH_LETTER, WHY, Reason, code_of, reason_of
from posdesk.domain.bundle.request import RECIPIENTS, RequestKind, kind_of, recipient_of
from posdesk.domain.event import CaseOpened, Event, FactLearnt, Recorded, SlipRecorded, StateChanged
from posdesk.domain.fold import fold
from tests.domain.happenings import histories
from tests.domain.told import case_of
from tests.reports import six_cases

AT = "2026-11-20 14:32"
EXPECTED = {
    six_cases.one_sided: (RequestKind.CLAIM, Reason.FAILED),
    six_cases.wallet_without_result: (RequestKind.CLAIM, Reason.FAILED),
    six_cases.refund_missing: (RequestKind.REFUND, Reason.REFUND),
    six_cases.retrieval_answered: (RequestKind.RETRIEVAL, Reason.DENIED),
    six_cases.payout_failed: (RequestKind.PAYOUT, None),
    six_cases.charged_twice: (RequestKind.CLAIM, Reason.TWICE),
    six_cases.wrong_amount: (RequestKind.REFUND, Reason.AMOUNT),
    six_cases.paid_twice_by_cash: (RequestKind.CLAIM, Reason.OTHERWISE),
}


@pytest.mark.parametrize("make", six_cases.KINDS, ids=lambda make: make.__name__)
def test_every_kind_of_trouble_has_its_request_and_reason(make: six_cases.Make) -> None:
    case = make().case
    assert (kind_of(case), reason_of(case)) == EXPECTED[make]


@given(histories())
def test_every_case_asks_somebody_for_something(history: list[Recorded]) -> None:
    case = fold("c", tuple(history))
    assert recipient_of(case, kind_of(case)).en
    assert "issuer" not in recipient_of(case, kind_of(case)).en


def _with(*events: Event, flow: str = "") -> RequestKind:
    opened: Event = CaseOpened(number="1", flow=flow)
    return kind_of(case_of(*((AT, event) for event in (opened, *events))))


def test_a_one_sided_entry_is_a_claim_whatever_flow_found_it() -> None:
    debited = FactLearnt(terminal="timeout", bank="debited")
    for flow in ("no-slip", "refund-missing", "payout-differs", "wrong-amount", "not-arrived"):
        assert _with(debited, flow=flow) is RequestKind.CLAIM
    assert _with(debited, flow="dispute-letter") is RequestKind.RETRIEVAL


def test_a_paid_sale_whose_money_did_not_come_is_a_payout() -> None:
    paid = FactLearnt(terminal="approved", bank="debited")
    waits = StateChanged(
        to="waiting", waiting_for="acquirer", outcome="ACQUIRER_CASE", why="没到账"
    )
    assert _with(paid, waits, flow="not-arrived") is RequestKind.PAYOUT
    assert _with(paid, flow="not-arrived") is RequestKind.INQUIRY


def test_what_turned_out_to_be_nothing_is_no_claim() -> None:
    one = StateChanged(to="settled", outcome="NOT_DUPLICATE", why="两张订单")
    assert _with(one, flow="charged-twice") is RequestKind.INQUIRY


def test_a_wallet_goes_to_the_wallet_but_for_payouts() -> None:
    wallet = six_cases.wallet_without_result().case
    assert "wallet" in recipient_of(wallet, RequestKind.CLAIM).en
    assert recipient_of(wallet, RequestKind.PAYOUT) == RECIPIENTS[RequestKind.PAYOUT]


def test_a_code_is_named_only_where_it_is_the_only_one() -> None:
    case = six_cases.retrieval_answered().case
    assert code_of(case, Reason.DENIED) == "4515"
    assert code_of(case, Reason.ILLEGIBLE) == ""
    assert code_of(six_cases.one_sided().case, Reason.FAILED) == "4502"


def test_a_card_payment_is_found_by_its_reference_or_by_terminal_batch_and_trace() -> None:
    def wanted(**values: str | int | None) -> int:
        known = SlipRecorded(values={"amount": 100, "at": "2026-11-20T14:32:07+08:00", **values})
        return len(wanted_keys(case_of((AT, known)), RequestKind.CLAIM))

    assert wanted(rrn="632414004731") == 0
    assert wanted(terminal_id="61203847", batch="000218", trace="004731") == 0
    assert wanted(terminal_id="61203847") == 2
    assert wanted(order_no="4200001") == 0


def test_the_places_that_are_asked_about_are_those_of_the_shipped_flows() -> None:
    places = (WHICH_LETTER, WHY, "refund-missing/refund-state", "refund-missing/look-there")
    for place in places:
        flow, node = place.split("/")
        shipped = yaml.safe_load((paths.resources() / "flows" / f"{flow}.yaml").read_text("utf-8"))
        assert shipped["nodes"][node]["kind"] == "question"
    answers = {a["id"] for a in _shipped("dispute-letter", "reason")}
    known = {"denied", "twice", "amount", "failed", "refund", "goods", "settled", "slip"}
    assert answers == known | {"unsure"}
    assert {"done", "accepted"} <= {a["id"] for a in _shipped("refund-missing", "refund-state")}
    assert "not-there" in {a["id"] for a in _shipped("refund-missing", "look-there")}
    assert "chargeback" in {a["id"] for a in _shipped("dispute-letter", "which-letter")}


def _shipped(flow: str, node: str) -> list[dict[str, str]]:
    text = (paths.resources() / "flows" / f"{flow}.yaml").read_text("utf-8")
    answers: list[dict[str, str]] = yaml.safe_load(text)["nodes"][node]["answers"]
    return answers
