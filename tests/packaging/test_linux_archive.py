"""The archive for other Linux systems: unpacked, installed into a home, taken away again."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

from tests.packaging.standin import on_linux, standin

pytestmark = on_linux


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from linux import archive

    out = tmp_path_factory.mktemp("archive")
    (file,) = archive.make(standin(out / "folder"), out, "0.9.0", level=1)
    return file


@pytest.fixture
def unpacked(archive: Path, tmp_path: Path) -> Path:
    with tarfile.open(archive) as opened:
        opened.extractall(tmp_path, filter="tar")
    return tmp_path / "posdesk-0.9.0-linux-x86_64"


def run(script: Path, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    home.mkdir(exist_ok=True)
    return subprocess.run(
        [str(script), *arguments],
        env={"HOME": str(home), "PATH": os.environ["PATH"]},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


def test_the_same_folder_makes_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    from linux import archive as maker

    (again,) = maker.make(standin(tmp_path / "other"), tmp_path / "out", "0.9.0", level=1)
    assert again.read_bytes() == archive.read_bytes()
    with tarfile.open(archive) as opened:
        entries = opened.getmembers()
    assert {(e.uid, e.gid, e.uname) for e in entries} == {(0, 0, "root")}
    assert {e.mtime for e in entries} == {1577836800}
    assert [e.name for e in entries] == sorted(e.name for e in entries)


def test_installed_for_one_person_and_taken_away(unpacked: Path, tmp_path: Path) -> None:
    home = tmp_path / "home 家"
    done = run(unpacked / "install.sh", home)
    assert done.returncode == 0, done.stdout
    command = home / ".local" / "bin" / "posdesk"
    assert subprocess.run([str(command), "0"], check=False).returncode == 0
    entry = (home / ".local/share/applications/posdesk.desktop").read_text("utf-8")
    assert f'Exec="{command}" open %f' in entry
    assert (home / ".local/share/icons/hicolor/scalable/apps/posdesk.svg").exists()
    data = home / ".local" / "share" / "PosDesk"
    data.mkdir()
    (data / "posdesk.db").write_bytes(b"a shop")
    gone = run(home / ".local" / "lib" / "posdesk" / "uninstall.sh", home)
    assert gone.returncode == 0, gone.stdout
    assert not command.is_symlink()
    left = {
        path.relative_to(home).as_posix()
        for path in home.rglob("*posdesk*")
        if not path.is_relative_to(data)
    }
    assert left == set()
    assert (data / "posdesk.db").read_bytes() == b"a shop"


def test_installed_again_under_a_window(unpacked: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    base = home / ".local" / "lib" / "posdesk"
    assert run(unpacked / "install.sh", home).returncode == 0
    window = subprocess.Popen([str(home / ".local" / "bin" / "posdesk"), "600"])
    try:
        assert run(unpacked / "install.sh", home).returncode == 0
        assert sorted(f.name for f in base.glob("[0-9]*")) == ["0.9.0", "0.9.0-2"]
        assert (base / "current").readlink() == Path("0.9.0-2")
    finally:
        window.kill()
        window.wait()
    assert run(unpacked / "install.sh", home).returncode == 0
    assert len(list(base.glob("[0-9]*"))) == 1


def test_what_is_missing_is_told_with_the_line_to_type(unpacked: Path, tmp_path: Path) -> None:
    script = unpacked / "missing.sh"
    words = script.read_text("utf-8")
    listed = next(line for line in words.splitlines() if line.strip().startswith("for name in lib"))
    script.write_text(words.replace(listed, "    for name in libEGL.so.77 libc.so.6; do"), "utf-8")
    done = run(unpacked / "install.sh", tmp_path / "home")
    assert done.returncode == 1
    assert "libEGL.so.77" in done.stdout
    assert "libc.so.6" not in done.stdout
    if shutil.which("apt-get"):
        assert "sudo apt-get install libEGL.so.77" in done.stdout
    assert not (tmp_path / "home" / ".local").exists()


def test_a_system_that_is_too_old_is_told(unpacked: Path, tmp_path: Path) -> None:
    script = unpacked / "missing.sh"
    words = script.read_text("utf-8")
    least = next(line for line in words.splitlines() if line.startswith("least="))
    script.write_text(words.replace(least, "least=9.99"), "utf-8")
    done = run(unpacked / "install.sh", tmp_path / "home")
    assert done.returncode == 1
    assert "glibc 9.99" in done.stdout


def test_wrong_words_and_the_wrong_copy_change_nothing(unpacked: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert run(unpacked / "install.sh", home, "--everywhere").returncode == 2
    assert run(unpacked / "uninstall.sh", home).returncode == 2
    assert list(home.iterdir()) == []
    assert (unpacked / "program" / "posdesk").exists()
