"""Make resources/words/pinyin.tsv, the readings of Chinese characters that the search needs.

    python3 packaging/make_pinyin.py

Needs the package pypinyin (MIT) in the version named here, beside this Python; the program itself
does not. All characters of GB2312 are in the table, and those that stand in the flow files. A line
is a syllable, the characters read so before all, and those that may be read so too.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import version
from pathlib import Path

PYPINYIN = "0.55.0"
ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "resources" / "words" / "pinyin.tsv"
READINGS = 3
"""The readings kept of a character; further ones are of names and of old texts."""
HEAD = "# Made by packaging/make_pinyin.py with pypinyin {version} (MIT); do not edit by hand.\n"


def characters() -> list[str]:
    """Return the characters of GB2312 and of the flow files, in order."""
    rows = range(0xB0, 0xF8)
    pairs = (bytes((high, low)) for high in rows for low in range(0xA1, 0xFF))
    found = {pair.decode("gb2312", "ignore") for pair in pairs}
    for file in (ROOT / "resources" / "flows").rglob("*.yaml"):
        found |= set(re.findall(r"[\u3400-\u9fff]", file.read_text("utf-8")))
    return sorted(found - {""})


def readings(character: str) -> list[str]:
    """Return the readings without tones, the usual one first, ü written v as it is typed."""
    from pypinyin import Style, pinyin

    usual = pinyin(character, style=Style.NORMAL, heteronym=False, errors="ignore")
    every = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    told = [*(usual[0] if usual else ()), *(every[0] if every else ())]
    plain = (reading.replace("ü", "v").replace("ê", "e") for reading in told)
    return list(dict.fromkeys(r for r in plain if re.fullmatch("[a-z]{1,6}", r)))[:READINGS]


def table() -> str:
    """Return the table as it is written."""
    first: dict[str, str] = {}
    later: dict[str, str] = {}
    for character in characters():
        for place, syllable in enumerate(readings(character)):
            kept = later if place else first
            kept[syllable] = kept.get(syllable, "") + character
    lines = (f"{s}\t{first.get(s, '')}\t{later.get(s, '')}" for s in sorted({*first, *later}))
    return HEAD.format(version=PYPINYIN) + "\n".join(lines) + "\n"


def main() -> int:
    """Write the table."""
    if version("pypinyin") != PYPINYIN:
        print(f"pypinyin {PYPINYIN} is wanted, {version('pypinyin')} is installed.")
        return 1
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(table(), "utf-8")
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
