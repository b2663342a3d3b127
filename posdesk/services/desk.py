"""All services of one shop's data, as the composition root hands them on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from posdesk.domain.shop import Shop
from posdesk.intake.flow_faults import FileFault
from posdesk.services.agenda import Agenda
from posdesk.services.backups import Backups
from posdesk.services.calendars import Calendars
from posdesk.services.care import Caretaker
from posdesk.services.case_list import CaseList
from posdesk.services.case_pages import CasePages
from posdesk.services.case_slices import CaseSlices
from posdesk.services.check_up import CheckUp
from posdesk.services.clock_check import ClockCheck
from posdesk.services.contacts import Contacts
from posdesk.services.encryption import Encryption
from posdesk.services.evidence import Evidence
from posdesk.services.exhibits import ExhibitKeeper
from posdesk.services.finder import Finder
from posdesk.services.follow_up import FollowUp
from posdesk.services.forget_people import ForgetPeople
from posdesk.services.forgetting import Forgetting
from posdesk.services.form_filling import FormFilling
from posdesk.services.handbook import Handbook
from posdesk.services.log import CaseLog
from posdesk.services.marking import Marker
from posdesk.services.policy import Policy
from posdesk.services.preferences import Preferences
from posdesk.services.presets import Presets
from posdesk.services.printouts import Printouts
from posdesk.services.provisioning import Provisioner
from posdesk.services.rates import Rates
from posdesk.services.reminders import Reminders
from posdesk.services.restore import Restorer
from posdesk.services.seals import Seals
from posdesk.services.sending import Sending
from posdesk.services.shifts import Shifts
from posdesk.services.shop_book import ShopBook
from posdesk.services.staff import Staff
from posdesk.services.support import Support
from posdesk.services.taking_out import TakingOut
from posdesk.services.training import Trainer
from posdesk.services.troubleshoot import Troubleshooter
from posdesk.services.updates import Updates
from posdesk.services.verifying import Verifier


@dataclass(frozen=True, slots=True)
class Desk:
    """The services, one for each job."""

    folder: Path
    policy: Policy
    provisioner: Provisioner
    shop_book: ShopBook
    troubleshoot: Troubleshooter
    finder: Finder
    log: CaseLog
    staff: Staff
    follow_up: FollowUp
    calendars: Calendars
    agenda: Agenda
    case_list: CaseList
    case_pages: CasePages
    case_slices: CaseSlices
    reminders: Reminders
    restorer: Restorer
    shifts: Shifts
    exhibits: ExhibitKeeper
    marker: Marker
    evidence: Evidence
    form_filling: FormFilling
    seals: Seals
    sending: Sending
    verifier: Verifier
    taking_out: TakingOut
    care: Caretaker
    clock_check: ClockCheck
    check_up: CheckUp
    support: Support
    updates: Updates
    backups: Backups
    encryption: Encryption
    forgetting: Forgetting
    forget_people: ForgetPeople
    contacts: Contacts
    preferences: Preferences
    presets: Presets
    rates: Rates
    printouts: Printouts
    trainer: Trainer
    handbook: Handbook

    @property
    def faults(self) -> tuple[FileFault, ...]:
        """What is wrong in the shop's own files and the installer's, which are left out."""
        return (*self.shop_book.library.faults, *self.policy.faults)

    @property
    def shop(self) -> Shop:
        """The shop as it introduces itself at this moment."""
        return self.shop_book.shop
