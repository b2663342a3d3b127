"""Reads the fields of a preset as a person writes them: sizes with their unit, yes and no."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from posdesk.domain.bundle.preset import MB
from posdesk.domain.errors import WrongInput
from posdesk.domain.sensitive import refuse_sensitive
from posdesk.domain.text import N_, Text

MOST_WORDS = 60
"""Characters of a name; ``to`` and ``source`` may have three times as many."""

_SIZE = re.compile(r"(\d{1,9})(?:\.(\d{1,3}))?\s*(B|KB|MB|)", re.IGNORECASE)
_UNITS = {"": 1, "B": 1, "KB": 1000, "MB": MB}
_NAME = re.compile("[a-z0-9][a-z0-9-]{0,23}")
_YES = {"yes": True, "true": True, "是": True, "no": False, "false": False, "否": False}

Value = int | bool | str | Text


@dataclass(frozen=True, slots=True)
class PresetField:
    """A field of a preset; ``read`` raises ``WrongInput`` for what it cannot hold."""

    read: Callable[[str, object], Value]


def read_preset_name(name: str) -> str:
    """Return the name of a preset; raises ``WrongInput`` for what none may be called."""
    refuse_sensitive("name", name)
    if not _NAME.fullmatch(name):
        raise WrongInput(
            N_(
                "“{name}” is no name for a preset; nothing was stored; use up to 24 small letters,"
                " digits and hyphens."
            ),
            name=name[:40],
        )
    return name


def read_preset_value(field: str, value: object) -> Value:
    """Return what ``value``, as TOML or a person gives it, means for ``field``."""
    if field not in PRESET_FIELDS:
        raise WrongInput(
            N_("“{field}” is no field of a preset; nothing was stored; the fields: {known}."),
            field=field[:40],
            known=", ".join(PRESET_FIELDS),
        )
    return PRESET_FIELDS[field].read(field, value)


def _count(most: int, least: int = 0) -> Callable[[str, object], Value]:
    def read(field: str, value: object) -> int:
        text = str(value).strip() if isinstance(value, int | str) else ""
        if isinstance(value, bool) or not re.fullmatch("[0-9]{1,6}", text):
            raise _wrong(field, value, f"{least}-{most}")
        if not least <= int(text) <= most:
            raise _wrong(field, value, f"{least}-{most}")
        return int(text)

    return read


def _size(field: str, value: object) -> int:
    text = str(value).strip() if isinstance(value, int | str) else ""
    found = None if isinstance(value, bool) else _SIZE.fullmatch(text)
    if found is None:
        raise _wrong(field, value, "2000000, 2 MB, 4.5 MB")
    whole, part, unit = found[1], (found[2] or "").ljust(3, "0"), _UNITS[found[3].upper()]
    return int(whole) * unit + int(part) * unit // 1000


def _yes(field: str, value: object) -> bool:
    said = value if isinstance(value, bool) else _YES.get(str(value).strip().casefold())
    if said is None:
        raise _wrong(field, value, "true, false")
    return said


def _both(most: int) -> Callable[[str, object], Value]:
    def read(field: str, value: object) -> Text:
        if isinstance(value, Mapping):
            halves = [str(value.get(lang, "")).strip() for lang in ("zh_CN", "en")]
        else:
            halves = [_line(field, value, most)]
        first = next((half for half in halves if half), "")
        if not first:
            raise _wrong(field, "", "text")
        return Text(*(_line(field, half or first, most) for half in (halves[0], halves[-1])))

    return read


def _plain(field: str, value: object) -> str:
    return _line(field, value, 3 * MOST_WORDS)


def _line(field: str, value: object, most: int) -> str:
    if not isinstance(value, str) or len(value) > most or not value.isprintable():
        raise _wrong(field, value, f"1-{most}")
    return value.strip()


def _wrong(field: str, value: object, known: str) -> WrongInput:
    return WrongInput(
        N_("“{given}” cannot be used for “{field}”; nothing was stored; it may be: {known}."),
        given=str(value)[:40],
        field=field,
        known=known,
    )


PRESET_FIELDS: dict[str, PresetField] = {
    "words": PresetField(_both(MOST_WORDS)),
    "to": PresetField(_both(3 * MOST_WORDS)),
    "pages": PresetField(_count(9999)),
    "files": PresetField(_count(99)),
    "bytes_each": PresetField(_size),
    "bytes_all": PresetField(_size),
    "dpi": PresetField(_count(600, 150)),
    "grey": PresetField(_yes),
    "name_length": PresetField(_count(120)),
    "plain_names": PresetField(_yes),
    "images": PresetField(_count(20)),
    "characters": PresetField(_count(5000)),
    "source": PresetField(_plain),
}
"""In the order in which a file lists them."""
