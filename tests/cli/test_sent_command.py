"""``posdesk bundle sent`` and ``bundle copy`` from a terminal, and what covering says of them."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.intake.made_files import CARD, photo

TO = ("--to", "收单机构", "--way", "邮件")


@pytest.fixture
def number(run: Run, tmp_path: Path) -> str:
    opened = run("case", "add", "--json", facts={"amount": "500.00"}).json["number"]
    slip = tmp_path / "slip.jpg"
    slip.write_bytes(photo((120, 90)))
    run("case", "attach", opened, str(slip), "--kind", "slip")
    return str(opened)


@pytest.fixture
def bundle(run: Run, number: str, tmp_path: Path) -> Path:
    target = tmp_path / "bundle.pdf"
    assert run("bundle", number, "-o", str(target), "--unsigned").code == 0
    return target


def test_what_was_sent_is_kept_shown_and_written_again(
    run: Run, number: str, bundle: Path, tmp_path: Path
) -> None:
    told = run("bundle", "sent", number, str(bundle), *TO, "--json").json
    assert told["sha256"] == sha256(bundle.read_bytes()).hexdigest()
    assert not told["signed"]
    assert [(c["number"], c["to"], c["kept_already"]) for c in told["cases"]] == [
        (number, "收单机构", False)
    ]
    again = run("bundle", "sent", number, str(bundle), *TO)
    assert again.code == 0
    assert "已记过" in again.out
    (sent,) = run("case", "show", number, "--json").json["sent"]
    assert (sent["sha256"], sent["way"], sent["kept"]) == (told["sha256"], "邮件", True)
    assert "收单机构" in run("case", "show", number).out
    copy = tmp_path / "copy.pdf"
    assert run("bundle", "copy", number, sent["sha256"][:12], "-o", str(copy)).code == 0
    assert copy.read_bytes() == bundle.read_bytes()
    assert run("bundle", "copy", number, "nothing", "-o", str(copy)).code == 2
    data = Path(run("doctor", "--json").json["paths"]["data"])
    before = (data / "posdesk.seal").exists()
    assert run("bundle", "copy", number, "1", "-o", str(data / "posdesk.seal")).code == 2
    assert run("exhibit", "save", number, "1", "-o", str(data / "posdesk.seal")).code == 2
    assert (data / "posdesk.seal").exists() is before


def test_a_bundle_of_many_is_told_for_one_or_for_all(run: Run, number: str, tmp_path: Path) -> None:
    other = run("case", "add", "--json", facts={"amount": "2.00"}).json["number"]
    target = tmp_path / "both.pdf"
    run("bundle", number, other, "-o", str(target), "--unsigned")
    one = run("bundle", "sent", number, str(target), *TO, "--json").json
    assert [c["number"] for c in one["cases"]] == [number]
    both = run("bundle", "sent", number, str(target), *TO, "--all", "--json").json
    assert {c["number"]: c["kept_already"] for c in both["cases"]} == {number: True, other: False}


def test_what_is_wrong_is_told_in_a_sentence(run: Run, number: str, bundle: Path) -> None:
    assert run("bundle", "sent", number, str(bundle), "--to", CARD, "--way", "邮件").code == 2
    assert run("bundle", "sent", number, str(bundle)).code == 2
    bundle.write_bytes(b"%PDF-1.7 nothing")
    failed = run("bundle", "sent", number, str(bundle), *TO)
    assert (failed.code, failed.out) == (2, "")
    assert "不是 PosDesk 的证据包" in failed.err
    assert run("case", "show", number, "--json").json["sent"] == []


def test_covering_names_the_copy_that_still_shows_it_and_lets_it_go(
    run: Run, number: str, bundle: Path, tmp_path: Path
) -> None:
    run("bundle", "sent", number, str(bundle), *TO)
    box = ("--box", "100,100,300,400")
    told = run("exhibit", "redact", number, "1", *box, "--json").json
    assert [held["to"] for held in told["still_in"]] == ["收单机构"]
    assert "--drop-sent" in run("exhibit", "redact", number, "1", *box).out
    dropped = run("exhibit", "redact", number, "1", *box, "--drop-sent", "--json").json
    assert dropped["still_in"] == []
    (sent,) = run("case", "show", number, "--json").json["sent"]
    assert not sent["kept"]
    assert run("bundle", "copy", number, "1", "-o", str(tmp_path / "gone.pdf")).code == 2
