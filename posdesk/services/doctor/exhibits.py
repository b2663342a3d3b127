"""Whether the bytes of every exhibit that events name are there as they were put."""

from __future__ import annotations

from collections.abc import Iterator

from posdesk.domain.text import Text
from posdesk.services.doctor.patient import Patient
from posdesk.services.doctor.report import Check, error


def check(patient: Patient) -> Iterator[Check]:
    """Yield how many exhibits are missing or damaged; all are read for that."""
    if patient.records is None or patient.quick:
        return
    wrong = patient.records.damaged_exhibits()
    yield (
        Check("exhibits")
        if not wrong
        else error(
            "exhibits",
            Text(
                f"{len(wrong)} 件证据缺失或损坏（{wrong[0][:12]}…），其余都在。",
                f"{len(wrong)} exhibits are missing or damaged ({wrong[0][:12]}…); all else is"
                " kept.",
            ),
            Text("请从备份取回。", "Restore them from a backup."),
        )
    )
