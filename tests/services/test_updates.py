"""Newer versions: nothing is asked unasked, nothing is told, and no answer does any harm."""

from __future__ import annotations

import base64
import json
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from cryptography.x509.oid import NameOID

from posdesk import __version__, app
from posdesk.domain.errors import PosDeskError, WrongInput
from posdesk.domain.moment import BEIJING
from posdesk.domain.updates import NoNews
from posdesk.services.update_asking import NotReached, ask
from posdesk.services.updates import NOTE, Updates
from tests.domain.test_updates import SAID

AT = datetime(2026, 11, 20, 9, 0, tzinfo=BEIJING)
NEWS = json.dumps(SAID).encode()
ADDRESS = "https://news.example.com/posdesk.json"


@dataclass
class World:
    """What lies at addresses; ``asked`` are those that were asked for."""

    there: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    now: datetime = AT

    def ask(self, address: str) -> bytes:
        self.asked.append(address)
        if address not in self.there:
            raise NotReached("{host} cannot be reached", host="x")
        return self.there[address]

    def updates(self, folder: Path) -> Updates:
        return Updates(folder, lambda: self.now, self.ask)


def choose(folder: Path, **said: str) -> None:
    folder.mkdir(exist_ok=True)
    book = app.open_shop_book(folder)
    saving = {
        "check": book.save_updates,
        "address": book.save_updates_address,
        "key": book.save_updates_key,
    }
    for name, value in said.items():
        saving[name](value)


def test_nothing_is_asked_by_itself(tmp_path: Path) -> None:
    world = World({ADDRESS: NEWS})
    updates = world.updates(tmp_path / "data")
    choose(tmp_path / "data")
    for said in ({}, {"address": ADDRESS}, {"address": "", "check": "on"}):
        choose(tmp_path / "data", **said)
        assert not updates.is_due
        assert updates.look().newer is None
    assert world.asked == []
    with pytest.raises(WrongInput, match="nothing was asked"):
        updates.check()
    assert world.asked == []


def test_it_is_asked_once_a_day(tmp_path: Path) -> None:
    folder, world = tmp_path / "data", World({ADDRESS: NEWS})
    choose(folder, address=ADDRESS, check="on")
    updates = world.updates(folder)
    newer = updates.look().newer
    assert newer is not None
    assert newer.version == "0.10.0"
    for hours in (1, 12, 23):
        world.now = AT + timedelta(hours=hours)
        assert world.updates(folder).look().newer == newer, "what was heard stays known"
    assert world.asked == [ADDRESS]
    world.now = AT + timedelta(days=1)
    updates.look()
    assert world.asked == [ADDRESS] * 2
    world.now = AT - timedelta(days=400)
    assert updates.is_due, "a clock that was wrong does not silence it for years"


def test_what_is_wrong_out_there_bothers_nobody(tmp_path: Path) -> None:
    folder, world = tmp_path / "data", World()
    choose(folder, address=ADDRESS, check="on")
    updates = world.updates(folder)
    assert updates.look().newer is None
    assert updates.look().newer is None
    assert world.asked == [ADDRESS], "not asked again before tomorrow"
    with pytest.raises(NotReached):
        updates.check()
    world.there[ADDRESS] = b"<html>sign in to this network</html>"
    with pytest.raises(NoNews):
        updates.check()
    world.there[ADDRESS] = NEWS
    assert updates.check().newer is not None
    world.there.clear()
    with pytest.raises(NotReached):
        updates.check()
    assert updates.heard().newer is not None, "what was heard before holds"
    (folder / NOTE).write_text("[[[", "utf-8")
    assert updates.heard().news is None


