"""Puts together what is known of a bundle that came: good only where everything is good."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from typing import BinaryIO

from posdesk.domain.bundle.verification import Soundness, Verification
from posdesk.domain.known_seals import KnownSeal, Standing
from posdesk.domain.seal import fingerprint
from posdesk.domain.text import Text
from posdesk.reports.seal.contents import Contents, look_inside
from posdesk.reports.seal.reasons import (
    BYTES_CHANGED,
    NO_PDF,
    NOT_OURS,
    NOT_SIGNED,
    OTHER_FINGERPRINT,
    PAGES_CHANGED,
    UNKNOWN,
)
from posdesk.reports.seal.signatures import Signed, look_at_signature

_CHUNK = 1024 * 1024
_WITHIN = 1024
"""Where a PDF must begin for any reader to take it as one."""


def verify(stream: BinaryIO, known: Collection[KnownSeal], wanted: str = "") -> Verification:
    """Return what is found in ``stream``: never good for anything but a bundle as it was signed.

    ``known`` are the certificates believed here. With ``wanted``, a fingerprint, only a bundle that
    was signed by its certificate is good, be that known or not.
    """
    digest = _sha256(stream)
    stream.seek(0)
    if b"%PDF-" not in stream.read(_WITHIN):
        return Verification(Soundness.FOREIGN, (NO_PDF,), sha256=digest)
    stream.seek(0)
    contents = look_inside(stream)
    if contents is None:
        return Verification(Soundness.FOREIGN, (NOT_OURS,), sha256=digest)
    stream.seek(0)
    signed = look_at_signature(stream, [one.certificate for one in known])
    return _judge(contents, signed, known, wanted, digest)


def _judge(
    contents: Contents, signed: Signed, known: Collection[KnownSeal], wanted: str, digest: str
) -> Verification:
    named = fingerprint(signed.certificate) if signed.certificate else ""
    standing = _standing(named, known, wanted)
    state, reasons = _state(contents, signed, standing, wanted)
    return Verification(
        state=state,
        reasons=reasons,
        exhibits=contents.exhibits,
        cases=contents.cases,
        manifest_sha256=contents.manifest_sha256,
        sha256=digest,
        signed_by=signed.name,
        signed_at=signed.at,
        fingerprint=named,
        stamped=signed.stamped,
        standing=standing,
    )


def _state(
    contents: Contents, signed: Signed, standing: Standing | None, wanted: str
) -> tuple[Soundness, tuple[Text, ...]]:
    troubles = (*signed.troubles, *contents.troubles)
    if troubles:
        only_pages = (PAGES_CHANGED,) if troubles == (BYTES_CHANGED,) else ()
        return Soundness.CHANGED, (*troubles, *only_pages)
    if signed.count == 0:
        return Soundness.UNSIGNED, (NOT_SIGNED,)
    if standing is None:
        reasons = (OTHER_FINGERPRINT, UNKNOWN) if wanted else (UNKNOWN,)
        return Soundness.UNKNOWN_SIGNER, reasons
    return Soundness.INTACT, ()


def _standing(named: str, known: Collection[KnownSeal], wanted: str) -> Standing | None:
    """Return why the signer is believed, ``None`` where they are not."""
    if not named or (wanted and wanted != named):
        return None
    believed = next((one.standing for one in known if one.fingerprint == named), None)
    return believed or (Standing.NAMED if wanted else None)


def _sha256(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
