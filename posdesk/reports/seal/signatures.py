"""Looks at the signature of a bundle that came: whose it is, and whether it covers every byte."""

from __future__ import annotations

import logging
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from posdesk.domain.moment import BEIJING, iso
from posdesk.domain.text import Text
from posdesk.reports.seal.certificates import common_name
from posdesk.reports.seal.reasons import (
    ADDED,
    BROKEN,
    BYTES_CHANGED,
    NOT_WHOLE,
    ODD_SIGNATURE,
    SAVED_ANEW,
    SEVERAL,
    said,
)
from posdesk.reports.seal.strict import covers_all, is_plain, stamp_of
from posdesk.reports.seal.tables import has_plain_tables

for _name in ("pyhanko", "pyhanko_certvalidator"):
    # What they find is told in our own words; without a handler Python would print it.
    logging.getLogger(_name).addHandler(logging.NullHandler())

_LONGEST, _LONGEST_CERTIFICATE = 256 * 1024, 16 * 1024
"""Bytes of a signature with the time stamp on it, and of the certificate in it."""

_MOST_FIELDS = 1000

_BASE_AND_SIGNATURE = 2
"""How often a bundle was written: as it was composed, and the signature behind it."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What a signature is worth: ``troubles`` say why it is worth nothing.

    ``certificate`` is the signer's (DER), empty where there is no signature or it cannot be read.
    ``name`` is whom it names. ``at`` is ISO time, proven by a time stamp where ``stamped``.
    """

    count: int = 0
    certificate: bytes = b""
    name: str = ""
    at: str = ""
    stamped: bool = False
    troubles: tuple[Text, ...] = ()


def look_at_signature(stream: BinaryIO, trusted: Collection[bytes]) -> Signed:
    """Return what the signature of the PDF in ``stream`` is worth.

    ``trusted`` are certificates (DER) that a time stamp may lead to; whether the signer is trusted
    is not asked here.
    """
    if not has_plain_tables(stream):
        return Signed(troubles=(SAVED_ANEW,))
    stream.seek(0)
    reader = signatures = None
    with suppress(Exception):  # hostile bytes may break a reader in any way
        reader = PdfFileReader(stream, strict=True)
        signatures = reader.embedded_signatures if _has_few_fields(reader) else None
    if reader is None or signatures is None:
        return Signed(troubles=(BROKEN,))
    if not signatures:
        return Signed()
    found = Signed(len(signatures), troubles=(BROKEN,))
    with suppress(Exception):
        found = _look(reader, signatures, trusted)
    return found


def _has_few_fields(reader: PdfFileReader) -> bool:
    """Return whether the form has not many fields; one that holds another twice counts twice."""
    root, count = reader.root, 0
    waiting = list(_entry(_entry(root, "/AcroForm"), "/Fields"))
    while waiting and count <= _MOST_FIELDS:
        field = waiting.pop().get_object()
        count += 1
        waiting += list(_entry(field, "/Kids"))[: _MOST_FIELDS + 1]
    return count <= _MOST_FIELDS


def _entry(of: Any, name: str) -> Any:
    return of[name] if name in of else ()  # noqa: SIM401 - "get" does not follow references


def _look(reader: PdfFileReader, signatures: Any, trusted: Collection[bytes]) -> Signed:
    count, signature = len(signatures), signatures[0]
    certificate: bytes = signature.signer_cert.dump()
    if len(certificate) > _LONGEST_CERTIFICATE or len(signature.pkcs7_content) > _LONGEST:
        return Signed(count, troubles=(ODD_SIGNATURE,))
    name = common_name(certificate)
    status, stamped = _validated(signature, trusted)
    troubles: list[Text] = []
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    if not (status.intact and status.valid):
        troubles.append(BYTES_CHANGED)
    elif not whole:
        later = status.coverage == SignatureCoverageLevel.ENTIRE_REVISION
        troubles.append(ADDED if later else NOT_WHOLE)
    if count != 1:
        troubles.append(said(SEVERAL, count=count))
    if not troubles and not (
        status.bottom_line
        and reader.total_revisions == _BASE_AND_SIGNATURE
        and reader.encrypt_dict is None
        and covers_all(reader.stream, signature.byte_range, signature.pkcs7_content)
        and is_plain(signature.pkcs7_content)
    ):
        troubles.append(ODD_SIGNATURE)
    moment = status.timestamp_validity.timestamp if stamped else status.signer_reported_dt
    return Signed(count, certificate, name, _iso(moment), stamped, tuple(troubles))


def _validated(signature: Any, trusted: Collection[bytes]) -> tuple[Any, bool]:
    """Return pyHanko's judgement, and whether a time stamp is believed.

    The signer's own certificate is the root here: whether it is known is another question. A time
    stamp that leads to nobody known must be whole too, but its time is not believed.
    """
    stamp = stamp_of(signature.signer_info)
    status = _judged(signature, _context_of_stamp(stamp, trusted))
    if stamp is None or status.timestamp_validity.trusted:
        return status, stamp is not None
    own = [one.chosen.dump() for one in stamp["certificates"]]
    return _judged(signature, _context_of_stamp(stamp, own)), False


def _judged(signature: Any, stamps: ValidationContext) -> Any:
    signer = signature.signer_cert
    # An own certificate says itself how long it holds; a bundle is looked at for decades.
    roots = ValidationContext(trust_roots=[signer], moment=signer.not_valid_before)
    return validate_pdf_signature(signature, roots, stamps, skip_diff=True)


def _context_of_stamp(stamp: Any | None, roots: Collection[bytes]) -> ValidationContext:
    moment = stamp["encap_content_info"]["content"].parsed["gen_time"].native if stamp else None
    certificates = [x509.Certificate.load(root) for root in roots]
    return ValidationContext(trust_roots=certificates, moment=moment)


def _iso(moment: datetime | None) -> str:
    return iso(moment.astimezone(BEIJING)) if moment is not None and moment.tzinfo else ""
