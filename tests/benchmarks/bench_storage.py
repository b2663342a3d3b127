"""Durable saving against plain SQLite, and going through the chain; prints JSON.

    python -m tests.benchmarks.bench_storage [--saves N]

The plain side uses the same driver with WAL and FULL and stores the same rows (event, payload,
case) in tables with the same indexes, but without folding, hashing, triggers or checks. Both sides
take turns within one run, so that what else the machine does weighs on both alike.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from statistics import median, quantiles

from posdesk.domain.event import Answered, CaseOpened, Event, SlipRecorded, WalkStarted
from posdesk.domain.moment import BEIJING
from posdesk.domain.text import Text
from posdesk.storage.chain import Header
from posdesk.storage.driver import SQLITE_VERSION, Connection, connect
from posdesk.storage.store import Store

STEPS = 10
"""Answers after each case is opened."""

NOW = datetime(2026, 11, 20, 14, 32, 7, tzinfo=BEIJING)


def main() -> None:
    """Run and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--saves", type=int, default=2000, help="events saved on each side")
    saves = parser.parse_args().saves
    with tempfile.TemporaryDirectory(prefix="posdesk-bench-") as folder:
        print(json.dumps(measure(Path(folder), saves), indent=2))


def measure(folder: Path, saves: int) -> dict[str, object]:
    """Return the figures of ``saves`` appended answers; times in milliseconds."""
    with Store.open(folder / "data", clock=lambda: NOW, software="bench") as store:
        plain, single = Plain(folder / "plain.db", store), Single(folder / "single.db")
        times: dict[str, list[float]] = {"store": [], "same_rows": [], "one_row": []}
        for number in range(saves // STEPS):
            store.open_case(lambda given, n=number: opening(n, given), actor="bench")  # type: ignore[misc]
            plain.copy_case()
            for step in range(STEPS):
                event = answer(number, step)
                _clock(times["store"], lambda e=event: store.append((e,), actor="bench"))  # type: ignore[misc]
                plain.take()
                _clock(times["same_rows"], plain.save)
                _clock(times["one_row"], lambda: single.save(plain.body))
        return {"sqlite": SQLITE_VERSION, **_ratios(times), "verify": _verify(store)}


def opening(number: int, given: str) -> tuple[Event, ...]:
    """Return how a case begins."""
    case = f"01a1fe3c-0000-7000-8000-{number:012d}"
    return (
        CaseOpened(case=case, number=given, symptom="没出单，客人手机显示已扣款", cashier="03"),
        SlipRecorded(
            case=case,
            values={
                "amount": 50000 + number,
                "card": "622848******1234",
                "merchant_id": "898310053110001",
                "terminal_id": "12345678",
                "batch": "000017",
                "trace": f"{number:06d}",
                "rrn": f"{number:012d}",
            },
        ),
        WalkStarted(
            case=case,
            walk=f"w{number}",
            flow="no-slip",
            flow_version="1",
            title=Text("没出单，客人说扣了钱", "No slip, customer debited"),
            node="no-slip/start",
        ),
    )


def answer(number: int, step: int) -> Answered:
    """Return one answer of a walk, of a usual size."""
    return Answered(
        case=f"01a1fe3c-0000-7000-8000-{number:012d}",
        walk=f"w{number}",
        node=f"no-slip/step-{step}",
        kind="question",
        question=Text(
            "终端屏幕上写的是什么？请照原样念出来。",
            "What does the terminal's screen say? Read it out as it stands.",
        ),
        answer="timeout",
        answer_text=Text("交易超时，请查询", "Timed out, please enquire"),
        source="screen",
        to=f"no-slip/step-{step + 1}",
        terminal="timeout" if step > 2 else None,
        bank="debited" if step > 5 else None,
    )


class Plain:
    """The rows that the store has just written, written once more without any of its care."""

    def __init__(self, path: Path, store: Store) -> None:
        self._source = connect(store.folder / "posdesk.db")
        self._target = _open(path)
        for kind in ("table", "index"):
            for (sql,) in self._source.execute(
                "SELECT sql FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL"
                " AND tbl_name IN ('events', 'payloads', 'cases', 'derived')",
                (kind,),
            ):
                self._target.execute(sql)
        self._event: tuple[object, ...] = ()
        self._payload: tuple[object, ...] = ()
        self._case: tuple[object, ...] = ()
        self._derived: tuple[object, ...] = ()
        self.body = b""

    def copy_case(self) -> None:
        """Take over the row of the newest case and the events it begins with."""
        self._target.execute("BEGIN IMMEDIATE")
        for table in ("events", "payloads", "cases"):
            _copy_missing(self._source, self._target, table)
        self._target.execute("COMMIT")

    def take(self) -> None:
        """Read what the store wrote last."""
        newest = "SELECT * FROM {} ORDER BY pos DESC LIMIT 1"
        self._event = self._source.execute(newest.format("events")).fetchone()
        self._payload = self._source.execute(newest.format("payloads")).fetchone()
        self.body = self._source.execute(newest.format("payloads")).fetchone()[2]
        (case_id,) = self._source.execute(
            'SELECT "case" FROM events ORDER BY pos DESC LIMIT 1'
        ).fetchone()
        self._case = self._source.execute(
            "SELECT last_at, state, charge_again, node, step_zh, step_en, walk_at, words, head, id"
            " FROM cases WHERE id = ?",
            (case_id,),
        ).fetchone()
        self._derived = self._source.execute("SELECT * FROM derived").fetchone()

    def save(self) -> None:
        """Write it."""
        execute = self._target.execute
        execute("BEGIN IMMEDIATE")
        execute(f"INSERT INTO events VALUES ({'?, ' * 11}?)", self._event)
        execute("INSERT INTO payloads VALUES (?, ?, ?)", self._payload)
        execute(
            "UPDATE cases SET last_at = ?, state = ?, charge_again = ?, node = ?, step_zh = ?,"
            " step_en = ?, walk_at = ?, words = ?, head = ? WHERE id = ?",
            self._case,
        )
        execute("REPLACE INTO derived VALUES (?, ?, ?, ?)", self._derived)
        execute("COMMIT")


class Single:
    """One table, one row, one index: the least that a program could save of an event."""

    def __init__(self, path: Path) -> None:
        self._target = _open(path)
        self._target.execute("CREATE TABLE log (id INTEGER PRIMARY KEY, at TEXT, body BLOB)")
        self._target.execute("CREATE INDEX log_at ON log(at)")

    def save(self, body: bytes) -> None:
        """Write the same payload."""
        execute = self._target.execute
        execute("BEGIN IMMEDIATE")
        execute("INSERT INTO log (at, body) VALUES (?, ?)", (NOW.isoformat(), body))
        execute("COMMIT")


def _open(path: Path) -> Connection:
    connection = connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _copy_missing(source: Connection, target: Connection, table: str) -> None:
    for row in source.execute(f"SELECT * FROM {table} ORDER BY rowid DESC LIMIT 4"):
        target.execute(f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * len(row))})", row)


