from pathlib import Path

import pytest

from posdesk.domain.lesson import CardKind
from posdesk.intake.flow_faults import FlowFaults
from posdesk.intake.lesson_files import load_training, load_twins

THEME = """\
id: first
title: {zh_CN: 先看, en: Look first}
lessons:
  - id: slip
    title: {zh_CN: 看单子, en: The slip}
    text: {zh_CN: 先看单子。再看机器。, en: Look at the slip first. Then the terminal.}
    question:
      zh_CN: 先看什么？
      en: What first?
      answers:
        - {zh_CN: 单子, en: The slip, right: true}
        - {zh_CN: 再刷一次, en: Swipe again}
      why: {zh_CN: 单子作准。, en: The slip counts.}
    covers: [0-04]
"""
CARD = """\
id: calls
kind: warning
title: {zh_CN: 来电, en: Calls}
lines:
  - {zh_CN: 挂掉电话。, en: Hang up.}
covers: [0-43]
"""


def _folders(folder: Path, theme: str = THEME, card: str = CARD) -> tuple[Path, Path]:
    lessons, cards = folder / "training", folder / "cards"
    lessons.mkdir()
    cards.mkdir()
    (lessons / "first.yaml").write_text(theme, "utf-8")
    (cards / "calls.yaml").write_text(card, "utf-8")
    return lessons, cards


def test_lessons_and_cards_are_read(tmp_path: Path) -> None:
    training = load_training(*_folders(tmp_path))
    (lesson,) = training.themes[0].lessons
    assert (lesson.id, lesson.covers, lesson.question.right) == ("slip", ("0-04",), 0)
    assert lesson.question.choices[1].text.zh_CN == "再刷一次"
    (card,) = training.cards
    assert (card.kind, card.lines[0].en) == (CardKind.WARNING, "Hang up.")


SPOILT = [
    ("first.yaml", "en: Look first}", "en: [Look first}", 2, "not valid YAML", "YAML"),
    ("first.yaml", ", en: The slip}", "}", 5, "English half", "缺英文"),
    ("first.yaml", ", right: true", "", 10, "Exactly one answer", "只有一个对"),
    ("first.yaml", "en: Swipe again}", "en: Swipe again, right: true}", 10, "Exactly", "只有一个"),
    ("first.yaml", "        - {zh_CN: 再刷一次, en: Swipe again}\n", "", 10, "2 to 4", "2 到 4"),
    ("first.yaml", "    covers: [0-04]", "    covers: [G1]", 14, "not written as", "写法不对"),
    (
        "first.yaml",
        "    covers: [0-04]",
        "    colour: red",
        14,
        "“colour” is no name",
        "没有“colour”",
    ),
    ("first.yaml", "en: The slip counts.", "en: Swipe it again.", 13, "take the payment", "再收款"),
    ("first.yaml", "zh_CN: 先看单子。再看机器。", "zh_CN: 问密码。", 6, "never ask", "不能问"),
    ("first.yaml", "id: first", "id: second", 1, "called like its id", "文件名"),
    ("calls.yaml", "kind: warning", "kind: joke", 2, "“joke” is none of", "不在可选的值里"),
    ("calls.yaml", "en: Hang up.", "en: See www.example.com", 5, "no links", "不放链接"),
    ("calls.yaml", "zh_CN: 挂掉电话。", "zh_CN: 换张卡付。", 5, "take the payment", "再收款"),
]


@pytest.mark.parametrize(("file", "old", "new", "line", "en", "zh"), SPOILT)
def test_a_bad_file_is_refused_with_file_line_and_sentence(
    tmp_path: Path, file: str, old: str, new: str, line: int, en: str, zh: str
) -> None:
    assert old in THEME + CARD
    folders = _folders(tmp_path, THEME.replace(old, new, 1), CARD.replace(old, new, 1))
    with pytest.raises(FlowFaults) as caught:
        load_training(*folders)
    hit = [f for f in caught.value.faults if en in f.text.en and zh in f.text.zh_CN]
    assert [(f.file.name, f.line) for f in hit] == [(file, line)], caught.value.faults


def test_lessons_of_one_name_are_refused(tmp_path: Path) -> None:
    again = THEME.split("lessons:\n")[1]
    with pytest.raises(FlowFaults) as caught:
        load_training(*_folders(tmp_path, THEME + again))
    assert [(f.file.name, f.line) for f in caught.value.faults] == [("first.yaml", 15)]


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    theme = THEME.replace(", en: The slip}", "}", 1)
    with pytest.raises(FlowFaults) as caught:
        load_training(*_folders(tmp_path, theme, CARD.replace("kind: warning\n", "")))
    assert [(f.file.name, f.line) for f in caught.value.faults] == [
        ("calls.yaml", 1),
        ("first.yaml", 5),
    ]


def test_twins_are_read(tmp_path: Path) -> None:
    file = tmp_path / "twins.tsv"
    file.write_text("id\tsame_as\n0-01\t-\n0-02\t-\n1-05\t0-01;0-02\n", "utf-8")
    assert load_twins(file) == {"0-01": (), "0-02": (), "1-05": ("0-01", "0-02")}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("id same_as\n", 1),
        ("id\tsame_as\n0-01\t-\n0-01\t-\n", 3),
        ("id\tsame_as\nzero\t-\n", 2),
        ("id\tsame_as\n0-01\t-\n0-02\t0-09\n", 3),
    ],
)
def test_bad_twins_are_refused(tmp_path: Path, text: str, line: int) -> None:
    file = tmp_path / "twins.tsv"
    file.write_text(text, "utf-8")
    with pytest.raises(FlowFaults) as caught:
        load_twins(file)
    assert [f.line for f in caught.value.faults] == [line]
