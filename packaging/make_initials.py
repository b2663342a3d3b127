"""Make resources/words/initials.txt, the first letter of how each Chinese character is read.

    python3 packaging/make_initials.py

One letter for each character from U+4E00 to U+9FFF, of its usual reading in
resources/words/pinyin.tsv; a dot where that has none. Storage reads it while a case is saved.
"""

from __future__ import annotations

import sys
from pathlib import Path

WORDS = Path(__file__).resolve().parent.parent / "resources" / "words"
FIRST, LAST = 0x4E00, 0x9FFF
LINE = 256


def initials(table: str) -> str:
    """Return the letters that the readings in ``table`` begin with, as they are written."""
    letters = {}
    for line in table.splitlines():
        if not line.startswith("#"):
            syllable, usual = line.split("\t")[:2]
            letters.update(dict.fromkeys(usual, syllable[0]))
    told = "".join(letters.get(chr(code), ".") for code in range(FIRST, LAST + 1))
    return "\n".join(told[at : at + LINE] for at in range(0, len(told), LINE)) + "\n"


def main() -> int:
    """Write the letters."""
    target = WORDS / "initials.txt"
    target.write_text(initials((WORDS / "pinyin.tsv").read_text("utf-8")), "utf-8")
    print(f"{target.name}: {target.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
