"""Tries a Debian package on a bare Debian without Python, and prints what came of it as JSON.

    sudo python3 packaging/linux/try_deb.py DEB --older DEB [--base FOLDER] [--pictures FOLDER]

Installs, tests itself, logs a case, makes and checks a bundle, shows the window, upgrades under an
open window, removes, purges, installs again and finds the data. Needs root, debootstrap (or a BASE
that it made) and the net; takes some minutes. Ends with 1 where a step failed, and names it.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from linux.bare import Bare, Failed, go_alone
from linux.screen import Screen

PERSON = "kasse"
HOME = f"/home/{PERSON}"
DATA = f"{HOME}/.local/share/PosDesk"
BUNDLE = f"{HOME}/PD112201.posdesk.pdf"
CASE = {"amount": "500.00", "at": "2026-11-20T14:43:00+08:00"}
APT = ("apt-get", "-qq", "-y", "-o", "Dpkg::Use-Pty=0", "--no-install-recommends")


class Trial:
    """One package in one bare system, step by step."""

    def __init__(self, system: Bare, deb: Path, older: Path, pictures: Path | None) -> None:
        self.system, self.pictures = system, pictures
        self.deb, self.older = (
            self._bring(file, name) for file, name in ((deb, "new"), (older, "old"))
        )
        self.report: dict[str, Any] = {"deb_bytes": deb.stat().st_size, "seconds": {}}
        self.case = ""

    def steps(self) -> tuple[Callable[[], Any], ...]:
        """Return what is tried, in order."""
        return (
            *(self.bare, self.lists, self.install, self.libraries, self.self_test, self.log),
            *(self.bundle, self.doctor, self.remove, self.install_older, self.screen),
            *(self.upgrade_under_a_window, self.reinstall, self.purge, self.find_again),
            *(self.wrong_provision, self.purge_with_data),
        )

    def run(self) -> bool:
        """Take every step; stop at the first that fails."""
        for step in self.steps():
            name = step.__name__
            print(f"— {name}", file=sys.stderr, flush=True)
            begun = time.monotonic()
            try:
                said = step()
            except Failed as failed:
                self.report[name] = {"failed": str(failed)}
                return False
            self.report["seconds"][name] = round(time.monotonic() - begun, 1)
            if said is not None:
                self.report[name] = said
        return True

    # ------------------------------------------------------------------------------------ steps

    def bare(self) -> Any:
        """A person without rights, and no Python anywhere."""
        self.system.run("useradd", "--create-home", PERSON)
        if self.system.tried("sh", "-c", "command -v python3 || command -v python").code == 0:
            raise Failed("there is a Python in the bare system")
        return {"packages": len(self.system.packages())}

    def lists(self) -> None:
        """What apt knows, so that the next step is the installation alone."""
        self.system.run("apt-get", "-qq", "update")

    def install(self) -> Any:
        """The package with what it depends on, and nothing more."""
        before = self.system.packages()
        said = self.system.run("apt-get", "--print-uris", *APT[1:], "install", self.deb)
        sizes = [int(line.split()[2]) for line in said.splitlines() if line.startswith("'http")]
        self.system.run(*APT, "install", self.deb)
        after = self.system.packages()
        new = {name: size for name, size in after.items() if name not in before}
        return {
            "pulled": sorted(set(new) - {"posdesk"}),
            "pulled_bytes": sum(sizes),
            "pulled_kib": sum(new.values()) - new["posdesk"],
            "posdesk_kib": new["posdesk"],
        }

    def libraries(self) -> None:
        """Nothing that is loaded for a window is missing, before any X server brings its own."""
        place = "/usr/lib/posdesk/program"
        found = self.system.run(
            *("find", place, "-name", "libqxcb*.so", "-exec", "ldd", "{}", "+"),
            LD_LIBRARY_PATH=f"{place}/_internal",  # as the program sets it for itself
        )
        lacking = [line.strip() for line in found.splitlines() if "not found" in line]
        if lacking:
            raise Failed("; ".join(lacking))

    def self_test(self) -> Any:
        """The program's own test, by a person without rights and with no environment."""
        said = self.system.tried("posdesk", "--self-test", user=PERSON)
        report = json.loads(said.out)
        wrong = {name: part["said"] for name, part in report["parts"].items() if not part["ok"]}
        if wrong or said.code:
            raise Failed(json.dumps(wrong, ensure_ascii=False))
        return {name: part.get("ms") for name, part in report["parts"].items()}

    def log(self) -> Any:
        """A case, with a picture attached."""
        said = self.system.tried(
            "posdesk", "case", "add", "--json", user=PERSON, given=json.dumps(CASE)
        )
        if said.code:
            raise Failed(said.err)
        self.case = json.loads(said.out)["id"]
        picture = "/usr/share/icons/hicolor/256x256/apps/posdesk.png"
        self._posdesk("case", "attach", self.case, picture, "--kind", "other")
        return json.loads(said.out)["number"]

    def bundle(self) -> Any:
        """A signed PDF, which is whole and this shop's own."""
        self._posdesk("bundle", self.case, "-o", BUNDLE)
        found = json.loads(self._posdesk("verify", BUNDLE, "--json"))
        file = self.system.root / BUNDLE.lstrip("/")
        return {"bytes": file.stat().st_size, "found": found.get("state", found)}

    def doctor(self) -> Any:
        """What the program finds wrong with this computer."""
        said = self.system.tried("posdesk", "doctor", "--lang", "en", user=PERSON)
        return {"code": said.code, "said": said.out.splitlines()[-12:]}

    def remove(self) -> None:
        """Gone, but for the data."""
        self.system.run(*APT, "remove", "posdesk")
        self._must_be_gone()
        self._must_be_there()

    def install_older(self) -> None:
        """The version before, on the same data."""
        self.system.run(*APT, "install", self.older)

    def screen(self) -> Any:
        """The window on an X server."""
        self.system.run(*APT, "install", "xvfb")
        self.shown = Screen(self.system, PERSON, self.pictures)
        return self.shown.open_window()

    def upgrade_under_a_window(self) -> Any:
        """The window that is open goes on with its own files, and reads others of them still."""
        said = self.system.tried(*APT, "install", self.deb)
        if said.code or f"process {self.shown.process()}" not in said.out + said.err:
            raise Failed(f"{said.code}: {said.out}{said.err}")
        return self.shown.check_in_window(BUNDLE)

    def reinstall(self) -> Any:
        """After the window was closed the older release goes."""
        self.shown.close()
        self.system.run(*APT, "install", "--reinstall", self.deb)
        left = sorted(f.name for f in self._place().glob("[0-9]*"))
        if len(left) != 1:
            raise Failed(f"left of older releases: {left}")
        return left

    def purge(self) -> None:
        """Gone with all settings of the package, but for the data."""
        self.system.run(*APT, "purge", "posdesk")
        self._must_be_gone()
        self._must_be_there()

    def find_again(self) -> Any:
        """Installed again, the case is there and the journal whole."""
        self.system.run(*APT, "install", self.deb)
        cases = json.loads(self._posdesk("case", "list", "--json"))
        journal = json.loads(self._posdesk("journal", "verify", "--json"))
        if self.case not in json.dumps(cases) or not journal["valid"]:
            raise Failed(f"the case is not there: {cases}, {journal}")
        return {"events": journal["events"]}

    def wrong_provision(self) -> Any:
        """A mistake in the installer's file is told and holds nothing up."""
        folder = self.system.root / "etc" / "posdesk"
        folder.mkdir()
        (folder / "provision.toml").write_text(
            '[data]\nfolder = "/var/lib/posdesk/data"\nshared = "perhaps"\n', "utf-8"
        )
        said = self.system.tried(*APT, "install", "--reinstall", self.deb)
        if said.code or "is not used until" not in said.out + said.err:
            raise Failed(f"{said.code}: {said.out}{said.err}")
        return [line for line in (said.out + said.err).splitlines() if "posdesk" in line.lower()]

    def purge_with_data(self) -> None:
        """Asked through debconf, the shared data go; homes stay."""
        shared = self.system.root / "var" / "lib" / "posdesk" / "data"
        shared.mkdir(parents=True, exist_ok=True)
        answer = "posdesk posdesk/purge-data boolean true\n"
        self.system.tried("debconf-set-selections", given=answer)
        self.system.run(*APT, "purge", "posdesk")
        if shared.exists():
            raise Failed("the shared data are there still")
        self._must_be_gone()
        self._must_be_there()

    # ------------------------------------------------------------------------------------ tools

    def _bring(self, file: Path, name: str) -> str:
        target = self.system.root / "srv" / f"{name}.deb"
        shutil.copy(file, target)
        return f"/srv/{target.name}"

    def _place(self) -> Path:
        return self.system.root / "usr" / "lib" / "posdesk"

    def _posdesk(self, *arguments: str) -> str:
        return self.system.run("posdesk", *arguments, user=PERSON)

    def _must_be_gone(self) -> None:
        left = [p for p in (self._place(), self.system.root / "usr/bin/posdesk") if p.exists()]
        if left:
            raise Failed(f"left behind: {left}")

    def _must_be_there(self) -> None:
        if not (self.system.root / DATA.lstrip("/") / "posdesk.db").exists():
            raise Failed("the shop's data are gone")


def main() -> int:
    """Try the package; print the report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("deb", type=Path)
    parser.add_argument(
        "--older", type=Path, required=True, help="another version, to upgrade from"
    )
    parser.add_argument("--base", type=Path, help="a bare system to copy; else one is made")
    parser.add_argument("--suite", default="bookworm")
    parser.add_argument("--mirror", default="", help="where debootstrap gets packages")
    parser.add_argument("--pictures", type=Path, help="where pictures of the window go")
    parser.add_argument("--keep", action="store_true", help="leave the system in its folder")
    asked = parser.parse_args()
    go_alone()
    if asked.base is None and not asked.mirror:
        parser.error("--mirror goes with a system that is made anew")
    system = Bare(Path(tempfile.mkdtemp(prefix="posdesk-bare-")))
    system.root.chmod(0o755)
    begun = time.monotonic()
    try:
        system.make(asked.base, asked.suite, asked.mirror)
        trial = Trial(system, asked.deb, asked.older, asked.pictures)
        trial.report["seconds"]["bare system"] = round(time.monotonic() - begun, 1)
        passed = trial.run()
        print(json.dumps({"ok": passed, **trial.report}, ensure_ascii=False, indent=2))
    finally:
        if not asked.keep:
            system.remove()
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
