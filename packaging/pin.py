"""Write requirements.txt and requirements-dev.txt from the ranges in pyproject.toml.

    python3.11 packaging/pin.py              move on to what the ranges allow today
    python3.11 packaging/pin.py --digests    the same versions, their files' digests looked up anew

A new virtual environment gets what the ranges allow today, what PosDesk imports is imported once,
and what was installed is written down with exact versions and the SHA-256 of every file that may be
installed. No index is named: the lists work with whatever source of packages the user's own pip is
set up for, as long as it gives those very files. Needs Python 3.11 on Linux, the oldest one
supported; what only other systems and newer Pythons need is added with a marker.

Standard library only.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from file_digests import pins, source, with_digests

ROOT = Path(__file__).resolve().parent.parent
RUNTIME = ROOT / "requirements.txt"
DEVELOPMENT = ROOT / "requirements-dev.txt"

WHAT = {
    RUNTIME: "What PosDesk needs to run",
    DEVELOPMENT: "What working on PosDesk needs besides",
}

# What Linux does not install: (project, marker); click, pytest, keyring and PyInstaller want them.
ELSEWHERE = (
    ("colorama", "sys_platform == 'win32'", RUNTIME),
    ("pefile", "sys_platform == 'win32'", DEVELOPMENT),
    ("pywin32-ctypes", "sys_platform == 'win32'", RUNTIME),
    ("macholib", "sys_platform == 'darwin'", DEVELOPMENT),
)
QT = ("PySide6-Essentials", "shiboken6")

HEADER = """\
# {what}, exact versions, and the SHA-256 of every file that may be installed.
# Made by `python3.11 packaging/pin.py` from the ranges in pyproject.toml; do not edit by hand.
"""

MODULES = [
    *(f"PySide6.Qt{part}" for part in ("Network", "PrintSupport", "Svg", "Test", "Widgets")),
    *("PIL.Image", "pi_heif", "pikepdf", "pypdfium2", "reportlab.pdfgen.canvas", "segno"),
    *("sqlcipher3.dbapi2", "sqlite_utils"),
    *(
        "argon2",
        "cryptography.hazmat.primitives.ciphers.aead",
        "graphlay",
        "icalendar",
        "jsonschema",
        "keyring",
        "openpyxl",
        "platformdirs",
        "pyhanko.sign.signers",
        "rfc8785",
        "tomli_w",
        "yaml",
    ),
]


def run(*command: str) -> str:
    """Run a command and return what it printed; its errors go to the terminal."""
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def new_python(folder: Path) -> str:
    """Make a virtual environment in `folder` and return its interpreter."""
    run(sys.executable, "-m", "venv", str(folder))
    python = str(folder / "bin" / "python")
    run(python, "-m", "pip", "install", "--quiet", "--upgrade", "pip")
    return python


def installed(python: str) -> dict[str, str]:
    """Return the projects installed beside pip and setuptools, with their versions."""
    rows = json.loads(run(python, "-m", "pip", "list", "--format=json"))
    return {row["name"]: row["version"] for row in rows if row["name"] not in ("pip", "setuptools")}


def newest(python: str, requirement: str, *options: str) -> str:
    """Return the version pip would choose for one requirement, without installing it."""
    ask = [python, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed"]
    report = json.loads(run(*ask, "--no-deps", "--report", "-", *options, requirement))
    version: str = report["install"][0]["metadata"]["version"]
    return version


def install(python: str, requirements: list[str]) -> dict[str, str]:
    """Install the requirements and return all that is installed then."""
    run(python, "-m", "pip", "install", "--quiet", *requirements)
    return installed(python)


def qt_on_newer_python(python: str, requirements: list[str]) -> str:
    """Return the Qt version that Python 3.12 and newer get."""
    ranges = [r for r in requirements if r.startswith(QT[0]) and ">= '3.12'" in r]
    requirement = re.sub(r";.*", "", ranges[0])
    options = ("--python-version", "3.12", "--only-binary", ":all:", "--target", "unused")
    return newest(python, requirement, *options)


def pinned(projects: dict[str, str], newer_qt: str) -> list[str]:
    """Return one line for each project, two for Qt, which depends on Python's version."""
    lines = []
    for name, version in projects.items():
        if name.replace("_", "-") in QT:
            lines.append(f"{name}=={version}; python_version < '3.12'")
            lines.append(f"{name}=={newer_qt}; python_version >= '3.12'")
        else:
            lines.append(f"{name}=={version}")
    return lines


def write(path: Path, what: str, lines: list[str]) -> None:
    """Write one list, sorted as a person would look for a name in it."""
    ordered = sorted(lines, key=lambda line: line.lower().replace("_", "-"))
    body = "\n".join(with_digests(ordered, source()))
    path.write_text(HEADER.format(what=what) + body + "\n", encoding="utf-8")
    print(f"{path.name}: {len(lines)} lines")


def main() -> int:
    """Pin what is needed to run, and on top of it what is needed to work on it."""
    if sys.argv[1:] == ["--digests"]:
        for path, what in WHAT.items():
            write(path, what, pins(path))
        return 0
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needs: list[str] = project["dependencies"]
    with tempfile.TemporaryDirectory() as folder:
        python = new_python(Path(folder) / "venv")
        runtime = install(python, needs)
        run(python, "-c", f"import {', '.join(MODULES)}")
        everything = install(python, needs + project["optional-dependencies"]["dev"])
        development = {name: v for name, v in everything.items() if name not in runtime}
        newer_qt = qt_on_newer_python(python, needs)
        lines = {RUNTIME: pinned(runtime, newer_qt), DEVELOPMENT: pinned(development, newer_qt)}
        for name, marker, path in ELSEWHERE:
            lines[path].append(f"{name}=={newest(python, name)}; {marker}")
    lines[DEVELOPMENT].append("-r requirements.txt")
    for path, what in WHAT.items():
        write(path, what, lines[path])
    return 0


if __name__ == "__main__":
    sys.exit(main())
