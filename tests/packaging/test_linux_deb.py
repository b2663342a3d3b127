"""The Debian package, around a folder that stands in for the program, in a system of its own."""

from __future__ import annotations

import gzip
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packaging.standin import on_debian, standin

pytestmark = on_debian

QUICK = ("-Zgzip", "-z1")


def made(out: Path, folder: Path, version: str) -> Path:
    from linux import deb

    (file,) = deb.make(folder, out, version, QUICK)
    return file


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A package, and the next version of it."""
    out = tmp_path_factory.mktemp("deb")
    one = made(out, standin(out / "one"), "0.9.0")
    return one, made(out, standin(out / "two", "two"), "0.9.1")


class System:
    """A folder that dpkg takes for a system; nothing of it is run as root, nor by this one."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.admin = root / "var" / "lib" / "dpkg"
        for folder in ("info", "updates", "triggers"):
            (self.admin / folder).mkdir(parents=True)
        (self.admin / "status").touch()
        self.place = root / "usr" / "lib" / "posdesk"

    def dpkg(self, *arguments: str, **more: str) -> str:
        options = [f"--instdir={self.root}", f"--admindir={self.admin}", "--log=/dev/null"]
        options += ["--force-script-chrootless", "--force-not-root", "--force-depends"]
        path = f"{os.environ['PATH']}:/usr/sbin:/sbin"
        done = subprocess.run(
            ["dpkg", *options, *arguments],
            env={**os.environ, "PATH": path, "LC_ALL": "C.UTF-8", **more},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout

    def releases(self) -> list[str]:
        return sorted(folder.name for folder in self.place.glob("[0-9]*"))

    def words(self) -> str:
        return (self.place / "current" / "_internal" / "words.txt").read_text("utf-8")


@pytest.fixture
def system(tmp_path: Path) -> System:
    return System(tmp_path / "root")


@pytest.fixture
def opened(system: System) -> Iterator[list[subprocess.Popen[bytes]]]:
    running: list[subprocess.Popen[bytes]] = []
    yield running
    for one in running:
        one.kill()
        one.wait()


def provisioned(system: System) -> Path:
    """Lay down an installer's file that names a shared folder, with data in it."""
    (system.root / "etc" / "posdesk").mkdir(parents=True)
    file = system.root / "etc" / "posdesk" / "provision.toml"
    file.write_text('[data]\nfolder = "/var/lib/posdesk/data"\n', "utf-8")
    data = system.root / "var" / "lib" / "posdesk" / "data"
    data.mkdir(parents=True)
    (data / "posdesk.db").write_bytes(b"a shop")
    return data


def test_it_says_what_it_is_and_needs(packages: tuple[Path, Path]) -> None:
    said = subprocess.run(
        ["dpkg-deb", "--field", str(packages[0])], stdout=subprocess.PIPE, encoding="utf-8"
    ).stdout
    fields = dict(line.split(": ", 1) for line in said.splitlines() if ": " in line)
    assert (fields["Package"], fields["Version"]) == ("posdesk", "0.9.0")
    needs = fields["Depends"].split(", ")
    assert needs[0].startswith("libc6 (>= 2.")
    assert "fontconfig-config" in needs
    assert int(fields["Installed-Size"]) > 40


def test_everybody_may_read_and_root_alone_write(packages: tuple[Path, Path]) -> None:
    listed = subprocess.run(
        ["dpkg-deb", "--contents", str(packages[0])], stdout=subprocess.PIPE, encoding="utf-8"
    ).stdout.splitlines()
    rows = {row.split()[5]: row.split()[:2] for row in listed}
    assert {owner for _mode, owner in rows.values()} == {"root/root"}
    assert rows["./usr/lib/posdesk/program/posdesk"][0] == "-rwxr-xr-x"
    assert rows["./usr/lib/posdesk/program/_internal/words.txt"][0] == "-rw-r--r--"
    assert {mode for mode, _ in rows.values()} <= {
        *("drwxr-xr-x", "-rwxr-xr-x", "-rw-r--r--", "lrwxrwxrwx"),
    }
    assert "./usr/share/man/zh_CN/man1/posdesk.1.gz" in rows
    assert "./usr/share/icons/hicolor/48x48/apps/posdesk.png" in rows


def test_the_same_folder_makes_the_same_bytes(tmp_path: Path, packages: tuple[Path, Path]) -> None:
    again = made(tmp_path / "out", standin(tmp_path / "elsewhere"), "0.9.0")
    assert again.read_bytes() == packages[0].read_bytes()


def test_installed_removed_and_nothing_is_left(packages: tuple[Path, Path], system: System) -> None:
    system.dpkg("--install", str(packages[0]))
    command = system.root / "usr" / "bin" / "posdesk"
    assert os.access(command, os.X_OK)
    assert command.resolve().parent.name == system.releases()[0]
    # What runs is the very file that was unpacked, not another 250 MB.
    assert command.resolve().samefile(system.place / "program" / "posdesk")
    assert system.dpkg("--verify", "posdesk") == ""
    changes = system.root / "usr" / "share" / "doc" / "posdesk" / "changelog.gz"
    assert gzip.decompress(changes.read_bytes()).startswith(b"posdesk (0.9.0) ")
    system.dpkg("--remove", "posdesk")
    assert not system.place.exists()
    assert not command.is_symlink()


def test_an_upgrade_replaces_what_nobody_uses(packages: tuple[Path, Path], system: System) -> None:
    system.dpkg("--install", str(packages[0]))
    said = system.dpkg("--install", str(packages[1]))
    assert system.words() == "two"
    assert [name.split("-")[0] for name in system.releases()] == ["0.9.1"]
    assert "open" not in said


def test_a_window_that_is_open_keeps_its_files(
    packages: tuple[Path, Path], system: System, opened: list[subprocess.Popen[bytes]]
) -> None:
    system.dpkg("--install", str(packages[0]))
    old = (system.place / "current").resolve()
    window = subprocess.Popen([str(system.root / "usr" / "bin" / "posdesk"), "600"])
    opened.append(window)
    said = system.dpkg("--install", str(packages[1]))
    assert f"process {window.pid}" in said
    assert "0.9.0" in said
    assert (old / "_internal" / "words.txt").read_text("utf-8") == "one"
    assert system.words() == "two"
    window.send_signal(signal.SIGTERM)
    window.wait()
    system.dpkg("--install", str(packages[1]))
    assert not old.exists()


def test_removing_under_a_window_leaves_it_its_files(
    packages: tuple[Path, Path], system: System, opened: list[subprocess.Popen[bytes]]
) -> None:
    system.dpkg("--install", str(packages[0]))
    window = subprocess.Popen([str(system.root / "usr" / "bin" / "posdesk"), "600"])
    opened.append(window)
    said = system.dpkg("--remove", "posdesk")
    assert "please close that window" in said
    assert len(system.releases()) == 1
    window.kill()
    window.wait()
    system.dpkg("--purge", "posdesk")
    assert not system.place.exists()


@pytest.mark.parametrize("asked", ["", "false"])
def test_purge_keeps_the_shops_data(
    packages: tuple[Path, Path], system: System, asked: str
) -> None:
    data = provisioned(system)
    home = system.root / "home" / "li" / ".local" / "share" / "PosDesk"
    home.mkdir(parents=True)
    said = system.dpkg("--install", str(packages[0]))
    assert "provision.toml is not used until that is corrected" in said  # "sleep" checks nothing
    system.dpkg("--purge", "posdesk", POSDESK_PURGE_DATA=asked)
    assert (data / "posdesk.db").read_bytes() == b"a shop"
    assert home.exists()
    assert (system.root / "etc" / "posdesk" / "provision.toml").exists()


def test_purge_removes_them_where_that_is_asked(
    packages: tuple[Path, Path], system: System
) -> None:
    data = provisioned(system)
    home = system.root / "home" / "li" / ".local" / "share" / "PosDesk"
    home.mkdir(parents=True)
    system.dpkg("--install", str(packages[0]))
    system.dpkg("--purge", "posdesk", POSDESK_PURGE_DATA="true")
    assert not data.parent.exists()
    assert home.exists()


def test_purge_removes_no_folder_that_the_installer_did_not_name(
    packages: tuple[Path, Path], system: System
) -> None:
    data = provisioned(system)
    file = system.root / "etc" / "posdesk" / "provision.toml"
    file.write_text('[data]\nfolder = "/srv/shop"\n', "utf-8")
    system.dpkg("--install", str(packages[0]))
    system.dpkg("--purge", "posdesk", POSDESK_PURGE_DATA="true")
    assert data.exists()


@pytest.mark.skipif(not shutil.which("dash"), reason="needs Debian's sh")
def test_the_scripts_are_plain_sh(packages: tuple[Path, Path], tmp_path: Path) -> None:
    subprocess.run(["dpkg-deb", "--control", str(packages[0]), str(tmp_path)], check=True)
    for name in ("postinst", "prerm", "postrm"):
        script = tmp_path / name
        assert "@" not in script.read_text("utf-8").replace('"$@"', "")
        subprocess.run(["dash", "-n", str(script)], check=True)
