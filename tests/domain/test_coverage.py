from posdesk.domain.coverage import coverage, unknown_rows
from posdesk.domain.flow import Flow, FlowBook, Node, NodeKind, Note
from posdesk.domain.lesson import Card, CardKind, Choice, Lesson, Question, Theme, Training
from tests.flow_book import said

NODE = Node(
    "ask",
    NodeKind.OUTCOME,
    said("Ask"),
    said("Ask."),
    covers=("0-01",),
    notes=(Note(said("More."), ("0-02", "0-01")),),
)
FLOW = Flow("small", "1", said("Small"), said("Try"), "ask", "ask", "ask", {"ask": NODE})
BOOK = FlowBook({"small": FLOW})

QUESTION = Question(said("Which?"), (Choice(said("this"), True), Choice(said("that"))), said("So."))
LESSON = Lesson("look", said("Look"), said("Look. Then act."), QUESTION, ("0-02", "0-03"))
CARD = Card("calls", CardKind.WARNING, said("Calls"), (said("Hang up."),), ("0-04",))
TRAINING = Training((Theme("first", said("First"), (LESSON,)),), (CARD,))


def test_nodes_notes_cards_and_lessons_are_places() -> None:
    twins: dict[str, tuple[str, ...]] = dict.fromkeys(("0-01", "0-02", "0-03", "0-04"), ())
    assert coverage(BOOK, TRAINING, twins) == {
        "0-01": ("flows/small/ask",),
        "0-02": ("flows/small/ask", "training/first/look"),
        "0-03": ("training/first/look",),
        "0-04": ("cards/calls",),
    }


def test_a_row_that_stands_nowhere_has_no_place() -> None:
    assert coverage(BOOK, TRAINING, {"9-99": ()}) == {"9-99": ()}


def test_a_row_that_repeats_another_stands_where_that_stands() -> None:
    twins = {"0-04": (), "1-01": ("0-04",), "1-02": ("1-01",)}
    assert coverage(BOOK, TRAINING, twins)["1-02"] == ("cards/calls",)


def test_a_row_that_repeats_two_needs_both() -> None:
    twins = {"0-03": (), "0-04": (), "1-05": ("0-03", "0-04"), "1-06": ("0-03", "9-99")}
    found = coverage(BOOK, TRAINING, twins)
    assert found["1-05"] == ("training/first/look", "cards/calls")
    assert found["1-06"] == ()


def test_rows_that_repeat_each_other_do_not_hang() -> None:
    assert coverage(BOOK, TRAINING, {"5-01": ("5-02",), "5-02": ("5-01",)})["5-01"] == ()


def test_rows_that_nobody_knows_are_named() -> None:
    twins: dict[str, tuple[str, ...]] = {"0-01": (), "0-02": (), "0-03": ()}
    assert unknown_rows(BOOK, TRAINING, twins) == {"0-04": "cards/calls"}


def test_the_right_answer_has_a_place() -> None:
    assert QUESTION.right == 0
