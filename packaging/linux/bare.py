"""A bare Debian in a folder, to install into: what is missing on a shop's computer is missing here.

Its mounts and processes belong to namespaces of their own, which end with whoever asked for them:
nothing of the system around it is ever within reach of what is deleted.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ALONE = "POSDESK_TRY_ALONE"
"""Set where this process is in namespaces of its own already."""

_DEVICES = (("null", 3), ("zero", 5), ("full", 7), ("random", 8), ("urandom", 9))
_PATIENCE = 900
"""Seconds that a command may take."""
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


class Failed(Exception):
    """Something in the bare system did not do what it must; the text is what it said."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a command printed on its two streams, and how it ended."""

    out: str
    err: str
    code: int


def go_alone() -> None:
    """Start this very script again in mounts and processes of its own; needs root."""
    if os.environ.get(ALONE) == "yes":
        return
    spaces = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private"]
    os.environ[ALONE] = "yes"
    os.execvp(spaces[0], [*spaces, sys.executable, *sys.argv])


def mounted_in(root: Path) -> list[str]:
    """Return what is mounted in a folder, the deepest first."""
    lines = Path("/proc/self/mountinfo").read_text("utf-8").splitlines()
    points = [line.split(" ")[4] for line in lines]
    inside = f"{root.resolve()}/"
    return sorted((p for p in points if f"{p}/".startswith(inside)), key=len, reverse=True)


class Bare:
    """A Debian made of the smallest set of packages, in the folder ``root``."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def make(self, base: Path | None, suite: str, mirror: str) -> None:
        """Copy ``base``, or have debootstrap make a new one; then mount what programs need."""
        if base is not None:
            subprocess.run(["cp", "-a", f"{base}/.", str(self.root)], check=True)
        else:
            command = ["debootstrap", "--variant=minbase", suite, str(self.root), mirror]
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        # Mounts that a copied folder came with would be somebody else's.
        if mounted_in(self.root):
            raise Failed(f"something is mounted in {self.root}")
        shutil.copy("/etc/resolv.conf", self.root / "etc" / "resolv.conf")
        # No service is started in a folder.
        policy = self.root / "usr" / "sbin" / "policy-rc.d"
        policy.write_text("#!/bin/sh\nexit 101\n", "utf-8")
        policy.chmod(0o755)
        self._mount("proc", "proc")
        self._mount("tmpfs", "dev", "-o", "mode=755")
        for name, minor in _DEVICES:
            node = self.root / "dev" / name
            os.mknod(node, 0o666 | stat.S_IFCHR, os.makedev(1, minor))
            node.chmod(0o666)
        (self.root / "dev" / "fd").symlink_to("/proc/self/fd")
        for name, place in (("shm", "dev/shm"), ("tmp", "tmp")):
            (self.root / place).mkdir(exist_ok=True)
            self._mount("tmpfs", place, "-o", "mode=1777", name=name)

    def remove(self) -> None:
        """Unmount everything and delete the folder; where something stays mounted, nothing goes."""
        for point in mounted_in(self.root):
            subprocess.run(["umount", "--lazy", point], check=False)
        if left := mounted_in(self.root):
            raise Failed(f"still mounted, not deleted: {', '.join(left)}")
        shutil.rmtree(self.root)

    def run(self, *command: str, user: str = "root", **more: str) -> str:
        """Return what a command in it prints; raises Failed where it ends with another code."""
        said = self.tried(*command, user=user, **more)
        if said.code:
            raise Failed(f"{' '.join(command)}: {said.code}\n{said.out[-2000:]}{said.err[-2000:]}")
        return said.out

    def tried(self, *command: str, user: str = "root", given: str = "", **more: str) -> Said:
        """Return what a command says, however it ends; ``more`` is its environment."""
        done = subprocess.run(
            self._inside(command, user, more),
            input=given,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_PATIENCE,
            check=False,
        )
        return Said(done.stdout, done.stderr, done.returncode)

    def begin(self, *command: str, user: str, **more: str) -> subprocess.Popen[bytes]:
        """Start a command and leave it running."""
        quiet = subprocess.DEVNULL
        return subprocess.Popen(self._inside(command, user, more), stdout=quiet, stderr=quiet)

    def packages(self) -> dict[str, int]:
        """Return what is installed: names, and sizes in KiB."""
        shown = "-f=${Status}\t${Package}\t${Installed-Size}\n"
        rows = (line.split("\t") for line in self.run("dpkg-query", "-W", shown).splitlines())
        return {name: int(size or 0) for state, name, size in rows if state.endswith(" installed")}

    def _inside(self, command: Sequence[str], user: str, more: dict[str, str]) -> list[str]:
        """Return the command with nothing of this system's environment."""
        home = "/root" if user == "root" else f"/home/{user}"
        values = {"PATH": _PATH, "HOME": home, "DEBIAN_FRONTEND": "noninteractive", **more}
        named = [f"{name}={value}" for name, value in values.items()]
        return [
            *("chroot", f"--userspec={user}", str(self.root), "/usr/bin/env", "-i"),
            *(*named, *command),
        ]

    def _mount(self, kind: str, place: str, *options: str, name: str = "") -> None:
        target = str(self.root / place)
        subprocess.run(["mount", "-t", kind, *options, name or kind, target], check=True)
