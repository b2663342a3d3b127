"""Makes the archive for every other Linux: the built folder, and scripts that install it."""

from __future__ import annotations

import gzip
import os
import shutil
import tarfile
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from linux import deb, libraries, share_files

SCRIPTS = Path(__file__).resolve().parent / "archive"


def make(folder: Path, out: Path, version: str, level: int = 9) -> list[Path]:
    """Make ``out/posdesk-VERSION-linux-x86_64.tar.gz`` of the built ``folder`` and return it."""
    epoch = int(os.environ.get("SOURCE_DATE_EPOCH", deb.EPOCH))
    name = f"posdesk-{version}-linux-x86_64"
    target = out / f"{name}.tar.gz"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="posdesk-archive-", dir=out) as work:
        tree = Path(work)
        _lay_out(folder, tree, version, f"{datetime.fromtimestamp(epoch, UTC):%Y-%m-%d}")
        _pack(tree, name, target, epoch, level)
    return [target]


def _lay_out(folder: Path, tree: Path, version: str, date: str) -> None:
    program = tree / "program"
    shutil.copytree(folder, program, symlinks=True)
    share_files.lay_out(tree / "share", version, date)
    found = libraries.needs(folder)
    said = {
        "@VERSION@": version,
        "@LIBRARIES@": " ".join(found.libraries),
        "@GLIBC@": "{}.{}".format(*found.glibc),
    }
    for script in sorted(SCRIPTS.glob("*.sh")):
        words = script.read_text("utf-8")
        for mark, value in said.items():
            words = words.replace(mark, value)
        (tree / script.name).write_text(words, "utf-8")


def _pack(tree: Path, name: str, target: Path, epoch: int, level: int) -> None:
    """Write the archive: the same bytes for the same files, whoever makes it and when."""

    def alike(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mtime = epoch
        runs = entry.isdir() or entry.name.endswith((".sh", "/program/posdesk"))
        entry.mode = 0o777 if entry.issym() else 0o755 if runs else 0o644
        return entry

    with (
        target.open("wb") as file,
        gzip.GzipFile("", "wb", level, file, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for path in (tree, *sorted(tree.rglob("*"))):
            inside = Path(name) / path.relative_to(tree)
            archive.add(path, str(inside), recursive=False, filter=alike)
