"""What a kill leaves in the midst of work with personal content, and what erasing leaves."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Callable

from PIL import Image

from posdesk.domain.bundle.order import BundleOrder
from posdesk.domain.cover import Box
from posdesk.services.backups import beside
from posdesk.services.desk import Desk
from posdesk.services.taking_out import Form
from tests.fire.child import AfterSeconds, Tell, run
from tests.fire.day_with_secrets import temporary_in
from tests.fire.deeds import picture
from tests.fire.looking import grow_old, look
from tests.fire.shop import Shop
from tests.fire.traces import Secret, search
from tests.fire.trial import Ground, Outcome
from tests.intake.made_files import pdf

Deed = Callable[[Shop, Desk, str], object]
WINDOW, STEP = 48, 1500
"""Bytes by which a packed file is known again, and how far they lie apart: two in each page."""


def _cover(shop: Shop, desk: Desk, case: str) -> None:
    page = pdf(("messages of Ouyang",), pages=2)
    kept = desk.exhibits.attach(case, page, "sms", name="短信.pdf").exhibits[-1]
    desk.exhibits.cover(case, kept.id, [Box.read("1,60,60,400,100")])


DEEDS: dict[str, Deed] = {
    "cover": _cover,
    "bundle": lambda shop, desk, case: desk.evidence.bundle(
        [case], shop.out / "bundle.pdf", BundleOrder(), sealer=desk.seals.present
    ),
    "list": lambda shop, desk, case: desk.taking_out.named([case], Form.XLSX, "zh_CN").to_file(
        shop.out / "cases.xlsx"
    ),
    "support": lambda shop, desk, _case: desk.support.make(shop.out / "support.zip", quick=True),
    "map": lambda shop, desk, _case: desk.printouts.map("no-slip", shop.out / "map.pdf", "zh_CN"),
}


def kills(ground: Ground, outcome: Outcome) -> None:
    """Kill each work at instants of its own; nothing stays in the temporary folder or for long."""
    shop = Shop(ground.folder / "kills" / "data")
    shop.out.mkdir(parents=True)
    desk = shop.desk()
    case = desk.log.add(desk.log.read({"amount": "500.00", "symptom": "客人姓欧阳"})).id
    desk.exhibits.attach(case, picture(), "slip", name="小票.png")
    desk.care.close()
    temporary = ground.folder / "temporary of kills"
    with temporary_in(temporary):
        tried = ground.chance("kills").sample(sorted(DEEDS), len(DEEDS) if ground.percent else 2)
        for name, deed in ((name, DEEDS[name]) for name in tried):
            _do(shop, deed, case)  # what children need is loaded here
            begun = time.monotonic()
            _do(shop, deed, case)
            seconds, chance = time.monotonic() - begun, ground.chance(name)
            for _ in range(ground.choose(1, 60)):

                def work(tell: Tell, deed: Deed = deed) -> None:
                    _do(shop, deed, case)
                    tell("done")

                ended = run(work, AfterSeconds(chance.uniform(0, seconds)))
                outcome.done[f"kills: {name}, {'killed' if ended.killed else 'ended'}"] += 1
                left = [path.name for path in temporary.rglob("*") if path.is_file()]
                if left:
                    ground.say(outcome.lose(f"kills: {name} left {left} in the temporary folder"))
                outcome.done["kills: half files seen"] += grow_old(shop)
            _do(shop, deed, case)
            strange = [path.name for path in shop.out.iterdir() if path.suffix not in _WHOLE]
            if strange or grow_old(shop):
                ground.say(outcome.lose(f"kills: {name} left {strange}"))
    look(shop)


_WHOLE = (".pdf", ".sha256", ".xlsx", ".zip")


def _do(shop: Shop, deed: Deed, case: str) -> None:
    desk = shop.desk()
    try:
        deed(shop, desk, case)
    finally:
        desk.care.close()


def erased(ground: Ground, outcome: Outcome) -> None:
    """Erase cases whose bundle went out: their words and bytes are in no page, used or not."""
    for number in range(ground.choose(1, 20)):
        shop = Shop(ground.folder / f"erased {number}" / "data")
        shop.out.mkdir(parents=True)
        with temporary_in(ground.folder / f"temporary of erased {number}") as temporary:
            desk = shop.desk()
            mark = f"欧阳{os.urandom(6).hex()}"
            case = desk.log.add(desk.log.read({"amount": "500.00", "symptom": mark})).id
            photo = _photo()
            desk.exhibits.attach(case, f"短信：{mark}".encode(), "sms", name=f"{mark}.txt")
            desk.exhibits.attach(case, photo, "slip", name="小票.png")
            kept = [desk.exhibits.bytes_of(one) for one in desk.log.case(case).exhibits]
            made = desk.evidence.bundle(
                [case], shop.out / "bundle.pdf", BundleOrder(), sealer=desk.seals.present
            )
            desk.sending.sent(case, made.path, "银商", "微信")
            sent = made.path.read_bytes()
            for path in shop.out.iterdir():
                path.unlink()
            desk.backups.make()
            secrets = (
                Secret("its words", (mark,)),
                *(Secret("its exhibit", raw=_windows(one)) for one in kept if len(one) > STEP),
                Secret("its bundle", raw=_windows(sent)),
            )
            places = (shop.folder, beside(shop.folder), shop.out, temporary)
            before = {one.partition(" in ")[0] for one in search(places, secrets).found}
            assert before == {one.name for one in secrets}, before
            if number % 2:
                desk.care.close()
                desk = shop.desk()
            gone = desk.forgetting.erase([case], "客人要求", even_open=True, drop_backups=True)
            assert gone.clean
            for when in ("at once", "after closing"):
                searched = search(places, secrets)
                outcome.done["erased: bytes searched"] += searched.bytes
                for one in searched.found:
                    ground.say(outcome.lose(f"erased, {when}: {one}"))
                if when == "at once":
                    desk.care.close()
            outcome.done["erased: cases whose bundle went out"] += 1


def _photo() -> bytes:
    kept = io.BytesIO()
    Image.frombytes("RGB", (160, 160), os.urandom(160 * 160 * 3)).save(kept, "PNG")
    return kept.getvalue()


def _windows(data: bytes) -> tuple[bytes, ...]:
    return tuple(data[at : at + WINDOW] for at in range(1000, len(data) - WINDOW, STEP))
