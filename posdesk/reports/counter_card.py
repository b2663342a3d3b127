"""The one page that lies laminated at the counter: what to remember before anything is looked up.

It says everything without colour, since most shops print in black.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from posdesk.domain.text import Text
from posdesk.reports.drawing import Box, Drawing, Item, Line, Sign, Words, centred, ended
from posdesk.reports.slip_paper import A4_HEIGHT, MM
from posdesk.reports.typeset.pieces import Run, SetLine
from posdesk.reports.typeset.setting import Setter
from posdesk.reports.typeset.style import FRAME, INK, PAPER, SOFT_INK, Face, Style

TITLE = Text("收款出了问题，先看这里", "A payment went wrong: look here first")
FIRST = Text("机器没有结果，先不要再收一次。", "No result: do not charge again.")
PROOF = Text(
    "短信、截图、语音播报都不算数。先把货留下，请客人稍等。",
    "SMS, screenshots and voice calls do not count. Keep the goods; ask the customer to wait.",
)
KEYS = Text("打开 PosDesk，两个键就开始", "Open PosDesk: two keys to begin")
BEGIN = Text("选首页上最像的一种", "the trouble that fits best")
GO = Text("开始；以后每一步按数字回答", "begin; then answer by digits")
UNSURE = Text(
    "不知道就选“不确定”，也有下一步。被打断就按 Esc，进度留着。",
    "“Not sure” is an answer too and leads on. Interrupted? Press Esc: the walk is kept.",
)
OTHER_KEYS = Text(
    "F1 对客人说的话    F2 电话稿    Shift+F1 手册",
    "F1 words for the customer    F2 call script    Shift+F1 manual",
)
ENTER = Text("回车", "Enter")
BANNER = Text(
    "看最上面的横幅，只有一种可以再收", "Read the banner on top: only one lets you charge"
)
BANNERS = (
    (
        "stop",
        Text("先不要再刷卡", "Do not charge again"),
        Text("不收。照横幅下的话做。", "No. Do what it says."),
    ),
    (
        "wait",
        Text("还不清楚，先不要收", "Not known yet: do not charge"),
        Text("不收。接着按数字问清楚。", "No. Go on answering."),
    ),
    (
        "go",
        Text("可以再收一次", "You may charge again, once"),
        Text("可以，只收一次，再看结果。", "Yes, once. Look at the result."),
    ),
    (
        "paid",
        Text("已付款", "Paid"),
        Text("不再收。核对单子，交货。", "No. Check the slip, hand over."),
    ),
)
CALL = Text("打给谁", "Whom to call")
NEVER = Text(
    "不问、不记、不念：完整卡号、密码、验证码、有效期、卡背面三位数。退款不用点链接。",
    "Never ask for, write down or read out: full card number, PIN, one-time code, expiry date,"
    " security code. A refund needs no link.",
)
PAPER_ONLY = Text(
    "PosDesk 打不开：先不再收，写在纸上", "PosDesk does not open: charge nothing, write down"
)
ON_PAPER = Text(
    "时间　金额　终端上的字　终端号　批次号　凭证号　参考号　卡号后 4 位　客人电话",
    "time · amount · words on the terminal · terminal, batch, voucher and reference number ·"
    " last 4 digits of the card · customer's telephone",
)

_WIDTH, _LEFT = 210 * MM, 17 * MM
_RIGHT = _WIDTH - _LEFT
_ROOM = _RIGHT - _LEFT
_MOST = 8
_WHITE = PAPER


def _style(size: float, *, bold: bool = False) -> Style:
    return Style(Face.BOLD if bold else Face.REGULAR, size, size * 1.42)


@dataclass(frozen=True, slots=True)
class Callee:
    """A line under “whom to call”; without a number there is a line to write it on."""

    name: str
    number: str = ""


def counter_card(callees: Sequence[Callee], shop: str, setter: Setter) -> Drawing:
    """Return the card of ``shop`` as one A4 page."""
    card = _Card(setter)
    card.head(shop)
    card.memory()
    card.keys()
    card.banners()
    card.calls(callees[:_MOST])
    card.foot()
    title = setter.say(TITLE)
    known = " ".join(setter.face.printable(shop[:120]).split())
    return Drawing(_WIDTH, A4_HEIGHT, tuple(card.items), title, setter.lang, known)


class _Card:
    """Blocks set one under another."""

    def __init__(self, setter: Setter) -> None:
        self._setter, self._say = setter, setter.say
        self.items: list[Item] = []
        self._y = 14 * MM

    def head(self, shop: str) -> None:
        name = self._setter.line(shop, _style(10.5), 150)
        self.items.append(ended(name, _RIGHT, self._y + 8))
        self._line(self._say(TITLE), _style(21, bold=True), _LEFT, _ROOM - name.width - 12)
        self._y += 5

    def memory(self) -> None:
        """The one thing to remember, white on black."""
        big = self._lines(self._say(FIRST), _white(25), _ROOM - 86)
        small = self._lines(self._say(PROOF), _white(13.5, bold=False), _ROOM - 86)
        high = sum(line.leading for line in (*big, *small)) + 20
        self.items.append(Box(_LEFT, self._y, _ROOM, high, INK, INK, 1.0, 5.0))
        self.items.append(Sign("stop", _LEFT + 14, self._y + (high - 44) / 2, 44, _WHITE))
        self._stack((*big, *small), _LEFT + 72, self._y + 10)
        self._y += high + 18

    def keys(self) -> None:
        self._heading(self._say(KEYS))
        x = self._key("1 – 8", _LEFT)
        x = self._word(self._say(BEGIN), x + 6)
        x = self._key(self._say(ENTER), x + 12)
        self._word(self._say(GO), x + 6)
        self._y += 31
        self._paragraph(self._say(UNSURE), _style(12.5))
        self._paragraph(self._say(OTHER_KEYS), _style(12.5, bold=True))
        self._y += 16

    def banners(self) -> None:
        """The four banners: filled, broken, bold and double frames, told apart without colour."""
        self._heading(self._say(BANNER))
        for sign, title, may in BANNERS:
            self._banner(sign, self._say(title), self._say(may))
        self._y += 13

    def calls(self, callees: Sequence[Callee]) -> None:
        self._heading(self._say(CALL))
        half, top = (_ROOM - 18) / 2, self._y
        for place, callee in enumerate(callees):
            x = _LEFT + (place % 2) * (half + 18)
            self._callee(callee, x, top + (place // 2) * 30, half)
        self._y = top + -(-len(callees) // 2) * 30 + 12

    def foot(self) -> None:
        self._heading(self._say(PAPER_ONLY))
        self._paragraph(self._say(ON_PAPER), _style(12.5))
        self._y += 6
        lines = self._lines(self._say(NEVER), _style(13, bold=True), _ROOM - 52)
        high = sum(line.leading for line in lines) + 14
        self.items.append(Box(_LEFT, self._y, _ROOM, high, INK, None, 1.4, 4.0))
        self.items.append(Sign("lock", _LEFT + 12, self._y + (high - 24) / 2, 24, INK))
        self._stack(lines, _LEFT + 46, self._y + 7)
        self._y += high

    def _banner(self, sign: str, title: str, may: str) -> None:
        y, high = self._y, 39.0
        filled = sign == "stop"
        ink = _WHITE if filled else INK
        thick = {"go": 2.6}.get(sign, 1.1)
        fill = INK if filled else None
        dashed = sign == "wait"
        self.items.append(Box(_LEFT, y, _ROOM, high, INK, fill, thick, 4.0, dashed=dashed))
        if sign == "paid":
            inner = Box(_LEFT + 3, y + 3, _ROOM - 6, high - 6, INK, None, 0.7, 3.0)
            self.items.append(inner)
        self.items.append(Sign(sign, _LEFT + 12, y + (high - 20) / 2, 20, ink))
        left = self._setter.line(title, _style(15.5, bold=True).in_colour(ink), 232)
        right = self._setter.line(may, _style(13).in_colour(ink), _ROOM - 286)
        self.items.append(Words(left, _LEFT + 42, y + (high - left.leading) / 2))
        self.items.append(Words(right, _LEFT + 276, y + (high - right.leading) / 2))
        self._y += high + 5

    def _callee(self, callee: Callee, x: float, y: float, width: float) -> None:
        name = self._setter.line(callee.name, _style(13), width * 0.55)
        self.items.append(Words(name, x, y))
        if callee.number:
            room = width - name.width - 8
            number = self._setter.line(callee.number, _style(14, bold=True), room)
            self.items.append(ended(number, x + width, y - 1))
        else:
            base = y + name.leading - 1
            self.items.append(Line(((x + name.width + 8, base), (x + width, base)), FRAME, 0.8))

    def _heading(self, words: str) -> None:
        self._line(words, _style(15.5, bold=True), _LEFT, _ROOM)
        ends = ((_LEFT, self._y), (_RIGHT, self._y))
        self.items.append(Line(ends, SOFT_INK, 0.7))
        self._y += 8

    def _key(self, words: str, x: float) -> float:
        line = self._setter.line(words, _style(14, bold=True), 90)
        wide = line.width + 18
        self.items.append(Box(x, self._y, wide, 26, INK, None, 1.2, 4.0))
        self.items.append(centred(line, x + wide / 2, self._y + (26 - line.leading) / 2))
        return x + wide

    def _word(self, words: str, x: float) -> float:
        line = self._setter.line(words, _style(13), _RIGHT - x)
        self.items.append(Words(line, x, self._y + (26 - line.leading) / 2))
        return x + line.width

    def _paragraph(self, words: str, style: Style) -> None:
        self._stack(lines := self._lines(words, style, _ROOM), _LEFT, self._y)
        self._y += sum(line.leading for line in lines)

    def _line(self, words: str, style: Style, x: float, width: float) -> None:
        line = self._setter.line(words, style, width)
        self.items.append(Words(line, x, self._y))
        self._y += line.leading

    def _lines(self, words: str, style: Style, width: float) -> tuple[SetLine, ...]:
        return self._setter.lines((Run(words, style),), width)

    def _stack(self, lines: Sequence[SetLine], x: float, y: float) -> None:
        for line in lines:
            self.items.append(Words(line, x, y))
            y += line.leading


def _white(size: float, *, bold: bool = True) -> Style:
    return _style(size, bold=bold).in_colour(_WHITE)
