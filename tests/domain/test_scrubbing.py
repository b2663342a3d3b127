"""What leaves the shop names nobody, and the same thing always has the same mark."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posdesk.domain.scrubbing import Scrubber, Sort

NAMES = {Sort.PERSON: ("林晓", "Lin Xiao"), Sort.SHOP: ("佳佳便利店",), Sort.ACCOUNT: ("jiajia",)}

PERSONAL = {
    "card": "6228480402564890018",
    "card in groups": "6228 4804 0256 4890 018",
    "mobile": "13812345678",
    "mobile with country": "+86 138 1234 5678",
    "mobile in full width": "１３８１２３４５６７８",
    "mobile with hyphens": "138-1234-5678",
    "landline": "010-62345678",
    "landline in brackets": "（021）6234 5678",
    "landline in one": "02162345678",
    "service number": "400-820-8888",
    "foreign": "+44 20 7946 0958",
    "mail": "lin.xiao@example.com",
    "amount": "¥1,288.00",
    "amount in words": "1288 元",
    "plain amount": "1288.50",
    "merchant": "104110070110001",
    "order": "4200001234202611201234567890",
    "code": "CVV 123",
    "name": "林晓",
    "name in Latin": "LIN  XIAO",
    "shop": "佳佳便利店",
    "account": "jiajia",
    "home": "/home/jiajia/文档/发票.pdf",
    "windows home": r"C:\Users\李 雷\Documents\slip.png",
    "share": r"\\SERVER01\收银\data",
}
LEFT = (
    "2026-11-20T14:43:07+08:00",
    "2026-11-20",
    "posdesk-261120-144307.backup",
    "a" * 20 + "13812345678" + "b" * 33,
    "Linux-6.1.0-25-amd64",
    "SQLite 3.53.4",
    "services.diary.Diary.note:120",
    "124000",
    "261120-0007",
)


@pytest.mark.parametrize("what", PERSONAL)
@pytest.mark.parametrize("frame", ["{}", "前{}后", "see {}, please", "key={}\tnext", '"{}"'])
def test_what_names_somebody_goes(what: str, frame: str) -> None:
    said = PERSONAL[what]
    cleaned = Scrubber(NAMES).clean(frame.format(said))
    assert said not in cleaned
    assert "<" in cleaned
    assert not any(part in cleaned for part in said.split() if len(part) > 3)


@pytest.mark.parametrize("said", LEFT)
def test_what_helps_and_names_nobody_stays(said: str) -> None:
    assert Scrubber(NAMES).clean(f"at {said} it was") == f"at {said} it was"


def test_the_same_thing_has_the_same_mark() -> None:
    scrubber = Scrubber(NAMES)
    first = scrubber.clean("13812345678 asked, 13987654321 answered")
    assert first == "<T1> asked, <T2> answered"
    assert scrubber.clean("+86 138 1234 5678") == "<T1>"
    assert scrubber.clean("林晓 and 林晓") == "<P1> and <P1>"


def test_places_are_called_by_what_they_are() -> None:
    scrubber = Scrubber(places={"<data>": ("/home/jiajia/店",), "<home>": ("/home/jiajia",)})
    assert scrubber.clean("/home/jiajia/店/posdesk.db 坏了") == "<data>/posdesk.db 坏了"
    assert scrubber.clean("/home/jiajia") == "<home>"


def test_a_long_log_is_cleaned_as_a_line_is() -> None:
    line = "2026-11-20T14:43:07+08:00 called 13812345678\n"
    assert Scrubber().clean(line * 9000) == line.replace("13812345678", "<T1>") * 9000


def test_words_of_every_day_are_no_names() -> None:
    scrubber = Scrubber({Sort.ACCOUNT: ("root", "1", "安"), Sort.PERSON: ("Al",)})
    assert scrubber.clean("root 请重新安装，Also 1") == "root 请重新安装，Also 1"


@given(st.text(), st.sampled_from(sorted(PERSONAL)), st.text())
def test_whatever_stands_around_it(before: str, what: str, after: str) -> None:
    scrubber = Scrubber(NAMES)
    cleaned = scrubber.clean(f"{before} {PERSONAL[what]} {after}")
    assert scrubber.clean(cleaned) == cleaned, "what is clean stays as it is"
    if what in ("card", "mobile", "name", "shop", "merchant"):
        assert PERSONAL[what] not in cleaned.replace(before, "").replace(after, "")
