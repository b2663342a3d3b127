"""Tries the installer, on Windows or under wine, and prints a report as JSON.

    python packaging/windows/try_installer.py [-o REPORT.json]

Installs, updates, refuses and uninstalls a small program that stands in for PosDesk, with a window
that is open, an older version, files of others, a wrong file of the installer, and Chinese folders.
On Windows it installs into the account that runs it: use a computer that does not matter.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from windows import build_installer  # noqa: E402 - beside this folder
from windows.machine import WINDOWS, Machine  # noqa: E402

OLD, NEW = "0.8.0", "0.9.0"


class Trial:
    """All that is tried, in order; each check is kept with what was seen."""

    def __init__(self, machine: Machine, work: Path) -> None:
        self.machine, self.work = machine, work
        self.checks: list[dict[str, object]] = []
        self.step = ""
        self.old, self.new = (self._installer(version) for version in (OLD, NEW))

    def do(self, step: Callable[[Trial], None]) -> None:
        """Do one step; one that breaks off is a check that failed."""
        try:
            step(self)
        except (OSError, ValueError, subprocess.SubprocessError) as error:
            self.check("ran to its end", repr(error))

    def check(self, what: str, seen: object, wanted: object = True) -> None:
        """Keep whether ``seen`` is what was wanted."""
        self.checks.append(
            {"step": self.step, "check": what, "ok": seen == wanted, "seen": str(seen)}
        )

    def install(self, setup: Path, *options: str) -> int:
        """Run an installer silently and return its exit code."""
        return self.machine.run(self.machine.there(setup), "/S", "/WAIT=2", *options)

    def uninstall(self, home: str, *options: str) -> int:
        """Run the uninstaller where it lies, so that its exit code is seen."""
        folder = rf"{home}\program"
        return self.machine.run(
            rf"{folder}\uninstall.exe", "/S", "/WAIT=2", *options, f"_?={folder}"
        )

    def uninstall_as_windows_does(self, home: str) -> None:
        """Run the uninstaller as the list of programs does, and wait for its copy to end."""
        self.machine.run(rf"{home}\program\uninstall.exe", "/S", "/WAIT=2")
        self.until(lambda: not self.machine.here(home).joinpath("program").exists())

    def until(self, fits: Callable[[], bool], seconds: float = 60) -> None:
        """Wait until something is so, or so long."""
        end = time.monotonic() + seconds
        while not fits() and time.monotonic() < end:
            time.sleep(0.3)

    def _installer(self, version: str) -> Path:
        folder = self.work / version / "posdesk"
        inside = folder / "_internal" / "posdesk"
        inside.mkdir(parents=True)
        for name in build_installer.PROGRAMS:
            _stand_in(folder / name)
        (inside / "words.txt").write_text(version, "utf-8")
        if version == OLD:
            (inside / "gone").mkdir()
            (inside / "gone" / "gone.txt").write_text("gone", "utf-8")
        return build_installer.make(folder, self.work / version, version)[0]


def _stand_in(target: Path) -> None:
    compiler = build_installer.makensis()
    given = {"OUT": str(target), "TARGET": build_installer.kind(compiler)}
    defined = [f"-D{name}={value}" for name, value in given.items()]
    command = [compiler, "-V1", "-NOCD", "-INPUTCHARSET", "UTF8", *defined, "standin.nsi"]
    subprocess.run(command, cwd=HERE, check=True)


def main() -> int:
    """Try everything; 0 if all was as wanted, 1 if not."""
    from windows.trial_steps import STEPS

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-o", "--out", type=Path, metavar="REPORT.json")
    parser.add_argument("--only", metavar="STEP", help="one step by its name")
    asked = parser.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="posdesk-wine-", ignore_cleanup_errors=True) as work:
        machine = Machine(Path(work))
        try:
            machine.begin()
            trial = Trial(machine, Path(work))
            for step in STEPS:
                trial.step = step.__name__
                if asked.only in {None, trial.step}:
                    trial.do(step)
                if not WINDOWS and trial.step == "old_windows":
                    machine.become_windows_10()
            report = {
                "ok": all(check["ok"] for check in trial.checks),
                "machine": machine.name,
                "payload": "stand-in",
                "installer": trial.new.name,
                "seconds": round(time.monotonic() - begun, 1),
                "checks": trial.checks,
            }
        finally:
            machine.end()
    text = json.dumps(report, ensure_ascii=False, indent=2)
    print(text)
    if asked.out:
        asked.out.write_text(text + "\n", "utf-8", newline="\n")
    return 0 if report["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
