"""Taking the shop's data out: lists of cases as tables, cases whole, the journal line by line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import BinaryIO

from posdesk.domain.asked import PAGED, Asked
from posdesk.domain.life import Life
from posdesk.domain.moment import iso
from posdesk.domain.people import Job
from posdesk.domain.text import Lang, Text
from posdesk.domain.transaction import Slip
from posdesk.reports.case_table import TableCase
from posdesk.services.case_json import case_json, steps_json
from posdesk.services.case_pages import as_wanted
from posdesk.services.due_list import DueList, Listed
from posdesk.services.lots import ListedLot, Lot, NamedLot, SearchedLot
from posdesk.services.own_folder import refuse_inside
from posdesk.services.staff import Staff
from posdesk.storage.queries.pages import Wanted
from posdesk.storage.store import Store

Report = Callable[[int, int], None]
"""Told how much is done and how much there is; it may raise to give up."""

_EVERY = 1000
"""Events between two reports."""


class Form(StrEnum):
    """What a list of cases can be taken out as."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class TakenOut:
    """The file that was made: how many cases or events it holds, its bytes and their SHA-256."""

    path: Path
    count: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Taking:
    """What whoever is there may take out; any thread may write it, in memory that does not grow."""

    folder: Path
    write: Callable[[BinaryIO, Report], int]
    """Writes all to a file and returns how many cases or events that were."""

    def to_file(self, target: Path, progress: Report | None = None) -> TakenOut:
        """Write ``target`` whole or not at all; what was there before is replaced.

        Raises ``WrongInput`` where it lies in the data folder, ``DataTrouble`` where it cannot be
        written, and what ``progress`` raises.
        """
        from posdesk.reports.whole_file import whole_file

        refuse_inside(self.folder, target)
        with whole_file(target) as out:
            count = self.write(out, progress or _nobody_told)
            size = out.seek(0, 2)
            out.seek(0)
            digest = hashlib.file_digest(out, "sha256").hexdigest()
        return TakenOut(target, count, size, digest)


class TakingOut:
    """Everything here is a manager's job, and raises ``NotAllowed`` where another one asks."""

    def __init__(
        self,
        store: Store,
        staff: Staff,
        due: DueList,
        clock: Callable[[], datetime],
        software: str,
    ) -> None:
        self._store, self._staff, self._due = store, staff, due
        self._clock, self._software = clock, software

    def asked(self, asked: Asked, rows: Sequence[Listed], form: Form, lang: Lang) -> Taking:
        """Take out the list that is looked at.

        ``rows`` are those of a list that is at hand; one of ``PAGED`` is read by its pages.
        """
        lot = SearchedLot(as_wanted(asked)) if asked.chip in PAGED else ListedLot(rows)
        return self._cases(lot, form, lang)

    def found(
        self,
        form: Form,
        lang: Lang,
        *,
        query: str | None = None,
        state: Life | None = None,
        due: str | None = None,
    ) -> Taking:
        """Take out all cases that fit, the newest first; where they are due, the most urgent.

        ``due`` is ``today`` or ``overdue``.
        """
        if due is not None:
            return self._cases(ListedLot(self._due.find(query, state, due)), form, lang)
        lives = frozenset({state} if state else Life)
        return self._cases(SearchedLot(Wanted(query or "", lives)), form, lang)

    def named(self, references: Sequence[str], form: Form, lang: Lang) -> Taking:
        """Take out the cases with these ids or numbers, in this order, each once."""
        return self._cases(NamedLot(references), form, lang)

    def journal(self) -> Taking:
        """Take out every event as a line of JSON (docs/journal-format.md), without any exhibit."""
        self._staff.require(Job.EXPORT)
        return Taking(self._store.folder, self._write_journal)

    def _cases(self, lot: Lot, form: Form, lang: Lang) -> Taking:
        self._staff.require(Job.EXPORT)
        write = self._write_whole if form is Form.JSON else partial(self._write_table, form, lang)
        return Taking(self._store.folder, partial(write, lot))

    def _write_table(self, form: Form, lang: Lang, lot: Lot, out: BinaryIO, report: Report) -> int:
        from posdesk.reports.csv_file import write_csv
        from posdesk.reports.xlsx_file import write_xlsx

        write = write_csv if form is Form.CSV else write_xlsx
        counted = _Counted(report)
        with self._store.still() as store:
            write(self._table(lot, store, counted), out, lang)
        return counted.count

    def _table(self, lot: Lot, store: Store, counted: _Counted) -> Iterator[TableCase]:
        total, batches = lot.read(store, self._due)
        for batch in batches:
            slips = store.slips.of([one.row.id for one in batch])
            for one in batch:
                yield _table_case(one, slips[one.row.id])
            counted.add(len(batch), total)

    def _write_whole(self, lot: Lot, out: BinaryIO, report: Report) -> int:
        """Write cases as one JSON list, a case a line, as ``posdesk case show --json`` has it."""
        counted, between, now = _Counted(report), b"[\n", self._clock()
        with self._store.still() as store:
            total, batches = lot.read(store, self._due)
            for one in (one for batch in batches for one in batch):
                case = store.case(one.row.id)
                told = {**case_json(case), **steps_json(self._due.steps(case), now)}
                out.write(between + json.dumps(told, ensure_ascii=False).encode())
                between = b",\n"
                counted.add(1, total)
        out.write(b"\n]\n" if counted.count else b"[]\n")
        return counted.count

    def _write_journal(self, out: BinaryIO, report: Report) -> int:
        with self._store.still() as store:
            total, count = store.lines.count(), 0
            out.write(store.lines.head(iso(self._clock()), self._software))
            for count, line in enumerate(store.lines.events(), start=1):
                out.write(line)
                if count % _EVERY == 0:
                    report(count, total)
        return count


class _Counted:
    """Counts what is written and tells of it."""

    def __init__(self, report: Report) -> None:
        self.count, self._report = 0, report

    def add(self, some: int, total: int) -> None:
        self.count += some
        self._report(self.count, total)


def _nobody_told(_done: int, _total: int) -> None:
    """Report to nobody."""


def _table_case(one: Listed, slips: tuple[Slip, ...]) -> TableCase:
    row = one.row
    return TableCase(
        number=row.number,
        opened_at=row.opened_at,
        closed_at=row.life_at if row.life is Life.CLOSED else "",
        life=row.life,
        money=row.state,
        outcome=row.outcome,
        charge_again=row.charge_again,
        amount=row.amount,
        card=row.card,
        slips=slips,
        reason=row.title or (Text(row.flow, row.flow) if row.flow else None),
        symptom=row.symptom,
        cashier=row.cashier,
        waiting_for=row.waiting_for,
        next=one.next,
        promise=row.promise,
        promise_by=row.promise_by,
        exhibits=row.exhibits,
    )
