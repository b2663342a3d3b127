"""A start is quick because nothing heavy is read before somebody asks for what needs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = "aiohttp asn1crypto cryptography pikepdf PIL pyhanko pypdfium2 reportlab"
"""What makes and signs bundles; pyHanko alone costs as much as all the rest of a start."""

SCRIPT = f"""
import os, sys
from pathlib import Path
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from posdesk.cli.main import main
folder = Path(sys.argv[1])
assert main(["case", "list", "--data", str(folder), "--json"]) == 0
read = [name for name in "{HEAVY}".split() if name in sys.modules]
from posdesk import app
from posdesk.ui.session import painted
desk = app.open_desk(folder)
assert painted(desk).colours > 16
desk.care.close()
read += [name for name in "{HEAVY}".split() if name in sys.modules]
sys.exit(" ".join(read) or 0)
"""


def test_neither_a_list_nor_the_first_paint_reads_what_makes_bundles(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path / "data")],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
