"""What may stand in an installer's file, table by table, each read as Settings would read it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from posdesk.domain.errors import WrongInput
from posdesk.domain.people import read_lock_minutes
from posdesk.domain.pin import LONGEST, SHORTEST
from posdesk.domain.provision import (
    LANGUAGE_KEY,
    LOCK_MINUTES_KEY,
    RETENTION_KEY,
    SECOND_PLACE_KEY,
    THEME_KEY,
    THEMES,
    TSA_KEY,
    UPDATES_ADDRESS_KEY,
    UPDATES_KEY,
    UPDATES_SIGNER_KEY,
    EncryptionPolicy,
    PinFor,
)
from posdesk.domain.rates import RATE_LABELS, read_rate_value, show_rate_value
from posdesk.domain.retention import read_months
from posdesk.domain.seal import read_tsa_url
from posdesk.domain.sensitive import refuse_sensitive
from posdesk.domain.shop import SHOP_FIELDS, TERMINAL_FIELDS, ShopField, read_shop_field
from posdesk.domain.text import LANGS, N_
from posdesk.domain.updates import read_update_address, read_update_key
from posdesk.domain.yes_no import read_yes_no

MOST_PATH, MOST_GROUP = 400, 64

_WHOLE_PATH = re.compile(r"[/~$%]|\\\\|[A-Za-z]:[\\/]")


class Form(StrEnum):
    """How a value is written in TOML; text in quotation marks always serves."""

    TEXT = "text"
    NUMBER = "number"
    YES_NO = "yes or no"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class ProvisionField:
    """One thing to be said; ``key`` is its name, ``read`` returns it as a settings file has it."""

    key: str
    read: Callable[[str], str]
    form: Form = Form.TEXT


def _shop(field: ShopField) -> Callable[[str], str]:
    return lambda text: read_shop_field(field, text)


def _rate(name: str) -> Callable[[str], str]:
    return lambda text: show_rate_value(name, read_rate_value(name, text))


def _one_of(key: str, known: Sequence[str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        refuse_sensitive(key, text)
        if text.strip() not in known:
            raise WrongInput(
                N_("“{given}” is not known; nothing was applied; known: {known}."),
                given=text.strip()[:24],
                known=", ".join(known),
            )
        return text.strip()

    return read


def _digits(text: str) -> str:
    plain = text.strip()
    if not (re.fullmatch("[0-9]{1,2}", plain) and SHORTEST <= int(plain) <= LONGEST):
        raise WrongInput(
            N_("A PIN has {least} to {most} digits; nothing was applied; say how many at least."),
            least=SHORTEST,
            most=LONGEST,
        )
    return plain


def _path(text: str) -> str:
    plain = text.strip()
    refuse_sensitive("folder", plain)
    if not _WHOLE_PATH.match(plain) or len(plain) > MOST_PATH or not plain.isprintable():
        raise WrongInput(
            N_(
                "“{given}” is no whole path; nothing was applied; write it from the root or the"
                " drive on, or begin with ~ or a variable such as %PROGRAMDATA%."
            ),
            given=plain[:80],
        )
    return plain


def _group(text: str) -> str:
    plain = text.strip()
    refuse_sensitive("group", plain)
    if len(plain) > MOST_GROUP or not plain.isprintable() or set(plain) & set('"/\\[]:;|=,+*?<>'):
        raise WrongInput(
            N_("“{given}” is no name of a group; nothing was applied; take one of this system."),
            given=plain[:24],
        )
    return plain


def _as_is(text: str) -> str:
    return text


FIELDS: Mapping[str, Mapping[str, ProvisionField]] = {
    "shop": {n: ProvisionField(f"shop.{n}", _shop(f)) for n, f in SHOP_FIELDS.items()},
    "rates": {n: ProvisionField(f"rates.{n}", _rate(n)) for n in RATE_LABELS},
    "window": {
        "language": ProvisionField(LANGUAGE_KEY, _one_of("language", LANGS)),
        "theme": ProvisionField(THEME_KEY, _one_of("theme", THEMES)),
    },
    "people": {
        "managers": ProvisionField("people.managers", _as_is, Form.NAMES),
        "cashiers": ProvisionField("people.cashiers", _as_is, Form.NAMES),
    },
    "pin": {
        "required": ProvisionField("pin.required", _one_of("required", tuple(PinFor))),
        "least_digits": ProvisionField("pin.least_digits", _digits, Form.NUMBER),
        "lock_minutes": ProvisionField(
            LOCK_MINUTES_KEY, lambda text: str(read_lock_minutes(text)), Form.NUMBER
        ),
    },
    "encryption": {
        "policy": ProvisionField("encryption.policy", _one_of("policy", tuple(EncryptionPolicy))),
        "sheet": ProvisionField("encryption.sheet", _path),
    },
    "keeping": {
        "second_place": ProvisionField(SECOND_PLACE_KEY, _path),
        "retention_months": ProvisionField(
            RETENTION_KEY, lambda text: str(read_months(text)), Form.NUMBER
        ),
    },
    "seal": {"tsa": ProvisionField(TSA_KEY, read_tsa_url)},
    "updates": {
        "check": ProvisionField(UPDATES_KEY, read_yes_no, Form.YES_NO),
        "address": ProvisionField(UPDATES_ADDRESS_KEY, read_update_address),
        "key": ProvisionField(UPDATES_SIGNER_KEY, read_update_key),
    },
    "data": {
        "folder": ProvisionField("data.folder", _path),
        "shared": ProvisionField("data.shared", read_yes_no, Form.YES_NO),
        "group": ProvisionField("data.group", _group),
    },
}
"""The tables that hold one value a line, and what may stand in each."""

TERMINAL_READERS: Mapping[str, Callable[[str], str]] = {
    name: _shop(field) for name, field in TERMINAL_FIELDS.items()
}

TABLES: tuple[str, ...] = (*FIELDS, "terminals", "contacts", "presets")
EVERYTHING: tuple[str, ...] = tuple(f"{t}.{name}" for t, named in FIELDS.items() for name in named)
