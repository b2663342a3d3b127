"""Reads and writes ``settings.toml`` in the data folder: the shop, and how it likes its window."""

from __future__ import annotations

import os
import tomllib
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from posdesk.domain.errors import DataTrouble
from posdesk.domain.sensitive import refuse_sensitive
from posdesk.domain.shop import Shop
from posdesk.domain.text import N_

NAME = "settings.toml"
NO_SHOP = Shop()


@dataclass(frozen=True, slots=True)
class Settings:
    """What a shop chose; empty means the default."""

    shop: Shop = NO_SHOP
    language: str = ""
    theme: str = ""


def read_settings(folder: Path) -> Settings:
    """Return the settings in ``folder``, the defaults where there are none yet.

    Raises ``DataTrouble`` for a file that cannot be read, naming its line.
    """
    path = folder / NAME
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataTrouble(
            N_(
                "{file} cannot be read ({reason}); the cases are safe; correct or remove that file."
            ),
            file=path,
            reason=error,
        ) from None
    said = raw.get("shop", {})
    window = raw.get("window", {})
    known = {f.name: str(said[f.name]) for f in fields(Shop) if f.name in said}
    for name, value in known.items():
        refuse_sensitive(name, value)
    return Settings(
        replace(NO_SHOP, **known), str(window.get("language", "")), str(window.get("theme", ""))
    )


def write_settings(folder: Path, settings: Settings) -> None:
    """Write ``settings`` whole, so that a cut of power leaves the old file or the new one."""
    import tomli_w

    raw = {
        "shop": {k: v for k, v in asdict(settings.shop).items() if v},
        "window": {
            k: v for k, v in (("language", settings.language), ("theme", settings.theme)) if v
        },
    }
    target = folder / NAME
    beside = target.with_suffix(".new")
    try:
        with beside.open("wb") as file:
            tomli_w.dump({k: v for k, v in raw.items() if v}, file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError as error:
        raise DataTrouble(
            N_(
                "{file} cannot be written ({reason}); the old settings hold; free the disk or"
                " change its rights."
            ),
            file=target,
            reason=error.strerror,
        ) from None
