"""Tests of the icons of Windows and macOS: they show what the drawing shows."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from posdesk.ui.session import application
from tests.packaging.scripts import PACKAGING, script

ICONS = PACKAGING / "icons"


def drawing(folder: Path, size: int) -> Image.Image:
    file = folder / f"{size}.png"
    script("linux/icons").render(file, size)
    with Image.open(file) as picture:
        return picture.convert("RGBA")


def differ(one: Image.Image, other: Image.Image) -> float:
    """Return by how much of 255 two pictures differ in the mean."""
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


def test_windows_icon_shows_the_drawing_in_every_size(tmp_path: Path) -> None:
    with Image.open(ICONS / "posdesk.ico") as icon:
        assert icon.info["sizes"] >= {(16, 16), (32, 32), (48, 48), (256, 256)}
        for width, height in icon.info["sizes"]:
            shown = icon.ico.getimage((width, height)).convert("RGBA")  # type: ignore[attr-defined]
            assert differ(shown, drawing(tmp_path, width)) < 2, width


def test_macos_icon_shows_the_drawing_in_every_size(tmp_path: Path) -> None:
    content = (ICONS / "posdesk.icns").read_bytes()
    assert content[:8] == b"icns" + struct.pack(">I", len(content))
    at, sizes = 8, set()
    while at < len(content):
        (length,) = struct.unpack(">I", content[at + 4 : at + 8])
        file = tmp_path / "one.png"
        file.write_bytes(content[at + 8 : at + length])
        with Image.open(file) as picture:
            sizes.add(picture.width)
            if picture.width <= 256:
                shown = picture.convert("RGBA")
                assert differ(shown, drawing(tmp_path, picture.width)) < 2
        at += length
    assert sizes == {16, 32, 64, 128, 256, 512, 1024}


def test_icons_made_anew_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_icons = script("icons/make_icons")
    monkeypatch.setattr("sys.argv", ["make_icons.py", str(tmp_path)])
    make_icons.main()
    for name in ("posdesk.ico", "posdesk.icns"):
        with Image.open(tmp_path / name) as made, Image.open(ICONS / name) as shipped:
            assert made.info.get("sizes") == shipped.info.get("sizes")
            assert differ(made.convert("RGBA"), shipped.convert("RGBA")) < 2


def test_the_window_bears_the_drawing() -> None:
    entry = "posdesk.desktop"
    assert (PACKAGING / "linux" / "share" / "applications" / entry).is_file()
    app = application()
    assert app.windowIcon().pixmap(256, 256).toImage().pixelColor(128, 24).name() == "#125a6b"
    assert f"{app.desktopFileName()}.desktop" == entry
