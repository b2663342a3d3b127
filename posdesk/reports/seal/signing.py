"""Signs a finished bundle as PAdES B-B, with a time stamp B-T, so that no byte can change unseen.

The signature field shows nothing on the page: what a stamp would say stands in the text already,
and a drawn stamp proves nothing that a forger could not draw too.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from asn1crypto import keys, x509
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_byterange import BuildProps
from pyhanko.sign.signers.pdf_cms import SimpleSigner
from pyhanko.sign.signers.pdf_signer import (
    PdfSignatureMetadata,
    PdfSigner,
    PdfSigningSession,
)
from pyhanko.sign.timestamps.api import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko_certvalidator.registry import SimpleCertificateStore

from posdesk import __version__
from posdesk.domain.errors import DataTrouble
from posdesk.domain.seal import Seal
from posdesk.domain.text import N_
from posdesk.reports.seal.certificates import common_name, key_of
from posdesk.reports.seal.low_s import lowered
from posdesk.reports.seal.time_stamps import HttpTimeStamper

FIELD = "PosDesk"

NOT_STAMPED = N_(
    "The time stamp service {url} gave no time stamp ({reason}); no bundle was written; try again"
    " later, go without one (--no-timestamp), or take the service out of the settings (seal.tsa)."
)
_NOT_SIGNED = N_(
    "The bundle could not be signed ({reason}); no bundle was written; write it without a"
    " signature (--unsigned) and tell the makers."
)


def sign(
    pdf: bytes,
    seal: Seal,
    *,
    at: datetime,
    tsa_url: str = "",
    time_stamper: TimeStamper | None = None,
) -> bytes:
    """Return ``pdf`` signed by ``seal`` at ``at``, the given bytes unchanged in front.

    ``tsa_url`` is asked for a time stamp where there is one (or ``time_stamper`` is): then the
    digest of the signature goes there and nothing else. Raises ``DataTrouble``.
    """
    stamper = time_stamper or (HttpTimeStamper(tsa_url) if tsa_url else None)
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    # The document says what it is itself; a second author of its metadata would break PDF/A.
    writer._update_meta = lambda: None  # type: ignore[method-assign]
    signer = _Signer(_meta(seal), _simple(seal), stamper, FIELD, at)
    try:
        return bytes(signer.sign_pdf(writer).getbuffer())
    except TimestampRequestError as error:
        reason = error.__cause__ or error
        raise DataTrouble(NOT_STAMPED, url=tsa_url, reason=reason) from error
    except (SigningError, PdfError) as error:
        raise DataTrouble(_NOT_SIGNED, reason=error) from error


def _meta(seal: Seal) -> PdfSignatureMetadata:
    return PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        name=common_name(seal.certificate),
        app_build_props=BuildProps(name="PosDesk", revision=__version__),
    )


def _simple(seal: Seal) -> SimpleSigner:
    private = key_of(seal).private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return _LowSigner(
        signing_cert=x509.Certificate.load(seal.certificate),
        signing_key=keys.PrivateKeyInfo.load(private),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )


class _LowSigner(SimpleSigner):
    """Writes the lower of two signatures, so that nobody can write the other one in its place."""

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """Return the signature of ``data``."""
        signature = await super().async_sign_raw(data, digest_algorithm, dry_run)
        return signature if dry_run else lowered(signature)


class _Signer(PdfSigner):
    """Signs at the moment that the program's own clock says."""

    def __init__(
        self,
        meta: PdfSignatureMetadata,
        signer: SimpleSigner,
        stamper: TimeStamper | None,
        field: str,
        at: datetime,
    ) -> None:
        super().__init__(
            meta, signer, timestamper=stamper, new_field_spec=SigFieldSpec(sig_field_name=field)
        )
        self._at = at

    def register_extensions(self, *_args: Any, **_kwargs: Any) -> None:
        """Leave the catalogue alone: PDF 2.0 by name would end what PDF/A-3 promises."""

    def init_signing_session(self, *args: Any, **kwargs: Any) -> PdfSigningSession:
        """Return the session of pyHanko with this moment."""
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self._at
        return session
