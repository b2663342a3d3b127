"""Services that the first look does without, made when somebody asks for them.

Reading all of them from the disk was a good part of a start, and most days need few.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from posdesk import __version__

if TYPE_CHECKING:  # each is read from the disk in the property that makes it
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from posdesk.domain.key import Key
    from posdesk.domain.lesson import Training
    from posdesk.services.agenda import Agenda
    from posdesk.services.backups import Backups
    from posdesk.services.calendars import Calendars
    from posdesk.services.case_pages import CasePages
    from posdesk.services.case_slices import CaseSlices
    from posdesk.services.check_up import CheckUp
    from posdesk.services.contacts import Contacts
    from posdesk.services.encryption import Encryption
    from posdesk.services.evidence import Evidence
    from posdesk.services.exhibits import ExhibitKeeper
    from posdesk.services.follow_up import FollowUp
    from posdesk.services.forget_people import ForgetPeople
    from posdesk.services.forgetting import Forgetting
    from posdesk.services.form_filling import FormFilling
    from posdesk.services.handbook import Handbook
    from posdesk.services.library import Shelves
    from posdesk.services.marking import Marker
    from posdesk.services.policy import Policy
    from posdesk.services.presets import Presets
    from posdesk.services.printouts import Printouts
    from posdesk.services.provisioning import Provisioner
    from posdesk.services.restore import Restorer
    from posdesk.services.seals import Seals
    from posdesk.services.sending import Sending
    from posdesk.services.shop_book import ShopBook
    from posdesk.services.staff import Staff
    from posdesk.services.support import Support
    from posdesk.services.taking_out import TakingOut
    from posdesk.services.taking_over import TakingOver
    from posdesk.services.training import Trainer
    from posdesk.services.updates import Updates
    from posdesk.services.verifying import Verifier
    from posdesk.storage.store import Store


class LateServices:
    """One property a service; what they are made of is there from the beginning."""

    folder: Path
    policy: Policy
    staff: Staff
    shop_book: ShopBook
    follow_up: FollowUp
    contacts: Contacts
    _store: Store
    _shelves: Shelves
    _clock: Callable[[], datetime]
    _key: Key | None
    _fonts: Path
    _training: Callable[[], Training]
    _handbook: Callable[[], Handbook]

    @cached_property
    def provisioner(self) -> Provisioner:
        """What an installer's file says, brought into force."""
        from posdesk.services.provisioning import Provisioner

        return Provisioner(
            *(self._store, self.staff, self.shop_book, self.encryption, self.policy, self._clock)
        )

    @cached_property
    def encryption(self) -> Encryption:
        """Turning encryption on and off."""
        from posdesk.services.encryption import Encryption

        return Encryption(
            *(self._store, self.staff, self._clock, self._fonts),
            lambda: self.shop_book.library.shop.name,
            self.policy,
        )

    # ------------------------------------------------------------------------ cases and exhibits

    @cached_property
    def exhibits(self) -> ExhibitKeeper:
        """What belongs to a case as files."""
        from posdesk.services.exhibits import ExhibitKeeper

        return ExhibitKeeper(self._store, self.staff, self._clock)

    @cached_property
    def marker(self) -> Marker:
        """Covers and frames on exhibits."""
        from posdesk.services.marking import Marker

        return Marker(self._store, self.staff, self._clock, self.exhibits)

    @cached_property
    def case_pages(self) -> CasePages:
        """The list of cases, page by page."""
        from posdesk.services.case_pages import CasePages

        return CasePages(self._store, self.follow_up)

    @cached_property
    def case_slices(self) -> CaseSlices:
        """The list of cases for what was typed."""
        from posdesk.services.case_slices import CaseSlices

        return CaseSlices(self._store, self.follow_up)

    @cached_property
    def agenda(self) -> Agenda:
        """What is due, as a calendar file."""
        from posdesk.services.agenda import Agenda

        return Agenda(self.follow_up, self.staff)

    @cached_property
    def taking_out(self) -> TakingOut:
        """Cases taken out as tables."""
        from posdesk.services.taking_out import TakingOut

        return TakingOut(self._store, self.staff, self.follow_up, self._clock, __version__)

    # -------------------------------------------------------------------------- what goes to banks

    @cached_property
    def evidence(self) -> Evidence:
        """The bundles."""
        from posdesk.services.evidence import Evidence

        return Evidence(
            self._store,
            self.staff,
            self._fonts,
            lambda: bool(self.shop_book.library.settings.tsa),
        )

    @cached_property
    def form_filling(self) -> FormFilling:
        """Pictures and words for a wallet's form."""
        from posdesk.services.form_filling import FormFilling

        return FormFilling(self.folder, self._fonts)

    @cached_property
    def presets(self) -> Presets:
        """What recipients take."""
        from posdesk.services.presets import Presets

        return Presets(self.folder, self.shop_book, self.staff, self.policy)

    @cached_property
    def seals(self) -> Seals:
        """The shop's own seals."""
        from posdesk.services.seals import Seals

        return self.shop_book.joined(
            Seals(self._store, self.staff, self.shop_book.library, self._clock)
        )

    @cached_property
    def verifier(self) -> Verifier:
        """Whether a bundle is whole and unchanged."""
        from posdesk.services.verifying import Verifier

        return Verifier(self.seals.known)

    @cached_property
    def sending(self) -> Sending:
        """What was sent to whom."""
        from posdesk.services.sending import Sending

        return Sending(self._store, self.staff, self._clock, self.verifier.looking)

    # ---------------------------------------------------------------------- looking after the data

    @cached_property
    def backups(self) -> Backups:
        """Copies of the data."""
        from posdesk.services.backups import Backups

        return Backups(self._store, self.staff, self._shelves, self._clock, self.policy)

    @cached_property
    def restorer(self) -> Restorer:
        """Going back to a copy."""
        from posdesk.services.restore import Restorer

        return Restorer(self._shelves, self._clock, self._key, self.staff.require)

    @cached_property
    def taking_over(self) -> TakingOver:
        """Bringing in what an account kept for itself."""
        from posdesk.services.taking_over import TakingOver

        return TakingOver(self._shelves, self._clock)

    @cached_property
    def forgetting(self) -> Forgetting:
        """Erasing cases for good."""
        from posdesk.services.forgetting import Forgetting
        from posdesk.services.holders import Holders

        holders = Holders(self.backups)
        return self.shop_book.joined(
            Forgetting(self._store, self.staff, holders, self.shop_book.library, self._clock)
        )

    @cached_property
    def forget_people(self) -> ForgetPeople:
        """Erasing people for good."""
        from posdesk.services.forget_people import ForgetPeople

        return ForgetPeople(self._store, self.staff, self._clock)

    @cached_property
    def check_up(self) -> CheckUp:
        """What is here and what is wrong."""
        from posdesk.services.check_up import CheckUp

        return CheckUp(self.folder, self._key)

    @cached_property
    def support(self) -> Support:
        """A file for whoever helps."""
        from posdesk.services.support import Support

        return Support(self.folder, self._key, self._clock)

    @cached_property
    def updates(self) -> Updates:
        """Whether there is a newer version."""
        from posdesk.services.updates import Updates

        return Updates(self.folder, self._clock)

    # ---------------------------------------------------------------------- reading and learning

    @cached_property
    def calendars(self) -> Calendars:
        """Working days."""
        from posdesk.services.calendars import Calendars

        return Calendars(self.folder, self.shop_book, self.staff)

    @cached_property
    def printouts(self) -> Printouts:
        """Everything on paper but bundles."""
        from posdesk.services.printouts import Printouts

        return self.shop_book.joined(
            Printouts(
                *(self.shop_book.library, self.contacts, self._store.case),
                lambda: self._training().cards,
                self._fonts,
            )
        )

    @cached_property
    def trainer(self) -> Trainer:
        """Lessons and practice."""
        from posdesk.services.training import Trainer

        return Trainer(self._store, lambda: self._training().themes, self._clock, self.staff.actor)

    @cached_property
    def handbook(self) -> Handbook:
        """The manual."""
        return self._handbook()
