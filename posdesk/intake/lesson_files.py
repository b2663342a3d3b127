"""Reads lessons and cards, or refuses them with every fault, its file and its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from posdesk.domain.flow_wording import asks_for_secret, tells_to_charge
from posdesk.domain.lesson import Card, CardKind, Choice, Lesson, Question, Theme, Training
from posdesk.domain.text import Text
from posdesk.intake.flow_faults import FileFault, FlowFaults
from posdesk.intake.flow_schema import check_schema
from posdesk.intake.flow_yaml import At, Document, read_yaml

THEME_SCHEMA = Path("training") / "training.schema.json"
CARD_SCHEMA = Path("cards") / "card.schema.json"
TWIN_HEADS = "id\tsame_as"

_ROW = re.compile(r"[0-9]-[0-9]{2}")
_LINK = re.compile(r"https?:|\bwww\.|[a-z0-9]\.(?:com|cn|net|org)\b", re.IGNORECASE)

Values = Mapping[str, Any]
Said = tuple[At, Values]
"""Where a sentence stands and both its halves."""


def load_training(lessons: Path, cards: Path) -> Training:
    """Return the themes of the folder ``lessons`` and the cards of ``cards``.

    Raises ``FlowFaults`` with every fault of all files.
    """
    training, faults = read_training(lessons, cards)
    if faults:
        raise FlowFaults(faults)
    return training


def read_training(lessons: Path, cards: Path) -> tuple[Training, tuple[FileFault, ...]]:
    """Return what is sound in both folders, and every fault found."""
    faults: list[FileFault] = []
    themes = tuple(_theme(d.root) for d in _read(lessons, "theme", _check_theme, faults))
    made = tuple(_card(d.root) for d in _read(cards, "card", _check_card, faults))
    return Training(themes, made), tuple(faults)


def load_twins(path: Path) -> dict[str, tuple[str, ...]]:
    """Return every row of the checklist with the rows it repeats.

    Raises ``FlowFaults`` with every fault of the file (id, same_as; tab-separated).
    """
    faults: list[FileFault] = []
    twins: dict[str, tuple[str, ...]] = {}
    lines = path.read_text("utf-8").splitlines()
    if lines[:1] != [TWIN_HEADS]:
        faults.append(_fault(path, 1, "第一行应是 id 和 same_as。", "Line 1 is: id, same_as."))
    for number, line in enumerate(lines[1:], start=2):
        row, _, same = line.partition("\t")
        if row in twins or not _ROW.fullmatch(row):
            zh, en = (
                f"“{row[:40]}”不是编号，或写了两次。",
                f"“{row[:40]}” is no id, or given twice.",
            )
            faults.append(_fault(path, number, zh, en))
        twins[row] = () if same == "-" else tuple(same.split(";"))
    for number, same_as in enumerate(twins.values(), start=2):
        for other in same_as:
            if other not in twins:
                zh, en = f"没有“{other[:40]}”这一行。", f"There is no row “{other[:40]}”."
                faults.append(_fault(path, number, zh, en))
    if faults:
        raise FlowFaults(faults)
    return twins


def _read(
    folder: Path, kind: str, check: Callable[[Document], None], faults: list[FileFault]
) -> Iterator[Document]:
    """Yield every sound document of ``folder`` and keep the faults of the others."""
    schema = THEME_SCHEMA if kind == "theme" else CARD_SCHEMA
    for file in sorted(folder.glob("*.yaml")):
        try:
            document = read_yaml(file, file.read_bytes())
        except OSError:
            faults.append(_fault(file, 1, "文件打不开。", "The file cannot be opened."))
            continue
        if document.root and check_schema(document, kind, schema) and not document.faults:
            check(document)
        faults += document.faults
        if not document.faults:
            yield document


def _check_theme(document: Document) -> None:
    _check_name(document)
    seen: set[str] = set()
    for place, lesson in enumerate(cast(Any, document.root["lessons"])):
        at: At = ("lessons", place)
        if lesson["id"] in seen:
            zh, en = (
                f"有两课叫“{lesson['id']}”。",
                f"Two lessons are called “{lesson['id']}”.",
            )
            document.fault(document.line((*at, "id")), zh, en)
        seen.add(lesson["id"])
        answers = lesson["question"]["answers"]
        if sum(answer.get("right", False) for answer in answers) != 1:
            line = document.line((*at, "question", "answers"))
            document.fault(
                line, "要有一个、也只有一个对的答案。", "Exactly one answer must be right."
            )
        _check_said(document, _taught(at, lesson))


def _taught(at: At, lesson: Values) -> Iterator[Said]:
    """Yield all that a lesson says for true; a wrong answer may say anything."""
    question = lesson["question"]
    yield (*at, "title"), lesson["title"]
    yield (*at, "text"), lesson["text"]
    yield (*at, "question", "why"), question["why"]
    for place, answer in enumerate(question["answers"]):
        if answer.get("right", False):
            yield (*at, "question", "answers", place), answer


def _check_card(document: Document) -> None:
    _check_name(document)
    lines = cast(Any, document.root["lines"])
    said: list[Said] = [(("title",), cast(Any, document.root["title"]))]
    said += ((("lines", place), line) for place, line in enumerate(lines))
    _check_said(document, said)


def _check_name(document: Document) -> None:
    named = str(document.root["id"])
    if named != document.file.stem:
        document.fault(
            document.line(("id",)),
            f"文件名应和编号“{named}”一样。",
            f"The file must be called like its id “{named}”.",
        )


def _check_said(document: Document, said: Iterable[Said]) -> None:
    for at, sentence in said:
        for half in ("zh_CN", "en"):
            text = sentence[half]
            where = document.line((*at, half))
            if told := tells_to_charge(text):
                document.fault(
                    where, f"“{told}”是叫人再收款。", f"“{told}” tells to take the payment again."
                )
            if secret := asks_for_secret(text):
                document.fault(
                    where,
                    f"“{secret}”：不能问密码、安全码、验证码、完整卡号或有效期。",
                    f"“{secret}”: never ask for PIN, codes, full card number or expiry.",
                )
            if link := _LINK.search(text):
                document.fault(
                    where, f"“{link[0]}”：这里不放链接。", f"“{link[0]}”: no links belong here."
                )


def _theme(values: Values) -> Theme:
    lessons = tuple(_lesson(lesson) for lesson in values["lessons"])
    return Theme(values["id"], Text.read(values["title"]), lessons)


def _lesson(values: Values) -> Lesson:
    asked = values["question"]
    choices = tuple(Choice(Text.read(a), a.get("right", False)) for a in asked["answers"])
    return Lesson(
        id=values["id"],
        title=Text.read(values["title"]),
        text=Text.read(values["text"]),
        question=Question(Text.read(asked), choices, Text.read(asked["why"])),
        covers=tuple(values.get("covers", ())),
    )


def _card(values: Values) -> Card:
    return Card(
        id=values["id"],
        kind=CardKind(values["kind"]),
        title=Text.read(values["title"]),
        lines=tuple(Text.read(line) for line in values["lines"]),
        covers=tuple(values.get("covers", ())),
    )


def _fault(file: Path, line: int, zh: str, en: str) -> FileFault:
    return FileFault(file, line, Text(zh, en))
