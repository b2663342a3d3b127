"""A start is quick because nothing heavy is read before somebody asks for what needs it."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cached_property
from pathlib import Path

from posdesk import app
from posdesk.services.late import LateServices

ROOT = Path(__file__).resolve().parents[2]
HEAVY = "aiohttp asn1crypto cryptography pikepdf PIL pyhanko pypdfium2 reportlab"
"""What makes and signs bundles; pyHanko alone costs as much as all the rest of a start."""

LATE = """
domain.flow_wording domain.manual intake.flow_files reports.bundle.compose services.agenda
services.check_up services.encryption services.evidence services.exhibits services.forgetting
services.key_sheet services.practice services.prepared_key services.provision_waiting
services.provisioning services.restore services.seals services.sending services.support
services.taking_out services.training services.verifying storage.restoring ui.cases.page
ui.counter.walk_view ui.evidence.page ui.settings.page
"""
"""Of our own: what nobody needs before the home page is painted."""

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

WINDOW = f"""
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

class Watch(QObject):
    def eventFilter(self, watched, event):
        if type(watched).__name__ == "_Line" and event.type() == QEvent.Type.Paint:
            late = ["posdesk." + name for name in '''{LATE}'''.split()]
            print(*[name for name in late if name in sys.modules], flush=True)
            os._exit(0)
        return False

app = QApplication([])
watch = Watch()
app.installEventFilter(watch)
sys.argv[1:] = []
from posdesk.__main__ import main
main()
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


def test_the_home_field_is_painted_before_anything_is_read_that_it_does_not_need(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "settings.toml").write_text('[window]\nfirst_start = "done"\n', "utf-8")
    env = os.environ | {"POSDESK_DATA": str(data), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    for _ in range(2):  # the first makes the cache of parsed flows
        done = subprocess.run(
            [sys.executable, "-c", WINDOW],
            cwd=ROOT,
            env=env,
            capture_output=True,
            encoding="utf-8",
            check=True,
            timeout=60,
        )
    assert done.stdout.split() == []


def test_every_service_can_be_made(data_dir: Path) -> None:
    desk = app.open_desk(data_dir)
    try:
        late = [
            name for name, made in vars(LateServices).items() if isinstance(made, cached_property)
        ]
        assert len(late) > 20
        assert all(getattr(desk, name) is getattr(desk, name) for name in late)
    finally:
        desk.care.close()


def test_a_service_made_late_goes_by_what_was_changed_before_and_after(data_dir: Path) -> None:
    desk = app.open_desk(data_dir)
    try:
        desk.shop_book.save_retention("12")
        assert desk.forgetting.months == 12
        desk.shop_book.save_retention("24")
        assert desk.forgetting.months == 24
    finally:
        desk.care.close()
