"""Who has learnt what, kept beside the cases and never among them."""

from __future__ import annotations

from pathlib import Path

import pytest

from posdesk import __version__
from posdesk.domain.errors import PosDeskError
from posdesk.domain.lesson import Choice, Lesson, Question, Theme
from posdesk.domain.text import Text
from posdesk.services.training import Trainer
from posdesk.storage.store import Store
from tests.services.conftest import Clock

WORDS = Text("问", "Ask")
LESSON = Lesson(
    "stop", WORDS, WORDS, Question(WORDS, (Choice(WORDS), Choice(WORDS, right=True)), WORDS)
)


def test_right_and_wrong_answers_are_counted_by_person(data_dir: Path, clock: Clock) -> None:
    with Store.open(data_dir, clock=clock, software=__version__) as store:
        training = Trainer(store, lambda: (Theme("gate", WORDS, (LESSON,)),), clock, lambda: "c1")
        assert not training.answer(LESSON, 0, "林晓")
        assert training.answer(LESSON, 1, " 林晓 ")
        assert not training.answer(LESSON, 0, "王芳")
        latest, first = training.progress()
        assert (latest.person, latest.done, latest.tries) == ("王芳", frozenset(), 1)
        assert (first.person, first.done, first.tries) == ("林晓", frozenset({"stop"}), 2)
        assert store.cases() == ()
        assert store.verify().valid


@pytest.mark.parametrize("name", ["", "  ", "4111 1111 1111 1111", "x" * 3000])
def test_a_name_that_cannot_be_kept_is_refused(data_dir: Path, clock: Clock, name: str) -> None:
    with Store.open(data_dir, clock=clock, software=__version__) as store:
        training = Trainer(store, tuple, clock, lambda: "c1")
        with pytest.raises(PosDeskError):
            training.answer(LESSON, 1, name)
        assert training.progress() == ()
