"""A day on which secrets are told at every door; what it leaves behind is looked through."""

from __future__ import annotations

import json
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from posdesk import app, paths
from posdesk.domain.bundle.order import BundleOrder
from posdesk.domain.recovery import check_number, recovery_code
from posdesk.i18n import Translator
from posdesk.services.backups import beside
from posdesk.services.diary import Diary, Process
from posdesk.services.seal_keys import SEAL_FILE
from posdesk.ui.crash import CrashLog
from tests.fire.shop import PASSPHRASE
from tests.fire.telling import (
    SAID,
    SECRETS,
    Door,
    Place,
    at_terminal,
    by_services,
    command,
    with_files,
)
from tests.fire.traces import Secret, search
from tests.fire.trial import Ground, Outcome

STAFF_PIN = "59027418"
FEW = 12
"""Commands at which the short form tells; ``tests/e2e`` tells card numbers at most of them."""


def run(ground: Ground, outcome: Outcome) -> None:
    """Tell, put away all that is known, and look at every byte of it."""
    root = ground.folder
    place = _opened_shop(root)
    with temporary_in(root / "temporary"):
        _told(place, ground, outcome)
        typed = _put_away(place, root / "out", outcome)
        _look(root, (*SECRETS, *typed), "plain", ground, outcome)
        typed += _encrypted(place, root, outcome)
        _look(root, (*SECRETS, *typed), "encrypted", ground, outcome)


def _opened_shop(root: Path) -> Place:
    folder, files = root / "shop" / "data", root / "shop" / "files"
    files.mkdir(parents=True)
    (files / "base.toml").write_text('[shop]\nname = "清和桥"\n', "utf-8")
    desk = app.open_desk(folder)
    for name, role in (("周敏", "manager"), ("林晓", "cashier")):
        desk.staff.add(name, role)
    case = desk.log.add(desk.log.read({"amount": "500.00", "card": "622848******1234"}))
    other = desk.log.add(desk.log.read({"amount": "86.00"}))
    desk.exhibits.attach(case.id, "付款成功 500.00".encode(), "sms", name="短信.txt")
    bundle = files / "sent.pdf"
    desk.evidence.bundle([case.id], bundle, BundleOrder(), sealer=desk.seals.present)
    desk.care.close()
    return Place(folder, files, case.id, other.id, bundle)


@contextmanager
def temporary_in(folder: Path) -> Iterator[Path]:
    """Let all temporary files go to ``folder``, SQLite's and those of libraries in C too."""
    folder.mkdir()
    names = ("TMPDIR", "TMP", "TEMP", "SQLITE_TMPDIR")
    before = {name: os.environ.get(name) for name in names}, tempfile.tempdir
    os.environ.update(dict.fromkeys(names, str(folder)))
    tempfile.tempdir = str(folder)
    try:
        yield folder
    finally:
        tempfile.tempdir = before[1]
        for name, value in before[0].items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})


def _told(place: Place, ground: Ground, outcome: Outcome) -> None:
    """Tell at each door: everything in the long form, something else each time in the short."""
    commands = {**at_terminal(), **with_files()}
    _tell_at("command", commands, place, ground, outcome, 1)
    desk = app.open_desk(place.folder)
    try:
        _tell_at("service", by_services(desk), place, ground, outcome, 3)
        crash = CrashLog(
            Diary(place.folder, Process.WINDOW),
            Translator("zh_CN", paths.resources() / "i18n"),
            lambda _said: None,
        )
        for said in SAID:
            error = ValueError(said)
            error.__cause__ = OSError(5, said, said)
            crash.caught(type(error), error, None)
            outcome.done["story: crashes"] += 1
    finally:
        desk.care.close()


def _tell_at(
    kind: str,
    doors: Mapping[str, Door],
    place: Place,
    ground: Ground,
    outcome: Outcome,
    short: int,
) -> None:
    numbered = list(enumerate(doors.items()))
    if not ground.percent and len(numbered) > FEW:
        numbered = ground.chance(kind).sample(numbered, FEW)
    for number, (name, door) in numbered:
        share = [SAID[(number + at) % len(SAID)] for at in range(ground.choose(short, len(SAID)))]
        for said in share:
            try:
                taken = door(place, said)
            except Exception as wrong:  # noqa: BLE001 - a bug at a door is what is looked for
                ground.say(outcome.lose(f"story: {name}: {said}: {wrong!r}"))
                continue
            outcome.done[f"story: told at a {kind}, {'taken' if taken else 'refused'}"] += 1


