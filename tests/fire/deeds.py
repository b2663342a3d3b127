"""What is being done at the shop when it is struck; what was acknowledged is told at once."""

from __future__ import annotations

import io
import os
import random
from collections.abc import Callable

from PIL import Image

from posdesk import paths
from posdesk.domain.bundle.order import BundleOrder
from posdesk.domain.errors import PosDeskError, Refused
from posdesk.domain.recovery import check_number
from posdesk.intake.whole_file import write_whole
from posdesk.services.desk import Desk
from posdesk.services.seal_keys import SEAL_FILE
from posdesk.storage.durable import file_trouble
from posdesk.storage.restoring import Step
from tests.e2e.test_card_numbers import NUMBERS
from tests.fire.child import Tell, Work
from tests.fire.shop import PASSPHRASE, Shop, key_of

Deed = Callable[[Shop, Desk, Tell], None]


def save(shop: Shop, desk: Desk, tell: Tell) -> None:
    """Log cases and remarks; a card number is refused."""
    for number in range(4):
        mark = os.urandom(6).hex()
        given = desk.log.read(
            {"amount": "500.00", "card": "622848******1234", "symptom": f"没出单 {mark}"}
        )
        case = desk.log.add(given)
        tell("case", case.id, mark, *(one.id for one in case.history))
        case = desk.log.note(case.id, f"客人姓欧阳 {mark}")
        tell("event", case.history[-1].id)
        try:
            desk.log.note(case.id, NUMBERS[number % len(NUMBERS)])
        except Refused:
            continue
        raise AssertionError("a card number was taken")


def attach(shop: Shop, desk: Desk, tell: Tell) -> None:
    """Attach photos and messages, covered where they show a card number."""
    for number, case in enumerate([row.id for row in desk.log.cases() if row.id in shop.cases][:3]):
        kept = desk.exhibits.attach(case, picture(), "slip", name=f"{number}.png")
        tell("event", kept.history[-1].id)
        # No mark in it: bytes whose attaching was cut lie unnamed until they are swept.
        said = f"短信 {number} {os.urandom(4).hex()}".encode()
        kept = desk.exhibits.attach(case, said, "sms", name="短信.txt")
        tell("event", kept.history[-1].id)
        covered = f"卡号 {NUMBERS[number % len(NUMBERS)]} {os.urandom(4).hex()}".encode()
        kept = desk.exhibits.attach(case, covered, "sms", name="b.txt", cover_found=True)
        tell("event", kept.history[-1].id)


def bundle(shop: Shop, desk: Desk, tell: Tell) -> None:
    """Write a signed bundle under a new name, and one over what is there."""
    shop.out.mkdir(exist_ok=True)
    case = next(row.id for row in desk.log.cases() if row.id in shop.cases)
    order = BundleOrder()
    for name in (f"{os.urandom(4).hex()}.pdf", "again.pdf"):
        made = desk.evidence.bundle([case], shop.out / name, order, sealer=desk.seals.present)
        tell("file", str(made.path), made.sha256)


def sent(shop: Shop, desk: Desk, tell: Tell) -> None:
    """Keep that a bundle went out."""
    shop.out.mkdir(exist_ok=True)
    case = next(row.id for row in desk.log.cases() if row.id in shop.cases)
    made = desk.evidence.bundle(
        [case], shop.out / "sent.pdf", BundleOrder(), sealer=desk.seals.present
    )
    tell("file", str(made.path), made.sha256)
    for way in ("微信", "邮件"):
        marked = desk.sending.sent(case, made.path, "银商", way, again=True)
        tell("event", marked.history[-1].id)


def backup(shop: Shop, desk: Desk, tell: Tell) -> None:
    """Make a backup here and a whole one in a file."""
    made = desk.backups.make()
    if made.first is None:
        raise made.first_trouble or AssertionError("no backup and no reason")
    tell("backup", str(made.first.path))
    shop.out.mkdir(exist_ok=True)
    whole = desk.backups.make_file(shop.out / f"{os.urandom(4).hex()}.backup")
    tell("backup", str(whole.path))


