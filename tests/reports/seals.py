"""A shop's seal, another's, and a bundle sealed by it, for the tests of sealing and tampering."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from asn1crypto import core, keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from posdesk.domain.bundle.order import BundleOrder
from posdesk.domain.bundle.verification import Verification
from posdesk.domain.known_seals import KnownSeal, Standing
from posdesk.domain.moment import BEIJING
from posdesk.domain.seal import Seal
from posdesk.reports.bundle.compose import compose
from posdesk.reports.seal.certificates import make_seal, secret_of
from posdesk.reports.seal.signing import sign
from posdesk.reports.seal.verify import verify
from tests.reports.samples import sample

AT = datetime(2026, 11, 23, 10, 31, tzinfo=BEIJING)
FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"


@cache
def seal(name: str = "清和桥百货店") -> Seal:
    return make_seal(name, AT)


@cache
def draft() -> bytes:
    return compose([sample()], BundleOrder(fingerprint=seal().fingerprint), FONTS).data


@cache
def sealed() -> bytes:
    return sign(draft(), seal(), at=AT)


def look(data: bytes, *known: KnownSeal, wanted: str = "") -> Verification:
    """Return what is found by who knows the shop's present seal, or ``known``."""
    believed = known or (KnownSeal(seal().certificate, Standing.PRESENT, ""),)
    return verify(io.BytesIO(data), believed, wanted)


@cache
def stamper() -> tuple[Any, bytes]:
    """Return a time stamp service that needs no network, and its certificate (DER)."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "TSA")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(AT - timedelta(days=1))
        .not_valid_after(AT + timedelta(days=365))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(key, hashes.SHA256())
    )
    der = certificate.public_bytes(serialization.Encoding.DER)
    private = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    stamps = DummyTimeStamper(
        asn1_x509.Certificate.load(der), keys.PrivateKeyInfo.load(private), fixed_dt=AT
    )
    return stamps, der


def odd_seal(name: str, version: str = "v3", serial: int = 5) -> Seal:
    """Return a seal whose certificate no careful program would make."""
    key = ec.generate_private_key(ec.SECP256R1())
    public = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    said = asn1_x509.NameTypeAndValue(
        {
            "type": "common_name",
            "value": asn1_x509.DirectoryString("utf8_string", core.UTF8String(name)),
        }
    )
    whose = asn1_x509.Name("", asn1_x509.RDNSequence([asn1_x509.RelativeDistinguishedName([said])]))
    told = asn1_x509.TbsCertificate(
        {
            "version": version,
            "serial_number": serial,
            "signature": {"algorithm": "sha256_ecdsa"},
            "issuer": whose,
            "validity": {
                "not_before": asn1_x509.Time({"utc_time": AT}),
                "not_after": asn1_x509.Time({"utc_time": AT + timedelta(days=9)}),
            },
            "subject": whose,
            "subject_public_key_info": keys.PublicKeyInfo.load(public),
        }
    )
    certificate = asn1_x509.Certificate(
        {
            "tbs_certificate": told,
            "signature_algorithm": {"algorithm": "sha256_ecdsa"},
            "signature_value": key.sign(told.dump(), ec.ECDSA(hashes.SHA256())),
        }
    )
    return Seal(secret_of(key), certificate.dump())
