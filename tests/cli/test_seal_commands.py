"""The shop's seal and the check of a bundle, from a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.reports.seals import draft, seal, sealed


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    path = tmp_path / "bundle.pdf"
    path.write_bytes(sealed())
    return path


def test_a_fingerprint_makes_a_bundle_good_and_another_does_not(run: Run, bundle: Path) -> None:
    unknown = run("verify", str(bundle), "--json")
    assert (unknown.code, unknown.json["state"]) == (1, "unknown_signer")
    assert unknown.json["fingerprint"] == seal().fingerprint
    good = run("verify", str(bundle), "--fingerprint", seal().fingerprint.upper(), "--json")
    assert (good.code, good.json["valid"], good.json["state"]) == (0, True, "intact")
    assert good.json["reasons"] == []
    assert good.json["signed_by"] == "清和桥百货店"
    assert good.json["signed_at"] == "2026-11-23T10:31:00+08:00"
    assert {"sha256", "manifest_sha256", "exhibits", "stamped", "standing"} <= set(good.json)
    other = run("verify", str(bundle), "--fingerprint", "0" * 64, "--json")
    assert (other.code, other.json["state"]) == (1, "unknown_signer")


def test_what_is_wrong_is_said_in_words(run: Run, bundle: Path) -> None:
    bundle.write_bytes(sealed() + b" ")
    found = run("verify", str(bundle), "--json")
    assert (found.code, found.json["valid"], found.json["state"]) == (1, False, "changed")
    assert all(reason["zh_CN"] and reason["en"] for reason in found.json["reasons"])
    bundle.write_bytes(draft())
    assert run("verify", str(bundle), "--json").json["state"] == "unsigned"
    bundle.write_bytes(b"hello")
    assert run("verify", str(bundle), "--json").json["state"] == "foreign"


def test_wrong_usage_is_exit_2(run: Run, bundle: Path, tmp_path: Path) -> None:
    assert run("verify", str(tmp_path / "nothing.pdf")).code == 2
    assert run("verify", str(tmp_path)).code == 2
    for given in ("12", "", " ", "0x" + seal().fingerprint):
        refused = run("verify", str(bundle), "--fingerprint", given)
        assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1)
    assert run("seal", "untrust", "0" * 64).code == 2


def test_a_seal_is_shown_taken_out_and_brought_back(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("seal", "show", "--json").json == {"seals": []}
    certificate, key = tmp_path / "shop.pem", tmp_path / "shop.p12"
    monkeypatch.setenv("POSDESK_SEAL_PASSPHRASE", "vier Pferde grasen 77")
    made = run("seal", "export", str(certificate), "--json").json
    assert certificate.read_bytes().startswith(b"-----BEGIN CERTIFICATE-----")
    assert (
        run("seal", "export", str(key), "--key", "--json").json["fingerprint"]
        == (made["fingerprint"])
    )
    brought = run("seal", "import", str(key), "--json")
    assert (brought.code, brought.json["fingerprint"]) == (0, made["fingerprint"])
    (shown,) = run("seal", "show", "--json").json["seals"]
    assert (shown["standing"], shown["fingerprint"]) == ("present", made["fingerprint"])


def test_a_trusted_certificate_makes_its_bundles_good(
    run: Run, bundle: Path, tmp_path: Path
) -> None:
    file = tmp_path / "other.cer"
    file.write_bytes(seal().certificate)
    assert run("seal", "trust", str(file), "--json").json["standing"] == "imported"
    assert run("verify", str(bundle), "--json").code == 0
    assert run("seal", "untrust", seal().fingerprint, "--json").json["trusted"] is False
    assert run("verify", str(bundle), "--json").code == 1
    assert run("seal", "trust", str(bundle)).code == 2


@pytest.mark.parametrize(
    "way", ["{pairs}", "{fours}", "SHA256 Fingerprint={pairs}", "sha-256: {x}"]
)
def test_a_fingerprint_is_read_as_people_and_programs_write_it(
    run: Run, bundle: Path, way: str
) -> None:
    x = seal().fingerprint
    given = way.format(
        x=x,
        pairs=":".join(x[at : at + 2] for at in range(0, 64, 2)).upper(),
        fours=" ".join(x[at : at + 4] for at in range(0, 64, 4)),
    )
    assert run("verify", str(bundle), "--fingerprint", given).code == 0


def test_looking_at_a_bundle_makes_no_data(run: Run, bundle: Path, data_dir: Path) -> None:
    assert run("verify", str(bundle), "--json").json["state"] == "unknown_signer"
    assert run("verify", str(bundle), "--fingerprint", seal().fingerprint).code == 0
    assert run("verify", "nothing.pdf").code == 2
    assert not list(data_dir.iterdir())


def test_nothing_taken_out_lands_among_the_data(
    run: Run, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSDESK_SEAL_PASSPHRASE", "vier Pferde grasen 77")
    assert run("seal", "export", str(tmp_path / "shop.pem")).code == 0
    key = (data_dir / "posdesk.seal").read_bytes()
    assert run("seal", "export", str(data_dir / "posdesk.seal")).code == 2
    assert run("seal", "export", str(data_dir / "posdesk.seal"), "--key").code == 2
    assert (data_dir / "posdesk.seal").read_bytes() == key
