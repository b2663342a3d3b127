"""Files that a shop or an installer writes: flows, lessons, codes, contacts, settings, years."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from posdesk import paths
from posdesk.intake.calendar_files import read_year
from posdesk.intake.code_files import load_codes
from posdesk.intake.contact_files import read_own_contacts
from posdesk.intake.flow_files import load_flow
from posdesk.intake.lesson_files import read_training
from posdesk.intake.markdown import read_blocks
from posdesk.intake.preset_files import read_presets, read_presets_in
from posdesk.intake.provision_counters import read_counters
from posdesk.intake.provision_file import read_provision_bytes
from posdesk.intake.settings_file import read_settings
from tests.fire.doors import Door

SHIPPED = paths.resources()
CODES = load_codes(SHIPPED / "codes" / "response_codes.tsv")

SETTINGS = """\
language = "en"
theme = "dark"
lock_minutes = 5
retention_months = 24
second_place = "/media/usb"
tsa = "https://tsa.example.org/"

[shop]
name = "清和桥百货店"
till = "3"
merchant_id = "898310070110001"

[rates]
debit = "0.5%"

[updates]
check = "yes"
address = "https://shop.example.org/posdesk.json"

[[terminals]]
terminal_id = "61203847"
place = "一号柜台"
provider = "银商"
""".encode()

COUNTERS = (
    "file,shop.till,terminals.1.terminal_id,terminals.1.place,contacts.1.name\n"
    "一号,1,61203847,门口,银商\n二号,2,61203848,收银,\n"
).encode()

MANUAL = (
    "# 店长手册\n\n## 每天\n\n- [备份](manager-backup.md)\n- `posdesk backup`，见 **这里**\n\n"
    "1. 一\n2. 二\n\n| 列 | 列 |\n|---|---|\n| 甲 | 乙 |\n\n"
    "![图](../pictures/zh_CN/a.png)\n\n```\nposdesk\n```\n"
).encode()


def file(name: str, read: Callable[[Path], object]) -> Callable[[bytes, Path], object]:
    """Return what lets ``read`` look at bytes that lie in a file of that name."""

    def read_file(data: bytes, folder: Path) -> object:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        return read(path)

    return read_file


def shipped(*patterns: str) -> tuple[bytes, ...]:
    """Return the bytes of the shipped files of these patterns."""
    found = [path for pattern in patterns for path in sorted(SHIPPED.glob(pattern))]
    return tuple(path.read_bytes() for path in found)


def _flow(path: Path) -> object:
    return load_flow(path, SHIPPED / "flows", codes=CODES)


def _training(path: Path) -> object:
    return read_training(path.parent, path.parent / "none")


def _counters(path: Path) -> object:
    return read_counters(path, SHIPPED / "provision" / "provision.zh_CN.toml")


def _provision(data: bytes, folder: Path) -> object:
    return read_provision_bytes(folder / "provision.toml", data, folder)


def doors() -> tuple[Door, ...]:
    """Return the doors for files of a shop's own."""
    provision = shipped("provision/*.toml")
    return (
        Door(
            "flow (YAML)",
            file("x/no-slip.yaml", _flow),
            shipped("flows/no-slip.yaml"),
            long=3000,
            short=3,
        ),
        Door(
            "lesson (YAML)",
            file("x/lesson.yaml", _training),
            shipped("training/*.yaml"),
            long=5000,
            short=4,
        ),
        Door(
            "response codes",
            file("own.tsv", lambda p: load_codes(SHIPPED / "codes" / "response_codes.tsv", p)),
            shipped("codes/*.tsv"),
            short=4,
        ),
        Door(
            "contacts",
            file("contacts.tsv", lambda p: read_own_contacts(p.parent)),
            shipped("contacts/*.tsv"),
            keeps=True,
        ),
        Door(
            "settings.toml",
            file("settings.toml", lambda p: read_settings(p.parent)),
            (SETTINGS,),
            keeps=True,
        ),
        Door(
            "presets.toml",
            file("presets.toml", lambda p: (read_presets_in(p), read_presets(SHIPPED, p.parent))),
            shipped("presets/*.toml"),
        ),
        Door("calendar", file("2026.toml", read_year), shipped("calendars/*.toml")),
        Door("provision.toml", _provision, provision, keeps=True),
        Door(
            "counters (CSV)",
            file("counters.csv", _counters),
            (COUNTERS, COUNTERS.replace(b",", b";"), COUNTERS.decode().encode("gb18030")),
            keeps=True,
            long=5000,
        ),
        Door(
            "manual (Markdown)",
            lambda data, _folder: read_blocks(data.decode("utf-8", "replace")),
            (MANUAL,),
        ),
    )
