"""Holds a signature to the one form that PosDesk writes, so that no byte of it can differ unseen.

A signature covers all of the file but itself. What lies in that gap is compared with what a signer
must have written for this certificate, so that nothing can be hidden in it or read in two ways.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any, BinaryIO

from asn1crypto import cms, x509

from posdesk.reports.seal.low_s import is_low

_MOST_GAP = 1024 * 1024
_HEAD, _END = b"%PDF-1.", b"%%EOF\n"
_STAMP = "signature_time_stamp_token"


def covers_all(stream: BinaryIO, byte_range: Sequence[int], contents: bytes) -> bool:
    """Return whether two ranges cover the file but for exactly the hex of ``contents``.

    The hex is in capitals, as pyHanko writes it; after the signature it holds noughts alone.
    """
    size = stream.seek(0, os.SEEK_END)
    if len(byte_range) != 4 or any(type(int(one)) is not int or one < 0 for one in byte_range):
        return False
    start, before, after, rest = (int(one) for one in byte_range)
    if start != 0 or not 0 < before < after or after + rest != size or after - before > _MOST_GAP:
        return False
    stream.seek(before)
    gap = stream.read(after - before)
    stream.seek(0)
    begins = stream.read(len(_HEAD)) == _HEAD
    stream.seek(size - len(_END))
    return begins and stream.read() == _END and gap == b"<%s>" % contents.hex().upper().encode()


def is_plain(contents: bytes) -> bool:
    """Return whether the signature is one SHA-256 with P-256 by one certificate, and nothing more.

    ``contents`` are padded with noughts. A time stamp may hang on it.
    """
    content = cms.ContentInfo.load(contents)
    der = content.dump()
    if contents[: len(der)] != der or contents[len(der) :].strip(b"\0"):
        return False
    signed = content["content"]
    signer = signed["signer_infos"][0]
    certificates = signed["certificates"]
    if len(signed["signer_infos"]) != 1 or len(certificates) != 1:
        return False
    certificate = certificates[0].chosen
    if not _is_p256(certificate) or not is_low(signer["signature"].native):
        return False
    wanted = _as_written(certificate, signer)
    return bool(wanted.dump(force=True) == der)


def stamp_of(signer: Any) -> Any | None:
    """Return the time stamp (signed data) on a signature, ``None`` where there is none."""
    extra = signer["unsigned_attrs"]
    if extra.native is None:
        return None
    if len(extra) != 1 or extra[0]["type"].native != _STAMP or len(extra[0]["values"]) != 1:
        raise ValueError("something else hangs on the signature")
    return extra[0]["values"][0]["content"]


def _is_p256(certificate: Any) -> bool:
    key = certificate.public_key
    return bool(key.algorithm == "ec" and key.curve == ("named", "secp256r1"))


def _as_written(certificate: Any, signer: Any) -> Any:
    """Return the whole signature as a signer must write these parts."""
    info = {
        "version": "v1",
        "sid": cms.SignerIdentifier(
            "issuer_and_serial_number",
            cms.IssuerAndSerialNumber(
                {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
            ),
        ),
        "digest_algorithm": {"algorithm": "sha256"},
        "signature_algorithm": {"algorithm": "sha256_ecdsa"},
        "signed_attrs": signer["signed_attrs"],
        "signature": signer["signature"].native,
    }
    if stamp_of(signer) is not None:
        info["unsigned_attrs"] = signer["unsigned_attrs"]
    return cms.ContentInfo(
        {
            "content_type": "signed_data",
            "content": cms.SignedData(
                {
                    "version": "v1",
                    "digest_algorithms": [{"algorithm": "sha256"}],
                    "encap_content_info": {"content_type": "data"},
                    "certificates": [x509.Certificate.load(certificate.dump())],
                    "signer_infos": [info],
                }
            ),
        }
    )
