"""Makes the disk image for macOS around posdesk.app: licences laid in, signed, notarized, packed.

    python packaging/macos/make_dmg.py dist/posdesk [--out DIR] [--version V]

``posdesk.app`` lies beside the folder, as posdesk.spec makes both. Signed for this computer's own
eyes only, unless the environment names a Developer ID (POSDESK_MAC_IDENTITY) and a profile of
notarytool (POSDESK_MAC_NOTARY).
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
ENTITLEMENTS = HERE / "entitlements.plist"
"""What the hardened runtime has to allow: Python's foreign functions make code in memory, and the
LGPL lets everybody replace a library, which then bears another signature. (macOS reads no comments
in that file.)"""

IDENTITY, NOTARY = "POSDESK_MAC_IDENTITY", "POSDESK_MAC_NOTARY"
AD_HOC = "-"
MACH_O = {
    *(b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe"),  # for one chip, of 64 and of 32 bits
    b"\xca\xfe\xba\xbe",  # for several
}
AT_ONCE = 100
"""Files that one call of codesign is given."""

TRIES = 5
"""Times that hdiutil is asked: Spotlight or a scanner may hold what it just mounted."""


class ImageError(Exception):
    """The disk image cannot be made; the text says why and what to do."""


def make(folder: Path, out: Path, version: str) -> list[Path]:
    """Make ``out/posdesk-VERSION-macos-CHIP.dmg`` of the app beside the built ``folder``."""
    if platform.system() != "Darwin":  # not by sys.platform: types would be checked for one system
        raise ImageError(
            "a disk image can only be made on macOS: codesign and hdiutil come with it; run"
            " `python3 dev.py build` there"
        )
    app = folder.with_name("posdesk.app")
    if not app.is_dir():
        raise ImageError(f"{app} is not there: packaging/posdesk.spec makes it on macOS")
    identity, profile = os.environ.get(IDENTITY) or AD_HOC, os.environ.get(NOTARY, "")
    if profile and identity == AD_HOC:
        raise ImageError(f"only what a Developer ID signed can be notarized: name it in {IDENTITY}")
    lay_in_licences(folder, app)
    for command in signing(app, identity):
        run(command)
    # What shops get has changed since the folder tested itself.
    run([str(app / "Contents" / "MacOS" / "posdesk"), "--self-test"], empty=True)
    out.mkdir(parents=True, exist_ok=True)
    target = out / f"posdesk-{version}-macos-{platform.machine()}.dmg"
    with tempfile.TemporaryDirectory(prefix="posdesk-dmg-") as work:
        stage = Path(work) / "PosDesk"
        stage.mkdir()
        run(["ditto", str(app), str(stage / "PosDesk.app")])
        (stage / "Applications").symlink_to("/Applications")
        run(imaging(stage, target, version), tries=TRIES)
    for command in finishing(target, identity, profile):
        run(command)
    return [target]


def lay_in_licences(folder: Path, app: Path) -> None:
    """Copy the licences into the app, which PyInstaller made before they were written."""
    licences = folder / "licences"
    if not licences.is_dir():
        raise ImageError(f"{licences} is not there: packaging/licences.py writes it")
    place = app / "Contents" / "Resources" / "licences"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(licences, place)


def code_in(app: Path) -> Iterator[Path]:
    """Yield what has to be signed by itself, the innermost first: libraries, then frameworks."""
    program = app / "Contents" / "MacOS" / "posdesk"
    found = sorted(app.rglob("*"), key=lambda path: (-len(path.parts), path))
    yield from (f for f in found if f != program and is_code(f))
    yield from (f for f in found if f.suffix == ".framework" and not f.is_symlink())


def is_code(path: Path) -> bool:
    """Tell whether a file is a program or a library of macOS, not a link to one."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) in MACH_O


def signing(app: Path, identity: str) -> list[list[str]]:
    """Return the commands that sign an app from the inside out, and look at the result.

    ``--deep`` would pass over code in folders of its own, and notarizing finds each.
    """
    sign = ["codesign", "--force", "--sign", identity]
    if identity != AD_HOC:
        sign += ["--timestamp", "--options", "runtime"]
    inner = [str(path) for path in code_in(app)]
    commands = [[*sign, *inner[at : at + AT_ONCE]] for at in range(0, len(inner), AT_ONCE)]
    entitled = [] if identity == AD_HOC else ["--entitlements", str(ENTITLEMENTS)]
    commands.append([*sign, *entitled, str(app)])
    commands.append(["codesign", "--verify", "--deep", "--strict", str(app)])
    return commands


def imaging(stage: Path, target: Path, version: str) -> list[str]:
    """Return the command that packs the folder ``stage`` into a disk image."""
    named = ["-volname", f"PosDesk {version}", "-srcfolder", str(stage)]
    return ["hdiutil", "create", *named, "-fs", "HFS+", "-format", "UDZO", "-ov", str(target)]


def finishing(target: Path, identity: str, profile: str) -> list[list[str]]:
    """Return the commands that sign and notarize the image; none without a Developer ID."""
    if identity == AD_HOC:
        return []
    commands = [["codesign", "--sign", identity, "--timestamp", str(target)]]
    if profile:
        asked = ["--keychain-profile", profile, "--wait", "--timeout", "30m"]
        commands.append(["xcrun", "notarytool", "submit", str(target), *asked])
        commands.append(["xcrun", "stapler", "staple", str(target)])
    return commands


def run(command: Sequence[str], *, empty: bool = False, tries: int = 1) -> None:
    """Run a command, ``empty``: without an environment; raises ImageError with what it said."""
    for left in reversed(range(tries)):
        done = subprocess.run(
            command,
            env={} if empty else None,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if done.returncode == 0:
            return
        if left:
            time.sleep(2)
    raise ImageError(f"{' '.join(command[:3])} … failed:\n{done.stdout}")


def _version() -> str:
    words = (ROOT / "posdesk" / "__init__.py").read_text("utf-8")
    return words.partition('__version__ = "')[2].partition('"')[0]


def main() -> int:
    """Make the disk image; 0 if it was made, 1 if not."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "dist", metavar="DIR")
    parser.add_argument("--version", default=_version())
    asked = parser.parse_args()
    try:
        (made,) = make(asked.folder.absolute(), asked.out.absolute(), asked.version)
    except ImageError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{made}: {made.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
