"""Makes the shop's own certificate and reads those of others: P-256 alone, signed by themselves."""

from __future__ import annotations

import base64
import warnings
from contextlib import suppress
from datetime import datetime, timedelta
from stringprep import in_table_a1
from typing import cast

from asn1crypto.x509 import Name
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from posdesk.domain.errors import WrongInput
from posdesk.domain.seal import SECRET_BYTES, Seal
from posdesk.domain.text import N_
from posdesk.reports.attachment import visible

_NAMELESS = "PosDesk"
_LONGEST_NAME = 64
"""Bytes of a common name: X.509 counts letters, the library that writes it counts bytes."""

_YEARS = 50
_CLOCK_WRONG = timedelta(days=1)
"""A bank's clock may be behind the shop's."""

_NO_CERTIFICATE = N_(
    "{name} is no certificate that PosDesk can read; nothing was stored; ask for the certificate"
    " as a PEM or DER file."
)


def make_seal(name: str, at: datetime) -> Seal:
    """Return a new key with a certificate in the name of the shop, valid from ``at``."""
    key = ec.generate_private_key(ec.SECP256R1())
    return Seal(secret_of(key), _certificate(key, name, at))


def _certificate(key: ec.EllipticCurvePrivateKey, name: str, at: datetime) -> bytes:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, _told(name))])
    public = key.public_key()
    begin = at - _CLOCK_WRONG
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + timedelta(days=365 * _YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(_FOR_SIGNING, critical=True)
    )
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def _told(name: str) -> str:
    """Return as much of ``name`` as a certificate can say and every reader can compare.

    Names are compared as RFC 4518 says, by Unicode 3.2: newer signs, such as emoji, and mixed
    directions of writing cannot be.
    """
    known = "".join(sign for sign in name if sign.isprintable() and not in_table_a1(sign))
    plain = "".join(sign for sign in known if sign.isascii() or "\u4e00" <= sign <= "\u9fa5")
    for said in (known, plain):
        short = " ".join(said.split()).encode()[:_LONGEST_NAME].decode(errors="ignore").strip()
        if short and _can_be_compared(short):
            return short
    return _NAMELESS


def _can_be_compared(name: str) -> bool:
    try:
        return bool(Name.build({"common_name": name}).hashable)
    except ValueError:
        return False


_FOR_SIGNING = x509.KeyUsage(
    digital_signature=True,
    content_commitment=True,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=False,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)


def secret_of(key: ec.EllipticCurvePrivateKey) -> bytes:
    """Return the private number of a key."""
    return key.private_numbers().private_value.to_bytes(SECRET_BYTES, "big")


def key_of(seal: Seal) -> ec.EllipticCurvePrivateKey:
    """Return the key of a seal; raises ``ValueError`` where its number is none."""
    return ec.derive_private_key(int.from_bytes(seal.secret, "big"), ec.SECP256R1())


def belongs(secret: bytes, certificate: bytes) -> bool:
    """Return whether ``secret`` is the private number of the key in ``certificate`` (DER)."""
    try:
        public = x509.load_der_x509_certificate(certificate).public_key()
        key = key_of(Seal(secret, certificate))
    except ValueError:
        return False
    return len(secret) == SECRET_BYTES and public == key.public_key()


def read_certificate(data: bytes, name: str) -> bytes:
    """Return the DER of the certificate in a PEM or DER file called ``name``.

    Raises ``WrongInput`` for anything else.
    """
    with suppress(Exception):  # a certificate may be wrong in more ways than its readers tell
        if b"-----BEGIN CERTIFICATE-----" in data:
            found = x509.load_pem_x509_certificate(data)
        else:
            found = x509.load_der_x509_certificate(data)
        found.public_key()
        der = found.public_bytes(serialization.Encoding.DER)
        common_name(der)
        return der
    raise WrongInput(_NO_CERTIFICATE, name=name)


def common_name(certificate: bytes) -> str:
    """Return whom a certificate (DER) names, in signs that can be seen.

    Raises ``ValueError`` where it is none that can be read.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a name too long, a number below one: said to nobody
            subject = x509.load_der_x509_certificate(certificate).subject
            names = subject.get_attributes_for_oid(NameOID.COMMON_NAME)
            said = cast(str, names[0].value) if names else subject.rfc4514_string()
            return visible(said) or _NAMELESS
    except Exception as error:
        raise ValueError("no certificate that can be read") from error


def valid_until(certificate: bytes) -> datetime:
    """Return when a certificate (DER) that ``common_name`` can read ends."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return x509.load_der_x509_certificate(certificate).not_valid_after_utc


def as_pem(certificate: bytes) -> bytes:
    """Return a certificate (DER) as PEM, which every system's tools read."""
    text = base64.encodebytes(certificate).decode("ascii").replace("\n", "")
    lines = [text[at : at + 64] for at in range(0, len(text), 64)]
    return "\n".join(
        ["-----BEGIN CERTIFICATE-----", *lines, "-----END CERTIFICATE-----", ""]
    ).encode("ascii")
