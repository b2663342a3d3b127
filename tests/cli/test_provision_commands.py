"""``posdesk provision`` as an installer uses it: checked, applied, locked, and forty at once."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from posdesk import paths
from posdesk.cli.main import main
from posdesk.intake.provision_file import read_provision
from tests.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("small")

CARD = "6228480402564890018"
SAMPLES = {
    "shop.merchant_id": "898310059120009",
    "shop.terminal_id": "61203849",
    "shop.acquirer_phone": "95516",
    "rates.cap": "18.00",
    "people.lock_minutes": "9",
    "keeping.retention_months": "36",
    "seal.tsa": "https://tsa.example.org",
    "updates.check": "on",
    "updates.address": "https://news.example.org/posdesk.json",
    "updates.key": "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=",
    "terminals.ID.place": "x",
}


@pytest.fixture
def machine() -> Path:
    """Where the file for this computer is looked for."""
    return paths.provision_file()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "counter.toml"


@pytest.fixture(autouse=True)
def _examples(_home_of_its_own: None, small: Path) -> None:
    """Ship the examples with the small book too."""
    here = Path(__file__).resolve().parents[2] / "resources" / "provision"
    there = paths.resources() / "provision"
    if not there.exists():
        there.mkdir()
        for one in here.iterdir():
            (there / one.name).write_bytes(one.read_bytes())


def test_the_example_is_printed_checked_and_applied_twice(run: Run, file: Path) -> None:
    for lang in ("zh_CN", "en"):
        file.write_text(run("provision", "example", "--lang", lang).out, "utf-8")
        checked = run("provision", "check", str(file), "--json")
        assert (checked.code, checked.json["valid"], checked.json["faults"]) == (0, True, [])
    first = run("provision", "apply", str(file), "--json")
    assert first.code == 0
    assert {"shop.name", "rates.qr", "terminals.61203847"} <= set(first.json["set"])
    assert first.json["people"] == ["Zhou Min", "Lin Xiao", "Chen Le"]
    assert [one["key"] for one in first.json["waiting"]] == ["pin.required"]
    again = run("provision", "apply", str(file), "--json").json
    assert (again["set"], again["overwritten"], again["kept"], again["people"]) == ([], [], [], [])
    assert set(again["same"]) == set(first.json["set"]) | set(first.json["same"])
    assert run("journal", "verify").code == 0


def test_a_faulty_file_is_named_fault_by_fault_and_nothing_is_applied(
    run: Run, file: Path, data_dir: Path
) -> None:
    file.write_text(f'[shop]\nname = "{CARD}"\n[rates]\nqr = "x"\n', "utf-8")
    checked = run("provision", "check", str(file), "--json")
    assert (checked.code, checked.json["valid"]) == (1, False)
    assert [(f["line"], f["key"]) for f in checked.json["faults"]] == [
        (2, "shop.name"),
        (4, "rates.qr"),
    ]
    said = run("provision", "check", str(file), "--lang", "en").out
    assert "counter.toml:4: rates.qr: " in said
    applied = run("provision", "apply", str(file), "--json")
    assert (applied.code, applied.json["applied"]) == (2, False)
    assert len(applied.json["faults"]) == 2
    assert CARD not in checked.out + said + applied.out + applied.err
    assert not (data_dir / "settings.toml").exists()
    assert run("provision", "check", str(file) + "x").code == 2


def known_keys(run: Run) -> list[str]:
    refused = run("settings", "set", "no.such", "x", "--lang", "en").err
    found = re.search(r"known: (.*)\.$", refused.strip())
    assert found is not None
    return found[1].split(", ")


def test_no_door_changes_what_is_locked(run: Run, machine: Path, tmp_path: Path) -> None:
    keys = known_keys(run)
    tables = sorted({key.partition(".")[0] for key in keys})
    locked = ", ".join(f'"{table}"' for table in (*tables, "contacts", "presets", "window"))
    machine.write_text(f'locked = [{locked}]\n[shop]\nname = "定"\n', "utf-8")
    (tmp_path / "stick").mkdir()
    samples = {**SAMPLES, "keeping.second_place": str(tmp_path / "stick")}
    before = run("settings", "show", "--json").json
    assert before["shop"]["name"] == "定"
    assert len(keys) > 15
    for key in keys:
        value = samples.get(key, "0.38%" if key.startswith("rates.") else "别的")
        ran = run("settings", "set", key.replace("ID", "61203849"), value, "--lang", "en")
        assert (key, ran.code) == (key, 1)
        assert str(machine) in ran.err
        assert "ask whoever installed" in ran.err
    assert run("presets", "set", "default", "pages=3").code == 1
    assert run("settings", "show", "--json").json == before
    for key in keys:
        name = key.replace("terminals.ID.place", "terminals")
        assert name in before["locked"]


def test_a_free_setting_is_the_shops(run: Run, machine: Path) -> None:
    machine.write_text('locked = ["shop.name"]\n[shop]\nname = "定"\ntill = "1"\n', "utf-8")
    assert run("settings", "set", "shop.till", "2").code == 0
    shown = run("settings", "show", "--json").json
    assert (shown["shop"]["till"], shown["locked"]) == ("2", ["shop.name"])
    assert "shop.name" in run("settings", "show").out


def test_the_computers_file_rules_over_one_applied_by_hand(
    run: Run, machine: Path, file: Path
) -> None:
    machine.write_text('locked = "all"\n[shop]\nname = "定"\n', "utf-8")
    file.write_text('[shop]\nname = "别的"\n', "utf-8")
    refused = run("provision", "apply", str(file), "--lang", "en")
    assert (refused.code, str(machine) in refused.err) == (1, True)
    assert run("provision", "apply", str(machine), "--json").json["same"] == ["shop.name"]
    shown = run("provision", "show", "--json").json
    assert (shown["file"], shown["machine_wide"]) == (str(machine), True)
    assert shown["settings"] == {"shop.name": "定"}


def test_without_a_file_nothing_is_in_force(run: Run, machine: Path) -> None:
    shown = run("provision", "show", "--json").json
    assert (shown["file"], shown["locked"], shown["waiting"]) == (None, [], [])
    assert shown["looked_for"] == str(machine)
    assert str(machine) in run("provision", "show").out


# ------------------------------------------------------------------------------- many counters

BASE = """\
locked = "all"
[shop]
name = "清和桥百货店"
acquirer = "银联商务"
[[terminals]]
id = "61203800"
[pin]
least_digits = 6
"""
HEADER = (
    *("file", "shop.till", "shop.merchant_id", "shop.terminal_id", "terminals.1.id"),
    *("terminals.1.place", "people.cashiers", "pin.lock_minutes"),
)


def rows(count: int) -> list[tuple[str, ...]]:
    return [
        (
            *(f"清和桥 {n:02}", f"{n} 号台", f"8983100591{n:05}", f"612038{n:02}", f"612038{n:02}"),
            *(f"{n} 号台；靠门", f"林{n}、陈{n}", str(n)),
        )
        for n in range(1, count + 1)
    ]


@pytest.fixture
def base(tmp_path: Path) -> Path:
    file = tmp_path / "base.toml"
    file.write_text(BASE, "utf-8")
    return file


def table(tmp_path: Path, said: list[tuple[str, ...]], mark: str, encoding: str) -> Path:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=mark).writerows(said)
    file = tmp_path / "counters.csv"
    file.write_bytes(out.getvalue().encode(encoding))
    return file


@pytest.mark.parametrize(
    ("mark", "encoding"), [(",", "utf-8-sig"), (";", "gb18030"), ("\t", "utf-16"), (",", "utf-8")]
)
def test_forty_counters_from_one_table(
    run: Run, tmp_path: Path, base: Path, mark: str, encoding: str
) -> None:
    made = table(tmp_path, [HEADER, *rows(40)], mark, encoding)
    out = tmp_path / "out"
    ran = run(
        "provision", "templates", str(made), "--template", str(base), "-o", str(out), "--json"
    )
    assert (ran.code, ran.err) == (0, "")
    assert len(ran.json["written"]) == len(list(out.iterdir())) == 40
    seventh = read_provision(out / "清和桥-07.toml")
    assert seventh.faults == ()
    said = seventh.provision
    assert said.settings["shop.name"] == "清和桥百货店"
    assert said.settings["shop.merchant_id"] == "898310059100007"
    assert said.settings["people.lock_minutes"] == "7"
    assert said.terminals[0].place == "7 号台；靠门"
    assert said.cashiers == ("林7", "陈7")
    assert said.is_locked("shop.till")
    assert len({read_provision(one).digest for one in out.iterdir()}) == 40
    again = ("provision", "templates", str(made), "--template", str(base), "-o", str(out))
    before = {one.name: one.read_bytes() for one in out.iterdir()}
    assert run(*again).code == 2
    assert run(*again, "--replace").code == 0
    assert {one.name: one.read_bytes() for one in out.iterdir()} == before
    assert run("provision", "check", str(out / "清和桥-40.toml")).code == 0


def test_one_bad_cell_writes_nothing_and_names_row_and_column(
    run: Run, tmp_path: Path, base: Path
) -> None:
    said = rows(40)
    said[4] = (*said[4][:3], "6120380", *said[4][4:])
    said[9] = ("清和桥 01", *said[9][1:])
    made = table(tmp_path, [HEADER, *said], ",", "utf-8")
    out = tmp_path / "out"
    ran = run(
        "provision", "templates", str(made), "--template", str(base), "-o", str(out), "--json"
    )
    assert ran.code == 2
    assert not out.exists()
    assert [(f["line"], f["key"]) for f in ran.json["faults"]] == [
        (6, "shop.terminal_id"),
        (11, "file"),
    ]
    assert ran.json["faults"][0]["text"]["en"].startswith("Column 4: ")
    assert "row 2" in ran.json["faults"][1]["text"]["en"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("shop.counter\n1\n", "did you mean “shop.till”"),
        ("shop.till,shop.till\n1,2\n", "there twice"),
        ("shop.name\n清和桥\n", "has no name"),
        ("shop.till\n1,2\n", "more cells"),
        ("", "row of names"),
        ("shop.till\n", "No counter"),
    ],
)
def test_what_is_wrong_with_a_table_is_told(
    run: Run, tmp_path: Path, base: Path, said: str, words: str
) -> None:
    made = tmp_path / "counters.csv"
    made.write_text(said, "utf-8")
    args = ("--template", str(base), "-o", str(tmp_path / "out"), "--json")
    ran = run("provision", "templates", str(made), *args)
    assert ran.code == 2
    assert any(words in fault["text"]["en"] for fault in ran.json["faults"])


@pytest.mark.parametrize(
    ("named", "file"),
    [
        ("con", "con-.toml"),
        ("a/b:c*?", "a-b-c.toml"),
        ("..\\..\\x", "x.toml"),
        ("x.toml", "x.toml"),
    ],
)
def test_names_are_safe_on_windows(
    run: Run, tmp_path: Path, base: Path, named: str, file: str
) -> None:
    made = table(tmp_path, [("file", "shop.till"), (named, "1")], ",", "utf-8")
    out = tmp_path / "out"
    args = ("--template", str(base), "-o", str(out))
    assert run("provision", "templates", str(made), *args).code == 0
    assert [one.name for one in out.iterdir()] == [file]


# ------------------------------------------------------------------------------ the data folder


def test_the_data_lie_where_the_computers_file_says(
    machine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHARED", str(tmp_path / "shared"))
    machine.write_text("[data]\nfolder = '$SHARED/posdesk'\n[shop]\nname = '定'\n", "utf-8")
    shared, own = tmp_path / "shared" / "posdesk", tmp_path / "own"
    assert paths.data_folder() == shared
    assert paths.data_folder(str(own)) == own
    monkeypatch.setenv("POSDESK_DATA", str(own))
    assert paths.data_folder() == own
    monkeypatch.delenv("POSDESK_DATA")
    assert main(["settings", "show"]) == 0
    assert (shared / "settings.toml").exists()
    machine.write_text("[data\n", "utf-8")
    assert paths.data_folder() == shared, "a broken file does not lose the data"
    machine.unlink()
    assert paths.data_folder() == paths.own_data_folder()


def test_a_folder_that_cannot_be_resolved_opens_no_other(
    machine: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    machine.write_text("[data]\nfolder = '$POSDESK_NO_SUCH/data'\n", "utf-8")
    assert main(["case", "list", "--lang", "en"]) == 1
    assert "cannot resolve" in capfd.readouterr().err
    assert not paths.own_data_folder().exists()
