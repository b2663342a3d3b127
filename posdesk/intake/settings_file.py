"""Reads and writes ``settings.toml`` in the data folder: the shop, and how it likes its window."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from posdesk.domain.people import LOCK_MINUTES
from posdesk.domain.rates import ShopRates
from posdesk.domain.retention import RETENTION
from posdesk.domain.shop import Shop, ShopTerminal
from posdesk.domain.text import Text
from posdesk.intake.flow_faults import FileFault, not_written
from posdesk.intake.settings_tables import SettingsTables
from posdesk.intake.toml_faults import UNREADABLE, toml_fault
from posdesk.intake.whole_file import write_whole

NAME = "settings.toml"
NO_SHOP = Shop()
NO_RATES = ShopRates()


@dataclass(frozen=True, slots=True)
class Settings:
    """What a shop chose; empty means the default, ``faults`` are the entries left out."""

    shop: Shop = NO_SHOP
    language: str = ""
    theme: str = ""
    first_start: str = ""
    notices: str = ""
    terminals: tuple[ShopTerminal, ...] = ()
    rates: ShopRates = NO_RATES
    lock_minutes: int = LOCK_MINUTES
    retention_months: int = 0
    second_place: str = ""
    tsa: str = ""
    updates: str = ""
    updates_address: str = ""
    updates_key: str = ""
    faults: tuple[FileFault, ...] = ()


def read_settings(folder: Path) -> Settings:
    """Return the settings in ``folder``, the defaults where there are none or they are broken.

    A broken file stops nobody from working: what is wrong in it stands in ``faults``.
    """
    path = folder / NAME
    try:
        text = path.read_text("utf-8-sig")
        raw = tomllib.loads(text)
    except FileNotFoundError:
        return Settings()
    except UNREADABLE as error:
        return Settings(faults=(toml_fault(path, error, _NOT_TOML),))
    tables = SettingsTables(path, text, raw)
    updates = tables.updates()
    return Settings(
        shop=tables.shop(),
        language=tables.window("language"),
        theme=tables.window("theme"),
        first_start=tables.window("first_start"),
        notices=tables.window("notices"),
        terminals=tables.terminals(),
        rates=tables.rates(),
        lock_minutes=tables.lock_minutes(),
        retention_months=tables.retention_months(),
        second_place=tables.second_place(),
        tsa=tables.tsa(),
        updates=updates.get("check", ""),
        updates_address=updates.get("address", ""),
        updates_key=updates.get("key", ""),
        faults=tuple(tables.faults),
    )


def change_settings(folder: Path, change: Callable[[dict[str, Any]], None]) -> Settings:
    """Let ``change`` alter the tables as they lie, write them whole, and return what they say.

    What this program does not know stays in the file. Raises ``DataTrouble`` for a file that
    cannot be understood or written; it is then as it was.
    """
    path = folder / NAME
    try:
        raw = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        raw = {}
    except UNREADABLE as error:
        raise not_written(toml_fault(path, error, _NOT_TOML)) from None
    change(raw)
    _write(path, raw)
    return read_settings(folder)


def write_settings(folder: Path, settings: Settings) -> None:
    """Write ``settings`` whole, in the place of whatever lay there."""
    window = {
        "language": settings.language,
        "theme": settings.theme,
        "first_start": settings.first_start,
        "notices": settings.notices,
    }
    raw: dict[str, Any] = {
        "shop": asdict(settings.shop),
        "window": window,
        "rates": settings.rates.as_written(),
        "terminals": [_filled(asdict(terminal)) for terminal in settings.terminals],
    }
    if settings.lock_minutes != LOCK_MINUTES:
        raw["people"] = {"lock_minutes": str(settings.lock_minutes)}
    raw["keeping"] = {"second_place": settings.second_place}
    if settings.tsa:
        raw["seal"] = {"tsa": settings.tsa}
    raw["updates"] = {
        "check": settings.updates,
        "address": settings.updates_address,
        "key": settings.updates_key,
    }
    if settings.retention_months:
        raw["keeping"][RETENTION] = settings.retention_months
    _write(folder / NAME, raw)


def _write(path: Path, raw: dict[str, Any]) -> None:
    import tomli_w

    tables = {k: _filled(v) if isinstance(v, dict) else v for k, v in raw.items()}
    kept = {k: v for k, v in tables.items() if v not in ({}, [])}
    write_whole(path, tomli_w.dumps(kept).encode())


def _filled(table: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in table.items() if value != ""}


_NOT_TOML = Text(
    "这一行不是 TOML 的写法；本店设置都没有用上。",
    "This line is not TOML; none of the shop's settings are used.",
)
