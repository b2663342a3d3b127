"""Plays the story with keys through the real window, and leaves the PDF and the pictures."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from posdesk import app, paths
from posdesk.demo.made import Made
from posdesk.demo.pictures import Draughtsman
from posdesk.demo.story import DAY, StoryClock, furnish
from posdesk.domain.errors import WrongInput
from posdesk.domain.text import N_, Lang
from posdesk.services.doctor.display import has_display
from posdesk.services.practice import play_morning

DATA = "posdesk-demo-data"


def run_demo(out: Path, lang: Lang) -> Made:
    """Play the story into the folder ``out``; its data lie in a folder of their own there."""
    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    data = out / DATA
    try:
        shutil.rmtree(data, ignore_errors=True)
        furnish(data, lang)
        received = out / "received"
        received.mkdir(exist_ok=True)
    except OSError as error:
        raise WrongInput(
            N_("{folder} cannot be used ({reason}); nothing was made; choose another folder."),
            folder=out,
            reason=error.strerror,
        ) from None
    clock = StoryClock()
    desk = app.open_desk(data, clock)
    try:
        play_morning(desk, lang, lambda hour, minute: clock.set(DAY, hour, minute))
        from posdesk.demo.stage import Stage  # Qt, and only now: the platform is chosen above

        draughtsman = Draughtsman(paths.resources() / "fonts")
        photo = draughtsman.terminal_screen(received / "terminal.jpg")
        screenshot = draughtsman.bank_app(received / "bank-app.png")
        return Stage(desk, clock, lang, out).play(photo, screenshot)
    finally:
        desk.care.close()
