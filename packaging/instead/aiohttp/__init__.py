"""The names of aiohttp that pyHanko reads when it is imported, in the built program only.

PosDesk asks for time stamps by the standard library (posdesk/reports/seal/time_stamps.py) and lets
nothing else of pyHanko go out; without aiohttp and what it needs the program is 10 MB smaller and
holds no second HTTP client. Whoever calls one of these after all is told so.
"""

from __future__ import annotations

from typing import Any


class ClientError(Exception):
    """Named in pyHanko's handlers; nobody raises it."""


class ClientResponseError(ClientError):
    """As above."""


class ContentTypeError(ClientResponseError):
    """As above."""


class _NotHere:
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise RuntimeError(f"aiohttp.{type(self).__name__} is not part of this program")


class BasicAuth(_NotHere):
    """Cannot be made here."""


class ClientSession(_NotHere):
    """Cannot be made here."""


class ClientTimeout(_NotHere):
    """Cannot be made here."""


class TCPConnector(_NotHere):
    """Cannot be made here."""
