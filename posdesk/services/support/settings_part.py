"""Which settings there are, as they may leave the shop: what was chosen from a list, else that."""

from __future__ import annotations

from pathlib import Path

from posdesk.domain.provision import (
    LANGUAGE_KEY,
    LOCK_MINUTES_KEY,
    RETENTION_KEY,
    THEME_KEY,
    THEMES,
    UPDATES_KEY,
    unfolded,
)
from posdesk.domain.text import LANGS
from posdesk.domain.yes_no import NO, YES
from posdesk.intake.contact_files import read_own_contacts
from posdesk.intake.preset_files import NAME as PRESETS
from posdesk.intake.preset_files import read_presets_in
from posdesk.intake.settings_file import NAME, read_settings
from posdesk.services.policy import LAST_COPY, OWN_COPY, read_in_force
from posdesk.services.provision_plan import told

_CHOICES: dict[str, tuple[str, ...]] = {
    LANGUAGE_KEY: tuple(LANGS),
    THEME_KEY: THEMES,
    UPDATES_KEY: (YES, NO),
}
_NUMBERS = (LOCK_MINUTES_KEY, RETENTION_KEY)
SET, OTHER = "set", "other"


def settings_part(folder: Path) -> dict[str, object]:
    """Return which settings are set, and the values of those that tell nothing of the shop."""
    settings = read_settings(folder)
    contacts = read_own_contacts(folder)
    presets, faults = read_presets_in(folder / PRESETS)
    values = {key: _shown(key, value) for key, value in told(settings).items()}
    return {
        "settings": {key: value for key, value in values.items() if value},
        "terminals": len(settings.terminals),
        "contacts": len(contacts.contacts),
        "recipients": len(presets),
        "codes": (folder / "codes.tsv").exists(),
        "flows": len(tuple((folder / "flows").glob("*.yaml"))),
        "parts_of_flows": len(tuple((folder / "flows" / "parts").glob("*.yaml"))),
        "faults": [
            {"file": file, "line": one.line}
            for file, found in ((NAME, settings.faults), (PRESETS, faults))
            for one in found
        ],
    }


def provision_part(folder: Path) -> dict[str, object]:
    """Return what is in force of an installer's file, named by its settings alone."""
    force = read_in_force(folder)
    if force.file is None:
        return {"file": None}
    said = force.provision
    usual = (OWN_COPY, LAST_COPY)
    return {
        "file": force.file.name if force.file.name in usual else OTHER,
        "is_machine_wide": force.is_machine_wide,
        "sha256": force.digest,
        "says": list(unfolded(said.said())),
        "locked": list(unfolded(said.locked)),
        "managers": len(said.managers),
        "cashiers": len(said.cashiers),
        "pin": said.pin.required.value,
        "encryption": said.encryption.value,
        "has_data_folder": bool(said.data.folder),
        "is_shared": said.data.shared,
        "faulty_lines": [one.line for one in force.faults],
    }


def _shown(key: str, value: str) -> str:
    if not value or value in _CHOICES.get(key, ()):
        return value
    return value if key in _NUMBERS and value.isascii() and value.isdigit() else SET
