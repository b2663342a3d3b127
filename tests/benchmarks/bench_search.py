"""A search among very many cases, key by key, beside LIKE on the same rows; prints JSON.

    python -m tests.benchmarks.bench_search [--cases N]

The cases are rows as the journal's own cases have them, with words, amounts and numbers drawn anew,
written past the journal by what writes them else. Each beginning of what is typed is a keystroke,
and one figure: from the question to the first page of rows. Times are milliseconds of this thread's
processor time, which other programs do not lengthen, and beside them of the clock.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from statistics import median, quantiles

from posdesk.domain.event import Event, NoteAdded, StateChanged
from posdesk.domain.life import Life
from posdesk.domain.moment import BEIJING
from posdesk.domain.money import plain_amount
from posdesk.storage.case_tables import CaseTables, pieces_of
from posdesk.storage.initials import initials_of
from posdesk.storage.queries.pages import By, Pages, Wanted
from posdesk.storage.rows import Row
from posdesk.storage.store import Store
from posdesk.storage.words import normal
from tests.benchmarks.bench_storage import NOW, answer, opening

CLOSED = 0.97
SYMPTOMS = [
    "没出单，客人手机显示已扣款",
    "重复扣款，刷了两次",
    "付款码超时，不知道收到没有",
    "钱扣了机器说失败",
    "退款一直没到账",
    "预授权完成后又扣了一笔",
    "芯片读不出来",
    "刷卡被拒，客人说卡没问题",
    "签购单没有打印出来",
    "撤销做了，客人说没退",
    "金额输错，多刷了一百",
    "微信付了，收银机没反应",
    "支付宝显示成功，终端显示处理中",
    "隔天未到账",
    "少了一笔，对账对不上",
    "客人否认这笔交易",
]
SAID = [
    "客人比较着急",
    "留了电话等回复",
    "后台显示已请款",
    "明天上午退回",
    "让客人看银行短信",
    "已经查过流水",
    "收单机构说三个工作日",
    "发卡行没有入账",
    "客人先走了",
    "换了一台机器",
    "店长同意先放货",
    "打印机没纸",
    "网络断过一次",
    "要求出具证明",
    "说下午再打来",
    "已发传真",
    "钱包客服转人工",
    "原路退回",
]
PEOPLE = ("林晓", "周宁", "王小梅", "陈志强", "赵敏", "孙丽华", "吴磊", "郑秀英")
COMPANIES = (
    "银联商务",
    "通联支付",
    "拉卡拉",
    "招商银行",
    "建设银行",
    "农业银行",
    "工商银行",
    "交通银行",
)
PLACES = "东南西北中山海江湖城新华和平安康明德福龙凤春秋光大永兴隆盛泰丰源"
KINDS = {
    "one character": ("未", "退", "签", "梅"),
    "two characters": ("到账", "短信", "林晓", "芯片", "没纸"),
    "three and more": (
        "未到账",
        "重复扣款",
        "没有打印出来",
        "支付宝显示成功",
        "找不到的词",
        "招商银行",
    ),
    "initials": ("wdz", "cfkk", "mcd", "lx", "zfbxs", "zsyh", "qqq"),
    "amount": ("500", "¥86.50", "1,060", "4999.99", "12345.67", "88"),
    "last four": ("1234", "9015", "0007", "5550"),
    "reference": ("261120654321", "612063310457", "200115000123", "999999999999"),
    "ticket": ("gd2026112", "gd20240305017", "gd20211"),
    "case number": ("241120-07", "230101-115", "261120-01"),
    "mixed": ("未到账 500", "林晓 1234 退款", "wdz 86", "招商银行 gd2025 88.", "没纸 芯片 9"),
}


def main() -> None:
    """Run and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000, help="cases in the tables")
    parser.add_argument("--folder", type=Path, help="where to make them, or where they are already")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="posdesk-bench-") as name:
        folder = given.folder or Path(name)
        print(json.dumps(measure(folder, given.cases), indent=2, ensure_ascii=False))


