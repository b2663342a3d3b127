"""Every door that takes words or files, and how a person would tell it what may never be kept."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path

from posdesk.cli import main as command_line
from posdesk.domain.errors import PosDeskError
from posdesk.services.desk import Desk
from tests.e2e.test_card_numbers import FACTS, FORMS, NUMBERS, WORDS
from tests.fire.doors.command_line import _placed
from tests.fire.traces import Secret, wide
from tests.intake.made_files import pdf

LONG_CARD = "6217001234567890122"
TRACKED = "6228481234567894"
CODE, PIN, EXPIRY, AFTER = "48291375", "73910528", "09/28", "2809201000000"

SECRETS = (
    *(Secret(f"card {number[:6]}", number=number) for number in NUMBERS[:4]),
    Secret("card of 19 digits", number=LONG_CARD),
    Secret("card in a track", number=TRACKED),
    Secret("security code", ("安全码 123", "安全码123", "CVV 123", "CVV2:123", "cvv 123")),
    Secret("PIN", (PIN,)),
    Secret("one-time code", (CODE,)),
    Secret("expiry", (f"有效期 {EXPIRY}", f"有效期{EXPIRY}", f"exp {EXPIRY}", f"EXP {EXPIRY}")),
    Secret("track", (f"={AFTER}", f"D{AFTER}")),
)

SAID: tuple[str, ...] = (
    *(form(number) for number, form in zip(NUMBERS[:4], FORMS, strict=False)),
    FORMS[1](LONG_CARD),
    wide(LONG_CARD),
    "－".join(TRACKED[at : at + 4] for at in range(0, 16, 4)),
    "安全码 123",
    "卡背后的 CVV 123",
    wide("安全码 123"),
    f"密码 {PIN}",
    f"PIN {PIN}",
    f"验证码 {CODE}",
    wide(f"短信验证码：{CODE}"),
    f"有效期 {EXPIRY}",
    f"exp {EXPIRY}",
    f";{TRACKED}={AFTER}?",
    f"%B{TRACKED}^OUYANG/MIN^{AFTER}?",
)
"""What is told at each door, as it is typed, pasted or swiped."""

MORE: tuple[tuple[str, ...], ...] = (
    ("case", "step", "{case}", "done", "1", "--came", "{pan}"),
    ("case", "list", "--query", "{pan}"),
    ("case", "show", "{pan}"),
    ("case", "add", "{pan}"),
    ("case", "export", "--query", "{pan}", "-o", "{dir}/none.csv"),
    ("case", "export", "-o", "{dir}/none/{pan}.csv"),
    ("exhibit", "describe", "{case}", "1", "--about", "{pan}"),
    ("exhibit", "mark", "{case}", "1", "--find", "{pan}"),
    ("bundle", "sent", "{case}", "{bundle}", "--to", "{pan}", "--way", "微信"),
    ("bundle", "sent", "{case}", "{bundle}", "--to", "银商", "--way", "{pan}"),
    ("bundle", "{case}", "--for", "{pan}", "-o", "{dir}/none.pdf"),
    ("erase", "{other}", "--why", "{pan}"),
    ("people", "rename", "林晓", "{pan}"),
    ("people", "erase", "林晓", "--why", "{pan}"),
    ("people", "pin", "{pan}"),
    ("people", "recover", "{pan}"),
    ("handover", "take", "--by", "{pan}"),
    ("handover", "check", "{pan}"),
    ("flows", "find", "{pan}"),
    ("flows", "walk", "no-slip", "--answers", "{pan}"),
    ("code", "{pan}"),
    ("verify", "{dir}/{pan}.pdf"),
    ("restore", "{dir}/{pan}.backup"),
    ("seal", "untrust", "{pan}"),
    ("seal", "trust", "{dir}/{pan}.pem"),
    ("presets", "set", "bank-here", "zh={pan}"),
    ("presets", "set", "bank-here", "to={pan}"),
    ("settings", "set", "{pan}", "1"),
    ("settings", "set", "keeping.second_place", "{dir}/{pan}"),
    ("settings", "set", "shop.acquirer_phone", "{pan}"),
    ("settings", "set", "contacts.acquirer.银商", "{pan}"),
    ("calendar", "check", "{pan}"),
    ("encrypt", "on", "--confirm", "{pan}"),
    ("journal", "export", "-o", "{dir}/none/{pan}"),
    ("--as", "{pan}", "case", "list"),
    ("--lang", "{pan}", "case", "list"),
    ("{pan}",),
    ("case", "{pan}"),
)
"""Commands beside those of ``tests/e2e``: names of files, searches, wrong arguments."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where things are told: the shop's folder, one for files, what its cases are called."""

    folder: Path
    files: Path
    case: str
    other: str
    bundle: Path


