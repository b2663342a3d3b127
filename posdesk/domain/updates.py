"""What a server may say of newer versions: where it is asked, by whose key, what it tells."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from posdesk.domain.errors import PosDeskError, WrongInput
from posdesk.domain.sensitive import refuse_sensitive
from posdesk.domain.text import N_, Text

MOST_BYTES = 64 * 1024
"""Of an answer."""

MOST_NOTES, MOST_DOWNLOADS, MOST_ADDRESS = 300, 20, 200

_ADDRESS = re.compile(r"https://[A-Za-z0-9][A-Za-z0-9.\-]*(:\d{1,5})?/[A-Za-z0-9._~/%+,=@\-]*")
"""A host by name or number, a port, a path; no name and password, no question."""

_VERSION = re.compile(r"\d{1,4}(\.\d{1,4}){1,3}", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SYSTEM = re.compile(r"[a-z0-9_\-]{2,24}")
_ED25519 = bytes.fromhex("302a300506032b6570032100")
_P256 = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")
_LENGTHS = {_ED25519: 32, _P256: 64}

_NO_ANSWER = N_(
    "What {host} answered is no news of PosDesk ({what}); nothing was changed; tell whoever set"
    " the address."
)


class NoNews(PosDeskError):
    """What was answered cannot be used; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file to be had: for which system, where, its SHA-256 in hex and its size in bytes."""

    system: str
    url: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class News:
    """A version that is out since a day, a line about it, and the files of it."""

    version: str
    released: date
    notes: Text
    downloads: tuple[Download, ...] = ()


def read_update_address(text: str) -> str:
    """Return an address as a person wrote it; raises ``WrongInput``."""
    plain = text.strip()
    refuse_sensitive("updates.address", plain)
    if len(plain) > MOST_ADDRESS or not _ADDRESS.fullmatch(plain):
        raise WrongInput(
            N_(
                "“{given}” is no address of news; nothing was stored; it begins with https://,"
                " names a host and a file, and has no ? in it."
            ),
            given=plain[:80],
        )
    return plain


def host_of(address: str) -> str:
    """Return the host that an address names, as it is told to a person."""
    return address.partition("://")[2].partition("/")[0] or address[:40]


def read_update_key(text: str) -> str:
    """Return a public key (Ed25519 or P-256) as one line of base64; raises ``WrongInput``.

    That is the SubjectPublicKeyInfo, as ``openssl pkey -pubout`` prints it between its two lines.
    """
    body = "".join(line for line in text.strip().splitlines() if not line.startswith("-----"))
    plain = "".join(body.split())
    try:
        key = base64.b64decode(plain, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not any(key.startswith(p) and len(key) == len(p) + n for p, n in _LENGTHS.items()):
        raise WrongInput(
            N_(
                "“{given}” is no public key; nothing was stored; it is the text that openssl pkey"
                " -pubout prints, of a key of the kind Ed25519 or P-256."
            ),
            given=plain[:24],
        )
    return plain


def read_news(body: bytes, host: str) -> News:
    """Return what ``body`` says; raises ``NoNews`` with the first thing that is wrong in it."""
    try:
        said = json.loads(body.decode("utf-8"))
        if not isinstance(said, dict):
            raise _Odd("{}")
        return News(
            version=_text(said, "version", _VERSION),
            released=date.fromisoformat(_text(said, "released")),
            notes=_notes(said.get("notes", {})),
            downloads=tuple(_download(one) for one in _listed(said.get("downloads", []))),
        )
    except _Odd as odd:
        raise NoNews(_NO_ANSWER, host=host, what=str(odd)) from None
    except (ValueError, RecursionError):
        raise NoNews(_NO_ANSWER, host=host, what="JSON") from None


class _Odd(Exception):
    """Names the field that is wrong."""


def _text(said: Mapping[str, Any], name: str, form: re.Pattern[str] | None = None) -> str:
    value = said.get(name)
    if not isinstance(value, str) or (form is not None and not form.fullmatch(value)):
        raise _Odd(name)
    return value


def _notes(said: object) -> Text:
    if not isinstance(said, dict):
        raise _Odd("notes")
    zh, en = (said.get(lang, "") for lang in ("zh", "en"))
    if not isinstance(zh, str) or not isinstance(en, str):
        raise _Odd("notes")
    return Text(_line(zh) or _line(en), _line(en) or _line(zh))


def _line(words: str) -> str:
    """Return words as one line that hides nothing: no control, no turning of the direction."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    if len(plain) > MOST_NOTES:
        raise _Odd("notes")
    return plain


def _listed(said: object) -> list[Any]:
    if not isinstance(said, list) or len(said) > MOST_DOWNLOADS:
        raise _Odd("downloads")
    return said


def _download(said: object) -> Download:
    if not isinstance(said, dict):
        raise _Odd("downloads")
    url, size = _text(said, "url"), said.get("size")
    if not _ADDRESS.fullmatch(url) or len(url) > MOST_ADDRESS:
        raise _Odd("url")
    if type(size) is not int or not 0 < size < 1 << 34:
        raise _Odd("size")
    return Download(_text(said, "system", _SYSTEM), url, _text(said, "sha256", _SHA256), size)
