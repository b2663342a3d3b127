"""The shop as it introduces itself: what every case and letter of it takes over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

from posdesk.domain.contact import read_phone
from posdesk.domain.errors import Refused, WrongInput
from posdesk.domain.sensitive import refuse_sensitive
from posdesk.domain.text import Text
from posdesk.domain.transaction import SLIP_FIELDS, SlipValue, read_field
from posdesk.domain.transaction.readers import short_words


@dataclass(frozen=True, slots=True)
class Shop:
    """Who and where we are; empty where nobody has said yet."""

    name: str = ""
    till: str = ""
    cashier: str = ""
    manager: str = ""
    merchant_id: str = ""
    terminal_id: str = ""
    acquirer: str = ""
    acquirer_phone: str = ""

    def on_slips(self) -> dict[str, SlipValue]:
        """Return what every slip says of the shop, by the slip's fields, as far as it is known."""
        known = {
            "merchant_name": self.name,
            "merchant_id": self.merchant_id,
            "terminal_id": self.terminal_id,
        }
        return {name: value for name, value in known.items() if value}


@dataclass(frozen=True, slots=True)
class ShopTerminal:
    """A terminal of the shop: its number on every slip, what it is, where it stands, and whose."""

    id: str
    model: str = ""
    place: str = ""
    acquirer: str = ""


CASHIER = "cashier"
"""The actor of whatever is done at a counter; an event names actors by id, never by name."""

INSTALLER = "installer"
"""The actor of what comes from an installer's file while nobody is there."""

ACTOR_WORDS: dict[str, Text] = {
    CASHIER: Text("收银员", "Cashier"),
    INSTALLER: Text("安装设置", "Installer's file"),
}

MOST_WORDS = 40


@dataclass(frozen=True, slots=True)
class ShopField:
    """One thing a shop says of itself; ``read`` returns it as stored or raises ``WrongInput``."""

    name: str
    label: Text
    hint: Text
    read: Callable[[str], str]


def _words(label: Text) -> Callable[[str], str]:
    short = short_words(MOST_WORDS)

    def read(text: str) -> str:
        plain = " ".join(text.split())
        refuse_sensitive(label.en, plain)
        return short(plain)

    return read


def _slip(name: str) -> Callable[[str], str]:
    return lambda text: str(read_field(name, text))


def _said(name: str, label: Text, hint: Text) -> ShopField:
    return ShopField(name, label, hint, _words(label))


def _printed(name: str) -> ShopField:
    spec = SLIP_FIELDS[name]
    return ShopField(name, spec.label, spec.hint, _slip(name))


SHOP_FIELDS: dict[str, ShopField] = {
    field.name: field
    for field in (
        _said("name", Text("店名", "Shop name"), Text("签购单第一行", "First line of the slip")),
        _said("till", Text("收银台", "Till"), Text("这台电脑在几号台", "Which till this is")),
        _said("cashier", Text("收银员", "Cashier"), Text("常在这台的人", "Who is usually here")),
        _said("manager", Text("店长", "Manager"), Text("信上的签名", "Who signs the letters")),
        _printed("merchant_id"),
        _printed("terminal_id"),
        _said(
            "acquirer",
            Text("收单机构", "Acquirer"),
            Text("装机的公司，签购单上有", "Who set up the terminal; it is on the slip"),
        ),
        ShopField(
            "acquirer_phone",
            Text("收单机构电话", "Acquirer's number"),
            Text("签购单或合同上", "On a slip or the contract"),
            read_phone,
        ),
    )
}

TERMINAL_FIELDS: dict[str, ShopField] = {
    field.name: field
    for field in (
        ShopField(
            "id",
            SLIP_FIELDS["terminal_id"].label,
            SLIP_FIELDS["terminal_id"].hint,
            _slip("terminal_id"),
        ),
        _said("model", Text("型号", "Model"), Text("机身背面的标签", "On the label at its back")),
        _said("place", Text("放在哪", "Where"), Text("如：2 号收银台", "Such as: till 2")),
        _said("acquirer", Text("收单机构", "Acquirer"), Text("装机的公司", "Who set it up")),
    )
}

assert tuple(SHOP_FIELDS) == tuple(f.name for f in fields(Shop))
assert tuple(TERMINAL_FIELDS) == tuple(f.name for f in fields(ShopTerminal))


def read_shop_field(field: ShopField, text: str) -> str:
    """Return what to store for what a person typed into ``field``; nothing takes it away.

    Raises ``WrongInput`` for what breaks its rule and ``Refused`` for what may never be kept.
    """
    if not text.strip():
        return ""
    try:
        return field.read(text)
    except Refused:
        raise
    except WrongInput as error:
        raise WrongInput(error.message, **{"field": field.label, **error.fields}) from None
