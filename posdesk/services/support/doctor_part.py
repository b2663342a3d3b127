"""The doctor's report as it may leave the shop: sentences that can name somebody stay behind."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from posdesk.domain.scrubbing import Scrubber
from posdesk.domain.text import Text
from posdesk.services.check_up import as_text
from posdesk.services.doctor.examination import BUNDLED
from posdesk.services.doctor.report import NOTHING, WELL, Check, Report
from posdesk.services.support.log_part import plain_system, plain_version

TELLING = frozenset(
    (
        *("resources", "shipped-flows", "fonts", "program-files"),
        *("window-libraries", "display", "screen", "printer", "typing"),
        *("memory", "processor", "temporary"),
        *("disk", "disk-second", "writable", "owner", "rights", "network", "synced"),
        *("in-use", "encryption", "database", "newer-database", "key", "key-file", "journal"),
        *("lost-log", "tables"),
        *("exhibits", "seal", "seal-key", "backups", "second-place", "calendar", "calendar-next"),
        *("clock", "zone", "clock-made", "clock-jumped"),
    )
)
"""Checks whose sentences hold nothing but numbers, days, folders and parts of the program."""

LEFT_OUT = Text("（这句可能有人名，没有放进来。）", "(This sentence may name somebody: left out.)")

_BELOW = re.compile(r"(<[a-z ]+>)((?:[\\/]+[^\s\\/“”\"，。；：<>]+)+)")
KNOWN = frozenset(
    (
        *("posdesk.db", "posdesk.db-wal", "posdesk.db-shm", "exhibits.db", "exhibits.db-wal"),
        *(
            "exhibits.db-shm",
            "posdesk.key",
            "pin.key",
            "settings.toml",
            "contacts.tsv",
            "codes.tsv",
        ),
        *("presets.toml", "provision.toml", "provision.last.toml", "window.lock", "posdesk.lock"),
        *("posdesk.log", "posdesk.log.1", "posdesk.log.2", "PosDesk-backups", "resources"),
    )
)


def fit(report: Report, scrubber: Scrubber) -> Report:
    """Return ``report`` without anything that names a person, a shop or a computer."""

    def said(text: Text) -> Text:
        return Text(*(_plain(half, scrubber) for half in (text.zh_CN, text.en)))

    def check(one: Check) -> Check:
        if one.text == WELL or one.id in TELLING:
            return replace(one, text=said(one.text), what_to_do=said(one.what_to_do))
        return replace(one, text=LEFT_OUT, what_to_do=NOTHING)

    return replace(
        report,
        versions={name: _version(name, value) for name, value in report.versions.items()},
        paths={name: _plain(path, scrubber) for name, path in report.paths.items()},
        display={"available": bool(report.display.get("available"))},
        checks=tuple(check(one) for one in report.checks),
    )


def in_words(fitting: Report) -> str:
    """Return a report that is fit to go out as text, in both languages."""
    return f"{as_text(fitting, 'zh_CN')}\n{as_text(fitting, 'en')}"


def as_json(fitting: Report) -> dict[str, Any]:
    """Return a report that is fit to go out as JSON values."""
    return fitting.as_dict()


def _version(name: str, value: str) -> str:
    if name == "system":
        return plain_system(value)
    return value if value == BUNDLED else plain_version(value)


def _plain(text: str, scrubber: Scrubber) -> str:
    """Return a sentence in which files are named only where every shop has them."""

    def below(found: re.Match[str]) -> str:
        name = re.split(r"[\\/]+", found[2])[-1]
        return f"{found[1]}/{name if name in KNOWN else '<file>'}"

    return scrubber.clean(_BELOW.sub(below, scrubber.placed(text)))
