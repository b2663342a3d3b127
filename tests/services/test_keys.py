"""The key is found in the key store, by passphrase or by code; whatever is wrong is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoStore
from keyring.backends.null import Keyring as Null

from posdesk.domain.errors import DataTrouble, KeyNeeded, WrongInput
from posdesk.domain.key import Key
from posdesk.domain.key_file import KeptIn, KeyFile
from posdesk.domain.recovery import recovery_code
from posdesk.services import key_store, passphrases
from posdesk.services.doctor.examination import examine
from posdesk.services.keys import is_locked, key_for, known_key, new_key, unlock
from posdesk.storage.store import KEY_FILE
from tests.cli.conftest import Run
from tests.cli.conftest import run as run
from tests.key_stores import Broken, Forgetful, Locked, Memory, PlainText, using
from tests.storage.turners import KEY, fill, is_sound, turn

WORDS = "correct horse battery"


def test_a_store_keeps_and_gives_back() -> None:
    with using(Memory()):
        assert key_store.is_there()
        assert key_store.find(KEY.id) is None
        assert key_store.keep(KEY)
        assert key_store.find(KEY.id) == KEY


@pytest.mark.parametrize(
    "store", [NoStore(), Null(), Locked(), Forgetful(), Broken(), PlainText()], ids=str
)
def test_what_is_no_safe_store_keeps_nothing(store: KeyringBackend) -> None:
    with using(store):
        assert not key_store.keep(KEY)
        assert key_store.find(KEY.id) is None
    assert not getattr(store, "kept", {})


def test_a_store_that_gives_another_key_is_not_believed() -> None:
    store = Memory()
    store.kept["PosDesk", KEY.id] = new_key().secret.hex()
    with using(store):
        assert key_store.find(KEY.id) is None
    store.kept["PosDesk", KEY.id] = "no key at all"
    with using(store):
        assert key_store.find(KEY.id) is None


def test_a_passphrase_wraps_a_key_and_no_other_opens_it(tmp_path: Path) -> None:
    file = tmp_path / "one.key"
    file.write_bytes(passphrases.wrap(KEY, WORDS).to_bytes())
    assert KEY.secret.hex().encode() not in file.read_bytes()
    assert key_for(file, f"  {WORDS} ") == KEY
    for wrong in (WORDS + "x", WORDS.upper(), "x" * 12, ""):
        with pytest.raises(KeyNeeded, match="does not open") as caught:
            key_for(file, wrong)
        assert "horse" not in str(caught.value)
    with pytest.raises(KeyNeeded, match="passphrase or the recovery code"):
        key_for(file)


def test_each_guess_at_a_passphrase_is_dear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # what makes it cheap in all other tests
    told = passphrases.wrap(KEY, WORDS).wrapped
    assert told is not None
    assert (told.memory_kib, told.rounds, told.lanes) == (64 * 1024, 3, 1)


def test_what_was_wrapped_cannot_be_changed(tmp_path: Path) -> None:
    file = tmp_path / "one.key"
    text = passphrases.wrap(KEY, WORDS).to_bytes().decode()
    file.write_text(text.replace(KEY.id, new_key().id))
    with pytest.raises(KeyNeeded):
        key_for(file, WORDS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"format": 2, "key": "a", "kept_in": "key_store"}',
        '{"format": 1, "key": "a", "kept_in": "somewhere"}',
        '{"format": 1, "key": "a", "kept_in": "passphrase"}',
        "[" * 20_000,
        '{"format": 1, "key": "a", "kept_in": "passphrase", "wrapped": {"argon2id":'
        ' {"memory_kib": Infinity}, "aes_256_gcm": {}}}',
    ],
)
def test_a_damaged_file_says_so_and_the_code_needs_none(tmp_path: Path, text: str) -> None:
    file = tmp_path / "one.key"
    file.write_text(text)
    with pytest.raises(DataTrouble, match="recovery code"):
        key_for(file, WORDS)
    assert key_for(file, recovery_code(KEY)) == KEY


def test_nobody_is_made_to_wait_for_ever(tmp_path: Path) -> None:
    file = tmp_path / "one.key"
    text = passphrases.wrap(KEY, WORDS).to_bytes().decode()
    asked = f'"memory_kib": {passphrases.MEMORY_KIB}'
    assert asked in text
    file.write_text(text.replace(asked, '"memory_kib": 999999999'))
    with pytest.raises(DataTrouble):
        key_for(file, WORDS)


def test_the_code_of_other_data_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "one.key"
    file.write_bytes(KeyFile(KEY.id, KeptIn.KEY_STORE).to_bytes())
    with pytest.raises(KeyNeeded, match=KEY.id):
        key_for(file, recovery_code(new_key()))
    with pytest.raises(WrongInput, match="not right"):
        key_for(file, recovery_code(KEY)[:-1] + ("0" if recovery_code(KEY)[-1] != "0" else "1"))
    with pytest.raises(KeyNeeded, match="no passphrase"):
        key_for(file, WORDS)


def test_an_emptied_key_store_gets_the_key_back_by_the_code(tmp_path: Path) -> None:
    fill(tmp_path)
    turn(tmp_path, on=True)
    (tmp_path / KEY_FILE).write_bytes(KeyFile(KEY.id, KeptIn.KEY_STORE).to_bytes())
    with using(Memory()):
        assert is_locked(tmp_path)
        with pytest.raises(KeyNeeded, match="key store"):
            key_for(tmp_path / KEY_FILE)
        assert unlock(tmp_path, recovery_code(KEY)).kept_again
        assert not is_locked(tmp_path)
        assert known_key(tmp_path) == KEY
        assert not unlock(tmp_path, recovery_code(KEY)).kept_again
    with using(NoStore()):
        assert unlock(tmp_path, recovery_code(KEY)).key == KEY


@pytest.mark.parametrize("left", [None, b"", b"{"])
def test_a_lost_key_file_is_written_anew_by_the_code(tmp_path: Path, left: bytes | None) -> None:
    fill(tmp_path)
    turn(tmp_path, on=True)
    (tmp_path / KEY_FILE).unlink()
    if left is not None:
        (tmp_path / KEY_FILE).write_bytes(left)
    with pytest.raises(KeyNeeded):
        unlock(tmp_path, recovery_code(Key(b"x" * 32)))
    assert (tmp_path / KEY_FILE).exists() is (left is not None)
    assert unlock(tmp_path, recovery_code(KEY)).key == KEY
    assert is_sound(tmp_path) is True


def test_plain_data_need_no_key(tmp_path: Path) -> None:
    assert not is_locked(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()
    fill(tmp_path, cases=1)
    assert not is_locked(tmp_path)
    assert known_key(tmp_path) is None


def test_the_doctor_names_a_key_file_that_belongs_to_other_data(
    run: Run, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(data_dir)
    turn(data_dir, on=True)
    path = data_dir / KEY_FILE

    def told() -> set[str]:
        report = examine(data_dir, key=KEY, quick=True)
        (check,) = (one for one in report.checks if one.id == "key-file")
        return set() if check.ok else {check.text.en, check.text.zh_CN}

    assert told() == set()
    other = new_key()
    path.write_bytes(KeyFile(other.id, KeptIn.PAPER).to_bytes())
    assert all(other.id in words and KEY.id in words for words in told())
    path.write_bytes(b"{")
    assert any("damaged" in words for words in told())
    path.unlink()  # what it tells to do helps
    monkeypatch.setenv("POSDESK_PASSPHRASE", recovery_code(KEY))
    run("doctor", "--quick")
    assert told() == set()
