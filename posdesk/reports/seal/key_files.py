"""The key with its certificate as a file for another computer: PKCS#12, under a passphrase."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509 import load_der_x509_certificate

from posdesk.domain.errors import WrongInput
from posdesk.domain.passphrase import plain_passphrase
from posdesk.domain.seal import Seal
from posdesk.domain.text import N_
from posdesk.reports.seal.certificates import belongs, common_name, key_of, secret_of

_NOT_OPENED = N_(
    "{name} is no key file (PKCS#12), or the passphrase is not its own; nothing was stored; try"
    " again."
)
_OTHER_KIND = N_(
    "{name} holds no P-256 key with its own certificate; nothing was stored; take the file that"
    " “posdesk seal export --key” wrote."
)


def pack(seal: Seal, passphrase: str) -> bytes:
    """Return the key and its certificate as PKCS#12 that ``passphrase`` opens."""
    certificate = load_der_x509_certificate(seal.certificate)
    name = common_name(seal.certificate).encode()
    secret = BestAvailableEncryption(plain_passphrase(passphrase).encode())
    return pkcs12.serialize_key_and_certificates(name, key_of(seal), certificate, None, secret)


def unpack(data: bytes, passphrase: str, name: str) -> Seal:
    """Return the seal in a PKCS#12 file called ``name``; raises ``WrongInput``."""
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(
            data, plain_passphrase(passphrase).encode()
        )
    except (ValueError, TypeError):
        raise WrongInput(_NOT_OPENED, name=name) from None
    if (
        not isinstance(key, ec.EllipticCurvePrivateKey)
        or not isinstance(key.curve, ec.SECP256R1)
        or certificate is None
    ):
        raise WrongInput(_OTHER_KIND, name=name)
    seal = Seal(secret_of(key), certificate.public_bytes(Encoding.DER))
    if not belongs(seal.secret, seal.certificate):
        raise WrongInput(_OTHER_KIND, name=name)
    return seal
