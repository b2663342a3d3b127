"""Reads an installer's file as a whole: everything in it is sound, or all its faults are told."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from posdesk.domain.errors import PosDeskError
from posdesk.domain.provision import (
    NOTHING_SAID,
    EncryptionPolicy,
    PinFor,
    PinPolicy,
    Provision,
    SharedData,
)
from posdesk.domain.text import Text
from posdesk.domain.yes_no import YES
from posdesk.intake.provision_faults import ProvisionFault, shown_key, unknown, why
from posdesk.intake.provision_fields import EVERYTHING, FIELDS, TABLES, Form
from posdesk.intake.provision_lines import Path as Place
from posdesk.intake.provision_lines import ProvisionLines
from posdesk.intake.provision_lists import (
    IN_QUOTES,
    read_contacts,
    read_locked,
    read_names,
    read_presets,
    read_terminals,
)

MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class ReadProvision:
    """A file and what it says: nothing at all while it has ``faults``.

    ``digest`` is the SHA-256 of ``data``, the bytes as they lie.
    """

    file: Path
    provision: Provision = NOTHING_SAID
    faults: tuple[ProvisionFault, ...] = ()
    data: bytes = b""

    @property
    def digest(self) -> str:
        """The SHA-256 of the file in hex."""
        return hashlib.sha256(self.data).hexdigest()


def read_provision(file: Path) -> ReadProvision:
    """Return what ``file`` says, or what is wrong with it; files that it names lie beside it."""
    try:
        with file.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError:
        return _broken(file, b"", 1, Text("文件打不开。", "The file cannot be opened."))
    if len(data) > MOST_BYTES:
        text = Text(
            "文件太大，不是安装设置。", "The file is too large for an installer's settings."
        )
        return _broken(file, data, 1, text)
    return read_provision_bytes(file, data, file.parent)


def read_provision_bytes(file: Path, data: bytes, beside: Path | None) -> ReadProvision:
    """Return what ``data`` says as the content of ``file``; ``beside`` has the files it names."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        said = Text("文件不是 UTF-8 编码。", "The file is not written in UTF-8.")
        return _broken(file, data, line, said)
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        return _broken(file, data, *_syntax(text, error))
    reading = _Reading(file, ProvisionLines(text))
    provision = reading.read(raw, beside)
    if not reading.faults:
        return ReadProvision(file, provision, (), data)
    ordered = sorted(set(reading.faults), key=lambda f: (f.line, f.key, f.text.en))
    return ReadProvision(file, NOTHING_SAID, tuple(ordered), data)


