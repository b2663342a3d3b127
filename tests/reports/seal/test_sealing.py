"""What a sealed bundle is: nothing before the signature touched, good to other programs."""

from __future__ import annotations

import http.server
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import page
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from posdesk.domain.bundle.verification import Soundness
from posdesk.domain.errors import DataTrouble, WrongInput
from posdesk.domain.known_seals import KnownSeal, Standing
from posdesk.domain.seal import grouped, read_fingerprint, read_tsa_url
from posdesk.reports.seal.certificates import (
    as_pem,
    belongs,
    common_name,
    make_seal,
    read_certificate,
)
from posdesk.reports.seal.key_files import pack, unpack
from posdesk.reports.seal.signing import sign
from tests.reports.seals import AT, draft, look, seal, sealed, stamper

PASSPHRASE = "vier Pferde grasen 77"


def test_a_sealed_bundle_is_intact_and_says_whose_it_is() -> None:
    found = look(sealed())
    assert (found.state, found.reasons) == (Soundness.INTACT, ())
    assert found.valid
    assert found.signed_by == "清和桥百货店"
    assert found.signed_at == "2026-11-23T10:31:00+08:00"
    assert not found.stamped
    assert found.fingerprint == seal().fingerprint
    assert found.standing is Standing.PRESENT
    assert found.cases == ("1120-03",)
    assert [e.sound for e in found.exhibits] == [True] * len(found.exhibits)


def test_nothing_in_front_of_the_signature_is_touched() -> None:
    assert sealed().startswith(draft())


def test_a_sealed_bundle_is_still_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "bundle.pdf"
    path.write_bytes(sealed())
    report = page.validate_pdf(str(path))
    assert report.is_compliant, report.failures


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="poppler's pdfsig is not installed")
def test_poppler_says_that_the_total_document_is_signed(tmp_path: Path) -> None:
    path = tmp_path / "bundle.pdf"
    path.write_bytes(sealed())
    said = subprocess.run(["pdfsig", path], capture_output=True, text=True, check=False).stdout
    assert "Total document signed" in said
    assert "Signature is Valid" in said
    assert "ETSI.CAdES.detached" in said


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_qpdf_finds_nothing_wrong(tmp_path: Path) -> None:
    path = tmp_path / "bundle.pdf"
    path.write_bytes(sealed())
    assert (
        subprocess.run(["qpdf", "--check", path], capture_output=True, check=False).returncode == 0
    )


def test_the_certificate_is_for_signing_in_the_name_of_the_shop() -> None:
    certificate = x509.load_der_x509_certificate(seal().certificate)
    key = certificate.public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    assert isinstance(key.curve, ec.SECP256R1)
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.digital_signature
    assert usage.content_commitment
    assert not usage.key_cert_sign
    assert common_name(seal().certificate) == "清和桥百货店"
    assert (certificate.not_valid_after_utc - AT).days > 30 * 365


@pytest.mark.parametrize(
    "name", ["", "   ", "字" * 200, "a\nb\x00c", "\ud800店", "💳" * 64, "店 متجر a", "鿏\u202e"]
)
def test_any_name_of_a_shop_makes_a_seal_that_verifies(name: str) -> None:
    own = make_seal(name, AT)
    found = look(sign(draft(), own, at=AT), KnownSeal(own.certificate, Standing.PRESENT, ""))
    assert found.state is Soundness.INTACT
    assert found.signed_by


def test_a_seal_never_shows_its_secret() -> None:
    assert seal().secret.hex() not in repr(seal())
    assert repr(seal().secret) not in repr(seal())


def test_a_key_file_gives_the_seal_back_under_its_passphrase_alone() -> None:
    data = pack(seal(), PASSPHRASE)
    assert unpack(data, PASSPHRASE, "key.p12") == seal()
    assert seal().secret not in data
    with pytest.raises(WrongInput):
        unpack(data, PASSPHRASE + "x", "key.p12")
    for wrong in (b"", b"\x30\x82", data[:-9], seal().certificate, b"\0" * 5000):
        with pytest.raises(WrongInput):
            unpack(wrong, PASSPHRASE, "key.p12")


def test_a_certificate_is_read_as_pem_and_der_and_nothing_else_is() -> None:
    assert read_certificate(as_pem(seal().certificate), "a.pem") == seal().certificate
    assert read_certificate(seal().certificate, "a.cer") == seal().certificate
    for wrong in (b"", b"-----BEGIN CERTIFICATE-----\n", seal().certificate[:-1], sealed()):
        with pytest.raises(WrongInput):
            read_certificate(wrong, "a.cer")


def test_a_secret_belongs_to_one_certificate() -> None:
    assert belongs(seal().secret, seal().certificate)
    assert not belongs(seal("other").secret, seal().certificate)
    assert not belongs(b"\0" * 32, seal().certificate)
    assert not belongs(seal().secret, b"no certificate")


def test_fingerprints_are_read_as_people_write_them() -> None:
    digits = seal().fingerprint
    assert read_fingerprint(grouped(digits)) == digits
    assert read_fingerprint(":".join(digits.upper()[i : i + 2] for i in range(0, 64, 2))) == digits
    for wrong in ("", digits[:-1], digits + "0", "g" * 64):
        with pytest.raises(WrongInput):
            read_fingerprint(wrong)


# ----------------------------------------------------------------------------------- time stamps


def test_a_time_stamp_proves_the_moment_where_its_service_is_trusted() -> None:
    stamps, tsa = stamper()
    data = sign(draft(), seal(), at=AT, time_stamper=stamps)
    own = KnownSeal(seal().certificate, Standing.PRESENT, "")
    known = look(data, own, KnownSeal(tsa, Standing.IMPORTED, ""))
    assert (known.state, known.stamped) == (Soundness.INTACT, True)
    unknown = look(data, own)
    assert (unknown.state, unknown.stamped) == (Soundness.INTACT, False)


class _Tsa(http.server.BaseHTTPRequestHandler):
    """Answers with a real time stamp, with something else at /wrong, with an error at /down."""

    def do_POST(self) -> None:
        from asn1crypto import tsp

        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/down":
            self.send_error(503)
            return
        answer = b"<html>" if self.path == "/wrong" else b""
        if not answer:
            answer = stamper()[0].request_tsa_response(tsp.TimeStampReq.load(body)).dump()
        self.send_response(200)
        kind = "text/html" if self.path == "/page" else "application/timestamp-reply"
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture(scope="module")
def tsa() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Tsa) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_service_is_asked_by_http(tsa: str) -> None:
    found = look(sign(draft(), seal(), at=AT, tsa_url=f"{tsa}/stamp"))
    assert found.state is Soundness.INTACT


@pytest.mark.parametrize("place", ["/wrong", "/down", "/page"])
def test_a_service_that_gives_no_stamp_stops_the_bundle(tsa: str, place: str) -> None:
    with pytest.raises(DataTrouble) as told:
        sign(draft(), seal(), at=AT, tsa_url=tsa + place)
    assert tsa in str(told.value)


def test_a_service_that_is_not_there_stops_the_bundle() -> None:
    with pytest.raises(DataTrouble):
        sign(draft(), seal(), at=AT, tsa_url="http://127.0.0.1:9/")


def test_an_address_of_a_service_is_http_without_a_password() -> None:
    assert read_tsa_url(" https://tsa.example/x ") == "https://tsa.example/x"
    for wrong in ("", "ftp://x", "file:///etc/passwd", "https://", "http://a:b@c/", "http://x:y/"):
        with pytest.raises(WrongInput):
            read_tsa_url(wrong)
