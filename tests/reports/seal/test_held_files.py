"""Whatever PosDesk packs into a bundle, in whichever way, its own check takes it out again."""

from __future__ import annotations

import base64
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from posdesk.reports.archive.pdfa import to_archive
from posdesk.reports.attachment import Attachment
from posdesk.reports.seal import held_files
from posdesk.reports.seal.held_files import HeldFiles, TooMuch


def ending_so() -> bytes:
    """Return JSON that, packed, ends in a carriage return: one of 256 does."""
    return next(
        said
        for number in range(10_000)
        if zlib.compress(said := b'"%s"' % (b"a" * number), 6).endswith(b"\r")
    )


@contextmanager
def held(*attachments: Attachment) -> Iterator[HeldFiles]:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.showPage()
    canvas.save()
    at = "2026-11-20T12:00:00+08:00"
    data = to_archive(out.getvalue(), attachments, at=at, languages=("zh-CN",))
    with pikepdf.open(io.BytesIO(data)) as document:
        yield HeldFiles(document, len(data))


def attachment(name: str, data: bytes, mime: str) -> Attachment:
    return Attachment(name, name, name, mime, data, sha256(data).hexdigest(), "")


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        (ending_so(), "application/json"),
        (b'{"number":1}', "application/json"),
        (b"%PDF-1.7 and so on %%EOF\r", "application/pdf"),
        (b"\xff\xd8 and so on \xff\xd9", "image/jpeg"),
    ],
)
def test_a_file_comes_out_as_it_went_in(data: bytes, mime: str) -> None:
    with held(attachment("one", data, mime)) as files:
        assert files.read("one", len(data)) == data
        assert files.digest("one", len(data)) == sha256(data).hexdigest()


def test_reading_such_a_file_again_and_again_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(held_files, "_MOST_PACKED", 10_000)
    data = ending_so()
    with held(attachment("one", data, "application/json")) as files, pytest.raises(TooMuch):
        [files.read("one", len(data)) for _ in range(10_000)]


def test_other_ways_of_packing_are_not_followed() -> None:
    with pikepdf.new() as document:
        packed = base64.a85encode(base64.a85encode(b"x") + b"~>") + b"~>"
        twice = document.make_stream(packed)
        twice.Filter = pikepdf.Array([pikepdf.Name.ASCII85Decode] * 2)
        with pytest.raises(ValueError, match="another packing"):
            b"".join(held_files.unpacked(twice, 10))
        told = document.make_stream(zlib.compress(b"x"))
        told.Filter = pikepdf.Name.FlateDecode
        told.DecodeParms = pikepdf.Dictionary(Predictor=12)
        with pytest.raises(ValueError, match="another packing"):
            b"".join(held_files.unpacked(told, 10))
