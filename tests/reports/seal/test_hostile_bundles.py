"""What a hostile bundle costs, and what it can make the program say."""

from __future__ import annotations

import io
import json
import re
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pikepdf
import pytest
import rfc8785

from posdesk.domain.bundle.verification import Soundness
from posdesk.domain.errors import WrongInput
from posdesk.domain.seal import Seal
from posdesk.reports.seal import signing
from posdesk.reports.seal.certificates import read_certificate
from posdesk.reports.seal.signing import sign
from tests.reports.seals import AT, draft, look, odd_seal, sealed

SECONDS = 8.0
"""Of the processor: generous, for slow computers; without bounds these took minutes."""


@contextmanager
def quickly() -> Iterator[None]:
    begin = time.process_time()
    yield
    assert time.process_time() - begin < SECONDS


def saved(change: Callable[[pikepdf.Pdf], object], data: bytes = b"") -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data or draft())) as document:
        change(document)
        document.save(
            out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none
        )
    return out.getvalue()


def held(document: pikepdf.Pdf, wanted: str = "manifest.json") -> Any:
    return pikepdf.NameTree(document.Root.Names.EmbeddedFiles)[wanted].EF.F


def sealed_by(monkeypatch: pytest.MonkeyPatch, odd: Seal) -> bytes:
    monkeypatch.setattr(signing, "common_name", lambda _: "x")
    return sign(draft(), odd, at=AT)


def test_a_certificate_that_cannot_be_read_is_not_good(monkeypatch: pytest.MonkeyPatch) -> None:
    odd = odd_seal("店", version="v2")
    found = look(sealed_by(monkeypatch, odd), wanted=odd.fingerprint)
    assert found.state is Soundness.CHANGED
    with pytest.raises(WrongInput):
        read_certificate(odd.certificate, "odd.cer")


def test_a_signer_cannot_write_to_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    odd = odd_seal("a\x1b[2J\u202eb\nWhole and unchanged", serial=-7)
    found = look(sealed_by(monkeypatch, odd))
    assert found.state is Soundness.UNKNOWN_SIGNER
    assert found.signed_by == "a[2JbWhole and unchanged"


def test_a_name_without_end_is_no_signature_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    with quickly():
        assert look(sealed_by(monkeypatch, odd_seal("y" * 50_000))).state is Soundness.CHANGED


def test_a_manifest_cannot_write_to_the_terminal() -> None:
    def write(document: pikepdf.Pdf) -> None:
        manifest = json.loads(held(document).read_bytes())
        manifest["cases"][0]["number"] = "1\x1b[1A\u202e\n2"
        manifest["cases"][0]["exhibits"][0]["name"] = "回单\r\nWhole\x1b]0;x\x07"
        held(document).write(rfc8785.dumps(manifest))

    found = look(saved(write))
    assert found.cases == ("1[1A2",)
    assert found.exhibits[0].name == "回单Whole]0;x"


def test_a_tree_of_names_that_branches_without_end_is_told_quickly() -> None:
    def branch(document: pikepdf.Pdf) -> None:
        node = document.make_indirect(document.Root.Names.EmbeddedFiles)
        for _ in range(40):
            node = document.make_indirect(pikepdf.Dictionary(Kids=pikepdf.Array([node, node])))
        document.Root.Names.EmbeddedFiles = node

    with quickly():
        assert not look(saved(branch)).valid


def test_an_exhibit_that_says_itself_that_it_unpacks_without_end_is_told_quickly() -> None:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"\0" * 2**20) for _ in range(300)) + packer.flush()

    def bomb(document: pikepdf.Pdf) -> None:
        manifest = json.loads(held(document).read_bytes())
        file = next(e["file"] for e in manifest["cases"][0]["exhibits"] if "file" in e)
        file["size"] = 300 * 2**20
        held(document, file["name"]).write(packed, filter=pikepdf.Name.FlateDecode)
        held(document).write(rfc8785.dumps(manifest))

    data = saved(bomb)
    with quickly():
        assert not look(data).valid
    assert sealed()


def test_a_form_that_branches_without_end_is_told_quickly() -> None:
    def branch(document: pikepdf.Pdf) -> None:
        field = document.make_indirect(pikepdf.Dictionary(T=pikepdf.String("a")))
        for _ in range(40):
            kids = pikepdf.Array([field, field])
            field = document.make_indirect(pikepdf.Dictionary(T=pikepdf.String("b"), Kids=kids))
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))

    with quickly():
        assert look(saved(branch)).state is Soundness.CHANGED


@pytest.mark.parametrize("data", [draft, sealed])
def test_what_another_program_packed_anew_is_told_so(data: Callable[[], bytes]) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data())) as document:
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    found = look(out.getvalue())
    assert found.state is Soundness.CHANGED
    assert "saved it anew" in found.reasons[0].en


def test_a_table_behind_the_signature_that_unpacks_without_end_is_told_quickly() -> None:
    data = sealed()
    packed = zlib.compress(b"\1" * 60_000_000, 9)
    before = data[data.rindex(b"startxref") :].split()[1]
    entry = b"<< /Type /XRef /Size 10000000 /W [1 4 2] /Root 1 0 R /Prev %s" % before
    told = b"9999 0 obj\n%s /Filter /FlateDecode /Length %d >>\nstream\n" % (entry, len(packed))
    end = b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(data)
    with quickly():
        assert look(data + told + packed + end).state in (Soundness.CHANGED, Soundness.FOREIGN)


def test_tables_that_lead_in_a_circle_are_told() -> None:
    data = sealed()
    end = data[data.rindex(b"startxref") :].split()[1]
    before = re.findall(rb"/Prev (\d+)", data)[-1]
    assert len(end) == len(before)
    circle = data.replace(b"/Prev " + before, b"/Prev " + end)
    assert circle != data
    assert look(circle).state in (Soundness.CHANGED, Soundness.FOREIGN)


@pytest.mark.parametrize(
    "body",
    [b"[" + b"0," * 4_000_000 + b"0]", b"[" * 8_000_000, b"1" * 16_000_000],
    ids=["long", "deep", "large"],
)
def test_a_manifest_that_says_nothing_at_length_is_told_quickly(body: bytes) -> None:
    def write(document: pikepdf.Pdf) -> None:
        held(document).write(zlib.compress(body), filter=pikepdf.Name.FlateDecode)

    with quickly():
        assert look(saved(write)).state is Soundness.CHANGED
