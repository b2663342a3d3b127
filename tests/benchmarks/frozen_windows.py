"""Freezes the two windows that the start is measured with: PosDesk's, and a bare one of PySide6.

Both watch themselves; a program as shops have it cannot be looked into. PosDesk is frozen by its
own recipe with another beginning, the bare window as PyInstaller does it by itself.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RECIPE = ROOT / "packaging" / "posdesk.spec"
ENTRY = 'str(PACKAGING / "entry.py")'


def freeze_posdesk(folder: Path, code: str) -> Path:
    """Freeze PosDesk with ``code`` as its beginning; return the program."""
    entry = folder / "watched.py"
    entry.write_text(code, "utf-8")
    words = RECIPE.read_text("utf-8")
    if ENTRY not in words:
        raise RuntimeError(f"{RECIPE} names its beginning otherwise now")
    words = words.replace(ENTRY, repr(str(entry)))
    words = words.replace("Path(SPECPATH).parent", f"Path({str(ROOT)!r})")
    recipe = folder / "watched.spec"
    recipe.write_text(words, "utf-8")
    return _frozen(folder, recipe, "posdesk")


def freeze_bare(folder: Path, code: str) -> Path:
    """Freeze a program of ``code`` alone; return it."""
    entry = folder / "bare.py"
    entry.write_text(code, "utf-8")
    return _frozen(folder, entry, "bare")


def _frozen(folder: Path, what: Path, name: str) -> Path:
    places = ["--distpath", str(folder / "dist"), "--workpath", str(folder / "work")]
    if what.suffix == ".py":
        places += ["--specpath", str(folder), "--onedir"]
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *places]
    env = {**os.environ, "PYINSTALLER_CONFIG_DIR": str(folder / "cache")}
    subprocess.run([*command, str(what)], cwd=ROOT, env=env, check=True)
    return folder / "dist" / name / name
