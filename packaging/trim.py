"""What of all that PyInstaller collects goes into the program: nothing that no shop can use.

Used by posdesk.spec alone. An entry is PyInstaller's own: where the file goes, where it comes from,
what kind it is.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path, PurePosixPath

from PyInstaller.depend.bindepend import get_imports

Entry = tuple[str, str, str]

# Modules that something imports in a branch that PosDesk never enters.
EXCLUDED = [
    *("tkinter", "pip", "setuptools", "distutils", "numpy", "IPython", "pytest", "mypy", "_pytest"),
    *(
        "unittest",
        "doctest",
        "pydoc",
        "pydoc_data",
        "pdb",
        "lib2to3",
        "test",
        "xmlrpc",
        "ensurepip",
    ),
    # GNU readline is under the GPL; the program has no prompt to edit.
    *("readline", "rlcompleter", "curses", "_curses", "_gdbm", "dbm.gnu"),
    # What pyHanko draws visible signatures with; those of PosDesk have no picture.
    *("fontTools", "uharfbuzz"),
    # Taken where they happen to be installed; what is in the program must not hang on that.
    *("defusedxml", "charset_normalizer"),
    # Bindings are compiled when a wheel is made, not when it runs.
    *("cffi", "pycparser"),
    *("lxml.objectify", "lxml.html", "lxml.isoschematron", "lxml.sax", "lxml.builder"),
    *("PIL.ImageCms", "PIL._imagingcms", "PIL.ImageTk", "PIL._imagingtk"),
    *(f"PySide6.Qt{part}" for part in ("Qml", "Quick", "QuickWidgets", "OpenGL", "Sql", "Test")),
]
_LIBRARIES = (
    *("Qml", "Quick", "VirtualKeyboard", "Wayland", "WlShell", "Egl", "EglFS", "Sql", "OpenGL"),
    *("LabsStyleKit", "ShaderTools", "Test", "UiTools", "Designer"),
)
# What PySide6's hook collects beyond Widgets, Svg and Network, on all three systems.
_UNUSED = (
    *(f"Qt6{part}" for part in _LIBRARIES),
    *(f"/Qt{part}" for part in ("Qml", "Quick", "VirtualKeyboard", "Sql", "OpenGL")),
    *("opengl32sw", "d3dcompiler", "Qt/qml/", "PySide6/qml/"),
    *("plugins/wayland", "plugins/egldevice", "plugins/sqldrivers", "plugins/qmltooling"),
    *("plugins/generic", "plugins/networkinformation", "plugins/tls", "qtvirtualkeyboard"),
    *("libqwayland", "qeglfs", "qlinuxfb", "qvnc", "qvkkhr", "qminimal", "platformthemes/libqgtk3"),
    *("imageformats/libqtga", "imageformats/libqwbmp", "imageformats/libqicns"),
    *("imageformats/qtga", "imageformats/qwbmp", "imageformats/qicns", "imageformats/qpdf"),
    *("posdesk.po", "posdesk.pot", "jsonschema/benchmarks", "lxml/isoschematron", "lxml/includes"),
)
# What prints on Linux has libcups, of its own version; this plugin alone asks for it, and without
# it there is no printer to be found. Ten megabytes of libraries would come along.
_ASKS_THE_SYSTEM = "libcupsprintersupport"
# How pip came to a package says nothing of it, and is not the same on every machine.
_OF_PIP = ("INSTALLER", "RECORD", "REQUESTED", "direct_url.json", "uv_cache.json")
# Of Qt's own words, only those on standard buttons, in Chinese; English is built in.
_TRANSLATION = "qtbase_zh_CN.qm"


def used(entry: Entry) -> bool:
    """Tell whether a collected file goes into the program."""
    name = entry[0].replace("\\", "/")
    if name.endswith(".qm"):
        return name.endswith(_TRANSLATION)
    if ".dist-info/" in name and name.endswith(_OF_PIP):
        return False
    return not any(part in name for part in _UNUSED)


def trimmed(entries: list[Entry]) -> list[Entry]:
    """Return what of the collected files goes into the program, in a fixed order."""
    kept = sorted(entry for entry in entries if used(entry))
    return _reached(kept) if sys.platform.startswith("linux") else kept


def stripped(entries: list[Entry], folder: Path) -> list[Entry]:
    """Return the same, the debugger's half of them left out of Linux's libraries.

    Python's own is four times as large with it. Wheels that were repaired with libraries of their
    own beside them stay as they are: stripping breaks what patchelf wrote.
    """
    tool = shutil.which("strip") if sys.platform.startswith("linux") else None
    if tool is None:
        return entries
    repaired = {PurePosixPath(e[0]).parts[0] for e in entries if ".libs/" in e[0]}
    repaired |= {name.removesuffix(".libs") for name in repaired}
    repaired |= {"PIL", "PySide6", "shiboken6"}
    return [_stripped(entry, repaired, tool, folder) for entry in entries]


def _stripped(entry: Entry, repaired: set[str], tool: str, folder: Path) -> Entry:
    name, source, kind = entry
    first = PurePosixPath(name).parts[0]
    if kind not in ("BINARY", "EXTENSION") or first.partition(".")[0] in repaired:
        return entry
    if first in repaired or _is_system(entry):
        return entry
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(0o755)
    subprocess.run([tool, "--strip-unneeded", str(target)], check=True)
    return (name, str(target), kind)


def _is_system(entry: Entry) -> bool:
    """Tell whether a library was copied from the system; its makers have stripped it."""
    name, source, kind = entry
    of_system = kind == "BINARY" and source.startswith(("/lib", "/usr/lib"))
    return of_system and "/" not in name and not name.startswith("libpython")


def _reached(entries: list[Entry]) -> list[Entry]:
    """Leave out the system's libraries that only something left out needed."""
    needed = {
        PurePosixPath(name).name
        for entry in entries
        if entry[2] in ("BINARY", "EXTENSION")
        and not _is_system(entry)
        and _ASKS_THE_SYSTEM not in entry[0]
        for name, _ in get_imports(entry[1])
    }
    return [entry for entry in entries if not _is_system(entry) or entry[0] in needed]
