"""A Windows to try the installer on: this computer itself, or wine in a folder of its own."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path, PureWindowsPath

WINDOWS = sys.platform == "win32"


class Machine:
    """Runs Windows programs and reads the registry; wine touches nothing outside ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._prefix = folder / "prefix"
        self._env = dict(os.environ)
        if not WINDOWS:
            # Neither .NET nor a browser is wanted, and wine would ask to fetch them.
            own = {"WINEPREFIX": str(self._prefix), "WINEDLLOVERRIDES": "mscoree,mshtml="}
            self._env |= own | {"WINEDEBUG": "-all", "HOME": str(folder)}
            self._env["LC_ALL"] = "C.UTF-8"  # or wine takes Chinese for question marks

    @property
    def name(self) -> str:
        """What it is that runs the programs."""
        return platform.platform() if WINDOWS else self._said("--version")

    def begin(self) -> None:
        """Set wine up, as the Windows it takes itself for unless told otherwise."""
        if not WINDOWS:
            self.run("wineboot", "-i", timeout=300)

    def become_windows_10(self) -> None:
        """Let wine say that it is Windows 10."""
        if not WINDOWS:
            self.run("winecfg", "-v", "win10")

    def end(self) -> None:
        """End wine's server and all programs of this folder."""
        if not WINDOWS:
            server = shutil.which("wineserver") or "/usr/lib/wine/wineserver64"
            subprocess.run([server, "-k"], env=self._env, check=False, capture_output=True)

    def run(self, *command: str, timeout: float = 180) -> int:
        """Run a program to its end and return its exit code."""
        return subprocess.run(
            self._full(command),
            env=self._env,
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=timeout,
        ).returncode

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """Start a program that stays open."""
        quiet = subprocess.DEVNULL
        return subprocess.Popen(self._full(command), env=self._env, stdout=quiet, stderr=quiet)

    def value(self, key: str, name: str = "") -> str:
        """Return a value of the registry, empty where there is none."""
        file = self._folder / "exported.reg"
        file.unlink(missing_ok=True)  # as text a console would lose what its code page lacks
        self.run("reg", "export", key, self.there(file), "/y", *(("/reg:64",) if WINDOWS else ()))
        if not file.is_file():
            return ""
        in_it = False
        begin = f'"{name}"=' if name else "@="
        for line in file.read_text("utf-16").replace("\r", "").split("\n"):
            if line.startswith("["):
                in_it = line[1:-1].partition("\\")[2] == key.partition("\\")[2]
            elif in_it and line.startswith(begin):
                written = line.removeprefix(begin)
                if written.startswith('"'):
                    written = written[1:-1]
                return written.replace('\\"', '"').replace("\\\\", "\\")
        return ""

    def variable(self, name: str) -> str:
        """Return a variable of Windows, such as ``LOCALAPPDATA``."""
        return os.environ[name] if WINDOWS else self._said("cmd", "/c", f"echo %{name}%")

    def here(self, path: str) -> Path:
        """Return where this computer has a file of drive C."""
        if WINDOWS:
            return Path(path)
        return self._prefix.joinpath("drive_c", *PureWindowsPath(path).parts[1:])

    def there(self, path: Path) -> str:
        """Return what Windows calls a file of this computer."""
        return str(path) if WINDOWS else "Z:" + str(path).replace("/", "\\")

    def _full(self, command: tuple[str, ...] | list[str]) -> list[str]:
        return list(command) if WINDOWS else ["wine", *command]

    def _said(self, *command: str) -> str:
        done = subprocess.run(self._full(command), env=self._env, check=False, capture_output=True)
        return done.stdout.decode("utf-8", "replace").strip()
