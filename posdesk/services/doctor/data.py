"""Whether the journal is whole and the tables say what it tells."""

from __future__ import annotations

from collections.abc import Iterator

from posdesk.domain.people import fold_people
from posdesk.domain.text import Text
from posdesk.services.doctor.patient import Patient
from posdesk.services.doctor.report import Check, Severity, error, note, warning
from posdesk.services.pins import KEY_FILE as PIN_KEY
from posdesk.services.pins import Pins
from posdesk.storage.examination import Records
from posdesk.storage.store import KEY_FILE


def check(patient: Patient) -> Iterator[Check]:
    """Yield what is wrong with the records."""
    if (patient.folder / KEY_FILE).exists():
        yield note("encryption", "数据已加密。", "The data are encrypted.")
    else:
        yield note("encryption", "数据没有加密。", "The data are not encrypted.")
    if patient.trouble is not None:
        yield Check("database", patient.trouble, Severity.ERROR)
    if patient.records is None:
        return
    records = patient.records
    sound = records.health().quick_check == ("ok",)
    yield (
        Check("database")
        if sound
        else error(
            "database",
            "数据库文件有损坏：先别用，用备份恢复。",
            "The database file is damaged: stop and restore a backup.",
        )
    )
    whole = records.verify()
    if whole.first_bad is not None:
        bad, why = whole.first_bad, whole.first_bad.why
        yield error(
            "journal",
            f"日志第 {bad.seq} 条被动过（{why.zh_CN}）：先别用，用备份恢复。",
            f"Event {bad.seq} of the journal is bad ({why.en}): stop and restore a backup.",
        )
        return
    yield note(
        "journal",
        f"日志完整：{whole.events} 条。",
        f"The journal is whole: {whole.events} events.",
    )
    if sound:
        yield _tables(records)
    yield _pins(patient, records)


def _tables(records: Records) -> Check:
    if not records.is_of_this_version:
        return note(
            "tables",
            "列表还没跟上日志：下次打开时会重做。",
            "The lists are behind the journal: the next start makes them again.",
        )
    wrong = records.differing()
    if not wrong:
        return Check("tables")
    return warning(
        "tables",
        f"{len(wrong)} 个案件的列表与日志不符：日志是完整的，请用备份恢复或联系支持。",
        f"The lists of {len(wrong)} cases are not what the journal tells: the journal is whole;"
        " restore a backup or ask for support.",
    )


def _pins(patient: Patient, records: Records) -> Check:
    """Return what to do where the key of the PINs is gone or another one."""
    pins = Pins(patient.folder)
    people = fold_people(tuple(records.beside_cases()))
    lost = [p.name for p in people.active if p.pin and not pins.can_check(p.pin)]
    if not lost:
        return Check("pins")
    return Check(
        "pins",
        Text(
            f"PIN 的密钥（{PIN_KEY}）不在，{'、'.join(lost)}的 PIN 核对不了：用恢复码重设。",
            f"The key of the PINs ({PIN_KEY}) is missing, so those of {', '.join(lost)} cannot be"
            " checked: set new ones with the recovery code.",
        ),
        Severity.ERROR,
    )
