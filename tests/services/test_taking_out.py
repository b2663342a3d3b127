"""Taking data out: who may, what is in it, and what is left where it is given up."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from posdesk.domain.asked import Asked, Order
from posdesk.domain.chip import Chip
from posdesk.domain.errors import DataTrouble, NotAllowed, NotFound, WrongInput
from posdesk.domain.event import CaseOpened
from posdesk.domain.life import Life
from posdesk.domain.people import Role
from posdesk.reports import case_table
from posdesk.services.desk import Desk
from posdesk.services.taking_out import Form, TakenOut, Taking
from tests.storage.samples import opening

MADE: tuple[Callable[[Desk], Taking], ...] = (
    lambda desk: desk.taking_out.journal(),
    lambda desk: desk.taking_out.found(Form.CSV, "en"),
    lambda desk: desk.taking_out.named((), Form.XLSX, "en"),
    lambda desk: desk.taking_out.asked(Asked(), (), Form.JSON, "en"),
)


def add(desk: Desk, **facts: str) -> str:
    log = desk.log
    return log.add(log.read({"amount": "500.00", **facts}, set())).id


def table(made: TakenOut) -> list[dict[str, str]]:
    text = made.path.read_bytes().decode("utf-8-sig")
    headings, *lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    names = {column.heading.en: column.name for column in case_table.COLUMNS}
    return [dict(zip((names[h] for h in headings), line, strict=True)) for line in lines]


def many(desk: Desk, count: int) -> None:
    store = desk.taking_out._store
    with store.writing(actor="03") as writer:
        for n in range(count):
            writer.append(opening(f"261120-{n:06d}", f"case-{n}", amount=n + 1))


@pytest.mark.parametrize("take", MADE)
def test_only_a_manager_takes_data_out(desk: Desk, take: Callable[[Desk], Taking]) -> None:
    take(desk)
    desk.staff.add("周敏", Role.MANAGER)
    desk.staff.set_pin("周敏", "83920174")
    desk.staff.sign_out()
    with pytest.raises(NotAllowed):
        take(desk)
    desk.staff.sign_in("周敏", "83920174")
    take(desk)


def test_a_table_tells_of_each_case(desk: Desk, tmp_path: Path) -> None:
    add(desk, amount="0.07", symptom="=1+1", rrn="032412345678", batch="000218", trace="000001")
    add(desk, merchant_id="898330154110023", flow="no-slip", terminal="timeout", bank="debited")
    target = tmp_path / "cases.csv"
    made = desk.taking_out.found(Form.CSV, "en").to_file(target)
    raw = target.read_bytes()
    assert (made.path, made.count, made.size) == (target, 2, len(raw))
    assert made.sha256 == hashlib.sha256(raw).hexdigest()
    newest, oldest = table(made)
    assert (oldest["amount"], oldest["symptom"]) == ("0.07", "'=1+1")
    assert (oldest["rrn"], oldest["batch"], oldest["trace"]) == ("032412345678", "000218", "000001")
    assert newest["merchant_id"] == "898330154110023"
    assert (newest["money"], newest["charge_again"]) == ("One-sided entry", "No")
    assert newest["reason"] == "no-slip"
    assert newest["next"]


def test_json_holds_what_a_case_shows(desk: Desk, tmp_path: Path) -> None:
    first, second = add(desk, symptom='"\u2028\n👩‍👩‍👧'), add(desk)
    taking = desk.taking_out.named((second, first, second), Form.JSON, "en")
    made = taking.to_file(tmp_path / "cases.json")
    told = json.loads(made.path.read_bytes())
    assert [one["id"] for one in told] == [second, first]
    assert told[1]["symptom"] == '"\u2028\n👩‍👩‍👧'
    assert told[1]["timeline"][0]["text"]["en"].startswith("Reported: ")
    assert told[0]["next"]["due"]
    assert told[0]["attempts"][0]["amount"] == "500.00"


def test_no_cases_are_an_empty_list(desk: Desk, tmp_path: Path) -> None:
    taking_out = desk.taking_out
    made = taking_out.found(Form.JSON, "en").to_file(tmp_path / "a.json")
    assert (json.loads(made.path.read_bytes()), made.count) == ([], 0)
    assert table(taking_out.found(Form.CSV, "en").to_file(tmp_path / "a.csv")) == []


def test_a_case_that_is_not_there_is_told_and_nothing_is_written(
    desk: Desk, tmp_path: Path
) -> None:
    taking = desk.taking_out.named((add(desk), "no such"), Form.CSV, "en")
    with pytest.raises(NotFound):
        taking.to_file(tmp_path / "cases.csv")
    assert list(tmp_path.glob("*.csv*")) + list(tmp_path.glob(".*.part")) == []


def test_only_what_fits_is_taken(desk: Desk, tmp_path: Path) -> None:
    closed, wanted = add(desk, symptom="重复扣款"), add(desk, symptom="没出单")
    desk.follow_up.move(closed, Life.CLOSED, why="done", outcome="MISTAKE")
    taking_out, target = desk.taking_out, tmp_path / "some.csv"

    def symptoms(**which: Any) -> list[str]:
        return [
            one["symptom"]
            for one in table(taking_out.found(Form.CSV, "en", **which).to_file(target))
        ]

    assert symptoms() == ["没出单", "重复扣款"]
    assert symptoms(query="没出单") == ["没出单"]
    assert symptoms(state=Life.CLOSED) == ["重复扣款"]
    assert symptoms(due="today") == ["没出单"]
    assert symptoms(due="today", state=Life.CLOSED) == []
    (told,) = table(taking_out.found(Form.CSV, "en", state=Life.CLOSED).to_file(target))
    assert (told["closed_at"] != "", told["outcome"]) == (True, "Logged by mistake")
    assert wanted


def test_a_list_is_taken_as_it_is_looked_at(desk: Desk, tmp_path: Path) -> None:
    ids = [add(desk, amount=amount) for amount in ("3.00", "1.00", "2.00")]
    for one in ids:
        desk.follow_up.move(one, Life.CLOSED, why="done", outcome="MISTAKE")
    kept, target = add(desk, amount="9.00"), tmp_path / "list.csv"

    def amounts(asked: Asked) -> list[str]:
        rows = (
            desk.case_list.shelf(asked.chip, asked.words).rows if asked.chip is Chip.LIVING else ()
        )
        made = desk.taking_out.asked(asked, rows, Form.CSV, "en").to_file(target)
        return [one["amount"] for one in table(made)]

    desk.case_list.read(100)
    assert amounts(Asked(Chip.CLOSED, order=Order.AMOUNT)) == ["1.00", "2.00", "3.00"]
    backwards = Asked(Chip.CLOSED, order=Order.AMOUNT, backwards=True)
    assert amounts(backwards) == ["3.00", "2.00", "1.00"]
    assert amounts(Asked(Chip.CLOSED, words="2.00")) == ["2.00"]
    assert amounts(Asked(Chip.ALL, order=Order.NUMBER)) == ["3.00", "1.00", "2.00", "9.00"]
    assert amounts(Asked(Chip.LIVING)) == ["9.00"]
    assert kept


def test_the_data_folder_takes_nothing(desk: Desk, data_dir: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(data_dir)
    before = sorted(data_dir.iterdir())
    for target in (data_dir / "x.csv", data_dir / "new" / "x.csv", link / "x.csv"):
        for taking in (desk.taking_out.found(Form.CSV, "en"), desk.taking_out.journal()):
            with pytest.raises(WrongInput, match="data folder"):
                taking.to_file(target)
    assert sorted(data_dir.iterdir()) == before


class GivenUp(Exception):
    """Raised where somebody thinks better of it."""


@pytest.mark.parametrize("form", Form)
def test_giving_up_leaves_what_was_there(desk: Desk, tmp_path: Path, form: Form) -> None:
    many(desk, 600)
    target = tmp_path / "cases"
    target.write_bytes(b"before")

    def give_up(done: int, total: int) -> None:
        if done > 256:
            raise GivenUp

    for taking in (desk.taking_out.found(form, "en"), desk.taking_out.journal()):
        with pytest.raises(GivenUp):
            taking.to_file(target, give_up)
        assert target.read_bytes() == b"before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cases", "data"]


@pytest.mark.parametrize("form", Form)
def test_a_full_disk_leaves_what_was_there(
    desk: Desk, tmp_path: Path, form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(desk, 600)
    target = tmp_path / "cases"
    target.write_bytes(b"before")

    def full(_fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(DataTrouble, match="disk is full"):
        desk.taking_out.found(form, "en").to_file(target)
    assert target.read_bytes() == b"before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cases", "data"]


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_memory_does_not_grow_with_the_cases(desk: Desk, tmp_path: Path) -> None:
    target, taking_out = tmp_path / "cases.xlsx", desk.taking_out
    cases = (
        CaseOpened(case=f"case-{n}", number=f"261120-{n:05d}", symptom="没出单")
        for n in range(3_000)
    )
    with taking_out._store.writing(actor="03") as writer:
        writer.append(tuple(cases))

    def peak(form: Form, query: str, count: int) -> int:
        taking = taking_out.found(form, "en", query=query)
        tracemalloc.start()
        assert taking.to_file(target).count == count
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    # Eight bytes for the place of each case are all that may stay: a case takes hundreds.
    # The first time is not counted: it fills what stays once for all.
    for form in (Form.CSV, Form.XLSX):
        peak(form, "261120-000", 100)
        few = peak(form, "261120-00", 1_000)
        assert peak(form, "", 3_000) - few < 100_000
    book = openpyxl.load_workbook(target, read_only=True)
    assert sum(1 for _ in book.worksheets[0].iter_rows(max_col=1)) == 3_001
    peak(Form.JSON, "261120-0000", 10)
    few = peak(Form.JSON, "261120-000", 100)
    assert peak(Form.JSON, "261120-00", 1_000) - few < 1_500_000


def test_a_journal_is_taken_whole(desk: Desk, tmp_path: Path) -> None:
    many(desk, 1200)
    told: list[tuple[int, int]] = []
    made = desk.taking_out.journal().to_file(tmp_path / "j.jsonl", lambda *done: told.append(done))
    head, *lines = made.path.read_bytes().splitlines()
    assert (json.loads(head)["events"], len(lines), made.count) == (2401, 2401, 2401)
    assert told == [(1000, 2401), (2000, 2401)]
