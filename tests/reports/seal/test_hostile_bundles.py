"""What a hostile bundle costs, and what it can make the program say."""

from __future__ import annotations

import io
import json
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
    packed = b"".join(packer.compress(b"\0" * 2**20) for _ in range(700)) + packer.flush()

    def bomb(document: pikepdf.Pdf) -> None:
        manifest = json.loads(held(document).read_bytes())
        file = next(e["file"] for e in manifest["cases"][0]["exhibits"] if "file" in e)
        file["size"] = 700 * 2**20
        held(document, file["name"]).write(packed, filter=pikepdf.Name.FlateDecode)
        held(document).write(rfc8785.dumps(manifest))

    data = saved(bomb)
    with quickly():
        assert not look(data).valid
    assert sealed()