class _Reading:
    """One file being read, with the faults found so far."""

    def __init__(self, file: Path, lines: ProvisionLines) -> None:
        self._file, self._lines = file, lines
        self.faults: list[ProvisionFault] = []

    def read(self, raw: Mapping[str, object], beside: Path | None) -> Provision:
        """Return what the tables say; it holds only while there are no faults."""
        for name in raw:
            if name not in (*TABLES, "locked"):
                known = (*TABLES, "locked")
                self.tell((name,), unknown(name, "", known, EVERYTHING))
        said: dict[str, str] = {}
        for table in FIELDS:
            self._table(table, raw.get(table, {}), said)
        names = {
            role: self._names(role, raw.get("people", {})) for role in ("managers", "cashiers")
        }
        self._both_roles(names["managers"], names["cashiers"])
        self._data(said)
        provision = Provision(
            settings={key: text for key, text in said.items() if not key.startswith(_APART)},
            terminals=read_terminals(raw.get("terminals", []), self.tell),
            contacts=read_contacts(raw.get("contacts", []), self.tell),
            presets=read_presets(raw.get("presets", {}), beside, self.tell),
            managers=names["managers"],
            cashiers=names["cashiers"],
            pin=_pin(said),
            encryption=EncryptionPolicy(said.get("encryption.policy", EncryptionPolicy.ALLOWED)),
            sheet=said.get("encryption.sheet", ""),
            data=SharedData(
                said.get("data.folder", ""),
                said.get("data.shared") == YES,
                said.get("data.group", ""),
            ),
        )
        locked = read_locked(raw.get("locked", []), provision.said(), self.tell)
        return replace(provision, locked=locked)

    def tell(self, place: Place, text: Text) -> None:
        """Keep a fault of what stands at ``place``."""
        word = str(place[-1]) if len(place) > 1 and place[0] in ("locked", "people") else ""
        key = ".".join(str(p + 1) if isinstance(p, int) else shown_key(p) for p in _named(place))
        self.faults.append(ProvisionFault(self._file, self._lines.of(place, word), text, key))

    def _table(self, table: str, said: object, read: dict[str, str]) -> None:
        if not isinstance(said, Mapping):
            self.tell((table,), Text(f"要写成 [{table}]。", f"Write [{table}]."))
            return
        fields = FIELDS[table]
        for name, value in said.items():
            if name not in fields:
                self.tell((table, name), unknown(name, table, tuple(fields), EVERYTHING))
                continue
            field = fields[name]
            if field.form is Form.NAMES:
                continue
            text = _as_text(value, field.form)
            if text is None:
                self.tell((table, name), IN_QUOTES)
            elif text.strip():
                try:
                    read[field.key] = field.read(text)
                except PosDeskError as error:
                    self.tell((table, name), why(error))

    def _names(self, role: str, people: object) -> tuple[str, ...]:
        said = people.get(role, []) if isinstance(people, Mapping) else []
        return read_names(f"people.{role}", said, self.tell)

    def _both_roles(self, managers: tuple[str, ...], cashiers: tuple[str, ...]) -> None:
        there = {name.casefold() for name in managers}
        for name in cashiers:
            if name.casefold() in there:
                text = Text(f"“{name}”已经是店长。", f"“{name}” is a manager already.")
                self.tell(("people", "cashiers", name), text)

    def _data(self, said: Mapping[str, str]) -> None:
        if said.get("data.shared") == YES and not said.get("data.folder"):
            text = Text("共用数据要写 folder。", "Shared data need a folder.")
            self.tell(("data", "shared"), text)
        if said.get("data.group") and said.get("data.shared") != YES:
            text = Text("写了 group，也要写 shared = true。", "A group goes with shared = true.")
            self.tell(("data", "group"), text)


_APART = ("pin.", "encryption.", "data.")
"""What is no entry of a settings file."""


def _named(place: Place) -> Place:
    """Return the place without the word of a list that only helps to find its line."""
    return place[: {"locked": 1, "people": 2}.get(str(place[0]), len(place))]


def _pin(said: Mapping[str, str]) -> PinPolicy:
    usual = PinPolicy()
    return PinPolicy(
        PinFor(said.get("pin.required", usual.required)),
        int(said.get("pin.least_digits", usual.least_digits)),
    )


def _as_text(value: object, form: Form) -> str | None:
    """Return a value as it would be typed; a number in the place of a text has lost its zeros."""
    if isinstance(value, str):
        return value
    if form is Form.YES_NO and isinstance(value, bool):
        return "true" if value else "false"
    if form is Form.NUMBER and isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 10**9 else str(10**9)
    return None


def _syntax(text: str, error: Exception) -> tuple[int, Text]:
    found = re.search(r"line (\d+)", str(error))
    line = int(found[1]) if found else text.count("\n") + 1
    lines = text.split("\n")
    there = lines[line - 1] if line <= len(lines) else ""
    if "overwrite" in str(error) or "twice" in str(error):
        return line, Text("这一项或这张表写了两次。", "This entry or table is given twice.")
    if "\\" in there:
        return line, Text(
            "这一行不是 TOML 的写法：带 \\ 的路径要写在单引号里。",
            "This line is not TOML: write a path with \\ in single quotation marks.",
        )
    return line, Text(
        '这一行不是 TOML 的写法：要写成 名称 = "值"。',
        'This line is not TOML: write NAME = "value".',
    )


def _broken(file: Path, data: bytes, line: int, text: Text) -> ReadProvision:
    return ReadProvision(file, NOTHING_SAID, (ProvisionFault(file, line, text),), data)
