"""Canonical JSON is what the reference says, and refuses what an event may not hold."""

from dataclasses import MISSING, fields

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from posdesk.domain.event import EVENTS, Event, read_event, write_event
from posdesk.storage.canonical import canonical
from posdesk.storage.chain import Header
from tests.storage import samples

TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
NAMES = st.text(st.characters(max_codepoint=127), max_size=8)
VALUES = st.recursive(
    TEXT | st.integers(-(2**53) + 1, 2**53 - 1) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_bytes_are_those_of_rfc_8785(value: object) -> None:
    assert canonical(value) == rfc8785.dumps(value)  # type: ignore[arg-type]


@given(TEXT, TEXT, TEXT, TEXT, st.integers(1, 2**53 - 1))
def test_a_header_is_hashed_as_rfc_8785(
    actor: str, case: str, event_id: str, at: str, seq: int
) -> None:
    header = Header("00ff", seq, event_id, "answered", 1, at, actor, case, b"d" * 32, b"p" * 32)
    plain = header._asdict() | {"digest": header.digest.hex(), "prev": header.prev.hex()}
    assert header.canonical() == rfc8785.dumps(plain)


@pytest.mark.parametrize("value", [1.5, float("nan"), (1,), {1: 2}, b"x", {"金额": 1}, object()])
def test_what_no_event_holds_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical({"value": [value]})


def test_numbers_that_json_would_round_are_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        canonical(2**53)


def test_half_characters_are_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        canonical("\ud800")


@settings(max_examples=25)
@given(samples.events())
def test_an_event_reads_back_as_it_was_written(events: list) -> None:
    for event in events:
        assert canonical(write_event(event))
        assert read_event(event.type, event.version, write_event(event)) == event


@pytest.mark.parametrize("kind", EVENTS.values(), ids=list(EVENTS))
def test_what_is_left_out_when_empty_is_not_asked_for(kind: type[Event]) -> None:
    """Or the journal could not read again what it wrote."""
    for field in fields(kind):
        if "None" in str(field.type) or str(field.type).startswith("tuple"):
            assert (field.default, field.default_factory) != (MISSING, MISSING), field.name
