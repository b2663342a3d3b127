"""Whatever is searched for, the tables and the memory find what an obvious search finds."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posdesk.domain.event import AttemptAdded, NoteAdded, SlipRecorded, StateChanged
from posdesk.domain.life import Life
from posdesk.storage.initials import initials_of
from posdesk.storage.queries.pages import PAGE, By, Wanted
from posdesk.storage.store import Store
from posdesk.storage.words import normal
from tests.storage.samples import open_case, open_store

SAID = st.text(
    st.sampled_from(
        [
            *"未到账没出单重复扣款客人银行退回长重行",
            *"0123456789" * 2,
            *"abcgdwz ABz",
            *"  \n\t，。．-*•¥￥元%_'\"(Ａ１７ﬁß\x00\x1c\ue000\ue080\ue081\ue0ff",
            "😀",
            "𠮷",
            "é",
            "鿿",
            "龘",
        ]
    ),
    max_size=14,
)
AMOUNTS = st.integers(1, 99999) | st.sampled_from([50000, 5000, 500, 10**11])
ORDERS = [(by, down) for by in By for down in (True, False)]


class Known:
    """A case as a person would look at it: what it says, in order of being heard of."""

    def __init__(self, store: Store) -> None:
        sql = "SELECT id, number, amount, life, words, amounts FROM cases ORDER BY place"
        self.rows = store._database.rows(sql)

    def found(self, wanted: Wanted) -> list[str]:
        """Go through all cases and look at each, with nothing but Python."""
        hits = [
            (place, row)
            for place, row in enumerate(self.rows)
            if row[3] in wanted.lives
            and all(held(part, row[4], row[5]) for part in normal(wanted.query).split())
        ]
        keys = {
            By.PLACE: lambda hit: hit[0],
            By.NUMBER: lambda hit: (hit[1][1], hit[0]),
            By.AMOUNT: lambda hit: (hit[1][2] or 0, hit[0]),
        }
        hits.sort(key=keys[wanted.by], reverse=wanted.down)
        return [row[0] for _, row in hits]


def held(part: str, words: str, amounts: str) -> bool:
    """Return whether a part of a query is held, said as plainly as it can be."""
    if part == "*" or part in words:
        return True
    typed = part.removeprefix("¥").removesuffix("元").replace(",", "")
    if typed[:1].isdigit() and any(a.startswith(typed) for a in amounts.split("¥")[1:]):
        return True
    if len(part) < 2 or not (part.isascii() and part.isalpha()):
        return False
    return any(part in run for run in initials_of(words).split())


def check(store: Store, query: str, lives: frozenset[Life]) -> None:
    known = Known(store)
    for by, down in ORDERS:
        wanted = Wanted(query, lives, by, down)
        obvious = known.found(wanted)
        first = store.pages.first(wanted)
        assert [row.id for row in first.rows] == obvious[:PAGE]
        assert first.more == (len(obvious) > PAGE)
        spread = store.pages.spread(wanted, lambda: False)
        assert spread.count == len(obvious)
        rows = [r for n in range(spread.pages) for r in store.pages.page(wanted, spread, n)]
        assert [row.id for row in rows] == obvious
    newest = known.found(Wanted(query, lives))
    assert [row.id for row in store.cases(query, lives=lives, limit=1000)] == newest
    from posdesk.storage.words import sought

    ids = [row[0] for row in known.rows if row[3] in lives]
    living = {one.row.id for one in store.living.cases(ids) if one.holds(sought(query))}
    assert living == set(newest)


def queries(said: Sequence[str]) -> st.SearchStrategy[str]:
    """Stretches of what was said, amounts and anything else, one or two at once."""
    stretch = st.builds(
        lambda text, start, size: text[start : start + size],
        st.sampled_from([*said, "500.00", "没出单，手机显示已扣款", "261120654321", "622848*1234"]),
        st.integers(0, 9),
        st.integers(1, 7),
    )
    letters = st.builds(
        lambda text, start, size: initials_of(text).replace("\n", " ")[start : start + size],
        st.sampled_from([*said, "没出单，手机显示已扣款"]),
        st.integers(0, 9),
        st.integers(2, 5),
    )
    one = st.one_of(stretch, stretch, letters, SAID, st.sampled_from(["wdz", "¥5", "500.0", "q"]))
    return st.lists(one, min_size=1, max_size=2).map(" ".join)


LIVES = st.sampled_from(
    [frozenset(Life), frozenset({Life.CLOSED}), frozenset({Life.OPEN, Life.WAITING})]
)


@settings(max_examples=60)
@given(data=st.data())
def test_a_search_finds_what_an_obvious_one_would(data: st.DataObject) -> None:
    said = data.draw(st.lists(SAID, min_size=1, max_size=6))
    with tempfile.TemporaryDirectory() as name, open_store(Path(name)) as store:
        for number, text in enumerate(said):
            _live(store, f"case-{number}", text, data)
        query, lives = data.draw(queries(said)), data.draw(LIVES)
        check(store, query, lives)
        _live_on(store, "case-0", data)
        check(store, query, lives)
        assert store.differing() == ()
        with store._database.atomic():
            store._projection.forget(["case-0"])
        check(store, query, lives)
        store.rebuild()
        check(store, data.draw(queries(said)), lives)
        assert store.differing() == ()


def _live(store: Store, case: str, text: str, data: st.DataObject) -> None:
    open_case(store, case, data.draw(AMOUNTS))
    if text:
        store.append([NoteAdded(case=case, text=text)], actor="03")
    life = data.draw(st.sampled_from(["open", "closed", "waiting"]))
    if life != "open":
        store.append([StateChanged(case=case, to=life, why="因")], actor="03")


def _live_on(store: Store, case: str, data: st.DataObject) -> None:
    slip = SlipRecorded(case=case, attempt=2, values={"amount": data.draw(AMOUNTS)})
    note = NoteAdded(case=case, text=data.draw(SAID) or "无")
    store.append([AttemptAdded(case=case, attempt=2), slip, note], actor="03")


@pytest.fixture(scope="module")
def long() -> Iterator[Store]:
    """More than a page of cases."""
    with tempfile.TemporaryDirectory() as name, open_store(Path(name)) as store:
        for number in range(PAGE + 30):
            open_case(store, f"case-{number}", 50000 + number % 7 * 100)
            if number % 5:
                closed = StateChanged(case=f"case-{number}", to="closed", why="退回了")
                store.append([closed], actor="03")
        yield store


@pytest.mark.parametrize("query", ["", "*", "没出单", "500", "501 wc", "1234", "tk", "zzz", "单 5"])
@pytest.mark.parametrize("lives", [frozenset(Life), frozenset({Life.CLOSED}), frozenset()])
def test_long_lists_come_page_by_page(long: Store, query: str, lives: frozenset[Life]) -> None:
    check(long, query, lives or frozenset(Life))


def test_a_wrong_or_missing_piece_is_named(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        for number in range(4):
            open_case(store, f"case-{number}")
        execute = store._database.connection.execute
        places = dict(store._database.rows("SELECT id, place FROM cases"))
        execute("DELETE FROM pieces WHERE rowid = ?", (places["case-1"],))
        execute("DELETE FROM pieces WHERE rowid = ?", (places["case-2"],))
        execute("INSERT INTO pieces (rowid, said) VALUES (?, 'x')", (places["case-2"],))
        execute("INSERT INTO pieces (rowid, said) VALUES (999, 'x')")
        assert store.differing() == ("#999", "case-1", "case-2")
        store.rebuild()
        assert store.differing() == ()


def test_the_tables_lie_in_the_order_in_which_cases_were_heard_of(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        for case in ("zebra", "ape", "monkey"):
            open_case(store, case)
        sql = "SELECT place, id FROM cases ORDER BY place"
        before = store._database.rows(sql)
        assert [row[1] for row in before] == ["zebra", "ape", "monkey"]
        store.rebuild()
        assert store._database.rows(sql) == before


def test_no_list_is_sorted_or_counted_off_where_a_million_rows_would_feel_it(long: Store) -> None:
    asked: list[str] = []
    long._database.connection.set_trace_callback(asked.append)
    for by, down in ORDERS:
        for lives in (frozenset(Life), frozenset({Life.CLOSED})):
            wanted = Wanted("", lives, by, down)
            long.pages.first(wanted)
            spread = long.pages.spread(wanted)
            long.pages.page(wanted, spread, 0)
            long.pages.first(Wanted("没出", lives, By.PLACE, down))
            long.pages.spread(Wanted("没出", lives, By.PLACE, down))
    long._database.connection.set_trace_callback(None)
    questions = [sql for sql in asked if sql.startswith("SELECT")]
    assert len(questions) > 20
    for sql in questions:
        plan = " ".join(row[3] for row in long._database.rows(f"EXPLAIN QUERY PLAN {sql}"))
        assert "TEMP B-TREE" not in plan, (sql, plan)
        assert "OFFSET" not in sql
        assert "SCAN cases" not in plan or "COVERING INDEX" in plan or "max(" in sql, (sql, plan)