def test_an_older_version_or_this_one_is_no_news(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    choose(folder, address=ADDRESS, check="on")
    for version in (__version__, "0.1.0"):
        world = World({ADDRESS: json.dumps({**SAID, "version": version}).encode()})
        assert world.updates(folder).check().newer is None


def test_another_address_says_something_else(tmp_path: Path) -> None:
    folder, world = tmp_path / "data", World({ADDRESS: NEWS})
    choose(folder, address=ADDRESS, check="on")
    assert world.updates(folder).look().newer
    choose(folder, address="https://other.example.com/x.json")
    assert world.updates(folder).heard().newer is None


@pytest.mark.parametrize("kind", ["Ed25519", "P-256"])
def test_where_a_key_is_set_only_what_it_signed_is_used(tmp_path: Path, kind: str) -> None:
    folder, world = tmp_path / "data", World({ADDRESS: NEWS})
    if kind == "Ed25519":
        ed = Ed25519PrivateKey.generate()
        signature, public = ed.sign(NEWS), _der(ed.public_key())
    else:
        ec = generate_private_key(SECP256R1())
        signature, public = ec.sign(NEWS, ECDSA(hashes.SHA256())), _der(ec.public_key())
    choose(folder, address=ADDRESS, check="on", key=base64.b64encode(public).decode())
    updates = world.updates(folder)
    with pytest.raises(NotReached):
        updates.check()
    for wrong in (b"", b"x", signature[:-1], bytes(64), signature + b"x"):
        world.there[f"{ADDRESS}.sig"] = wrong
        with pytest.raises(NoNews, match="not signed by the key"):
            updates.check()
    for right in (signature, base64.encodebytes(signature)):
        world.there[f"{ADDRESS}.sig"] = right
        heard = updates.check()
        assert heard.signed
        assert heard.newer
    world.there[ADDRESS] = NEWS + b" "
    with pytest.raises(NoNews, match="not signed by the key"):
        updates.check()
    assert updates.look().signed


def _der(public: Ed25519PublicKey | EllipticCurvePublicKey) -> bytes:
    return public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


# ------------------------------------------------------------------------------- over the network


class _Handler(BaseHTTPRequestHandler):
    heard: list[tuple[str, dict[str, str]]]

    def do_GET(self) -> None:
        self.heard.append((self.requestline, dict(self.headers)))
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", base64.urlsafe_b64decode(self.path[4:]).decode())
            self.end_headers()
            return
        if self.path == "/slow":
            self._drip()
            return
        body = {"/news.json": NEWS, "/large": b"x" * 200_000}.get(self.path)
        self.send_response(200 if body is not None else 404)
        self.end_headers()
        self.wfile.write(body or b"")

    def _drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(200):
            try:
                self.wfile.write(b" ")
            except OSError:
                return
            threading.Event().wait(0.02)

    def log_message(self, *_words: object) -> None:
        """Keep quiet."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_about: object) -> None:
        """Keep quiet: some of those who ask hang up."""


@dataclass
class Served:
    address: str
    heard: list[tuple[str, dict[str, str]]]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for this computer that signs itself, and its key."""
    key = generate_private_key(SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 4711)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("certificate")
    (folder / "c.pem").write_bytes(made.public_bytes(Encoding.PEM))
    (folder / "k.pem").write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    return folder / "c.pem", folder / "k.pem"


@pytest.fixture
def server(certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    monkeypatch.setenv("no_proxy", "*")
    heard: list[tuple[str, dict[str, str]]] = []
    running = _Server(("127.0.0.1", 0), type("H", (_Handler,), {"heard": heard}))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    running.socket = context.wrap_socket(running.socket, server_side=True)
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield Served(f"https://127.0.0.1:{running.server_address[1]}", heard)
    running.shutdown()
    running.server_close()
    thread.join()


def to(address: str) -> str:
    return f"/to/{base64.urlsafe_b64encode(address.encode()).decode()}"


def test_the_asker_says_nothing_of_itself(server: Served) -> None:
    assert ask(f"{server.address}/news.json") == NEWS
    ((line, headers),) = server.heard
    assert line == "GET /news.json HTTP/1.1"
    assert headers.pop("Host") in server.address
    assert headers == {
        "User-Agent": "PosDesk",
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/nothing", "answers with 404"),
        ("/large", "more than news"),
        (to("http://127.0.0.1:9/news.json"), "not encrypted"),
        (to("file:///etc/passwd"), "answers with 302"),
        (to("data:,x"), "answers with 302"),
    ],
)
def test_a_hostile_answer_is_one_sentence(server: Served, path: str, said: str) -> None:
    with pytest.raises(NotReached, match=said):
        ask(f"{server.address}{path}")


def test_it_follows_to_another_encrypted_place_but_not_for_ever(server: Served) -> None:
    news = f"{server.address}/news.json"
    assert ask(f"{server.address}{to(news)}") == NEWS
    far = news
    for _ in range(6):
        far = f"{server.address}{to(far)}"
    with pytest.raises(NotReached):
        ask(far)


def test_one_who_answers_a_byte_at_a_time_holds_nobody_up(server: Served) -> None:
    with pytest.raises(NotReached, match="cannot be reached"):
        ask(f"{server.address}/slow", seconds=0.3)


def test_who_cannot_prove_who_it_is_is_not_believed(
    server: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(NotReached, match="does not prove"):
        ask(f"{server.address}/news.json")
    assert server.heard == []


def test_nobody_there_is_one_sentence() -> None:
    with pytest.raises(PosDeskError, match="cannot be reached"):
        ask("https://127.0.0.1:9/x", seconds=1)