def measure(folder: Path, cases: int) -> dict[str, object]:
    """Return all figures on ``cases`` in ``folder``."""
    figures: dict[str, object] = {"cases": cases}
    with Store.open(folder, clock=lambda: NOW, software="bench", as_it_lies=True) as store:
        (there,) = store._database.row("SELECT count(*) FROM cases")
        if there < cases:
            figures |= _fill(store, cases)
        figures["rows_mb"] = round(store._database.path.stat().st_size / 1e6)
        for chip, lives in (("all", frozenset(Life)), ("closed", frozenset({Life.CLOSED}))):
            figures[f"keys_{chip}"] = {
                kind: _keys(store, typed, lives) for kind, typed in KINDS.items()
            }
        figures["like"] = _like(store)
        figures["lists"] = _lists(store)
    with tempfile.TemporaryDirectory(prefix="posdesk-bench-") as name:
        figures["rebuild"] = _rebuild(Path(name))
    return figures


def made(cases: int) -> Iterable[tuple[int, Row]]:
    """Yield rows with their places, the same in each run."""
    chance = random.Random(2026)
    with tempfile.TemporaryDirectory(prefix="posdesk-bench-") as name:
        model = _model(Path(name))
    day, of_day = datetime(2020, 1, 1, 9, tzinfo=BEIJING), count(1)
    for number in range(cases):
        if chance.random() < 0.0025:
            day, of_day = day + timedelta(days=1), count(1)
        amount = chance.choice((chance.randrange(100, 3_000_000), chance.randrange(1, 400) * 500))
        number_of_day, symptom = f"{day:%y%m%d}-{next(of_day):02}", chance.choice(SYMPTOMS)
        life = Life.CLOSED if chance.random() < CLOSED else chance.choice(list(Life))
        card = f"{chance.choice(('622848', '621700', '436742'))}******{chance.randrange(10000):04}"
        rrn = f"{day:%y%m%d}{chance.randrange(10**6):06}"
        said = [
            *(number_of_day, symptom, chance.choice(PEOPLE), f"{chance.randrange(1, 9)}号收银台"),
            *("单边账", "one-sided entry", card, chance.choice(COMPANIES), "898310053110001"),
            *(f"1234567{chance.randrange(9)}", f"{chance.randrange(400):06}"),
            *(f"{chance.randrange(10**6):06}", rrn, "没出单，客人说扣了钱"),
            *("No slip, but the customer was debited", "去查交易", "Enquire the transaction"),
            f"GD{day:%Y%m%d}{chance.randrange(1000):03}",
            "，".join(chance.sample(SAID, 3)),
            "".join(chance.choices(PLACES, k=6)) + "公司",
        ]
        words = "\n".join(map(normal, said))
        yield (
            number * 8 + 2,
            model._replace(
                id=f"01a1fe3c-0000-7000-8000-{number:012d}",
                number=number_of_day,
                opened_at=day.isoformat(),
                amount=amount,
                amounts=f"¥{plain_amount(amount)}",
                symptom=symptom,
                card=card,
                rrn=rrn,
                life=life,
                words=words,
                initials=initials_of(words),
            ),
        )


def _model(folder: Path) -> Row:
    """Return the row of a case that went the usual way."""
    with Store.open(folder, clock=lambda: NOW, software="bench") as store:
        store.open_case(lambda given: opening(0, given), actor="bench")
        store.append([answer(0, step) for step in range(3)], actor="bench")
        case = answer(0, 0).case
        closed = StateChanged(case=case, to="closed", why="退回了", outcome="REVERSED")
        store.append([closed], actor="bench")
        return Row._make(store._database.row(f"SELECT {', '.join(Row._fields)} FROM cases"))


