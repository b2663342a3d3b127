"""The job of hearing of newer versions: off by default, once a day, and never more than a line."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from posdesk import __version__
from posdesk.domain.errors import DataTrouble, PosDeskError, WrongInput
from posdesk.domain.moment import from_iso, iso
from posdesk.domain.software import is_newer
from posdesk.domain.text import N_
from posdesk.domain.updates import News, NoNews, host_of, read_news
from posdesk.domain.yes_no import YES
from posdesk.intake.settings_file import Settings, read_settings
from posdesk.intake.whole_file import write_whole

NOTE = "updates.json"
"""In the data folder: when was asked last, and what was answered."""

EVERY = timedelta(days=1)

_NO_ADDRESS = N_(
    "No address is set to ask for newer versions, so nothing was asked; set one with posdesk"
    " settings set updates.address https://…"
)
_NOT_SIGNED = N_(
    "What {host} answered is not signed by the key in the settings; nothing of it is used; tell"
    " whoever set the address."
)


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of newer versions: when it was asked (ISO), and what was answered.

    ``signed`` tells that a key of the settings vouches for it.
    """

    asked_at: str = ""
    news: News | None = None
    signed: bool = False

    @property
    def newer(self) -> News | None:
        """The version that is newer than this program."""
        return self.news if self.news and is_newer(self.news.version, __version__) else None


class Updates:
    """Asks the address in the settings of ``folder``; ``ask`` returns what lies at an address.

    It downloads and installs nothing. Any thread may use it.
    """

    def __init__(
        self,
        folder: Path,
        clock: Callable[[], datetime],
        ask: Callable[[str], bytes] | None = None,
    ) -> None:
        self._folder, self._clock, self._ask = folder, clock, ask or _ask

    @property
    def settings(self) -> Settings:
        """The settings as they lie now."""
        return read_settings(self._folder)

    @property
    def is_on(self) -> bool:
        """Whether newer versions are to be asked for, and there is an address."""
        settings = self.settings
        return settings.updates == YES and bool(settings.updates_address)

    @property
    def is_due(self) -> bool:
        """Whether the window is to ask: it is turned on, an address is set, a day has passed."""
        if not self.is_on:
            return False
        asked = self._noted().get("asked_at", "")
        try:
            return not timedelta(0) <= self._clock() - from_iso(asked) < EVERY
        except ValueError:
            return True

    def heard(self) -> Heard:
        """Return what was answered last by the address that is set now."""
        settings, noted = self.settings, self._noted()
        body = noted.get("body", "")
        whose = (settings.updates_address, settings.updates_key)
        if not body or (noted.get("address"), noted.get("key")) != whose:
            return Heard(noted.get("asked_at", ""))
        with suppress(NoNews):
            news = read_news(body.encode(), host_of(settings.updates_address))
            return Heard(noted.get("asked_at", ""), news, bool(settings.updates_key))
        return Heard(noted.get("asked_at", ""))

    def look(self) -> Heard:
        """Ask where it is due, for the window: whatever is wrong out there, nobody is told."""
        if self.is_due:
            self._note(self._noted() | {"asked_at": iso(self._clock())})
            with suppress(PosDeskError):
                self.check()
        return self.heard()

    def check(self) -> Heard:
        """Ask now; raises ``WrongInput`` without an address, ``NotReached`` or ``NoNews``."""
        settings = self.settings
        address, key = settings.updates_address, settings.updates_key
        if not address:
            raise WrongInput(_NO_ADDRESS)
        body = self._ask(address)
        if key:
            self._require_signed(key, body, address)
        news, at = read_news(body, host_of(address)), iso(self._clock())
        self._note({"asked_at": at, "address": address, "key": key, "body": body.decode()})
        return Heard(at, news, bool(key))

    def _require_signed(self, key: str, body: bytes, address: str) -> None:
        from posdesk.services.update_signature import is_signed

        if not is_signed(key, body, self._ask(f"{address}.sig")):
            raise NoNews(_NOT_SIGNED, host=host_of(address))

    def _noted(self) -> dict[str, str]:
        with suppress(OSError, ValueError, RecursionError):
            said = json.loads((self._folder / NOTE).read_text("utf-8"))
            if isinstance(said, dict):
                return {name: value for name, value in said.items() if isinstance(value, str)}
        return {}

    def _note(self, said: dict[str, str]) -> None:
        if not self._folder.is_dir():
            return
        with suppress(DataTrouble):  # it is asked again, that is all
            write_whole(self._folder / NOTE, json.dumps(said, ensure_ascii=False).encode())


def _ask(address: str) -> bytes:
    from posdesk.services.update_asking import ask  # which brings a network library with it

    return ask(address)
