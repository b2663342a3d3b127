"""All services of one shop's data, as the composition root hands them on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from posdesk.domain.shop import Shop
from posdesk.intake.flow_faults import FileFault
from posdesk.services.care import Caretaker
from posdesk.services.contacts import Contacts
from posdesk.services.evidence import Evidence
from posdesk.services.finder import Finder
from posdesk.services.log import CaseLog
from posdesk.services.preferences import Preferences
from posdesk.services.troubleshoot import Troubleshooter


@dataclass(frozen=True, slots=True)
class Desk:
    """The services, one for each job; ``faults`` are those of the shop's own files."""

    folder: Path
    shop: Shop
    troubleshoot: Troubleshooter
    finder: Finder
    log: CaseLog
    evidence: Evidence
    care: Caretaker
    contacts: Contacts
    preferences: Preferences
    faults: tuple[FileFault, ...] = ()
