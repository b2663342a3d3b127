"""What a server says of newer versions is read strictly: whatever it sends, it is news or none."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posdesk.domain.errors import PosDeskError, WrongInput
from posdesk.domain.updates import NoNews, read_news, read_update_address, read_update_key

SAID: dict[str, Any] = {
    "version": "0.10.0",
    "released": "2026-12-01",
    "notes": {"zh": "更快", "en": "Faster"},
    "downloads": [
        {
            "system": "linux",
            "url": "https://example.com/posdesk_0.10.0_amd64.deb",
            "sha256": "ab" * 32,
            "size": 61000000,
        }
    ],
}


def test_news_are_read() -> None:
    news = read_news(json.dumps(SAID).encode(), "example.com")
    assert (news.version, str(news.released), news.notes.zh_CN) == ("0.10.0", "2026-12-01", "更快")
    assert news.downloads[0].system == "linux"
    least = read_news(b'{"version": "1.0", "released": "2026-12-01"}', "h")
    assert (least.notes.en, least.downloads) == ("", ())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("version", 1),
        ("version", "newest"),
        ("version", "1.0; rm -rf"),
        ("version", "１.０"),
        ("released", "soon"),
        ("released", None),
        ("notes", "text"),
        ("notes", {"zh": 1}),
        ("notes", {"zh": "长" * 301}),
        ("downloads", {}),
        ("downloads", [1]),
        ("downloads", [SAID["downloads"][0]] * 21),
        ("downloads", [{**SAID["downloads"][0], "url": "http://example.com/x"}]),
        ("downloads", [{**SAID["downloads"][0], "url": "file:///etc/passwd"}]),
        ("downloads", [{**SAID["downloads"][0], "size": True}]),
        ("downloads", [{**SAID["downloads"][0], "size": 1 << 40}]),
        ("downloads", [{**SAID["downloads"][0], "sha256": "ab"}]),
        ("downloads", [{**SAID["downloads"][0], "system": "<b>"}]),
    ],
)
def test_what_is_odd_is_named_and_nothing_is_used(name: str, value: object) -> None:
    with pytest.raises(NoNews, match=r"no news of PosDesk \("):
        read_news(json.dumps({**SAID, name: value}).encode(), "example.com")


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b"{", b"\xff\xfe", b"[" * 60000, b"9" * 60000, b"<html>"]
)
def test_what_is_no_json_is_none(body: bytes) -> None:
    with pytest.raises(NoNews):
        read_news(body, "example.com")


def test_a_note_is_one_line_that_hides_nothing() -> None:
    said = {**SAID, "notes": {"zh": "", "en": "a\n\x1b[31mb\u202ec\u200b  d"}}
    news = read_news(json.dumps(said).encode(), "example.com")
    assert news.notes.en == "a [31mb c d"
    assert news.notes.zh_CN == news.notes.en


@given(st.binary(max_size=300))
def test_whatever_comes_it_is_news_or_one_sentence(body: bytes) -> None:
    said = "nothing was changed"
    try:
        read_news(body, "example.com")
    except PosDeskError as error:
        said = str(error)
    assert "nothing was changed" in said


@pytest.mark.parametrize(
    "address",
    [
        *("", "http://example.com/x", "ftp://example.com/x", "https://", "https://example.com"),
        *("https://user:pw@example.com/x", "https://example.com/x?shop=1", "https://a b/x"),
        *(
            "https://example.com/x#y",
            "file:///x",
            "https://例子.cn/x",
            "https://e.com/" + "x" * 200,
        ),
    ],
)
def test_only_a_plain_encrypted_address_is_one(address: str) -> None:
    with pytest.raises(WrongInput):
        read_update_address(address)
    assert read_update_address(" https://news.example.com:8443/posdesk.json ")


def test_a_key_is_kept_in_one_line() -> None:
    line = "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE="
    pem = f"-----BEGIN PUBLIC KEY-----\n{line[:20]}\n{line[20:]}\n-----END PUBLIC KEY-----\n"
    assert read_update_key(pem) == read_update_key(line) == line
    for wrong in ("", "x", "AAAA", line[:-8], "x" * 60):
        with pytest.raises(WrongInput):
            read_update_key(wrong)