def _clock(times: list[float], act: Callable[[], object]) -> None:
    begun = time.perf_counter()
    act()
    times.append((time.perf_counter() - begun) * 1000)


def _ratios(times: dict[str, list[float]]) -> dict[str, object]:
    medians = {name: median(values) for name, values in times.items()}
    return {
        "saves": len(times["store"]),
        "median_ms": {name: round(value, 3) for name, value in medians.items()},
        "p95_ms": {name: round(quantiles(v, n=20)[18], 3) for name, v in times.items()},
        "ratio_same_rows": round(medians["store"] / medians["same_rows"], 2),
        "added_ms": round(medians["store"] - medians["same_rows"], 3),
        "ratio_one_row": round(medians["store"] / medians["one_row"], 2),
    }


def _verify(store: Store) -> dict[str, object]:
    """Return how long going through the chain takes beside bare SHA-256 over the same bytes."""
    begun = time.process_time()
    found = store.verify()
    seconds = time.process_time() - begun
    assert found.valid
    hashed = list(_hashed(store.folder))
    begun = time.process_time()
    for piece in hashed:
        sha256(piece).digest()
    bare = time.process_time() - begun
    return {
        "events": found.events,
        "events_per_second": round(found.events / seconds),
        "bytes": sum(map(len, hashed)),
        "bare_sha256_events_per_second": round(found.events / bare),
        "ratio_to_bare_sha256": round(seconds / bare, 1),
    }


def _hashed(folder: Path) -> Iterator[bytes]:
    """Yield what the chain hashes: of each event its salt with its payload, and its header."""
    connection = connect(folder / "posdesk.db")
    rows = connection.execute(
        'SELECT e.counter, e.seq, e.id, e.type, e.version, e.at, e.actor, e."case", e.digest,'
        " e.prev, p.salt, p.body FROM events e JOIN payloads p ON p.pos = e.pos"
    )
    for *header, salt, body in rows:
        yield salt + body
        yield Header(*header).canonical()
    connection.close()


if __name__ == "__main__":
    main()
