"""What is tried of the installer, step by step; each begins where the one before ended."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from windows.machine import WINDOWS

if TYPE_CHECKING:
    from windows.try_installer import Trial

LIST_KEY = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\PosDesk"
VERB_KEY = r"Software\Classes\SystemFileAssociations\.pdf\shell\PosDesk.Check\command"
ENVIRONMENT = r"HKCU\Environment"
PROVISION = "POSDESK_PROVISION"


def home(trial: Trial) -> str:
    """Return the folder of an installation for one account."""
    return rf"{trial.machine.variable('LOCALAPPDATA')}\Programs\PosDesk"


def words(trial: Trial, place: str) -> str:
    """Return which version lies in a folder, by one of its files."""
    file = trial.machine.here(place) / "program" / "_internal" / "posdesk" / "words.txt"
    return file.read_text("utf-8") if file.is_file() else ""


def names(folder: Path) -> list[str]:
    """Return what lies in a folder."""
    return sorted(f.name for f in folder.iterdir()) if folder.is_dir() else []


def old_windows(trial: Trial) -> None:
    """Wine takes itself for Windows 7 at first."""
    if not WINDOWS:
        trial.check("exit code on Windows 7", trial.install(trial.old), 8)
        trial.check("nothing there", words(trial, home(trial)), "")


def first(trial: Trial) -> None:
    """A version that will be the older one, for this account."""
    machine, place = trial.machine, home(trial)
    trial.check("exit code", trial.install(trial.old, "/LANG=2052"), 0)
    trial.check("files", words(trial, place), "0.8.0")
    trial.check("nothing else", names(machine.here(place)), ["program"])
    key = rf"HKCU\{LIST_KEY}"
    trial.check("version in the list of programs", machine.value(key, "DisplayVersion"), "0.8.0")
    trial.check("publisher", machine.value(key, "Publisher"), "The PosDesk authors")
    trial.check("size is named", machine.value(key, "EstimatedSize")[:6], "dword:")
    trial.check("place", machine.value(key, "InstallLocation"), place)
    trial.check("not for everybody", machine.value(rf"HKLM\{LIST_KEY}", "DisplayName"), "")
    verb = machine.value(rf"HKCU\{VERB_KEY}")
    trial.check("verb of PDFs", verb, rf'"{place}\program\posdeskw.exe" open "%1"')
    label = machine.value(rf"HKCU\{VERB_KEY.removesuffix(chr(92) + 'command')}")
    trial.check("verb's words", label, "用 PosDesk 核对")
    trial.check("shortcut in the menu", _shortcut(trial).is_file())
    trial.check("none on the desktop", _on_desktop(trial).is_file(), False)


def update(trial: Trial) -> None:
    """A newer version over it; what is gone is removed, what others laid there is kept."""
    machine, place = trial.machine, home(trial)
    there = machine.here(place)
    data = machine.here(machine.variable("LOCALAPPDATA")) / "PosDesk"
    data.mkdir(exist_ok=True)
    (data / "posdesk.db").write_text("records", "utf-8")
    (there / "program" / "own.txt").write_text("of others", "utf-8")
    trial.check("exit code", trial.install(trial.new, "/DESKTOP"), 0)
    trial.check("files", words(trial, place), "0.9.0")
    inside = there / "program" / "_internal" / "posdesk"
    trial.check("what vanished is removed", names(inside), ["words.txt"])
    trial.check("what others laid there stays", names(there / "left-over-1"), ["own.txt"])
    trial.check("nothing of the old one", names(there), ["left-over-1", "program"])
    key = rf"HKCU\{LIST_KEY}"
    trial.check("version in the list of programs", machine.value(key, "DisplayVersion"), "0.9.0")
    trial.check("on the desktop as asked", _on_desktop(trial).is_file())


def open_window(trial: Trial) -> None:
    """An update while the program runs: nothing changes, then it goes through once it is closed."""
    machine, place = trial.machine, home(trial)
    running = machine.start(rf"{place}\program\posdeskw.exe", "sleep", "12")
    time.sleep(3)
    trial.check("exit code", trial.install(trial.new), 3)
    trial.check("files as they were", words(trial, place), "0.9.0")
    trial.check("nothing half", names(machine.here(place)), ["left-over-1", "program"])
    trial.check("uninstaller's exit code", trial.uninstall(place), 3)
    trial.check("still there", words(trial, place), "0.9.0")
    trial.check("still running", running.poll(), None)
    trial.check("waits for it", trial.install(trial.new, "/WAIT=60"), 0)
    running.wait(60)
    trial.check("desktop's shortcut stays as it was", _on_desktop(trial).is_file())


def older(trial: Trial) -> None:
    """An older version over a newer one only where that is asked for."""
    place = home(trial)
    trial.check("exit code", trial.install(trial.old), 10)
    trial.check("files as they were", words(trial, place), "0.9.0")
    trial.check("exit code when asked for", trial.install(trial.old, "/DOWNGRADE"), 0)
    trial.check("files", words(trial, place), "0.8.0")
    trial.check("and newer again", trial.install(trial.new), 0)


def provision(trial: Trial) -> None:
    """The installer's file is checked by the program before anything is replaced."""
    machine, place = trial.machine, home(trial)
    folder = trial.work / "开通 文件"
    folder.mkdir()
    bad, good = folder / "bad.toml", folder / "good.toml"
    bad.write_text("bad", "utf-8")
    good.write_text("good", "utf-8")
    laid = machine.here(place) / "provision.toml"
    for file, code in ((bad, 7), (folder / "missing.toml", 7), (good, 0)):
        given = f"/PROVISION={machine.there(file)}"
        trial.check(f"exit code, {file.name}", trial.install(trial.new, given), code)
        trial.check(f"laid down, {file.name}", laid.is_file(), code == 0)
        trial.check("whole", words(trial, place), "0.9.0")
    trial.check("content", laid.read_text("utf-8"), "good")
    named = machine.value(ENVIRONMENT, PROVISION)
    trial.check("named to the program", named, rf"{place}\provision.toml")


