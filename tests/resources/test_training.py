"""What the shipped lessons and cards hold to; every row of the checklist stands somewhere."""

from __future__ import annotations

import csv
import json
import re

import pytest
from jsonschema import Draft202012Validator

from posdesk import app
from posdesk.domain.coverage import coverage, unknown_rows
from posdesk.domain.lesson import CardKind, Lesson
from tests.flow_book import ROOT, SHARED, shipped

TRAINING, TWINS = app.open_training()
LESSONS = [lesson for theme in TRAINING.themes for lesson in theme.lessons]
WHOLE_BOOK = 14
SENTENCE_END = re.compile(r"[。！？]|[.!?](?=\s|$)")


@pytest.mark.parametrize("name", ["training/training.schema.json", "cards/card.schema.json"])
def test_the_schemas_are_schemas(name: str) -> None:
    schema = json.loads((ROOT / "resources" / name).read_text("utf-8"))
    Draft202012Validator.check_schema(schema)


def test_every_row_of_the_checklist_is_known_with_its_twins() -> None:
    checklist = SHARED / "checklist.tsv"
    if not checklist.is_file():
        pytest.skip("the checklist does not lie beside this checkout")
    with checklist.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    same = {r["id"]: () if r["same_as"] == "-" else tuple(r["same_as"].split(";")) for r in rows}
    assert same == TWINS


def test_nothing_claims_a_row_that_does_not_exist() -> None:
    assert unknown_rows(shipped(), TRAINING, TWINS) == {}


def test_prevention_lessons_and_warnings_stand_in_lessons_or_on_cards() -> None:
    checklist = SHARED / "checklist.tsv"
    if not checklist.is_file():
        pytest.skip("the checklist does not lie beside this checkout")
    with checklist.open(encoding="utf-8", newline="") as file:
        kinds = {r["id"]: r["kind"] for r in csv.DictReader(file, delimiter="\t")}
    taught = {row for lesson in LESSONS for row in lesson.covers}
    taught |= {row for card in TRAINING.cards for row in card.covers}
    missing = [
        row
        for row, kind in kinds.items()
        if kind in {"prevent", "lesson", "warning"}
        and row not in taught
        and not any(twin in taught for twin in TWINS[row])
    ]
    assert missing == []


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_a_lesson_is_two_or_three_short_sentences(lesson: Lesson) -> None:
    for half in (lesson.text.zh_CN, lesson.text.en):
        assert 2 <= len(SENTENCE_END.findall(half)) <= 3, half
    assert len(lesson.text.zh_CN) <= 100
    assert len({choice.text.zh_CN for choice in lesson.question.choices}) == len(
        lesson.question.choices
    )


def test_the_right_answer_is_not_always_in_the_same_place() -> None:
    places = [lesson.question.right for lesson in LESSONS]
    for place in range(3):
        assert places.count(place) >= len(places) // 6


def test_cards_fit_a_narrow_receipt() -> None:
    assert {card.kind for card in TRAINING.cards} == {CardKind.TIP, CardKind.WARNING}
    for card in TRAINING.cards:
        assert all(len(line.zh_CN) <= 40 for line in card.lines), card.id


def test_the_whole_checklist_is_covered() -> None:
    if len(shipped().flows) < WHOLE_BOOK:
        pytest.skip(f"only {len(shipped().flows)} of {WHOLE_BOOK} flows are written")
    missing = [row for row, found in coverage(shipped(), TRAINING, TWINS).items() if not found]
    assert missing == []
