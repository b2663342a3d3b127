"""The sheet that opens encrypted data when the computer's own key is gone: a page to lock away.

Its six-digit check number is typed before encryption is turned on, so that somebody has it in hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from posdesk.domain.key import Key
from posdesk.domain.recovery import check_number, recovery_code
from posdesk.domain.text import Lang, Text
from posdesk.reports.drawing import Box, Drawing, Item, Line, Sign, Words, centred
from posdesk.reports.drawing_pdf import write_drawing
from posdesk.reports.qr import text_modules
from posdesk.reports.typeset.fonts import ONE_AT_A_TIME, load_typeface
from posdesk.reports.typeset.pieces import Run, SetLine
from posdesk.reports.typeset.setting import Setter
from posdesk.reports.typeset.style import (
    ACCENT,
    FRAME,
    HAIRLINE,
    HEADING,
    INK,
    LEFT,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RIGHT,
    SMALL,
    SOFT_INK,
    TINT,
    TITLE,
    WIDTH,
    Face,
    Style,
)

NAME = Text("恢复单", "Recovery sheet")
WHAT_FOR = Text(
    "店里的付款纠纷数据加密存放。电脑换了、系统重装了、口令忘了，就用这张纸打开数据和备份。",
    "This shop's payment cases are encrypted. When the computer is replaced, set up anew, or the"
    " passphrase is forgotten, this sheet opens the data and their backups.",
)
SHOP, MADE = Text("店铺", "Shop"), Text("日期", "Date")
KEY, CHECK = Text("密钥编号", "Key number"), Text("核对号", "Check number")
CODE = Text("恢复码", "Recovery code")
CODE_HINT = Text(
    "数字和大写字母，没有 I、L、O、U。空格和短横可以不打。",
    "Digits and capital letters, never I, L, O or U. Blanks and dashes may be left out.",
)
USE = Text("怎么用", "How to use it")
USES = (
    Text(
        "开启加密时：把核对号输进 PosDesk，证明这张纸已经打印好。",
        "To turn encryption on: type the check number into PosDesk; it shows that this sheet is"
        " printed.",
    ),
    Text(
        "打不开数据时：PosDesk 开始页要口令，把恢复码照样输进去，或用扫码枪扫二维码。",
        "When the data do not open: PosDesk asks at its start; type the recovery code there, or"
        " scan the QR code.",
    ),
    Text(
        "在新电脑上恢复备份时：同样输入恢复码。",
        "To restore a backup on another computer: type the same code.",
    ),
)
KEEP = Text("放在哪里", "Where to keep it")
KEEPS = (
    Text(
        "锁进保险柜，或和营业执照放在一起；另印一份放在店外。",
        "Lock it in a safe or with the shop's papers, and a second copy outside the shop.",
    ),
    Text(
        "不要放在柜台、电脑旁，不要拍照、不要发微信。",
        "Never at the counter or beside the computer; no photo, no messenger.",
    ),
    Text(
        "关闭加密后也要留着：旧备份还要靠它打开。",
        "Keep it after encryption was turned off: older backups still need it.",
    ),
)
WARNING = Text(
    "谁拿到这张纸和电脑或备份，谁就能看全部数据。纸和口令都丢了，谁也打不开，包括软件作者。",
    "Whoever has this sheet and the computer or a backup reads everything. If sheet and passphrase"
    " are both lost, nobody can open the data, the makers of PosDesk included.",
)

_LEAD = Style(Face.REGULAR, 11.5, 18.5)
_PLAIN = Style(Face.REGULAR, 10.5, 17)
_LABEL = Style(Face.REGULAR, 9, 13, SOFT_INK)
_VALUE = Style(Face.BOLD, 12, 18)
_NUMBER = Style(Face.BOLD, 24, 30)
_GROUP = Style(Face.BOLD, 21, 27)
_PLACE = Style(Face.REGULAR, 7.5, 10, SOFT_INK)
_COLUMNS, _CELL, _ROW = 4, 82.0, 43.0
_QR = 122.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on it: the key, the shop's name (may be empty), and the day."""

    key: Key
    shop: str
    day: date


def recovery_sheet_pdf(sheet: Sheet, lang: Lang, fonts: Path) -> bytes:
    """Return the PDF of ``sheet``; the same sheet gives the same bytes."""
    with ONE_AT_A_TIME:
        return write_drawing(recovery_sheet(sheet, Setter(load_typeface(fonts), lang)))


def recovery_sheet(sheet: Sheet, setter: Setter) -> Drawing:
    """Return the page."""
    page = _Page(setter)
    page.title(NAME)
    page.text(setter.say(WHAT_FOR), _LEAD)
    page.gap(14)
    page.facts(sheet)
    page.gap(18)
    page.code(recovery_code(sheet.key))
    page.gap(20)
    page.points(USE, USES, numbered=True)
    page.gap(12)
    page.points(KEEP, KEEPS)
    page.gap(16)
    page.warning(setter.say(WARNING))
    shop = " ".join(setter.face.printable(sheet.shop[:120]).split())
    title = f"{setter.say(NAME)} {sheet.day:%Y-%m-%d}"
    return Drawing(PAGE_WIDTH, PAGE_HEIGHT, tuple(page.items), title, setter.lang, shop)


