"""Files that nobody should send: each ends in one clear sentence, and nothing of it is kept."""

from __future__ import annotations

import io
import os
import struct
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from posdesk import paths
from posdesk.domain.errors import WrongInput
from posdesk.domain.text import LANGS
from posdesk.i18n import Translator
from posdesk.services.desk import Desk
from tests.intake.made_files import (
    CARD,
    bomb_pdf,
    huge_picture_pdf,
    laughing_pdf,
    pdf,
    photo,
    png_of,
)

MARK = b"MARKER-OF-A-HOSTILE-FILE"
TOLD = MARK.decode()


def packed(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, MARK)
    return out.getvalue()


def sheets() -> bytes:
    out = io.BytesIO()
    pages = [Image.new("1", (9, 9)) for _ in range(30)]
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:])
    return out.getvalue() + MARK


def many_passes() -> bytes:
    whole = photo(progressive=True, comment=MARK)
    return whole + b"\xff\xda" * 5000


def object_bomb() -> bytes:
    """Return a PDF whose objects lie in a stream that unpacks to 300 MB."""
    packer = zlib.compressobj(9)
    parts = [packer.compress(b"5 0 (")] + [packer.compress(b" " * (1 << 20)) for _ in range(300)]
    packed = b"".join(parts) + packer.compress(b")") + packer.flush()
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R /X 5 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream"
        % (len(packed), packed),
    )
    out, rows = b"%PDF-1.5\n", [bytes(6)]
    for number, body in enumerate(objects, start=1):
        rows.append(struct.pack(">BIB", 1, len(out), 0))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    rows += [struct.pack(">BIB", 2, 4, 0), struct.pack(">BIB", 1, len(out), 0)]
    table = b"".join(rows)
    start = len(out)
    out += (
        b"6 0 obj\n<< /Type /XRef /Size 7 /W [1 4 1] /Root 1 0 R /Length %d >>\nstream\n%b\n"
        b"endstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (len(table), table, start)
    )
    return out + b"%" + MARK


FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty": ("slip.jpg", lambda: b""),
    "program": ("slip.jpg", lambda: b"MZ\x90\0\3\0\0\0" + MARK),
    "linux program": ("slip.png", lambda: b"\x7fELF\2\1\1\0" + MARK),
    "archive": ("slip.jpg", lambda: packed("slip.jpg")),
    "office document": ("list.pdf", lambda: packed("[Content_Types].xml", "xl/workbook.xml")),
    "old office document": ("list.pdf", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0" + MARK),
    "film": ("slip.heic", lambda: b"\0\0\0\x20ftypisom" + MARK + b"\0"),
    "web page": ("slip.jpg", lambda: b"<!DOCTYPE html><script>" + MARK + b"</script>"),
    "svg": ("slip.png", lambda: b"<svg onload='x()'>" + MARK + b"</svg>"),
    "script": ("note.txt", lambda: b"#!/bin/sh\nrm -rf ~ # " + MARK),
    "text named as a picture": ("slip.jpg", lambda: b"invoice " + MARK),
    "noise": ("slip.jpg", lambda: bytes(range(256)) + MARK),
    "truncated photo": ("slip.jpg", lambda: photo((900, 900), comment=MARK)[:2000]),
    "truncated picture": ("slip.png", lambda: png_of(90, 90, MARK)[:-30]),
    "photo in endless passes": ("slip.jpg", many_passes),
    "picture of 2.5 gigapixels": ("slip.png", lambda: png_of(50_000, 50_000, MARK)),
    "scan of thirty sheets": ("scan.tif", sheets),
    "password": (
        "bill.pdf",
        lambda: pdf((TOLD,), encryption=pikepdf.Encryption(user="1", owner="2")) + MARK,
    ),
    "damaged document": ("bill.pdf", lambda: b"%PDF-1.7\n" + MARK),
    "ten thousand pages": ("bill.pdf", lambda: pdf((TOLD,), pages=10_000)),
    "stream bomb": ("bill.pdf", lambda: bomb_pdf() + MARK),
    "object bomb": ("bill.pdf", object_bomb),
    "forms within forms": ("bill.pdf", lambda: laughing_pdf() + MARK),
    "huge picture in a document": ("bill.pdf", lambda: huge_picture_pdf() + MARK),
    "card number in a document": ("bill.pdf", lambda: pdf((TOLD, CARD), compress_streams=False)),
    "card number in a text": ("bill.txt", lambda: f"{TOLD} {CARD}".encode()),
    "card number with unseen signs": (
        "bill.txt",
        lambda: f"{TOLD} 4111\u200b1111\u200b1111\u200b1111".encode(),
    ),
    "card number in the name": (f"{CARD}.jpg", lambda: photo(comment=MARK)),
    "card number in the path of the name": (f"a/{CARD}/..\\x.jpg", lambda: photo(comment=MARK)),
    "endless text": ("note.txt", lambda: MARK * 9000),
}


@pytest.fixture
def refused(
    desk: Desk, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., None]:
    """Attach something that must be refused, and look for what is left of it."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    case = desk.log.add(desk.log.read({"amount": "1"}))

    def refuse(source: Path | bytes, name: str = "") -> None:
        begun = time.monotonic()
        with pytest.raises(WrongInput) as told:
            desk.exhibits.attach(case.id, source, "slip", name=name)
        assert time.monotonic() - begun < 10
        for lang in LANGS:
            said = Translator(lang, paths.resources() / "i18n").error(told.value)
            assert said.endswith(("。", "."))
            assert "{" not in said
            assert CARD not in said
            assert ("没有保存" in said) == (lang == "zh_CN")
        assert desk.log.case(case.id).exhibits == ()
        for folder in (data_dir, scratch):
            for file in (path for path in folder.rglob("*") if path.is_file()):
                assert MARK not in file.read_bytes()
        assert list(scratch.iterdir()) == []

    return refuse


@pytest.mark.parametrize("name", FILES)
def test_nothing_of_a_hostile_file_is_kept(refused: Callable[..., None], name: str) -> None:
    called, make = FILES[name]
    refused(make(), called)


def test_what_is_no_file_is_never_waited_for(refused: Callable[..., None], tmp_path: Path) -> None:
    folder, pipe, link = tmp_path / "folder.jpg", tmp_path / "pipe.jpg", tmp_path / "link.jpg"
    folder.mkdir()
    refused(folder)
    refused(tmp_path / "missing.jpg")
    refused(tmp_path / "nul\0.jpg")
    link.symlink_to("missing.jpg")
    refused(link)
    if not hasattr(os, "mkfifo"):
        pytest.skip("Windows has neither pipes nor devices among its files")
    os.mkfifo(pipe)
    refused(pipe)
    link.unlink()
    link.symlink_to("/dev/zero")
    refused(link)


def test_half_a_gigabyte_is_not_even_read(refused: Callable[..., None], tmp_path: Path) -> None:
    large = tmp_path / "film.jpg"
    with large.open("wb") as file:
        file.write(MARK)
        file.truncate(500 * 1024 * 1024)
    refused(large)


def test_what_may_not_be_read_says_so(refused: Callable[..., None], tmp_path: Path) -> None:
    locked = tmp_path / "locked.jpg"
    locked.write_bytes(photo(comment=MARK))
    locked.chmod(0)
    if os.access(locked, os.R_OK):
        pytest.skip("whoever runs this may read everything")
    refused(locked)
