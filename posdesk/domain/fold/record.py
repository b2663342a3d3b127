"""What the events of the record change in a case."""

from __future__ import annotations

from dataclasses import replace

from posdesk.domain.case import Attempt, Case, Sent
from posdesk.domain.event import (
    AttemptAdded,
    BundleForgotten,
    BundleSent,
    CaseOpened,
    DetailsCorrected,
    ExhibitAttached,
    ExhibitCovered,
    ExhibitDescribed,
    ExhibitMarked,
    FactLearnt,
    GoodsMarked,
    OtherTenderTaken,
    Promised,
    Recorded,
    SlipRecorded,
)
from posdesk.domain.exhibit import Exhibit
from posdesk.domain.facts import Source
from posdesk.domain.fold.attempts import attempt_of, facts_of, sourced, with_attempt


def opened(case: Case, event: CaseOpened, at: Recorded) -> Case:
    """A case begins with what was said when it was taken down."""
    return case.changed(
        number=event.number,
        flow=event.flow,
        symptom=event.symptom,
        shop=event.shop,
        till=event.till,
        cashier=event.cashier,
        life_at=at.at,
    )


def details_corrected(case: Case, event: DetailsCorrected, at: Recorded) -> Case:
    """What was said last holds."""
    said = {"symptom": event.symptom, "flow": event.flow, "cashier": event.cashier}
    return case.changed(**{k: v for k, v in said.items() if v is not None})


def slip_recorded(case: Case, event: SlipRecorded, at: Recorded) -> Case:
    """The values are laid over those of the attempt's slip."""
    attempt = attempt_of(case, event.attempt)
    return with_attempt(case, replace(attempt, slip=attempt.slip.with_values(event.values)))


def fact_learnt(case: Case, event: FactLearnt, at: Recorded) -> Case:
    """A fact holds from now on; an answer of the host or the bank is a look at the money."""
    attempt = attempt_of(case, event.attempt)
    known = attempt.facts.learn(facts_of(event.terminal, event.bank))
    told = with_attempt(case, sourced(attempt, known, event.source))
    return told if event.source in (None, Source.TOLD.value) else told.changed(looked_at=at.at)


def attempt_added(case: Case, event: AttemptAdded, at: Recorded) -> Case:
    """One more attempt of which nothing is known yet."""
    return with_attempt(case, Attempt(event.attempt))


def tender_taken(case: Case, event: OtherTenderTaken, at: Recorded) -> Case:
    """Money taken otherwise counts as one more approved attempt."""
    return case.changed(tenders=(*case.tenders, event))


def goods_marked(case: Case, event: GoodsMarked, at: Recorded) -> Case:
    """The goods are where they were seen last."""
    return case.changed(goods=event.goods)


def promised(case: Case, event: Promised, at: Recorded) -> Case:
    """The last promise to the customer is the one to keep."""
    done = {step: when for step, when in case.done.items() if step != "promise"}
    plans = {step: plan for step, plan in case.plans.items() if step != "promise"}
    return case.changed(promise=event, done=done, plans=plans)


def exhibit_attached(case: Case, event: ExhibitAttached, at: Recorded) -> Case:
    """One more piece of evidence."""
    added = Exhibit(
        id=event.exhibit,
        kind=event.kind,
        name=event.name,
        mime=event.mime,
        sha256=event.sha256,
        received_sha256=event.received_sha256,
        size=event.size,
        pages=event.pages,
        original=event.original,
        at=at.at,
        actor=at.actor,
    )
    return case.changed(exhibits=(*case.exhibits, added))


def exhibit_covered(case: Case, event: ExhibitCovered, at: Recorded) -> Case:
    """The covered bytes stand in the place of what was kept before; covers add up."""
    known = next((e.boxes for e in case.exhibits if e.id == event.exhibit), ())
    return _with_exhibit(
        case,
        event.exhibit,
        boxes=tuple(dict.fromkeys((*known, *event.boxes))),
        mime=event.mime,
        sha256=event.sha256,
        size=event.size,
        pages=event.pages,
        original=False,
    )


def exhibit_described(case: Case, event: ExhibitDescribed, at: Recorded) -> Case:
    """The kind or the sentence given last holds."""
    said = {"kind": event.kind, "about": event.about}
    return _with_exhibit(case, event.exhibit, **{k: v for k, v in said.items() if v is not None})


def exhibit_marked(case: Case, event: ExhibitMarked, at: Recorded) -> Case:
    """Take on the frames of an exhibit."""
    return _with_exhibit(case, event.exhibit, marks=event.boxes)


def bundle_sent(case: Case, event: BundleSent, at: Recorded) -> Case:
    """Keep that a bundle went out."""
    return case.changed(sent=(*case.sent, Sent(at.at, at.actor, event)))


def bundle_forgotten(case: Case, event: BundleForgotten, at: Recorded) -> Case:
    """That it went out stays; its bytes are not kept any more."""
    return case.changed(
        sent=tuple(replace(s, kept=s.kept and s.event.bundle != event.bundle) for s in case.sent)
    )


def _with_exhibit(case: Case, exhibit_id: str, **changes: object) -> Case:
    return case.changed(
        exhibits=tuple(
            replace(e, **changes) if e.id == exhibit_id else e  # type: ignore[arg-type]
            for e in case.exhibits
        ),
    )
