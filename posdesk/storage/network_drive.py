"""Tells whether a folder lies on a drive of the network, where two computers must not work at once.

SQLite's write-ahead log shares memory between programs; over a network there is none to share.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_TYPES = frozenset(
    (
        *("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "afs", "afpfs", "ncpfs"),
        *("webdav", "davfs", "davfs2", "coda", "ceph", "glusterfs", "lustre", "virtiofs"),
        *("fuse.sshfs", "fuse.davfs", "fuse.davfs2", "fuse.rclone", "fuse.glusterfs", "fuse.gvfsd"),
        *("fuse.gvfsd-fuse", "fuse.s3fs", "fuse.curlftpfs", "macfuse", "osxfuse"),
    )
)
_REMOTE = 4
"""``DRIVE_REMOTE`` of Windows' ``GetDriveType``."""


def network_drive(folder: Path) -> str:
    """Return what kind of network drive ``folder`` lies on, empty where it lies on none."""
    place = _nearest(folder)
    try:
        if sys.platform == "win32":
            return _on_windows(place)
        if sys.platform == "darwin":
            listed = subprocess.run(
                ["/sbin/mount"], capture_output=True, text=True, timeout=5, check=False
            )
            return _network(mac_mounts(listed.stdout), place)
        told = Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape")
        return _network(linux_mounts(told), place)
    except (OSError, subprocess.SubprocessError):
        return ""


def linux_mounts(told: str) -> list[tuple[str, str]]:
    """Return the places and types in ``/proc/self/mountinfo``, in the order they were mounted."""
    found = []
    for line in told.splitlines():
        before, dash, after = line.partition(" - ")
        fields = before.split(" ")
        if dash and len(fields) > 4:
            found.append((_plain(fields[4]), after.split(" ")[0]))
    return found


def mac_mounts(told: str) -> list[tuple[str, str]]:
    """Return the places and types that ``mount`` prints: ``//a@b/c on /Volumes/c (smbfs, …)``."""
    found = []
    for line in told.splitlines():
        _, on, rest = line.partition(" on ")
        place, bracket, kind = rest.rpartition(" (")
        if on and bracket:
            found.append((place, kind.rstrip(")").split(",")[0].strip()))
    return found


def _network(mounts: list[tuple[str, str]], place: str) -> str:
    """Return the type of the mount that ``place`` lies on, if it is of the network."""
    best, kind = "", ""
    for mounted, named in mounts:
        inside = place == mounted or place.startswith(mounted.rstrip("/") + "/")
        # What was mounted later lies over what was mounted there before.
        if inside and len(mounted) >= len(best):
            best, kind = mounted, named
    return kind if kind.lower() in _TYPES else ""


def _on_windows(place: str) -> str:
    if place.startswith(("\\\\", "//")) and not place.startswith(("\\\\?\\", "\\\\.\\")):
        return "UNC"
    if sys.platform == "win32":
        import ctypes

        root = os.path.splitdrive(place)[0] + "\\"
        if ctypes.windll.kernel32.GetDriveTypeW(root) == _REMOTE:
            return root
    return ""


def _nearest(folder: Path) -> str:
    there = next((p for p in (folder, *folder.parents) if p.exists()), folder)
    return str(there.resolve() if sys.platform != "win32" else there.absolute())


def _plain(escaped: str) -> str:
    """Return a place as it is called: the kernel writes a blank in octal."""
    parts = escaped.split("\\")
    head, rest = parts[0], parts[1:]
    return head + "".join(chr(int(p[:3], 8)) + p[3:] if p[:3].isdigit() else p for p in rest)