def _put_away(place: Place, out: Path, outcome: Outcome) -> tuple[Secret, ...]:
    """Set a PIN; back up, export, bundle, write what the maintainers get. Return what was typed."""
    out.mkdir()

    def done(*argv: str, **secrets: str) -> None:
        code = command(place, argv, **secrets)
        assert code == 0, argv
        outcome.done["story: files written"] += 1

    for form in ("csv", "xlsx", "json"):
        done("case", "export", "-o", str(out / f"cases.{form}"))
    done("journal", "export", "-o", str(out / "journal.jsonl"))
    done("bundle", place.case, "-o", str(out / "bundle.pdf"))
    done("bundle", "sent", place.case, str(out / "bundle.pdf"), "--to", "银商", "--way", "微信")
    done("handover", "-o", str(out / "sheet.pdf"))
    done("backup", str(out / "whole.backup"))
    done("support", "-o", str(out / "support.zip"))
    desk = app.open_desk(place.folder)
    try:
        desk.backups.make()
        case = desk.log.case(place.case)
        for number, exhibit in enumerate(case.exhibits):
            (out / f"exhibit {number}").write_bytes(desk.exhibits.bytes_of(exhibit))
        manager = next(one for one in desk.staff.people.active if one.name == "周敏")
        recovery = desk.staff.set_pin(manager.id, STAFF_PIN)
    finally:
        desk.care.close()
    done("--as", "周敏", "people", "list", POSDESK_PIN=STAFF_PIN)
    done("--as", "周敏", "support", "-o", str(out / "support 2.zip"), POSDESK_PIN=STAFF_PIN)
    groups = recovery.replace("-", " ").split()
    plain = "".join(groups)
    return (
        Secret("staff's PIN", (STAFF_PIN,)),
        Secret("code for a forgotten PIN", (recovery, plain, plain.lower(), " ".join(groups))),
    )


def _encrypted(place: Place, root: Path, outcome: Outcome) -> tuple[Secret, ...]:
    """Turn encryption on; the sheet is the only place where the recovery code stands."""
    desk = app.open_desk(place.folder)
    desk.staff.sign_in("周敏", STAFF_PIN)
    sheet = root.with_name(f"{root.name} sheet.pdf")
    key = desk.encryption.prepare(sheet, "zh_CN", PASSPHRASE, PASSPHRASE).key
    turn = desk.encryption.turning_on(key, check_number(key))
    desk.care.close()
    turn.do()
    sheet.unlink()
    code = recovery_code(key)
    secrets = {"POSDESK_PASSPHRASE": PASSPHRASE, "POSDESK_PIN": STAFF_PIN}
    for words in (("backup", str(root / "out" / "encrypted.backup")), ("case", "list")):
        assert command(place, ("--as", "周敏", *words), **secrets) == 0, words
    for wrong in ("七号柜台的雨伞 28", code.lower(), PASSPHRASE[:-1]):
        command(place, ("case", "list"), POSDESK_PASSPHRASE=wrong)
    assert command(place, ("support", "-o", str(root / "out" / "support 3.zip")), **secrets) == 0
    outcome.done["story: files written"] += 2
    return (
        Secret("passphrase", (PASSPHRASE, "七号柜台的雨伞")),
        Secret("recovery code", (code, code.lower(), code.replace("-", ""))),
        Secret("key of the data", (key.secret.hex(),), raw=(key.secret,)),
    )


def _look(
    root: Path, secrets: tuple[Secret, ...], form: str, ground: Ground, outcome: Outcome
) -> None:
    """Search everything; the seal's key may be in its own file, for its owner's eyes alone."""
    folder, elsewhere = root / "shop" / "data", root / "without the seal"
    for at in (folder, beside(folder), root / "shop" / "files", root / "out", root / "temporary"):
        if at.exists():
            shutil.copytree(at, elsewhere / at.name)
    seal = elsewhere / "data" / SEAL_FILE
    said = json.loads(seal.read_bytes())
    assert stat.S_IMODE((folder / SEAL_FILE).stat().st_mode) == 0o600, "the seal may be read"
    if secret := said.get("secret"):
        secrets += (
            Secret("key of the seal", (secret, secret.upper()), raw=(bytes.fromhex(secret),)),
        )
        seal.unlink()
    cache = Path(os.environ["XDG_CACHE_HOME"])
    searched = search((elsewhere, cache), secrets)
    outcome.done[f"story: files searched, {form}"] += searched.files
    outcome.done[f"story: bytes searched, {form}"] += searched.bytes
    for one in searched.found:
        ground.say(outcome.lose(f"story, {form}: {one}"))
    shutil.rmtree(elsewhere)