Door = Callable[[Place, str], bool]
"""Tells something; whether it was taken."""


def command(place: Place, argv: tuple[str, ...], stdin: str = "", **secrets: str) -> int:
    """Run one command line in this process and return its exit code; a bug is raised."""
    with _placed(place.files), _environment(secrets):
        sys.stdin = TextIOWrapper(BytesIO(stdin.encode()), "utf-8")
        try:
            return command_line.main(["--data-dir", str(place.folder), *argv])
        except SystemExit as ended:
            return int(ended.code or 0)


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})


def at_terminal() -> dict[str, Door]:
    """Return the doors of the command line."""

    def telling(words: tuple[str, ...]) -> Door:
        def tell(place: Place, said: str) -> bool:
            names = {"case": place.case, "other": place.other, "pan": said, "dir": place.files}
            argv = tuple(word.format(bundle=place.bundle, **names) for word in words)
            return command(place, argv) == 0

        return tell

    def field(name: str, *words: str) -> Door:
        def tell(place: Place, said: str) -> bool:
            argv = tuple(word.format(case=place.case) for word in words)
            return command(place, argv, json.dumps({"amount": "1.00", name: said})) == 0

        return tell

    def secret(variable: str, *words: str) -> Door:
        return lambda place, said: command(place, words, **{variable: said}) == 0

    doors = {" ".join(words): telling(words) for words in (*WORDS, *MORE)}
    for name in (*FACTS, "nonsense"):
        doors[f"case add: {name}"] = field(name, "case", "add")
        doors[f"case correct: {name}"] = field(name, "case", "correct", "{case}", "--why", "看错了")
    doors["POSDESK_PIN"] = secret("POSDESK_PIN", "--as", "周敏", "case", "list")
    doors["POSDESK_NEW_PIN"] = secret("POSDESK_NEW_PIN", "people", "pin", "林晓")
    doors["POSDESK_RECOVERY"] = secret("POSDESK_RECOVERY", "people", "recover", "周敏")
    doors["POSDESK_PASSPHRASE"] = secret("POSDESK_PASSPHRASE", "seal", "import", "none.p12")
    return doors


