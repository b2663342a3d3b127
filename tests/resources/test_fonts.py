"""The bundled typeface: what its README says, static, and complete enough for a Chinese slip."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
FILES = {"NotoSansSC-Regular": "NotoSansSC-Regular.ttf", "NotoSansSC-Bold": "NotoSansSC-Bold.ttf"}


@pytest.mark.parametrize("name", [*FILES.values(), "OFL.txt"])
def test_readme_names_the_digest(name: str) -> None:
    readme = (FONTS / "README.md").read_text(encoding="utf-8")
    row = re.search(rf"^\| `{re.escape(name)}` .*`([0-9a-f]{{64}})` \|$", readme, re.MULTILINE)
    assert row is not None
    assert hashlib.sha256((FONTS / name).read_bytes()).hexdigest() == row[1]


@pytest.mark.parametrize(("postscript_name", "file"), FILES.items())
def test_font_is_static_and_named_by_itself(postscript_name: str, file: str) -> None:
    font = TTFontFile(str(FONTS / file))
    # A variable font (table fvar) would be drawn in its thinnest weight.
    assert "fvar" not in font.table
    name = font.name.decode() if isinstance(font.name, bytes) else font.name
    assert name == postscript_name


@pytest.mark.parametrize("file", FILES.values())
def test_font_has_what_a_slip_and_a_letter_need(file: str) -> None:
    font = TTFontFile(str(FONTS / file))
    text = "银联商务特约商户交易明细金额￥¥，。；：？！、（）《》“”‘’…—·•①②③→←↑↓×÷≤≥№％龘镕喆"
    assert [character for character in text if ord(character) not in font.charToGlyph] == []
