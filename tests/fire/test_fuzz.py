"""A door that lets through what it must not is found, and told by its smallest input."""

from __future__ import annotations

from pathlib import Path

from posdesk import paths
from posdesk.i18n import Translator
from tests.e2e.test_card_numbers import NUMBERS
from tests.fire.doors import Door, Read
from tests.fire.trial import Ground, Outcome
from tests.fire.trials.fuzz import try_door

SAMPLE = b"no slip"
TR = Translator("zh_CN", paths.resources() / "i18n")


def _tried(read: Read, folder: Path, *, keeps: bool = False) -> Outcome:
    outcome = Outcome()
    door = Door("door", read, (SAMPLE,), keeps, short=100)
    try_door(door, Ground(folder, 20261122), outcome, TR)
    return outcome


def _broken(data: bytes, _folder: Path) -> object:
    if len(data) > len(SAMPLE):
        raise OverflowError
    return data


def test_what_may_not_be_kept_is_told(tmp_path: Path) -> None:
    outcome = _tried(lambda _data, _folder: f"note {NUMBERS[0]}", tmp_path, keeps=True)
    (told,) = outcome.lost
    assert f"kept: note {NUMBERS[0]}" in told
    assert told.endswith("as it is")


def test_a_fault_is_told_by_the_smallest_input(tmp_path: Path) -> None:
    outcome = _tried(_broken, tmp_path)
    (told,) = outcome.lost
    assert told.startswith("door: OverflowError() at test_fuzz.py:")
    assert len(SAMPLE) < len((tmp_path / "door" / "lost-0").read_bytes()) < 2 * len(SAMPLE)


def test_a_sound_door_reads_as_many_as_were_asked_for(tmp_path: Path) -> None:
    outcome = _tried(lambda data, _folder: len(data), tmp_path)
    assert not outcome.lost
    assert outcome.done["door: read"] == 100
