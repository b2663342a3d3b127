"""Reads and writes ``settings.toml`` in the data folder: the shop, and how it likes its window."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from posdesk.domain.errors import DataTrouble
from posdesk.domain.people import LOCK_MINUTES
from posdesk.domain.rates import ShopRates
from posdesk.domain.shop import Shop, ShopTerminal
from posdesk.domain.text import N_, Text
from posdesk.intake.flow_faults import FileFault
from posdesk.intake.settings_tables import SettingsTables
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
    terminals: tuple[ShopTerminal, ...] = ()
    rates: ShopRates = NO_RATES
    lock_minutes: int = LOCK_MINUTES
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
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Settings(faults=(_unreadable(path, error),))
    tables = SettingsTables(path, text, raw)
    return Settings(
        shop=tables.shop(),
        language=tables.window("language"),
        theme=tables.window("theme"),
        first_start=tables.window("first_start"),
        terminals=tables.terminals(),
        rates=tables.rates(),
        lock_minutes=tables.lock_minutes(),
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
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        fault = _unreadable(path, error)
        raise DataTrouble(
            N_(
                "{file}, line {line}, cannot be understood; nothing was changed; correct or remove"
                " that file first."
            ),
            file=path.name,
            line=fault.line,
        ) from None
    change(raw)
    _write(path, raw)
    return read_settings(folder)


def write_settings(folder: Path, settings: Settings) -> None:
    """Write ``settings`` whole, in the place of whatever lay there."""
    window = {
        "language": settings.language,
        "theme": settings.theme,
        "first_start": settings.first_start,
    }
    raw: dict[str, Any] = {
        "shop": asdict(settings.shop),
        "window": window,
        "rates": settings.rates.as_written(),
        "terminals": [_filled(asdict(terminal)) for terminal in settings.terminals],
    }
    if settings.lock_minutes != LOCK_MINUTES:
        raw["people"] = {"lock_minutes": str(settings.lock_minutes)}
    _write(folder / NAME, raw)


def _write(path: Path, raw: dict[str, Any]) -> None:
    import tomli_w

    tables = {k: _filled(v) if isinstance(v, dict) else v for k, v in raw.items()}
    kept = {k: v for k, v in tables.items() if v not in ({}, [])}
    write_whole(path, tomli_w.dumps(kept).encode())


def _filled(table: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in table.items() if value != ""}


def _unreadable(path: Path, error: Exception) -> FileFault:
    if isinstance(error, OSError):
        return FileFault(path, 1, Text("文件打不开。", "The file cannot be opened."))
    if isinstance(error, UnicodeDecodeError):
        line = bytes(error.object)[: error.start].count(b"\n") + 1
        return FileFault(
            path, line, Text("文件不是 UTF-8 编码。", "The file is not written in UTF-8.")
        )
    found = re.search(r"line (\d+)", str(error))
    last = path.read_text("utf-8-sig").count("\n") + 1
    return FileFault(
        path,
        int(found[1]) if found else last,
        Text(
            "这一行不是 TOML 的写法；本店设置都没有用上。",
            "This line is not TOML; none of the shop's settings are used.",
        ),
    )
