"""Whether the data can be opened, the journal is whole, and the tables say what it tells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from posdesk.domain.errors import KeyNeeded, PosDeskError
from posdesk.domain.moment import BEIJING
from posdesk.domain.people import fold_people
from posdesk.domain.text import Text
from posdesk.i18n import in_both
from posdesk.services.doctor.patient import Patient
from posdesk.services.doctor.report import Check, Severity, error, note, warning
from posdesk.services.lost_steps import WHAT_TO_DO, known_losses
from posdesk.services.pins import KEY_FILE as PIN_KEY
from posdesk.services.pins import Pins
from posdesk.storage.examination import Records
from posdesk.storage.form import look_at
from posdesk.storage.key_mark import named_key
from posdesk.storage.store import DATABASE, EXHIBITS, KEY_FILE

_RESTORE = Text("先别用，请用备份恢复。", "Stop and restore a backup.")


def check(patient: Patient) -> Iterator[Check]:
    """Yield what is wrong with the records."""
    if (patient.folder / KEY_FILE).exists():
        yield note("encryption", Text("数据已加密。", "The data are encrypted."))
    else:
        yield note("encryption", Text("数据没有加密。", "The data are not encrypted."))
    yield from _losses(patient)
    if patient.trouble is not None:
        yield _trouble(patient, patient.trouble)
    if patient.records is None:
        return
    yield _key_file(patient)
    records = patient.records
    sound = patient.quick or records.health().quick_check == ("ok",)
    yield (
        Check("database")
        if sound
        else error(
            "database", Text("数据库文件有损坏。", "The database file is damaged."), _RESTORE
        )
    )
    if not patient.quick:
        journal = _journal(records)
        yield journal
        if not journal.ok:
            return
    if sound:
        yield _tables(records, quick=patient.quick)
    yield _pins(patient, records)


def _losses(patient: Patient) -> Iterator[Check]:
    """Yield what damaged logs lost; once that is no news any more, where they are kept."""
    found = known_losses(patient.folder, datetime.now(BEIJING))
    for said, is_news in found:
        yield (error if is_news else note)("lost-log", said, WHAT_TO_DO)
    if not found:
        yield Check("lost-log")


def _trouble(patient: Patient, trouble: PosDeskError) -> Check:
    """Return why the data could not be opened, each reason under a name of its own."""
    name = "key" if isinstance(trouble, KeyNeeded) else "database"
    if name == "database" and _is_newer(patient):
        name = "newer-database"
    return Check(name, in_both(trouble), Severity.ERROR)


def _key_file(patient: Patient) -> Check:
    """Return whether the file beside the data names the key that opens them."""
    path = patient.folder / KEY_FILE
    if patient.key is None or named_key(path) == patient.key.id:
        return Check("key-file")
    named = named_key(path)
    what = Text("不在或已损坏", "is missing or damaged")
    if named:
        what = Text(f"写着另一把密钥（{named}）", f"names another key ({named})")
    return error(
        "key-file",
        Text(
            f"{KEY_FILE} {what.zh_CN}，数据用的却是 {patient.key.id}：离开这台电脑的密钥库，数据和"
            "新备份都会打不开。",
            f"{KEY_FILE} {what.en}, but the data need {patient.key.id}: without this computer's key"
            " store neither they nor new backups can be opened.",
        ),
        Text(
            "请关掉 PosDesk，移走这个文件，把恢复码放进 POSDESK_PASSPHRASE 再运行 posdesk doctor："
            "文件会重写。",
            "Close PosDesk, move that file away, and run posdesk doctor with the recovery code in"
            " POSDESK_PASSPHRASE: the file is written anew.",
        ),
    )


def _is_newer(patient: Patient) -> bool:
    """Return whether only a newer PosDesk can read the data."""
    folder = patient.folder
    return look_at(folder / DATABASE, folder / EXHIBITS, patient.key).is_newer


def _journal(records: Records) -> Check:
    whole = records.verify()
    bad = whole.first_bad
    if bad is None:
        return note(
            "journal",
            Text(
                f"日志完整：{whole.events} 条。",
                f"The journal is whole: {whole.events} events.",
            ),
        )
    return error(
        "journal",
        Text(
            f"日志第 {bad.seq} 条被动过（{bad.why.zh_CN}）。",
            f"Event {bad.seq} of the journal is bad ({bad.why.en}).",
        ),
        _RESTORE,
    )


def _tables(records: Records, *, quick: bool) -> Check:
    if not records.is_of_this_version:
        return note(
            "tables",
            Text(
                "列表还没跟上日志：下次打开时会重做。",
                "The lists are behind the journal: the next start makes them again.",
            ),
        )
    wrong = () if quick else records.differing()
    if not wrong:
        return Check("tables")
    return warning(
        "tables",
        Text(
            f"{len(wrong)} 个案件的列表与日志不符；日志是完整的。",
            f"The lists of {len(wrong)} cases are not what the journal tells; that is whole.",
        ),
        Text("请用备份恢复或联系支持。", "Restore a backup or ask for support."),
    )


def _pins(patient: Patient, records: Records) -> Check:
    """Return what to do where the key of the PINs is gone or another one."""
    pins = Pins(patient.folder)
    people = fold_people(tuple(records.beside_cases()))
    lost = [p.name for p in people.active if p.pin and not pins.can_check(p.pin)]
    if not lost:
        return Check("pins")
    return error(
        "pins",
        Text(
            f"PIN 的密钥（{PIN_KEY}）不在，{'、'.join(lost)}的 PIN 核对不了。",
            f"The key of the PINs ({PIN_KEY}) is missing, so those of {', '.join(lost)} cannot be"
            " checked.",
        ),
        Text("请用恢复码重设 PIN。", "Set new ones with the recovery code."),
    )