def with_files() -> dict[str, Door]:
    """Return the doors that take files: what is told stands in them, or is their name."""

    def exhibit(make: Callable[[str], tuple[str, bytes]], *more: str) -> Door:
        def tell(place: Place, said: str) -> bool:
            name, data = make(said)
            file = place.files / name.replace("/", "-").replace("\n", " ")
            file.write_bytes(data)
            try:
                argv = ("case", "attach", place.case, str(file), "--kind", "sms", *more)
                return command(place, argv) == 0
            finally:
                file.unlink()

        return tell

    def other(name: str, text: str, *words: str) -> Door:
        def tell(place: Place, said: str) -> bool:
            file = place.files / name
            file.write_text(text.replace("{pan}", said.replace("\n", " ")), "utf-8")
            try:
                return (
                    command(place, tuple(w.format(file=file, dir=place.files) for w in words)) == 0
                )
            finally:
                file.unlink()

        return tell

    texts: tuple[tuple[str, Callable[[str], tuple[str, bytes]]], ...] = (
        ("text", lambda said: ("短信.txt", f"客人给的：{said}，谢谢".encode())),
        ("text of GB18030", lambda said: ("短信.txt", f"客人：{said}，谢谢".encode("gb18030"))),
        ("text of UTF-16", lambda said: ("短信.txt", f"客人：{said}。".encode("utf-16"))),
        ("name", lambda said: (f"{said}.txt", "付款成功".encode())),
        ("PDF", lambda said: ("slip.pdf", _pdf(said))),
    )
    doors: dict[str, Door] = {}
    for name, make in texts:
        doors[f"attach: {name}"] = exhibit(make)
        doors[f"attach --cover: {name}"] = exhibit(make, "--cover")
    base = '[shop]\nname = "{pan}"\n'
    person = '[people]\nmanagers = ["{pan}"]\n'
    contact = '[[contacts]]\nkind = "acquirer"\nname = "{pan}"\nnumber = "95534"\n'
    for name, text in (("shop", base), ("people", person), ("contacts", contact)):
        for deed in ("check", "apply"):
            doors[f"provision {deed}: {name}"] = other(
                "provision.toml", text, "provision", deed, "{file}"
            )
    doors["provision templates"] = other(
        "counters.csv",
        "file,shop.name\n1,{pan}\n",
        *("provision", "templates", "{file}", "--template", "{dir}/base.toml", "-o", "{dir}/none"),
    )
    year = 'year = 2027\n[[holidays]]\nname = "{pan}"\ndays = ["2027-01-01"]\n'
    doors["calendar import"] = other("2027.toml", year, "calendar", "import", "{file}")
    doors["seal trust: file"] = other("seal.pem", "{pan}", "seal", "trust", "{file}")
    doors["verify: file"] = other("hostile.pdf", "%PDF-1.7 {pan}", "verify", "{file}")
    return doors


_IN_LATIN = {
    "－": "-",
    "短信验证码：": "OTP ",
    "验证码": "OTP",
    "密码": "PIN",
    "安全码": "CVV",
    "有效期": "exp",
}
"""The PDF has a font for Latin letters alone; a bare number without its word is no secret."""


def _pdf(said: str) -> bytes:
    plain = "".join(chr(ord(c) - 0xFEE0) if "０" <= c <= "９" else c for c in said)
    for chinese, english in _IN_LATIN.items():
        plain = plain.replace(chinese, english)
    return pdf((f"slip {plain}".encode("ascii", "replace").decode().replace("\n", " "),))


def by_services(desk: Desk) -> dict[str, Door]:
    """Return the doors of the services that the window uses and no command does."""

    def of(deed: Callable[[Place, str], object]) -> Door:
        def tell(place: Place, said: str) -> bool:
            try:
                deed(place, said)
            except PosDeskError:
                return False
            return True

        return tell

    book, people = desk.shop_book, desk.staff
    return {
        "contact's name": of(lambda _p, said: book.save_contact("acquirer", said, "95534")),
        "contact's number": of(lambda _p, said: book.save_contact("acquirer", "银商", said)),
        "search": of(lambda _p, said: desk.finder.look_up(said)),
        "recovery code": of(lambda _p, said: people.recover(said, "482915", "周敏")),
        "pasted name": of(
            lambda p, said: desk.exhibits.attach(p.case, b"ok", "sms", name=f"{said}.txt")
        ),
        "pasted text": of(
            lambda p, said: desk.exhibits.attach(
                p.case, said.encode(), "sms", name="a.txt", cover_found=True
            )
        ),
        "retention": of(lambda _p, said: book.save_retention(said)),
        "rate": of(lambda _p, said: book.save_rates("debit_card", said)),
        "preset": of(lambda _p, said: desk.presets.change("bank-here", {"english": said})),
    }
