"""Makes the Debian package around the built folder.

The program lies in /usr/lib/posdesk/program; the package's own scripts make the folder it is run
from, of hard links to that, a new one for each release (debian/postinst says why).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from linux import changes, libraries, share_files

HERE = Path(__file__).resolve().parent
DEBIAN = HERE / "debian"
ROOT = HERE.parents[1]
EPOCH = "1577836800"
MAINTAINER = "The PosDesk authors <maintainers@posdesk.invalid>"
"""Debian wants an address; there is none, and the name says so (RFC 2606)."""
XZ = ("-Zxz", "-z6")
"""How a release is compressed; tests take what is quick."""

# What is not asked for by a file's header, yet nothing shows or is typed without it.
AT_RUN_TIME = ("fontconfig-config", "libx11-data", "xkb-data")
CONTROL = """\
Package: posdesk
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {kib}
Depends: {depends}
Recommends: ca-certificates, libcups2, shared-mime-info, xdg-utils
Suggests: fcitx5-chinese-addons | ibus-libpinyin, gnome-keyring | kwalletmanager
Section: misc
Priority: optional
Description: help at the counter when a card payment went wrong
 When a customer says "I was charged" and the terminal says nothing, PosDesk
 leads the cashier step by step and always shows whether the payment may be
 taken again. Every answer and every photo is kept at once in a log on this
 computer, from which comes a PDF bundle that a bank can act on and check.
 .
 The package holds everything the program needs, Python and Qt included.
"""


def make(folder: Path, out: Path, version: str, compression: tuple[str, ...] = XZ) -> list[Path]:
    """Make ``out/posdesk_VERSION_amd64.deb`` of the built ``folder`` and return it."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", EPOCH)
    architecture = _said_by("dpkg", "--print-architecture")
    target = out / f"posdesk_{version}_{architecture}.deb"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="posdesk-deb-", dir=out) as work:
        tree = Path(work)
        tree.chmod(0o755)
        _lay_out(folder, tree, version, int(epoch))
        _describe(folder, tree, version, architecture)
        _set_rights(tree)
        subprocess.run(
            ["dpkg-deb", "--root-owner-group", *compression, "--build", str(tree), str(target)],
            env={**os.environ, "SOURCE_DATE_EPOCH": epoch},
            stdout=subprocess.DEVNULL,
            check=True,
        )
    return [target]


def release(folder: Path, version: str) -> str:
    """Return what the folder of this very release is called: its version and its content's mark."""
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        content = str(file.readlink()).encode() if file.is_symlink() else b""
        if file.is_file() and not file.is_symlink():
            content = file.read_bytes()
        digest.update(f"{name}\n{len(content)}\n".encode() + content)
    return f"{version}-{digest.hexdigest()[:8]}"


def _lay_out(folder: Path, tree: Path, version: str, epoch: int) -> None:
    program = tree / "usr" / "lib" / "posdesk" / "program"
    shutil.copytree(folder, program, symlinks=True)
    command = tree / "usr" / "bin" / "posdesk"
    command.parent.mkdir(parents=True)
    command.symlink_to("../lib/posdesk/current/posdesk")
    share = tree / "usr" / "share"
    released = datetime.fromtimestamp(epoch, UTC)
    share_files.lay_out(share, version, f"{released:%Y-%m-%d}")
    doc = share / "doc" / "posdesk"
    doc.mkdir(parents=True)
    (doc / "copyright").write_text(_copyright(), "utf-8")
    told = (ROOT / "CHANGELOG.md").read_text("utf-8")
    changed = changes.debian_changelog(told, version, MAINTAINER, released)
    share_files.write_gz(doc / "changelog.gz", changed)
    overrides = share / "lintian" / "overrides" / "posdesk"
    overrides.parent.mkdir(parents=True)
    shutil.copyfile(DEBIAN / "lintian-overrides", overrides)


def _describe(folder: Path, tree: Path, version: str, architecture: str) -> None:
    told = tree / "DEBIAN"
    told.mkdir()
    found = libraries.debian_packages(libraries.needs(folder))
    control = CONTROL.format(
        version=version,
        maintainer=MAINTAINER,
        architecture=architecture,
        kib=-(-_bytes(tree) // 1024),
        depends=", ".join((*found, *AT_RUN_TIME, "debconf (>= 0.5) | debconf-2.0")),
    )
    (told / "control").write_text(control, "utf-8")
    shutil.copyfile(DEBIAN / "templates", told / "templates")
    in_use = (DEBIAN / "in-use.sh").read_text("utf-8").strip()
    for name in ("postinst", "prerm", "postrm"):
        words = (DEBIAN / name).read_text("utf-8").replace("@IN_USE@", in_use)
        (told / name).write_text(words.replace("@RELEASE@", release(folder, version)), "utf-8")
    files = sorted(f for f in (tree / "usr").rglob("*") if f.is_file() and not f.is_symlink())
    rows = [f"{_md5(file)}  {file.relative_to(tree).as_posix()}\n" for file in files]
    (told / "md5sums").write_text("".join(rows), "utf-8")


def _set_rights(tree: Path) -> None:
    """Let everybody read, root alone write, and only programs be run."""
    for path in tree.rglob("*"):
        if path.is_symlink():
            continue
        runs = path.name in {"postinst", "prerm", "postrm"} and path.parent.name == "DEBIAN"
        runs = runs or (path.name == "posdesk" and path.parent.name == "program")
        path.chmod(0o755 if path.is_dir() or runs else 0o644)


def _copyright() -> str:
    """Return Debian's file of licences with the text of our own in it."""
    licence = (ROOT / "LICENSE").read_text("utf-8").split("\n\n", 2)[2].strip()
    indented = "\n".join(f" {line}" if line.strip() else " ." for line in licence.splitlines())
    return (DEBIAN / "copyright").read_text("utf-8").replace("@MIT@", indented)


def _bytes(tree: Path) -> int:
    """Return what is written, each file in whole blocks of 1 KiB, as Debian counts."""
    files = (f for f in tree.rglob("*") if f.is_file() and not f.is_symlink())
    return sum(-(-f.stat().st_size // 1024) * 1024 for f in files)


def _md5(file: Path) -> str:
    return hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()


def _said_by(*command: str) -> str:
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout.strip()