def restore(shop: Shop, desk: Desk, tell: Tell) -> None:
    """Go back to the newest backup."""
    newest = desk.backups.listed()[0]
    restoring = desk.restorer.restoring(newest.path, key_of(newest.path))
    desk.care.close()
    restoring.do(Quiet())
    tell("restored", str(newest.path))


def erase(shop: Shop, desk: Desk, tell: Tell) -> None:
    """Erase cases for good."""
    for row in [row for row in desk.log.cases() if row.id in shop.cases][:2]:
        gone = desk.forgetting.erase([row.id], "客人要求", even_open=True)
        # Where the disk failed the files may still hold copies, and that is said.
        tell("erased" if gone.clean else "not clean", row.id)


def encrypt(shop: Shop, desk: Desk, tell: Tell) -> None:
    """Turn encryption on, or off where it is on."""
    encryption = desk.encryption
    if encryption.is_on():
        turn = encryption.turning_off()
    else:
        sheet = shop.folder.with_name("sheet.pdf")
        key = encryption.prepare(sheet, "zh_CN", PASSPHRASE, PASSPHRASE).key
        turn = encryption.turning_on(key, check_number(key))
    desk.care.close()
    turn.do()
    tell("turned")


def settings(shop: Shop, desk: Desk, tell: Tell) -> None:
    """Name the shop and somebody to call."""
    for _ in range(2):
        name = f"第 {os.urandom(3).hex()} 家店"
        tell("naming", name)
        desk.shop_book.save_shop("name", name)
        tell("named", name)
    desk.shop_book.save_contact("acquirer", "银商", "95534")
    desk.calendars.import_year(paths.resources() / "calendars" / "2026.toml")


def provision(shop: Shop, desk: Desk, tell: Tell) -> None:
    """Bring an installer's file into force."""
    name = f"第 {os.urandom(3).hex()} 家店"
    file = shop.folder.with_name("provision.toml")
    said = f'locked = ["shop.name"]\n[shop]\nname = "{name}"\ntill = "5"\n'
    write_whole(file, said.encode())
    tell("naming", name)
    desk.provisioner.apply(file)
    tell("named", name)


def seal(shop: Shop, desk: Desk, tell: Tell) -> None:
    """Make a key where the one of before is not there any more, as after a restore."""
    try:
        (shop.folder / SEAL_FILE).unlink(missing_ok=True)
    except OSError as error:  # it is struck already
        raise file_trouble(shop.folder / SEAL_FILE, error) from error
    made = desk.seals.present().fingerprint
    again = desk.seals.present().fingerprint
    assert made == again, "another key at once"
    assert made in {one.fingerprint for one in desk.seals.known()}


def migrate(shop: Shop, desk: Desk, tell: Tell) -> None:
    """Nothing more: opening the folder of an older version has brought it up to date."""


class Quiet:
    """Hears how far restoring is, and says nothing."""

    def begin(self, step: Step, *, may_stop: bool) -> None: ...

    def __call__(self, done: int, total: int, /) -> None: ...


DEEDS: dict[str, Deed] = {
    "save": save,
    "attach": attach,
    "bundle": bundle,
    "sent": sent,
    "backup": backup,
    "restore": restore,
    "erase": erase,
    "encrypt": encrypt,
    "settings": settings,
    "provision": provision,
    "seal": seal,
    "migrate": migrate,
}


def work(shop: Shop, name: str) -> Work:
    """Return what a child is to do: open the desk and do the deed; an expected failure is told."""

    def do(tell: Tell) -> None:
        try:
            desk = shop.desk()
            try:
                DEEDS[name](shop, desk, tell)
            finally:
                desk.care.close()
            tell("done")
        except PosDeskError as error:
            tell("refused", str(error))

    return do


def picture() -> bytes:
    """Return a small picture that was never there before."""
    kept = io.BytesIO()
    Image.frombytes("L", (64, 64), random.randbytes(64 * 64)).save(kept, "PNG")
    return kept.getvalue()
