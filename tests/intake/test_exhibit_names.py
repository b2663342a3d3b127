"""Names under which exhibits are kept."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posdesk.intake.exhibit_names import safe_name

MIMES = ("image/jpeg", "image/png", "application/pdf", "text/plain")


@pytest.mark.parametrize(
    ("given", "mime", "kept"),
    [
        ("../../etc/passwd.jpg", "image/jpeg", "passwd.jpg"),
        ("C:\\Users\\x\\小票.JPEG", "image/jpeg", "小票.JPEG"),
        ("slip.heic", "image/jpeg", "slip.jpg"),
        ("invoice.exe", "application/pdf", "invoice.pdf"),
        ("photo\u202egpj.exe", "image/png", "photogpj.png"),
        ("a\x00b\x1b[31m.txt", "text/plain", "ab[31m.txt"),
        ("回复.eml", "text/plain", "回复.eml"),
        ("v1.2", "image/png", "v1.2.png"),
        ("CON.jpg", "image/jpeg", "_CON.jpg"),
        ("aux .tar.png", "image/png", "_aux .tar.png"),
        ("com¹.txt", "text/plain", "_com¹.txt"),
        ("conout$.txt", "text/plain", "_conout$.txt"),
        ("console.txt", "text/plain", "console.txt"),
        ("a:b|c?.png", "image/png", "a_b_c_.png"),
        ("..", "image/png", "exhibit.png"),
        ("", "text/plain", "exhibit.txt"),
        (" \u3000 two   words .pdf", "application/pdf", "two words.pdf"),
    ],
)
def test_a_name_is_made_safe_and_ends_as_its_content_says(given: str, mime: str, kept: str) -> None:
    assert safe_name(given, mime) == kept


@given(st.text(max_size=400), st.sampled_from(MIMES))
def test_any_name_is_safe(name: str, mime: str) -> None:
    kept = safe_name(name, mime)
    assert 0 < len(kept) <= 82
    assert not set(kept) & set('/\\:*?"<>|')
    assert not any(unicodedata.category(sign).startswith("C") for sign in kept)
    assert safe_name(kept, mime) == kept
