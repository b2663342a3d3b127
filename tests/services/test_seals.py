"""The shop's seal: made once, kept where nobody is asked, and whose others are believed."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend

from posdesk import app
from posdesk.domain.bundle.order import BundleOrder
from posdesk.domain.bundle.verification import Soundness
from posdesk.domain.errors import DataTrouble, NotAllowed, NotFound, WrongInput
from posdesk.domain.known_seals import Standing
from posdesk.domain.seal import Seal
from posdesk.services.desk import Desk
from posdesk.services.keys import new_key
from posdesk.services.seal_keys import SEAL_FILE, SealKeys
from posdesk.storage.store import Store
from tests.key_stores import Forgetful, Locked, Memory, using
from tests.reports.seals import AT, seal, sealed

PASSPHRASE = "vier Pferde grasen 77"


class Quiet(Memory):
    """A store that asks nobody, as that of Windows."""


class Asking(Memory):
    """A store that may ask for its password, as the key chain of macOS."""


Quiet.__module__ = "keyring.backends.Windows"
Asking.__module__ = "keyring.backends.macOS"


@pytest.fixture
def desk(data_dir: Path) -> Iterator[Desk]:
    opened = app.open_desk(data_dir)
    yield opened
    opened.care.close()


def again(desk: Desk) -> Desk:
    desk.care.close()
    return app.open_desk(desk.folder)


def test_the_key_is_made_on_first_use_and_is_the_same_ever_after(desk: Desk) -> None:
    assert desk.seals.known() == ()
    first = desk.seals.present()
    assert desk.seals.present().seal == first.seal
    reopened = again(desk)
    try:
        assert reopened.seals.present().seal == first.seal
        (known,) = reopened.seals.known()
        assert (known.standing, known.fingerprint) == (Standing.PRESENT, first.fingerprint)
    finally:
        reopened.care.close()


def test_without_a_key_store_the_key_is_its_owners_alone(desk: Desk) -> None:
    sealer = desk.seals.present()
    path = desk.folder / SEAL_FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_bytes())["secret"] == sealer.seal.secret.hex()


def test_a_store_that_asks_nobody_keeps_the_key_and_no_file_does(desk: Desk) -> None:
    with using(Quiet()) as store:
        first = desk.seals.present()
        assert not (desk.folder / SEAL_FILE).exists()
        assert desk.seals.present().seal == first.seal
    assert isinstance(store, Memory)
    assert first.seal.secret.hex() in store.kept.values()


@pytest.mark.parametrize("store", [Asking(), Locked(), Forgetful()])
def test_a_store_that_may_ask_or_forget_is_not_used(desk: Desk, store: KeyringBackend) -> None:
    with using(store):
        desk.seals.present()
        assert (desk.folder / SEAL_FILE).exists()
    assert isinstance(store, Memory)
    assert not store.kept


def test_a_folder_without_its_key_makes_a_new_one_and_believes_the_old(desk: Desk) -> None:
    first = desk.seals.present()
    (desk.folder / SEAL_FILE).unlink()
    second = desk.seals.present()
    assert second.fingerprint != first.fingerprint
    assert [(one.fingerprint, one.standing) for one in desk.seals.known()] == [
        (second.fingerprint, Standing.PRESENT),
        (first.fingerprint, Standing.FORMER),
    ]


@pytest.mark.parametrize("held", [b"", b"{", b"[]", b'{"format": 1}', b"\xff" * 5000])
def test_a_damaged_file_makes_a_new_key_and_no_error(desk: Desk, held: bytes) -> None:
    first = desk.seals.present()
    (desk.folder / SEAL_FILE).write_bytes(held)
    assert desk.seals.present().fingerprint != first.fingerprint


def test_a_key_that_cannot_be_kept_is_not_in_the_journal(desk: Desk) -> None:
    (desk.folder / SEAL_FILE).mkdir()
    with pytest.raises(DataTrouble):
        desk.seals.present()
    assert desk.seals.known() == ()


def test_beside_encrypted_data_no_secret_lies_in_plain(tmp_path: Path) -> None:
    data, other = new_key(), new_key()
    keys = SealKeys(tmp_path, data)
    keys.keep(seal())
    held = (tmp_path / SEAL_FILE).read_bytes()
    assert seal().secret.hex().encode() not in held
    assert keys.find(seal().certificate) == seal().secret
    assert SealKeys(tmp_path, other).find(seal().certificate) is None
    assert SealKeys(tmp_path, None).find(seal().certificate) is None


def test_turning_encryption_on_and_off_keeps_the_key(tmp_path: Path) -> None:
    data = new_key()
    plain = SealKeys(tmp_path, None)
    plain.keep(seal())
    plain.turn(data)
    assert seal().secret.hex().encode() not in (tmp_path / SEAL_FILE).read_bytes()
    SealKeys(tmp_path, data).turn(None)
    assert plain.find(seal().certificate) == seal().secret


def test_a_plain_file_beside_encrypted_data_is_wrapped_when_it_is_read(tmp_path: Path) -> None:
    SealKeys(tmp_path, None).keep(seal())
    assert SealKeys(tmp_path, new_key()).find(seal().certificate) == seal().secret
    assert seal().secret.hex().encode() not in (tmp_path / SEAL_FILE).read_bytes()


def test_the_secret_is_in_no_table(desk: Desk) -> None:
    secret: Seal = desk.seals.present().seal
    desk.care.close()
    for path in desk.folder.iterdir():
        if path.name != SEAL_FILE:
            assert secret.secret not in path.read_bytes()
            assert secret.secret.hex().encode() not in path.read_bytes()
    app.open_desk(desk.folder).care.close()


def test_a_key_goes_to_another_shop_and_is_its_own_there(desk: Desk, tmp_path: Path) -> None:
    first = desk.seals.present()
    file = tmp_path / "key.p12"
    desk.seals.export_key(file, PASSPHRASE, PASSPHRASE)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(WrongInput):
        desk.seals.import_key(file, "wrong")
    (desk.folder / SEAL_FILE).unlink()
    desk.seals.present()
    assert desk.seals.import_key(file, PASSPHRASE).seal == first.seal
    assert desk.seals.present().seal == first.seal
    assert desk.seals.known()[0].fingerprint == first.fingerprint


def test_a_weak_passphrase_takes_no_key_out(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(WrongInput):
        desk.seals.export_key(tmp_path / "key.p12", "1234", "1234")
    assert not (tmp_path / "key.p12").exists()


def test_a_certificate_is_trusted_and_no_longer(desk: Desk, tmp_path: Path) -> None:
    assert desk.verifier.verify(sealed()).state is Soundness.UNKNOWN_SIGNER
    file = tmp_path / "other.cer"
    file.write_bytes(seal().certificate)
    assert desk.seals.trust(file).standing is Standing.IMPORTED
    assert desk.seals.trust(file) == desk.seals.trust(file)
    found = desk.verifier.verify(sealed())
    assert (found.state, found.standing) == (Soundness.INTACT, Standing.IMPORTED)
    desk.seals.untrust(seal().fingerprint)
    assert desk.verifier.verify(sealed()).state is Soundness.UNKNOWN_SIGNER
    with pytest.raises(NotFound):
        desk.seals.untrust(seal().fingerprint)


def test_the_shops_own_certificates_stay_trusted(desk: Desk) -> None:
    own = desk.seals.present()
    with pytest.raises(WrongInput):
        desk.seals.untrust(own.fingerprint)


def test_only_a_manager_moves_keys_and_says_whom_to_trust(desk: Desk, tmp_path: Path) -> None:
    desk.staff.add("周敏", "manager")
    desk.staff.set_pin("周敏", "482915")
    desk.staff.sign_out()
    file = tmp_path / "x"
    file.write_bytes(seal().certificate)
    for deed in (
        lambda: desk.seals.export_key(file, PASSPHRASE, PASSPHRASE),
        lambda: desk.seals.import_key(file, PASSPHRASE),
        lambda: desk.seals.trust(file),
        lambda: desk.seals.untrust(seal().fingerprint),
        lambda: desk.seals.present(),
    ):
        with pytest.raises(NotAllowed):
            deed()
    assert desk.seals.known() == ()


def test_the_service_of_the_settings_is_asked_unless_told_otherwise(desk: Desk) -> None:
    desk.shop_book.save_tsa("http://127.0.0.1:9/")
    assert desk.seals.present().tsa_url == "http://127.0.0.1:9/"
    assert desk.seals.present(stamped=False).tsa_url == ""


def test_a_bundle_of_this_shop_is_intact_and_its_digest_lies_beside_it(
    desk: Desk, tmp_path: Path
) -> None:
    case = desk.log.add(desk.log.read({"amount": "500.00", "symptom": "no slip"}))
    target = tmp_path / "bundle.pdf"
    made = desk.evidence.bundle([case.number], target, BundleOrder(), sealer=desk.seals.present)
    assert made.fingerprint == desk.seals.present().fingerprint
    assert (tmp_path / "bundle.pdf.sha256").read_text() == f"{made.sha256}  bundle.pdf\n"
    found = desk.verifier.verify(target)
    assert (found.state, found.sha256) == (Soundness.INTACT, made.sha256)
    unsigned = desk.evidence.bundle([case.number], target, BundleOrder())
    assert unsigned.fingerprint == ""
    assert desk.verifier.verify(target).state is Soundness.UNSIGNED


def test_what_is_no_file_is_refused_before_anything_is_read(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        desk.verifier.verify(tmp_path / "nothing.pdf")
    with pytest.raises(WrongInput):
        desk.verifier.verify(tmp_path)
    with pytest.raises(WrongInput):
        desk.verifier.verify(Path("a\0b"))
    with pytest.raises(WrongInput):
        desk.verifier.verify(sealed(), "no fingerprint")


def test_a_seal_is_in_backups_by_its_certificate_alone(desk: Desk) -> None:
    sealer = desk.seals.present()
    events = [recorded.event for recorded in _store(desk).beside_cases()]
    assert [event.type for event in events if event.type.startswith("seal")] == ["seal_made"]
    assert sealer.seal.secret.hex() not in repr(events)


def _store(desk: Desk) -> Store:
    return desk.seals._store


def test_the_moment_of_signing_is_that_of_the_shops_clock(data_dir: Path) -> None:
    desk = app.open_desk(data_dir, clock=lambda: AT)
    try:
        case = desk.log.add(desk.log.read({"amount": "500.00"}))
        desk.evidence.bundle(
            [case.number], data_dir.parent / "b.pdf", BundleOrder(), sealer=desk.seals.present
        )
        found = desk.verifier.verify(data_dir.parent / "b.pdf")
        assert found.signed_at == "2026-11-23T10:31:00+08:00"
    finally:
        desk.care.close()
