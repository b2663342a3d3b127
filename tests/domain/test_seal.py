"""Fingerprints and addresses as people write them: read in every form, or refused in a sentence."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posdesk.domain.errors import WrongInput
from posdesk.domain.seal import Seal, fingerprint, grouped, read_fingerprint, read_tsa_url

DIGEST = sha256(b"certificate").hexdigest()
PAIRS = ":".join(DIGEST[at : at + 2] for at in range(0, 64, 2))


def test_a_seal_is_named_by_its_certificate_and_never_shows_its_secret() -> None:
    seal = Seal(b"\x17secret", b"certificate")
    assert seal.fingerprint == fingerprint(b"certificate") == DIGEST
    assert "secret" not in repr(seal)


@given(st.binary(max_size=40))
def test_what_is_read_out_in_groups_is_read_back(certificate: bytes) -> None:
    digest = fingerprint(certificate)
    assert read_fingerprint(grouped(digest)) == digest
    assert {len(group) for group in grouped(digest).split(" ")} == {4}


@pytest.mark.parametrize(
    "written",
    [
        DIGEST.upper(),
        f"  {DIGEST}\n",
        PAIRS.upper(),
        f"sha256 Fingerprint={PAIRS}",
        f"SHA-256: {DIGEST}",
        f"sha256:{DIGEST}",
        "-".join(DIGEST[at : at + 8] for at in range(0, 64, 8)),
    ],
)
def test_every_way_of_writing_a_fingerprint_is_read(written: str) -> None:
    assert read_fingerprint(written) == DIGEST


@pytest.mark.parametrize("given", ["", DIGEST[:-1], DIGEST + "0", "g" + DIGEST[1:], "٣" * 64, "清"])
def test_what_is_no_fingerprint_is_refused(given: str) -> None:
    with pytest.raises(WrongInput, match="is no fingerprint; nothing was done"):
        read_fingerprint(given)


@given(st.text(max_size=90))
def test_no_text_is_read_as_anything_but_a_whole_fingerprint(text: str) -> None:
    try:
        read = read_fingerprint(text)
    except WrongInput:
        return
    assert len(read) == 64
    assert set(read) <= set("0123456789abcdef")


@pytest.mark.parametrize(
    "url",
    ["https://tsa.example.com", "http://10.0.0.7:3161/tsr", "  https://tsa.example.cn/a?b=c "],
)
def test_addresses_are_kept_as_they_were_written(url: str) -> None:
    assert read_tsa_url(url) == url.strip()


@pytest.mark.parametrize(
    "url",
    [
        "tsa.example.com",
        "ftp://tsa.example.com",
        "file:///etc/passwd",
        "https://name:word@tsa.example.com",
        "https://tsa.example.com/a b",
        "https://tsa.example.com\nhttps://other.example.com",
        "https://",
        "https://时间戳.example",
    ],
)
def test_what_is_no_plain_address_is_refused(url: str) -> None:
    with pytest.raises(WrongInput, match="is no address of a time stamp service"):
        read_tsa_url(url)