def foreign(trial: Trial) -> None:
    """A folder that holds other things is refused; one that cannot be made too."""
    machine = trial.machine
    others = machine.here(r"C:\others")
    others.mkdir()
    (others / "theirs.txt").write_text("theirs", "utf-8")
    trial.check("exit code", trial.install(trial.new, r"/D=C:\others"), 4)
    trial.check("untouched", names(others), ["theirs.txt"])
    if not WINDOWS:
        trial.check("no room", trial.install(trial.new, r"/D=Z:\proc\PosDesk"), 6)
    trial.check("elsewhere still there", words(trial, home(trial)), "0.9.0")


def broken_off(trial: Trial) -> None:
    """The power failed between the two steps of the swap: the next run puts that right."""
    there = trial.machine.here(home(trial))
    (there / "program").rename(there / "program.old")
    (there / "program.new").mkdir()
    (there / "program.new" / "posdesk.exe").write_text("half", "utf-8")
    trial.check("exit code", trial.install(trial.new), 0)
    trial.check("files", words(trial, home(trial)), "0.9.0")
    kept = ["left-over-1", "program", "provision.toml"]
    trial.check("nothing left over", names(there), kept)


def uninstall(trial: Trial) -> None:
    """Everything of the program goes, records and others' files stay."""
    machine, place = trial.machine, home(trial)
    data = machine.here(machine.variable("LOCALAPPDATA")) / "PosDesk" / "posdesk.db"
    trial.check("never purges silently", trial.uninstall(place, "/PURGE"), 9)
    trial.check("and nothing was removed", words(trial, place), "0.9.0")
    trial.uninstall_as_windows_does(place)
    trial.check("what others laid there", names(machine.here(place)), ["left-over-1"])
    trial.check("records stay", data.is_file() and data.read_text("utf-8"), "records")
    _no_traces(trial, "HKCU")
    trial.check("no variable", machine.value(ENVIRONMENT, PROVISION), "")
    trial.check("no shortcuts", _shortcut(trial).exists() or _on_desktop(trial).exists(), False)


def chinese_folder(trial: Trial) -> None:
    """A folder with Chinese and a blank in its name, and one that is there but empty."""
    place = r"C:\收银 台\PosDesk"
    trial.machine.here(place).mkdir(parents=True)
    trial.check("exit code", trial.install(trial.new, f"/D={place}"), 0)
    trial.check("files", words(trial, place), "0.9.0")
    trial.check("an update finds it", trial.install(trial.new), 0)
    trial.check("still one", words(trial, home(trial)), "")
    running = trial.machine.start(rf"{place}\program\posdesk.exe", "sleep", "6")
    time.sleep(2)
    trial.check("the command line is open", trial.install(trial.new), 3)
    running.wait(60)
    trial.uninstall_as_windows_does(place)
    trial.check("folder gone", trial.machine.here(place).exists(), False)


def for_everybody(trial: Trial) -> None:
    """For all accounts, by an administrator (as wine's account always is)."""
    machine, place = trial.machine, r"C:\Program Files\PosDesk"
    good = trial.work / "开通 文件" / "good.toml"
    given = f"/PROVISION={machine.there(good)}"
    trial.check("exit code", trial.install(trial.old, "/ALLUSERS", given), 0)
    trial.check("files", words(trial, place), "0.8.0")
    trial.check("an update finds it", trial.install(trial.new), 0)
    trial.check("files of the update", words(trial, place), "0.9.0")
    key = rf"HKLM\{LIST_KEY}"
    trial.check("list of programs", machine.value(key, "DisplayVersion"), "0.9.0")
    trial.check("not this account's", machine.value(rf"HKCU\{LIST_KEY}", "DisplayName"), "")
    laid = machine.here(r"C:\ProgramData\PosDesk") / "provision.toml"
    trial.check("installer's file", laid.is_file() and laid.read_text("utf-8"), "good")
    shared = machine.here(r"C:\ProgramData\Microsoft\Windows\Start Menu\Programs\PosDesk.lnk")
    trial.check("shortcut", shared.is_file())
    trial.uninstall_as_windows_does(place)
    trial.check("gone", machine.here(place).exists(), False)
    trial.check("the computer's file stays", laid.is_file())
    _no_traces(trial, "HKLM")
    trial.check("no shortcut", shared.exists(), False)


def _no_traces(trial: Trial, root: str) -> None:
    for name, key in (("list of programs", LIST_KEY), ("verb", VERB_KEY)):
        value = "DisplayName" if key == LIST_KEY else ""
        trial.check(f"nothing in the {name}", trial.machine.value(rf"{root}\{key}", value), "")


def _shortcut(trial: Trial) -> Path:
    menu = rf"{trial.machine.variable('APPDATA')}\Microsoft\Windows\Start Menu\Programs"
    return trial.machine.here(menu) / "PosDesk.lnk"


def _on_desktop(trial: Trial) -> Path:
    return trial.machine.here(trial.machine.variable("USERPROFILE")) / "Desktop" / "PosDesk.lnk"


STEPS = (
    *(old_windows, first, update, open_window, older, provision),
    *(foreign, broken_off, uninstall, chinese_folder, for_everybody),
)