class _Page:
    """Blocks set one under another from the top of the page."""

    def __init__(self, setter: Setter) -> None:
        self._setter, self._say = setter, setter.say
        self.items: list[Item] = []
        self._y = 50.0

    def gap(self, points: float) -> None:
        self._y += points

    def title(self, words: Text) -> None:
        self.items.append(Sign("lock", LEFT, self._y + 1, 26, ACCENT))
        self._place(self._say(words), TITLE, LEFT + 36, WIDTH)
        self.gap(8)
        self._rule(ACCENT, 1.2)
        self.gap(10)

    def text(self, words: str, style: Style, x: float = LEFT, width: float = WIDTH) -> None:
        for line in self._setter.lines((Run(words, style),), width):
            self.items.append(Words(line, x, self._y))
            self._y += line.leading

    def facts(self, sheet: Sheet) -> None:
        """Set shop, day and key number in a row, and the check number in a frame at its end."""
        top, wide = self._y, 132.0
        number = sheet.key.id
        grouped = " ".join(number[at : at + 4] for at in range(0, len(number), 4))
        shop = " ".join(sheet.shop.split()) or "-"
        facts = ((SHOP, shop), (MADE, f"{sheet.day:%Y-%m-%d}"), (KEY, grouped))
        label = 66.0 if self._setter.lang == "zh_CN" else 78.0
        for name, value in facts:
            self.items.append(Words(self._line(self._say(name), _LABEL), LEFT, self._y + 4))
            room = WIDTH - wide - label - 24
            line = self._setter.line(value, _VALUE, room)
            self.items.append(Words(line, LEFT + label, self._y))
            self._y += 22
        self.items.append(Box(RIGHT - wide, top - 2, wide, 66, ACCENT, None, 1.2, 4.0))
        middle = RIGHT - wide / 2
        self.items.append(centred(self._line(self._say(CHECK), _LABEL), middle, top + 6))
        digits = check_number(sheet.key)
        spaced = f"{digits[:3]} {digits[3:]}"
        self.items.append(centred(self._line(spaced, _NUMBER), middle, top + 24))

    def code(self, code: str) -> None:
        """Set the code in numbered groups, and the same as a QR code beside it."""
        top, groups = self._y, code.split("-")
        rows = -(-len(groups) // _COLUMNS)
        high = 34 + rows * _ROW + 28
        self.items.append(Box(LEFT, top, WIDTH, high, FRAME, TINT, 0.8, 6.0))
        self.items.append(Words(self._line(self._say(CODE), HEADING), LEFT + 14, top + 9))
        for place, group in enumerate(groups):
            across, down = place % _COLUMNS, place // _COLUMNS
            x, y = LEFT + 14 + across * _CELL, top + 34 + down * _ROW
            self.items.append(Words(self._line(f"{place + 1}", _PLACE), x, y))
            self.items.append(Words(self._line(group, _GROUP), x, y + 8))
        self._qr(code, RIGHT - 22 - _QR, top + 14 + (high - 28 - _QR - 8) / 2)
        hint = self._setter.line(self._say(CODE_HINT), SMALL, WIDTH - 28)
        self.items.append(Words(hint, LEFT + 14, top + high - 23))
        self._y = top + high

    def points(self, title: Text, points: tuple[Text, ...], *, numbered: bool = False) -> None:
        self._place(self._say(title), HEADING, LEFT, WIDTH)
        self.gap(2)
        for number, words in enumerate(points, 1):
            mark = f"{number}" if numbered else "•"
            self.items.append(Words(self._line(mark, _PLAIN.bold()), LEFT, self._y))
            self.text(self._say(words), _PLAIN, LEFT + 16, WIDTH - 16)
            self.gap(1.5)

    def warning(self, words: str) -> None:
        begin, at = self._y, len(self.items)
        self.gap(10)
        self.items.append(Sign("warning", LEFT + 12, self._y, 18, INK))
        self.text(words, _PLAIN.bold(), LEFT + 40, WIDTH - 54)
        self.gap(10)
        self.items.insert(at, Box(LEFT, begin, WIDTH, self._y - begin, INK, None, 1.2, 4.0))

    def _qr(self, words: str, x: float, y: float) -> None:
        rows = text_modules(words)
        unit, quiet = _QR / len(rows), 8.0
        side = _QR + 2 * quiet
        self.items.append(Box(x - quiet, y - quiet, side, side, None, (1.0, 1.0, 1.0)))
        for down, row in enumerate(rows):
            begin = 0
            while begin < len(row):
                end = begin
                while end < len(row) and row[end]:
                    end += 1
                if end > begin:
                    left, width = x + begin * unit, (end - begin) * unit
                    # A hair of overlap, so that no reader shows seams between the rows.
                    self.items.append(Box(left, y + down * unit, width, unit * 1.02, None, INK))
                begin = end + 1

    def _rule(self, colour: tuple[float, float, float] = HAIRLINE, thick: float = 0.6) -> None:
        self.items.append(Line(((LEFT, self._y), (RIGHT, self._y)), colour, thick))

    def _place(self, words: str, style: Style, x: float, width: float) -> None:
        line = self._setter.line(words, style, width)
        self.items.append(Words(line, x, self._y))
        self._y += line.leading

    def _line(self, words: str, style: Style) -> SetLine:
        return self._setter.line(words, style, WIDTH)
