"""The window on an X server in the bare system: whether it paints, and what it still reads."""

from __future__ import annotations

import struct
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from linux.bare import Bare, Failed

_DISPLAY = ":7"
_SIZE = (1366, 768)
_PAINTED = 120
"""Colours on the screen: the mark that is shown first has few, the window's text many."""
_PATIENCE = 120


class Screen:
    """An X server of its own and one PosDesk on it, both of one person."""

    def __init__(self, system: Bare, person: str, pictures: Path | None) -> None:
        self._system, self._person, self._pictures = system, person, pictures
        self._server: subprocess.Popen[bytes] | None = None
        self._window: subprocess.Popen[bytes] | None = None

    def open_window(self) -> Any:
        """Open the window and wait until it is painted; return the seconds and colours."""
        size = f"{_SIZE[0]}x{_SIZE[1]}x24"
        frames = ("-screen", "0", size, "-fbdir", "/tmp")
        self._server = self._system.begin("Xvfb", _DISPLAY, *frames, user=self._person)
        self._until(lambda: (self._system.root / "tmp/Xvfb_screen0").exists(), "no X server")
        begun = time.monotonic()
        more = {"DISPLAY": _DISPLAY, "LANG": "C.UTF-8"}
        self._window = self._system.begin("posdesk", user=self._person, **more)
        self._until(lambda: self._colours() > _PAINTED, "the window painted nothing")
        took = time.monotonic() - begun
        self._picture("window")
        return {"painted_after": round(took, 1), "colours": self._colours()}

    def process(self) -> int:
        """Return the process of the window; ``chroot`` and ``env`` became it."""
        if self._window is None or self._window.poll() is not None:
            raise Failed("the window is not there any more")
        return self._window.pid

    def check_in_window(self, bundle: str) -> Any:
        """Ask the open window, by the new program, for something that it has not read so far."""
        before = self._read()
        said = self._system.tried(
            *("posdesk", "open", bundle, "--lang", "en"), user=self._person, DISPLAY=_DISPLAY
        )
        if said.code:
            raise Failed(said.out + said.err)
        self._until(lambda: any("pikepdf" in f for f in self._read() - before), "nothing was read")
        time.sleep(5)
        self._picture("checked after upgrade")
        strange = [file for file in self._read() if "posdesk" in file and "/program/" in file]
        mixed = {file.split("/")[4] for file in self._read() if "/usr/lib/posdesk/" in file}
        if strange or len(mixed) != 1:
            raise Failed(f"two releases in one process: {mixed} {strange}")
        return {"said": said.out.strip(), "runs_from": mixed.pop()}

    def close(self) -> None:
        """End the window and its X server."""
        for one in (self._window, self._server):
            if one is not None:
                one.terminate()
                one.wait(30)
        self._window = self._server = None

    def _read(self) -> set[str]:
        """Return the libraries that the window has loaded, by their paths in the system."""
        maps = (
            (self._system.root / "proc" / str(self.process()) / "maps")
            .read_text("utf-8")
            .splitlines()
        )
        root = str(self._system.root)
        return {
            line.split(None, 5)[5].removeprefix(root) for line in maps if "/usr/lib/posd" in line
        }

    def _until(self, there: Callable[[], bool], otherwise: str) -> None:
        until = time.monotonic() + _PATIENCE
        while not there():
            if self._window is not None:
                self.process()
            if time.monotonic() > until:
                self._picture("failed")
                raise Failed(otherwise)
            time.sleep(0.2)

    def _pixels(self) -> bytes:
        """Return what is on the screen, four bytes a pixel (blue, green, red, nothing)."""
        dump = (self._system.root / "tmp" / "Xvfb_screen0").read_bytes()
        header, colours = (
            struct.unpack_from(">I", dump, 0)[0],
            struct.unpack_from(">I", dump, 76)[0],
        )
        begin = header + 12 * colours
        return dump[begin : begin + 4 * _SIZE[0] * _SIZE[1]]

    def _colours(self) -> int:
        pixels = self._pixels()
        return len({pixels[at : at + 3] for at in range(0, len(pixels), 4 * 7)})

    def _picture(self, name: str) -> None:
        """Keep what is on the screen, where pictures are wanted."""
        if self._pictures is None:
            return
        from PIL import Image

        self._pictures.mkdir(parents=True, exist_ok=True)
        image = Image.frombytes("RGB", _SIZE, self._pixels(), "raw", "BGRX")
        image.save(self._pictures / f"{name}.png")
