"""Which certificates are believed, as the journal tells of keys made and of whom to trust."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posdesk.domain.event import Event, NoteAdded, Recorded, SealMade, SealTrusted
from posdesk.domain.known_seals import STANDING_WORDS, Standing, certificate_text, fold_seals
from posdesk.domain.seal import fingerprint

PRESENT, FORMER, IMPORTED = Standing.PRESENT, Standing.FORMER, Standing.IMPORTED


def told(*events: Event) -> list[Recorded]:
    return [
        Recorded(
            counter="c1",
            seq=seq,
            id=f"e{seq}",
            actor="wang",
            at=f"2026-11-23T10:{seq:02}:00+08:00",
            event=event,
            hash=f"{seq:064x}",
        )
        for seq, event in enumerate(events, 1)
    ]


def made(name: bytes) -> SealMade:
    return SealMade(certificate=certificate_text(name))


def trusts(name: bytes, *, trusted: bool = True) -> SealTrusted:
    return SealTrusted(certificate=certificate_text(name), trusted=trusted)


def believed(*events: Event) -> list[tuple[bytes, Standing]]:
    return [(known.certificate, known.standing) for known in fold_seals(told(*events))]


def test_the_newest_key_is_the_present_one_and_the_others_stay_good() -> None:
    assert believed() == []
    assert believed(made(b"A"), made(b"B"), made(b"C")) == [
        (b"C", PRESENT),
        (b"B", FORMER),
        (b"A", FORMER),
    ]


def test_a_key_that_comes_back_is_the_present_one_again() -> None:
    assert believed(made(b"A"), made(b"B"), made(b"A")) == [(b"A", PRESENT), (b"B", FORMER)]


def test_trust_is_given_taken_and_given_again() -> None:
    assert believed(trusts(b"X")) == [(b"X", IMPORTED)]
    assert believed(trusts(b"X"), trusts(b"X", trusted=False)) == []
    again = fold_seals(told(trusts(b"X"), trusts(b"X", trusted=False), trusts(b"X")))
    assert [(known.certificate, known.at[14:16]) for known in again] == [(b"X", "03")]


def test_its_own_is_believed_as_its_own_whatever_was_said_of_it_as_a_strangers() -> None:
    assert believed(trusts(b"A"), made(b"A")) == [(b"A", PRESENT)]
    assert believed(made(b"A"), trusts(b"A", trusted=False)) == [(b"A", PRESENT)]


@pytest.mark.parametrize("text", ["", "no base64", "QQ", "QUFB\n", "清"])
def test_what_is_no_certificate_is_passed_over(text: str) -> None:
    assert believed(made(b"A"), SealMade(certificate=text), SealTrusted(certificate=text)) == [
        (b"A", PRESENT)
    ]


def test_other_events_tell_of_no_seal() -> None:
    assert believed(NoteAdded(text="换了证书"), made(b"A")) == [(b"A", PRESENT)]


def test_every_standing_has_words() -> None:
    assert set(STANDING_WORDS) == set(Standing)


steps = st.tuples(
    st.sampled_from(["made", "trusts", "doubts"]), st.sampled_from([b"A", b"B", b"C"])
)


@given(st.lists(steps, max_size=12))
def test_there_is_one_present_seal_and_each_is_believed_for_one_reason(
    walked: list[tuple[str, bytes]],
) -> None:
    known = fold_seals(
        told(
            *(
                made(name) if step == "made" else trusts(name, trusted=step == "trusts")
                for step, name in walked
            )
        )
    )
    own = {name for step, name in walked if step == "made"}
    last = {name: step for step, name in walked if step != "made"}
    assert [k.standing for k in known].count(PRESENT) == bool(own)
    assert {k.certificate for k in known if k.standing is not IMPORTED} == own
    assert {k.certificate for k in known if k.standing is IMPORTED} == {
        name for name, step in last.items() if step == "trusts" and name not in own
    }
    prints = [k.fingerprint for k in known]
    assert len(set(prints)) == len(prints)
    assert all(k.fingerprint == fingerprint(k.certificate) for k in known)
