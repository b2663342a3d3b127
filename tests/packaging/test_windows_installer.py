"""Tests of the installer for Windows: that it is made whole, and that its words and codes agree."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from posdesk import paths
from tests.packaging.scripts import PACKAGING, script

WINDOWS = PACKAGING / "windows"
with_nsis = pytest.mark.skipif(not shutil.which("makensis"), reason="needs NSIS")


def payload(folder: Path) -> Path:
    inside = folder / "_internal" / "posdesk"
    inside.mkdir(parents=True)
    for file in (folder / "posdesk.exe", folder / "posdeskw.exe", inside / "a b.txt"):
        file.write_bytes(os.urandom(2000))
    return folder


def words() -> str:
    return "\n".join(f.read_text("utf-8") for f in sorted(WINDOWS.glob("*.ns[ih]")))


@with_nsis
def test_the_script_compiles_without_a_warning(tmp_path: Path) -> None:
    build = script("windows/build_installer")
    folder = payload(tmp_path / "posdesk")
    (made,) = build.make(folder, tmp_path / "out", "0.9.0")
    assert made.name == "posdesk-0.9.0-windows-x86_64-setup.exe"
    content = made.read_bytes()
    assert content[:2] == b"MZ"
    assert "PosDesk Setup".encode("utf-16-le") in content, "what Properties show"


def test_without_nsis_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = script("windows/build_installer")
    for name in ("PATH", "ProgramFiles", "ProgramFiles(x86)"):
        monkeypatch.setenv(name, str(tmp_path / "nothing"))
    with pytest.raises(build.InstallerError, match="install NSIS"):
        build.make(payload(tmp_path / "posdesk"), tmp_path / "out", "0.9.0")


def test_a_folder_of_another_system_is_refused(tmp_path: Path) -> None:
    build = script("windows/build_installer")
    (tmp_path / "posdesk").touch()
    with pytest.raises(build.InstallerError, match=r"posdesk\.exe.*on Windows"):
        build.make(tmp_path, tmp_path / "out", "0.9.0")


def test_uninstalling_names_every_file_and_takes_no_folder_that_is_not_empty(
    tmp_path: Path,
) -> None:
    build = script("windows/build_installer")
    folder = payload(tmp_path / "posdesk")
    assert build.removal(folder).splitlines() == [
        'Delete "$Program\\_internal\\posdesk\\a b.txt"',
        'Delete "$Program\\posdesk.exe"',
        'Delete "$Program\\posdeskw.exe"',
        'RMDir "$Program\\_internal\\posdesk"',
        'RMDir "$Program\\_internal"',
    ]


@pytest.mark.parametrize("name", ["a$INSTDIR.txt", "收银.txt", "a`b"])
def test_names_that_nsis_would_read_otherwise_are_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    build = script("windows/build_installer")
    with pytest.raises(build.InstallerError, match="names"):
        build.removal(tmp_path)


@pytest.mark.parametrize(
    ("version", "counted"), [("0.9.0", "0.9.0.0"), ("1.2", "1.2.0.0"), ("1.2.3-rc1", "1.2.3.0")]
)
def test_versions_are_four_numbers(version: str, counted: str) -> None:
    assert script("windows/build_installer").four(version) == counted


def test_everything_said_is_said_in_both_languages_and_nothing_is_said_that_is_not_there() -> None:
    told = dict(re.findall(r'^\$\{Say\} (\w+) "(.*?)" "', words(), re.MULTILINE))
    used = set(re.findall(r"\$\((\w+)\)", words()))
    assert used == set(told)
    assert all(re.search("[\u4e00-\u9fff]", chinese) for chinese in told.values())


def test_whole_folders_are_removed_only_where_nobody_else_has_anything() -> None:
    removed = set(re.findall(r'RMDir /r "([^"]+)"', words()))
    assert removed == {r"$INSTDIR\program.new", "$Data"}
    purging = words().partition("Function un.RemoveData")[2].partition("FunctionEnd")[0]
    assert "${If} $Purge == 1" in purging
    assert r'${FileExists} "$Data\posdesk.db"' in purging


def test_every_exit_code_is_explained_to_who_installs() -> None:
    readme = (PACKAGING / "README.md").read_text("utf-8")
    codes = dict(re.findall(r"^!define (\w+) (\d+)$", words(), re.MULTILINE))
    assert sorted(map(int, codes.values())) == list(range(3, 3 + len(codes)))
    for name, code in codes.items():
        assert f"${{{name}}}" in words(), f"{name} is never used"
        assert re.search(rf"^\| {code} \| \w", readme, re.MULTILINE), code


def test_records_are_deleted_where_the_program_keeps_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert 'StrCpy $Data "$LOCALAPPDATA\\${NAME}"' in words()
    assert paths.own_data_folder().name == "PosDesk"
    monkeypatch.delenv("POSDESK_PROVISION", raising=False)
    monkeypatch.setenv("PROGRAMDATA", str(tmp_path))
    monkeypatch.setattr("sys.platform", "win32")
    assert paths.provision_file() == tmp_path / "PosDesk" / "provision.toml"
    assert '!define PROVISION_VARIABLE "POSDESK_PROVISION"' in words()
