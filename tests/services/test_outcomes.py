"""Where each end of each flow leaves its case: in which state, for whom it waits, what is next."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from posdesk.domain.flow import NodeKind
from posdesk.domain.life import Life, Party
from posdesk.domain.outcome import OUTCOMES
from posdesk.domain.walk import DONE
from posdesk.services.desk import Desk
from posdesk.services.troubleshoot import Session, Troubleshooter
from tests.flow_book import shipped

FLOW_TESTS = Path(__file__).parent.parent / "flows"


def ways() -> list[tuple[str, str, str]]:
    """Return (flow, outcome, answers) of every way that the tests of the flows walk."""
    found = []
    for file in sorted(FLOW_TESTS.glob("test_*.py")):
        module = importlib.import_module(f"tests.flows.{file.stem}")
        for line in getattr(module, "WAYS", "").strip().splitlines():
            outcome, answers = line.split(": ")
            found.append((file.stem[5:].replace("_", "-"), outcome, answers))
    return found


def walked(troubleshoot: Troubleshooter, flow: str, answers: str) -> Session:
    session = _done(troubleshoot, troubleshoot.start(flow))
    for answer in answers.split():
        node = session.walk.node
        if node.kind is NodeKind.LOOKUP and node.answer(answer) is None:
            session = _done(troubleshoot, troubleshoot.look_up(session, answer))
        else:
            session = _done(troubleshoot, troubleshoot.answer(session, answer))
    return session


def _done(troubleshoot: Troubleshooter, session: Session) -> Session:
    while session.walk.node.kind is NodeKind.ACTION:
        session = troubleshoot.answer(session, DONE)
    return session


def test_every_outcome_of_the_book_is_known() -> None:
    named = {n.outcome for f in shipped().flows.values() for n in f.nodes.values() if n.outcome}
    assert named <= set(OUTCOMES)


def test_every_end_leaves_a_state_and_one_next_step(desk: Desk) -> None:
    ends = ways()
    assert len(ends) > 200
    for flow, outcome, answers in ends:
        case = walked(desk.troubleshoot, flow, answers).case
        said = f"{flow}: {answers}"
        assert case.outcome == outcome, said
        assert desk.follow_up.steps(case), said
        if case.life is Life.SETTLED:
            assert case.is_clear or case.is_untold, said
        if case.life is Life.WAITING:
            assert case.waiting_for is OUTCOMES[outcome].waiting_for, said


@pytest.mark.parametrize(
    ("flow", "answers", "life", "waits", "step"),
    [
        ("no-sms", "approved all-right shop", Life.SETTLED, None, "close"),
        ("no-sms", "approved all-right no-entry", Life.OPEN, None, "settlement:1"),
        ("no-sms", "code 98 debited open waits ticket", Life.OPEN, None, "money:+10min"),
        ("no-sms", "approved wrong-amount", Life.WAITING, Party.MANAGER, "manager"),
        ("refund-missing", "refund accepted card not-yet", Life.WAITING, Party.ISSUER, "refund:3"),
        ("payout-failed", "payout all-since differs", Life.WAITING, Party.ACQUIRER, "payout:1"),
        ("no-sms", "code 51 unsure", Life.OPEN, None, "money:now"),
    ],
)
def test_what_is_next_after_an_end(
    desk: Desk, flow: str, answers: str, life: Life, waits: Party | None, step: str
) -> None:
    case = walked(desk.troubleshoot, flow, answers).case
    assert (case.life, case.waiting_for) == (life, waits)
    assert desk.follow_up.steps(case)[0].key == step
