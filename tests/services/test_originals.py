"""What a bank gets beside the pages: what came, less what tells of people; nothing of covers."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from posdesk.domain.bundle.order import BundleOrder
from posdesk.domain.cover import Box
from posdesk.reports.archive.manifest_reader import ListedExhibit, read_manifest
from posdesk.services.desk import Desk
from tests.intake.made_files import acting_pdf, pdf


@pytest.fixture
def number(desk: Desk) -> str:
    return desk.log.add(desk.log.read({"amount": "500.00"}, set())).number


def _photo() -> bytes:
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = 8, "SECRET-PERSON"
    out = io.BytesIO()
    noise = Image.effect_noise((240, 160), 90).convert("RGB")
    noise.save(out, "JPEG", exif=exif, comment=b"SECRET-PLACE")
    return out.getvalue()


def _sent(desk: Desk, number: str, path: Path) -> tuple[bytes, tuple[ListedExhibit, ...]]:
    """Return the bytes of the bundle as it was written, and what its manifest lists."""
    target = path / "out" / "bundle.pdf"
    target.parent.mkdir()
    desk.evidence.bundle([number], target, BundleOrder())
    data = target.read_bytes()
    return data, read_manifest(_file(data, "manifest.json")).cases[0].exhibits


def _file(data: bytes, name: str) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as opened:
        return opened.attachments[name].get_file().read_bytes()


def test_the_photo_that_came_goes_along_without_what_it_tells(
    desk: Desk, number: str, tmp_path: Path
) -> None:
    came = _photo()
    desk.exhibits.attach(number, came, "slip", name="小票.jpg")
    data, (slip,) = _sent(desk, number, tmp_path)
    assert slip.file is not None
    goes = _file(data, slip.file.name)
    assert b"SECRET" not in goes
    with Image.open(io.BytesIO(came)) as before, Image.open(io.BytesIO(goes)) as after:
        assert after.tobytes() == before.tobytes()
    assert hashlib.sha256(goes).hexdigest() == slip.file.sha256
    assert hashlib.sha256(came).hexdigest() == slip.received_sha256
    assert len({slip.sha256, slip.received_sha256, slip.file.sha256}) == 3


def test_a_document_that_acts_goes_along_only_as_it_is_kept(
    desk: Desk, number: str, tmp_path: Path
) -> None:
    plain = pdf(change=lambda made: made.docinfo.__setitem__("/Creator", "bank"))
    desk.exhibits.attach(number, plain, "statement", name="回单.pdf")
    desk.exhibits.attach(number, acting_pdf(), "statement", name="发票.pdf")
    data, (harmless, acting) = _sent(desk, number, tmp_path)
    assert harmless.file is not None
    assert acting.file is not None
    assert _file(data, harmless.file.name) == plain
    assert harmless.file.sha256 == harmless.received_sha256
    assert b"EVIL" not in _file(data, acting.file.name)
    assert acting.file.sha256 == acting.sha256 != acting.received_sha256


def test_of_a_covered_exhibit_only_the_digest_of_what_came_is_listed(
    desk: Desk, number: str, tmp_path: Path
) -> None:
    came = _photo()
    desk.exhibits.attach(number, came, "app", name="银行.jpg")
    desk.exhibits.cover(number, "1", [Box(1, 100, 100, 300, 200)])
    data, (app,) = _sent(desk, number, tmp_path)
    assert app.file is None
    assert app.covered == ("1,100,100,300,200",)
    assert app.received_sha256 == hashlib.sha256(came).hexdigest()
    with pikepdf.open(io.BytesIO(data)) as opened:
        assert list(opened.attachments) == ["manifest.json"]
