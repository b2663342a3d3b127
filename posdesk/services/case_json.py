"""How cases look as JSON, on the command line and in files: English keys, ISO times."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from posdesk.domain.case import Attempt, Call, Case, Sent
from posdesk.domain.event import write_event
from posdesk.domain.exhibit import Exhibit
from posdesk.domain.followup import NextStep
from posdesk.domain.life import Life
from posdesk.domain.money import plain_amount
from posdesk.domain.money_state import Verdict
from posdesk.domain.timeline import sentence
from posdesk.domain.verdict import verdict
from posdesk.services.due_list import Listed
from posdesk.storage.queries import CaseRow


def case_json(case: Case) -> dict[str, Any]:
    """Return all that is known of ``case``, its timeline and its exhibits included."""
    return {
        "id": case.id,
        "number": case.number,
        "opened_at": case.opened_at,
        "closed_at": case.life_at if case.life is Life.CLOSED else None,
        "flow": case.flow or None,
        "symptom": case.symptom or None,
        "cashier": case.cashier or None,
        "till": case.till or None,
        "shop": case.shop or None,
        **case.slip.as_written(),
        **case.attempt.facts.as_dict(),
        "verdict": _verdict(case.verdict),
        "attempts": [_attempt(attempt) for attempt in case.attempts],
        "other_tenders": [write_event(tender) for tender in case.tenders],
        "goods": case.goods,
        "promise": {"what": case.promise.what, "by": case.promise.by} if case.promise else None,
        "walk": {
            "flow": case.walk.flow,
            "at": case.walk.at,
            "outcome": case.walk.outcome,
            "answers": [a.answer for a in case.walk.taken],
        }
        if case.walk
        else None,
        "state": case.life.value,
        "waiting_for": case.waiting_for.value if case.waiting_for else None,
        "outcome": case.outcome or None,
        "links": [{"id": link.other, "number": link.number} for link in case.links],
        "calls": [call_json(call) for call in case.calls],
        "payout": write_event(case.payout) if case.payout else None,
        "written_off": write_event(case.written_off) if case.written_off else None,
        "exhibits": [exhibit_json(exhibit) for exhibit in case.exhibits],
        "sent": [sent_json(sent) for sent in case.sent],
        "timeline": [
            {
                "at": r.at,
                "actor": r.actor,
                "type": r.event.type,
                "text": text.as_dict(),
                "hash": r.hash,
            }
            for r in case.history
            if (text := sentence(r.event))
        ],
        "head": case.last.hash,
    }


def row_json(row: CaseRow) -> dict[str, Any]:
    """Return one line of a list of cases."""
    return {
        "id": row.id,
        "number": row.number,
        "opened_at": row.opened_at,
        "last_at": row.last_at,
        "flow": row.flow or None,
        "amount": None if row.amount is None else plain_amount(row.amount),
        "card": str(row.card) if row.card else None,
        "terminal_id": row.terminal_id,
        "rrn": row.rrn,
        "order_no": row.order_no,
        "state": row.life.value,
        "waiting_for": row.waiting_for.value if row.waiting_for else None,
        "outcome": row.outcome,
        "money": row.state.value,
        "charge_again": row.charge_again.value,
        "cashier": row.cashier or None,
        "symptom": row.symptom or None,
        "unfinished": row.unfinished,
    }


def exhibit_json(exhibit: Exhibit) -> dict[str, Any]:
    """Return what is known of an exhibit; its bytes are named by their digests."""
    return {
        "exhibit": exhibit.id,
        "kind": exhibit.kind,
        "name": exhibit.name,
        "mime": exhibit.mime,
        "sha256": exhibit.sha256,
        "received_sha256": exhibit.received_sha256,
        "size": exhibit.size,
        "pages": exhibit.pages,
        "original": exhibit.original,
        "covered": list(exhibit.boxes),
        "framed": list(exhibit.marks),
        "about": exhibit.about or None,
        "at": exhibit.at,
    }


def sent_json(sent: Sent) -> dict[str, Any]:
    """Return a bundle that went out; ``kept`` where its very bytes still are."""
    event = sent.event
    return {
        "bundle": event.bundle,
        "at": sent.at,
        "to": event.to,
        "way": event.way,
        "name": event.name,
        "sha256": event.sha256,
        "bytes": event.size,
        "pages": event.pages,
        "manifest_sha256": event.manifest_sha256,
        "events": event.upto,
        "kept": sent.kept,
    }


def call_json(call: Call) -> dict[str, Any]:
    """Return a call or a letter."""
    event = call.event
    return {
        "at": call.at,
        "who": event.who,
        "how": event.how,
        "name": event.name or None,
        "ticket": event.ticket or None,
        "said": event.said or None,
        "promise": event.promise_by,
    }


def step_json(step: NextStep, now: datetime) -> dict[str, Any]:
    """Return a step; ``due`` is ISO time, ``estimate`` where holidays are not announced."""
    return {
        "key": step.key,
        "what": step.what.as_dict(),
        "due": step.due,
        "overdue": step.is_overdue(now),
        "estimate": step.estimate,
        "whom": step.whom.value if step.whom else None,
    }


def steps_json(steps: Sequence[NextStep], now: datetime) -> dict[str, Any]:
    """Return the next step, ``None`` where there is none, and what comes after it."""
    told = [step_json(step, now) for step in steps]
    return {"next": told[0] if told else None, "after": told[1:]}


def listed_json(listed: Listed, now: datetime) -> dict[str, Any]:
    """Return one line of a list of cases with what is to be done."""
    return {**row_json(listed.row), **steps_json(listed.steps, now)}


def _verdict(judged: Verdict) -> dict[str, Any]:
    return {
        "charge_again": judged.charge_again.value,
        "state": judged.state.value,
        "do": judged.do.as_dict(),
        "tell": judged.tell.as_dict(),
    }


def _attempt(attempt: Attempt) -> dict[str, Any]:
    return {
        "number": attempt.number,
        **attempt.slip.as_written(),
        **attempt.facts.as_dict(),
        "verdict": _verdict(verdict(attempt.facts)),
    }
