"""What can be taken back of what was just done, by new events that say so."""

from __future__ import annotations

from collections.abc import Callable

from posdesk.domain.case import Case
from posdesk.domain.followup import NextStep
from posdesk.domain.life import LIFE_WORDS, Life
from posdesk.domain.outcome import outcome_words
from posdesk.domain.timeline import GOODS_WORDS
from posdesk.ui.cases.around import Around

Back = Callable[[], Case]
"""Puts the case back and returns it."""

Undo = tuple[str, Back]
"""What was done, in words, and what takes it back."""


def undo_of(around: Around, before: Case, after: Case) -> Undo | None:
    """Return how to take back what made ``after`` of ``before``, ``None`` where nothing can be."""
    tr, desk = around.tr, around.desk
    why = tr("undone")
    if after.goods != before.goods and after.goods and before.goods:
        goods = before.goods
        words = f"{after.number} {tr.text(GOODS_WORDS[after.goods])}"
        return words, lambda: desk.log.mark_goods(desk.log.case(after.id), goods)
    moved = (after.life, after.waiting_for) != (before.life, before.waiting_for)
    if moved and len(after.calls) == len(before.calls):
        return _life_words(around, after), lambda: desk.follow_up.take_back(before, why)
    return None


def undo_step(around: Around, case: Case, step: NextStep) -> Undo:
    """Return how to take back that ``step`` was done."""
    tr, desk = around.tr, around.desk
    words = tr("{number} done: {what}", number=case.number, what=step.what)
    return words, lambda: desk.follow_up.put_back_step(case.id, step, tr("undone"))


def _life_words(around: Around, case: Case) -> str:
    tr = around.tr
    words = f"{case.number} {tr.text(LIFE_WORDS[case.life])}"
    if case.outcome and case.life in (Life.SETTLED, Life.CLOSED):
        ended = tr.text(outcome_words(case.outcome))
        words += f"（{ended}）" if tr.lang == "zh_CN" else f" ({ended})"
    return words
