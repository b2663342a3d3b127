"""What a desktop is told of the program, by the desktop's own tools where they are here."""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packaging.standin import PACKAGING, on_linux

SHARE = PACKAGING / "linux" / "share"

pytestmark = on_linux


def needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not shutil.which(program), reason=f"needs {program}")


@pytest.fixture(scope="module")
def share(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from linux import share_files

    folder = tmp_path_factory.mktemp("share")
    share_files.lay_out(folder, "0.9.0", "2026-11-22")
    return folder


@needs("desktop-file-validate")
def test_the_entry_is_sound() -> None:
    file = SHARE / "applications" / "posdesk.desktop"
    done = subprocess.run(["desktop-file-validate", str(file)], stdout=subprocess.PIPE, check=False)
    assert done.stdout == b""
    assert done.returncode == 0


@needs("appstreamcli")
def test_the_description_is_sound(share: Path) -> None:
    file = share / "metainfo" / "posdesk.metainfo.xml"
    # An identifier is a domain turned round, and PosDesk has none of its own.
    excepted = "--override=cid-desktopapp-is-not-rdns=info"
    done = subprocess.run(
        ["appstreamcli", "validate", "--no-net", excepted, str(file)],
        stdout=subprocess.PIPE,
        check=False,
    )
    assert done.returncode == 0, done.stdout.decode()


@needs("update-mime-database")
def test_bundles_and_backups_have_types_of_their_own(share: Path) -> None:
    mime = share / "mime"
    subprocess.run(["update-mime-database", str(mime)], check=True)
    globs = (mime / "globs2").read_text("utf-8")
    assert "60:application/x-posdesk-bundle:*.posdesk.pdf" in globs
    assert "60:application/x-posdesk-backup:posdesk-*.backup" in globs
    assert "application/x-posdesk-bundle application/pdf" in (mime / "subclasses").read_text()


def test_the_backups_mark_is_what_the_program_writes() -> None:
    from posdesk.storage.backup.about import MARK

    words = (SHARE / "mime" / "packages" / "posdesk.xml").read_text("utf-8")
    (value,) = re.findall(r'type="big32" offset="68" value="(0x[0-9A-F]+)"', words)
    assert int(value, 16) == MARK


def test_icons_have_their_sizes(share: Path) -> None:
    for file in (share / "icons").rglob("*.png"):
        width, height = struct.unpack(">II", file.read_bytes()[16:24])
        assert f"{width}x{height}" == file.parents[1].name


@pytest.mark.skipif(not shutil.which("man"), reason="needs man")
@pytest.mark.parametrize("name", ["man1/posdesk.1", "zh_CN/man1/posdesk.1"])
def test_the_manual_pages_are_sound(name: str) -> None:
    done = subprocess.run(
        ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", str(SHARE / "man" / name)],
        env={"LC_ALL": "C.UTF-8", "MANROFFSEQ": "", "MANWIDTH": "80", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=False,
    )
    assert done.stderr == b""
    assert done.returncode == 0


def test_builders_folders_are_no_place_for_libraries(tmp_path: Path) -> None:
    """The interpreter's own program says where it was built, or nothing; both are fine after."""
    from linux import libraries, runpaths

    program = tmp_path / "program"
    shutil.copy(Path(sys.executable).resolve(), program)
    before = runpaths.drop_builders_paths(program)
    said = subprocess.run(["objdump", "-p", str(program)], capture_output=True, text=True).stdout
    paths = re.findall(r"R(?:UN)?PATH\s+(\S+)", said)
    assert all(part.startswith("$ORIGIN") for path in paths for part in path.split(":"))
    assert "libc.so.6" in libraries.needs(tmp_path).libraries
    assert not runpaths.drop_builders_paths(program), before
