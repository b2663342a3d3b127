"""Make resources/fonts from its published source, so that nobody has to trust a binary by sight.

    python3 packaging/make_fonts.py [--archive FILE]

Without --archive, npm (with the user's own settings) fetches the package. The archive and every
file taken out of it must have the SHA-256 written here; otherwise nothing is written. The files
are committed, so a build needs neither npm nor a network: this script is for whoever wants to
check where they come from, or to move to a newer version of the typeface.

Standard library only.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "@expo-google-fonts/noto-sans-sc@0.4.3"
ARCHIVE_SHA256 = "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59"
TARGET = Path(__file__).resolve().parent.parent / "resources" / "fonts"


@dataclass(frozen=True)
class Wanted:
    """One file: where it lies in the archive, its digest, and the name it gets here."""

    member: str
    sha256: str
    name: str


WANTED = (
    Wanted(
        "package/400Regular/NotoSansSC_400Regular.ttf",
        "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
        "NotoSansSC-Regular.ttf",
    ),
    Wanted(
        "package/700Bold/NotoSansSC_700Bold.ttf",
        "9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96",
        "NotoSansSC-Bold.ttf",
    ),
    Wanted(
        "package/LICENSE_FONT",
        "1c05c68c34f9708415aada51f17e1b0092d2cea709bf4a94cd38114f9e73d7d9",
        "OFL.txt",
    ),
)


class FontError(Exception):
    """The source could not be had, or is not what it was."""


def verified(content: bytes, sha256: str, what: str) -> bytes:
    """Return `content` if it has the digest `sha256`, else raise FontError naming `what`."""
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise FontError(f"{what}: SHA-256 is {found}, expected {sha256}")
    return content


def fetch(folder: Path) -> Path:
    """Let npm put the package's archive into `folder` and return its path."""
    npm = shutil.which("npm")
    if npm is None:
        raise FontError("npm is not installed; fetch the package elsewhere and give --archive FILE")
    pack = [npm, "pack", "--silent", PACKAGE, "--pack-destination", str(folder)]
    if subprocess.run(pack, check=False).returncode != 0:
        raise FontError(f"npm could not fetch {PACKAGE}")
    return next(folder.glob("*.tgz"))


def take(archive: Path) -> dict[str, bytes]:
    """Return the wanted files of `archive` by their new names, all of them verified."""
    verified(archive.read_bytes(), ARCHIVE_SHA256, archive.name)
    files: dict[str, bytes] = {}
    with tarfile.open(archive) as tar:
        for wanted in WANTED:
            stream = tar.extractfile(wanted.member)
            if stream is None:
                raise FontError(f"{wanted.member}: not a file in {archive.name}")
            files[wanted.name] = verified(stream.read(), wanted.sha256, wanted.member)
    return files


def main() -> int:
    """Write the files into resources/fonts; 0 if all is well, 1 if the source is not."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--archive", type=Path, help=f"the archive of {PACKAGE}, already fetched")
    archive: Path | None = parser.parse_args().archive
    try:
        with tempfile.TemporaryDirectory() as folder:
            files = take(archive or fetch(Path(folder)))
    except FontError as error:
        print(f"make_fonts: {error}", file=sys.stderr)
        return 1
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (TARGET / name).write_bytes(content)
        print(f"{len(content):>10}  {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
