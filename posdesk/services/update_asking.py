"""Asks one address over HTTPS and says nothing of itself: no version, no name, no number."""

from __future__ import annotations

import ssl
import time
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from typing import IO, TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, Request, build_opener

from posdesk.domain.errors import PosDeskError
from posdesk.domain.text import N_
from posdesk.domain.updates import MOST_BYTES, host_of

if TYPE_CHECKING:
    from http.client import HTTPMessage

SECONDS = 5.0
"""For one answer to begin, and twice that for all of it."""

_PIECE = 4096
_AGENT = "PosDesk"
_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)
"""Where Linux systems keep whom they trust; a built program looks where its builder's did."""

_NOT_REACHED = N_(
    "{host} cannot be reached; nothing was changed; look at the connection or ask again later."
)
_UNTRUSTED = N_(
    "{host} does not prove that it is itself; nothing was changed; look at this computer's clock,"
    " and at the address in the settings."
)
_REFUSED = N_(
    "{host} answers with {code}; nothing was changed; look at the address in the settings."
)
_ELSEWHERE = N_(
    "{host} leads to a place that is not encrypted; nothing was changed; tell whoever set the"
    " address."
)
_TOO_MUCH = N_(
    "{host} answers with more than news of a version; nothing was changed; look at the address in"
    " the settings."
)


class NotReached(PosDeskError):
    """What lies on the network could not be had; nothing was changed."""


class _OnlySafe(HTTPRedirectHandler):
    """Follows to other encrypted places, to no other kind."""

    max_redirections = 3

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        if urlsplit(newurl).scheme != "https":
            raise _Elsewhere
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class _Elsewhere(Exception):
    """Raised where an answer leads out of the encrypted."""


def ask(address: str, seconds: float = SECONDS) -> bytes:
    """Return what lies at ``address``, at most 64 kB; raises ``NotReached``."""
    host = host_of(address)
    request = Request(address, headers={"User-Agent": _AGENT, "Accept": "application/json"})
    opener = build_opener(HTTPSHandler(context=_trust()), _OnlySafe())
    try:
        with opener.open(request, timeout=seconds) as answer:
            body = _read(answer, time.monotonic() + 2 * seconds)
    except HTTPError as error:
        error.close()
        raise NotReached(_REFUSED, host=host, code=error.code) from None
    except _Elsewhere:
        raise NotReached(_ELSEWHERE, host=host) from None
    except (OSError, HTTPException, ValueError) as error:
        reason = error.reason if isinstance(error, URLError) else error
        untrusted = isinstance(reason, ssl.SSLCertVerificationError)
        raise NotReached(_UNTRUSTED if untrusted else _NOT_REACHED, host=host) from None
    if len(body) > MOST_BYTES:
        raise NotReached(_TOO_MUCH, host=host)
    return body


def _read(answer: IO[bytes], until: float) -> bytes:
    """Read piece by piece: one who sends a byte a minute does not hold anybody up."""
    read1 = getattr(answer, "read1", answer.read)
    body = b""
    while len(body) <= MOST_BYTES and (piece := read1(_PIECE)):
        body += piece
        if time.monotonic() > until:
            raise TimeoutError
    return body


def _trust() -> ssl.SSLContext:
    context = ssl.create_default_context()
    if not context.cert_store_stats()["x509_ca"]:
        for bundle in _BUNDLES:
            if Path(bundle).is_file():
                with suppress(OSError):
                    context.load_verify_locations(bundle)
                    break
    return context
