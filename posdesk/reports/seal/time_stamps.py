"""Asks a time stamp service (RFC 3161) over HTTP: it sees one digest, nothing of the bundle."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from asyncio import to_thread
from typing import TYPE_CHECKING

from pyhanko.sign.timestamps.api import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError, set_tsp_headers

if TYPE_CHECKING:
    from asn1crypto import tsp

_SECONDS = 10.0
_LONGEST_ANSWER = 256 * 1024
_ANSWER = "application/timestamp-reply"


class HttpTimeStamper(TimeStamper):
    """A service at a URL; asked twice for each bundle, once to learn how long its answers are."""

    def __init__(self, url: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._url = url

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Return the answer; raises ``TimestampRequestError``."""
        from asn1crypto import tsp

        try:
            answer = await to_thread(self._ask, req.dump())
            return tsp.TimeStampResp.load(answer)
        except (OSError, http.client.HTTPException, ValueError) as error:
            if isinstance(error, urllib.error.HTTPError):
                error.close()
            raise TimestampRequestError(_reason(error)) from error

    def _ask(self, question: bytes) -> bytes:
        request = urllib.request.Request(
            self._url, data=question, headers=set_tsp_headers({}), method="POST"
        )
        with urllib.request.urlopen(request, timeout=_SECONDS) as reply:
            if reply.headers.get_content_type() != _ANSWER:
                raise ValueError("not a time stamp")
            answer: bytes = reply.read(_LONGEST_ANSWER)
        return answer


def _reason(error: Exception) -> str:
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    return str(reason) or type(error).__name__