def _fill(store: Store, cases: int) -> dict[str, object]:
    tables, spent, begun = CaseTables(store._database), 0.0, time.process_time()
    rows, done = iter(made(cases)), 0
    while done < cases:
        with store._database.atomic():
            for place, row in rows:
                clock = time.process_time()
                tables.insert(place, row)
                spent += time.process_time() - clock
                done += 1
                if done % 20_000 == 0:
                    break
    pieces = len(pieces_of(row).split())
    return {
        "made_in_cpu_s": round(time.process_time() - begun, 1),
        "insert_and_index_one_ms": round(spent / cases * 1000, 3),
        "pieces_of_one": pieces,
    }


def _keys(store: Store, typed: Iterable[str], lives: frozenset[Life]) -> dict[str, object]:
    asked = dict.fromkeys(words[:end] for words in typed for end in range(1, len(words) + 1))
    cpu, wall = _clocked(
        lambda words: store.pages.first(Wanted(words, lives)), [a for a in asked if a.strip()]
    )
    return {"keys": len(cpu), "cpu": _told(cpu), "clock": _told(wall)}


def _clocked(ask: Callable[[str], object], asked: list[str]) -> tuple[list[float], list[float]]:
    cpu, wall = [], []
    for words in asked:
        clock, thread = time.perf_counter(), time.thread_time()
        ask(words)
        cpu.append((time.thread_time() - thread) * 1000)
        wall.append((time.perf_counter() - clock) * 1000)
    return cpu, wall


def _told(times: list[float]) -> dict[str, float]:
    p95 = quantiles(times, n=20)[18] if len(times) > 1 else times[0]
    return {"p50": round(median(times), 2), "p95": round(p95, 2), "max": round(max(times), 2)}


def _like(store: Store) -> dict[str, float]:
    """Look for the same with LIKE, the newest first, as a program without an index would."""
    sql = "SELECT id FROM cases WHERE words LIKE ? ORDER BY place DESC LIMIT 257"
    _, wall = _clocked(
        lambda words: store._database.rows(sql, (f"%{words}%",)),
        ["未到账", "找不到的词", "261120654321", "没有打印出来"],
    )
    return _told(wall)


def _lists(store: Store) -> dict[str, object]:
    """Read the first page, the whole spread and pages anywhere of long lists."""
    lists = {
        "newest": Wanted(),
        "amount": Wanted(by=By.AMOUNT),
        "number": Wanted(by=By.NUMBER),
        "closed": Wanted(lives=frozenset({Life.CLOSED})),
        "search": Wanted("到账"),
        "search, long": Wanted("没有打印"),
        "search, dense": Wanted("客人"),
        "search by amount": Wanted("没有打印", by=By.AMOUNT),
        "search by amount, rare": Wanted("1234", by=By.AMOUNT),
    }
    return {name: _list(store.pages, wanted) for name, wanted in lists.items()}


def _list(pages: Pages, wanted: Wanted) -> dict[str, object]:
    _, first = _clocked(lambda _: pages.first(wanted), [""] * 3)
    begun = time.perf_counter()
    spread = pages.spread(wanted, lambda: False)
    counted = (time.perf_counter() - begun) * 1000
    chance = random.Random(1)
    cpu, _ = _clocked(
        lambda _: pages.page(wanted, spread, chance.randrange(spread.pages)),
        [""] * (40 if spread.pages else 0),
    )
    return {
        "count": spread.count,
        "first": round(min(first), 2),
        "spread": round(counted, 1),
        "page_cpu": _told(cpu) if cpu else None,
    }


def _rebuild(folder: Path, cases: int = 1600) -> dict[str, object]:
    with Store.open(folder, clock=lambda: NOW, software="bench") as store:
        for number in range(cases):
            with store.writing(actor="bench") as writer:
                writer.append(opening(number, f"261120-{number:04}"))
                steps: list[Event] = [answer(number, step) for step in range(9)]
                writer.append([*steps, NoteAdded(case=steps[0].case, text=SAID[number % 18])])
        begun = time.process_time()
        store.rebuild()
        spent = time.process_time() - begun
        return {"events": store.length, "events_per_cpu_s": round(store.length / spent)}


if __name__ == "__main__":
    main()
