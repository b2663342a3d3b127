"""Photos, documents and texts that become exhibits, bundles that come back, keys and backups."""

from __future__ import annotations

import io
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from PIL import Image

from posdesk import app
from posdesk.domain.bundle.verification import Soundness
from posdesk.domain.errors import KeyNeeded
from posdesk.domain.key import KEY_BYTES, Key
from posdesk.domain.key_file import KeptIn, KeyFile, Wrapped
from posdesk.domain.seal import Seal
from posdesk.intake.exhibit_files import take_in
from posdesk.intake.page_pictures import page_picture
from posdesk.intake.statement_rows import find_rows
from posdesk.reports.archive.bundle_file import read_bundle
from posdesk.reports.archive.manifest_reader import read_manifest
from posdesk.reports.attachment import MANIFEST_NAME
from posdesk.reports.seal.certificates import as_pem, read_certificate
from posdesk.reports.seal.key_files import pack, unpack
from posdesk.services.keys import key_for
from posdesk.services.pins import Pins
from posdesk.services.seal_keys import SEAL_FILE, SealKeys
from posdesk.storage.backup.check import check
from tests.fire.doors import Door, Read
from tests.intake.made_files import HEIC, pdf
from tests.reports.seals import look, seal, sealed

PASSPHRASE = "七号柜台的雨伞 27"
SMS = "【工商银行】您尾号1234卡11月20日10:31消费500.00元，余额1.23元。".encode()


def _exhibit(name: str) -> Read:
    def read(data: bytes, _folder: Path) -> object:
        kept = take_in(data, name)
        # What came in is looked at and searched, as the window does.
        if kept.mime != "text/plain":
            page_picture(kept.data, kept.mime, 1, 200)
        found = find_rows(kept.data, kept.mime, ("500.00",))
        words = kept.data.decode("utf-8") if kept.mime == "text/plain" else ""
        return kept.name, words, found

    return read


def _verified(data: bytes, _folder: Path) -> object:
    found = look(data)
    if data != sealed():
        assert found.state is not Soundness.INTACT or data.rstrip() == sealed().rstrip(), (
            "another file, and intact"
        )
    return found.state


def _seal_file(data: bytes, folder: Path) -> object:
    (folder / SEAL_FILE).write_bytes(data)
    return SealKeys(folder, None).find(seal().certificate)


def _pins_key(data: bytes, folder: Path) -> object:
    (folder / "pins.key").write_bytes(data)
    return Pins(folder).can_check("abcd:1")


def _p12(data: bytes, _folder: Path) -> object:
    found: Seal = unpack(data, PASSPHRASE, "seal.p12")
    return found.fingerprint


def _key_file(data: bytes, folder: Path) -> object:
    path = folder / "posdesk.key"
    path.write_bytes(data)
    found = KeyFile.from_bytes(data, path)
    # What a guess costs may be up to a gigabyte by the file's own words: not at each input.
    cheap = found.wrapped is None or found.wrapped.memory_kib * found.wrapped.rounds <= 4096
    if cheap:
        with suppress(KeyNeeded):
            key_for(path, PASSPHRASE)
    return found


def _backup(data: bytes, folder: Path) -> object:
    path = folder / "one.backup"
    for beside in folder.glob("one.backup*"):
        beside.unlink()
    path.write_bytes(data)
    return check(path)


def picture(form: str) -> bytes:
    """Return a small picture with a gradient in it."""
    out = io.BytesIO()
    Image.linear_gradient("L").resize((48, 32)).convert("RGB").save(out, form)
    return out.getvalue()


@cache
def _manifest() -> bytes:
    import pikepdf

    with pikepdf.open(io.BytesIO(sealed())) as opened:
        return opened.attachments[MANIFEST_NAME].obj.EF.F.read_bytes()


@cache
def _made_backup() -> bytes:
    with tempfile.TemporaryDirectory() as made:
        desk = app.open_desk(Path(made) / "data")
        try:
            case = desk.log.add(desk.log.read({"amount": "500.00", "symptom": "没出单"})).id
            desk.exhibits.attach(case, SMS, "sms", name="短信.txt")
            whole = desk.backups.make_file(Path(made) / "one.backup")
        finally:
            desk.care.close()
        return whole.path.read_bytes()


def _keys() -> tuple[bytes, ...]:
    wrapped = Wrapped(1024, 1, 1, bytes(16), bytes(12), bytes(KEY_BYTES + 16))
    key = Key(bytes(range(KEY_BYTES))).id
    return tuple(
        KeyFile(key, kept, wrapped if kept is KeptIn.PASSPHRASE else None).to_bytes()
        for kept in KeptIn
    )


def doors() -> tuple[Door, ...]:
    """Return the doors for evidence, keys and backups."""
    pictures = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif", "BMP": "bmp"}
    held = b'{"format": 1, "certificate": "%s", "secret": "%s"}' % (
        seal().fingerprint.encode(),
        seal().secret.hex().encode(),
    )
    texts = (SMS, SMS.decode().encode("gb18030"), SMS.decode().encode("utf-16"), b"\xff" * 9)
    p12 = pack(seal(), PASSPHRASE)
    certificates = (seal().certificate, as_pem(seal().certificate))
    return (
        *(
            Door(f"exhibit ({form})", _exhibit(f"a.{end}"), (picture(form),), long=5000, short=6)
            for form, end in pictures.items()
        ),
        Door("exhibit (HEIC)", _exhibit("a.heic"), (HEIC,), long=5000, short=4),
        Door("exhibit (PDF)", _exhibit("a.pdf"), (pdf(), pdf(pages=2)), long=3000, short=4),
        Door("exhibit (text)", _exhibit("a.txt"), texts, keeps=True, long=20_000),
        Door("bundle: verify", _verified, (sealed(),), long=1000, short=2),
        Door(
            "bundle: read", lambda d, _f: read_bundle("a.pdf", d), (sealed(),), long=2000, short=3
        ),
        Door("manifest", lambda d, _f: read_manifest(d), (_manifest(),), long=50_000),
        Door("certificate", lambda d, _f: read_certificate(d, "a.pem"), certificates, long=20_000),
        Door("seal's key (P12)", _p12, (p12,), long=3000, short=2),
        Door("seal's file", _seal_file, (held,), long=10_000, short=4),
        Door("PINs' key", _pins_key, (bytes(32),), long=10_000, short=4),
        Door("key file", _key_file, _keys(), long=20_000, short=6),
        Door("backup", _backup, (_made_backup(),), long=3000, short=4),
    )
