"""A case from its first line to the bank's own check of its bundle, by the command line alone."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdf
import pytest

from posdesk.cli.main import main
from tests.intake.made_files import photo

FACTS = {
    "amount": "500.00",
    "at": "2026-11-20 14:32",
    "card": "622848******1234",
    "merchant_id": "898330154110023",
    "terminal_id": "61203847",
    "batch": "000218",
    "trace": "004731",
    "rrn": "632414004731",
}


@dataclass(frozen=True)
class Computer:
    """One computer with its data."""

    folder: Path
    captured: pytest.CaptureFixture[bytes]
    patch: pytest.MonkeyPatch

    def __call__(self, *argv: str, code: int = 0, facts: object = None) -> Any:
        given = io.TextIOWrapper(io.BytesIO(json.dumps(facts).encode()))
        self.patch.setattr("sys.stdin", given)
        ended = main(["--data-dir", str(self.folder), *argv, "--json"])
        read = self.captured.readouterr()
        assert (ended, read.err) == (code, b"")
        return json.loads(read.out)


def text(pdf: Path) -> str:
    return "".join("".join(p.extract_text() for p in pypdf.PdfReader(pdf).pages).split())


def test_a_case_its_bundle_and_the_banks_check(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = Computer(tmp_path / "shop", capsysbinary, monkeypatch)
    bank = Computer(tmp_path / "bank", capsysbinary, monkeypatch)
    slip, out = tmp_path / "签购单.jpg", tmp_path / "out"
    slip.write_bytes(photo((300, 200)))
    out.mkdir()

    number = shop("case", "add", facts=FACTS)["number"]
    before = shop("bundle", "check", number, code=1)
    shop("case", "attach", number, str(slip), "--kind", "terminal")
    after = shop("bundle", "check", number)
    assert before["missing"] == ["terminal"]
    assert (after["missing"], after["fits"]) == ([], True)

    made = shop("bundle", number, "-o", str(out))
    first = Path(made["path"])
    digest = hashlib.sha256(first.read_bytes()).hexdigest()
    assert (made["sha256"], made["pages"]) == (digest, after["pages"])
    checksum = first.with_name(f"{first.name}.sha256").read_text("utf-8")
    assert checksum == f"{digest}  {first.name}\n"

    found = shop("verify", str(first))
    assert (found["valid"], found["state"], found["cases"]) == (True, "intact", [number])
    assert [(e["number"], e["sound"]) for e in found["exhibits"]] == [(1, True)]
    assert found["fingerprint"] == made["fingerprint"]

    shop("bundle", "sent", number, str(first), "--to", "收单机构", "--way", "邮件")
    shop("case", "note", number, "收单机构来电，要终端流水")
    later = Path(shop("bundle", number, "-o", str(tmp_path / "later.pdf"))["path"])
    assert "发给“收单机构”的证据包以来" in text(later)
    assert "发给“收单机构”的证据包以来" not in text(first)
    copy = tmp_path / "copy.pdf"
    shop("bundle", "copy", number, digest[:12], "-o", str(copy))
    assert copy.read_bytes() == first.read_bytes()

    assert bank("verify", str(first), code=1)["state"] == "unknown_signer"
    told = made["fingerprint"].upper()
    by_telephone = " ".join(told[at : at + 4] for at in range(0, len(told), 4))
    assert bank("verify", str(first), "--fingerprint", by_telephone)["state"] == "intact"
    assert not bank.folder.exists()
    certificate = tmp_path / "shop.pem"
    shop("seal", "export", str(certificate))
    bank("seal", "trust", str(certificate))
    assert bank("verify", str(later))["standing"] == "imported"

    changed = bytearray(first.read_bytes())
    changed[len(changed) // 2] ^= 1
    first.write_bytes(changed)
    assert bank("verify", str(first), code=1)["state"] == "changed"
