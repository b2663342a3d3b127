"""The first start's job: what a shop has said of itself so far, and whether it is to be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from posdesk.domain.errors import WrongInput
from posdesk.domain.people import ROLE_WORDS, Person, Role
from posdesk.domain.provision import ENCRYPTION_KEY
from posdesk.domain.shop import SHOP_FIELDS, TERMINAL_FIELDS
from posdesk.domain.text import N_, Text
from posdesk.services.desk import Desk

QUESTIONS = ("language", "shop", "terminals", "acquirer", "cashiers", "manager")
"""Everything that a first start may ask, in order."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was asked: what, where it is found, and what was said, empty where nothing."""

    question: str
    what: Text
    where: Text
    value: Text
    is_needed: bool = True


class FirstStart:
    """Keeps people as they are named; the shop, its terminals and contacts are the shop book's."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._has_guarded = False
        self.book = desk.shop_book

    def is_wanted(self) -> bool:
        """Return whether this data folder has never been told anything, nor said: later."""
        desk = self._desk
        if desk.preferences.is_introduced or desk.shop_book.library.faults:
            return False
        if desk.log.today() or desk.log.cases():
            return False
        if self.is_provisioned:
            return bool(missing(self.said()))
        return not (desk.shop.name or desk.staff.people.known)

    @property
    def is_provisioned(self) -> bool:
        """Whether an installer's file said something already; then only the rest is asked."""
        return self._desk.policy.file is not None

    @property
    def has_locked(self) -> bool:
        """Whether the installer's file holds something here that nobody else changes."""
        policy = self._desk.policy
        return bool(policy.locked) or policy.is_locked(ENCRYPTION_KEY)

    def questions(self) -> tuple[str, ...]:
        """Return what is to be asked, in order: of a provisioned counter only what is missing."""
        if not self.is_provisioned or self._desk.preferences.is_introduced:
            return QUESTIONS
        left = {one.question for one in missing(self.said())}
        return tuple(question for question in QUESTIONS if question in left)

    @property
    def least_digits(self) -> int:
        """How many digits a new PIN has at least."""
        return self._desk.staff.least_digits

    def finish(self) -> None:
        """Remember that it was gone through, or put off: it is not shown by itself again.

        A manager whose PIN was set on the way does not stay signed in at a counter.
        """
        if self._has_guarded:
            self._desk.staff.lock()
        self._desk.preferences.keep_introduced()

    # ------------------------------------------------------------------------------------- people

    @property
    def cashiers(self) -> tuple[Person, ...]:
        """The cashiers, as they were named."""
        return tuple(p for p in self._desk.staff.people.active if p.role is Role.CASHIER)

    @property
    def manager(self) -> Person | None:
        """The manager who was named first, ``None`` where nobody was."""
        managers = (p for p in self._desk.staff.people.active if p.role is Role.MANAGER)
        return next(managers, None)

    @property
    def manager_name(self) -> str:
        """The manager's name, as it stands under letters or in the list of people."""
        manager = self.manager
        return self._desk.shop.manager or (manager.name if manager else "")

    @property
    def has_pin(self) -> bool:
        """Whether some jobs are the manager's alone already."""
        return self._desk.staff.people.is_guarded

    @property
    def needs_pin(self) -> bool:
        """Whether a manager must have a PIN here."""
        return self._desk.policy.needs_pin(Role.MANAGER)

    def keep_cashier(self, name: str) -> Person:
        """Add a cashier; the first one is whose name new cases carry. Raises ``PosDeskError``."""
        person = self._desk.staff.add(name, Role.CASHIER)
        if not (self._desk.shop.cashier or self.book.is_locked("shop.cashier")):
            self.book.save_shop("cashier", person.name)
        return person

    def drop_cashier(self, person: Person) -> None:
        """Take a cashier off the list again."""
        self._desk.staff.leave(person.id)
        if self._desk.shop.cashier == person.name and not self.book.is_locked("shop.cashier"):
            left = self.cashiers
            self.book.save_shop("cashier", left[0].name if left else "")

    def keep_manager(self, name: str) -> str:
        """Name the manager, whose name stands under letters too; return it as it is kept.

        Nothing takes a name off the letters; the person stays. Raises ``PosDeskError``.
        """
        there = self.manager
        if not name.strip():
            return self.book.save_shop("manager", "").manager
        named = self._desk.staff.people.named(name)
        if named is None or named.role is not Role.MANAGER:
            if there is None:
                named = self._desk.staff.add(name, Role.MANAGER)
            else:
                named = self._desk.staff.rename(there.id, name)
        if self.book.is_locked("shop.manager"):
            return named.name
        return self.book.save_shop("manager", named.name).manager

    def keep_pin(self, pin: str) -> str:
        """Give the manager a PIN; return the recovery code, which is shown once."""
        manager = self.manager
        if manager is None:
            raise WrongInput(
                N_("A PIN needs a manager's name; nothing was stored; type the name first.")
            )
        code = self._desk.staff.set_pin(manager.id, pin)
        self._has_guarded = True
        return code

    # -------------------------------------------------------------------------------- what is known

    def said(self) -> tuple[Said, ...]:
        """Return everything that was asked, in order, with what was said."""
        shop = self._desk.shop
        terminals = ", ".join(terminal.id for terminal in self.book.terminals)
        acquirer = " ".join(word for word in (shop.acquirer, shop.acquirer_phone) if word)
        cashiers = ", ".join(person.name for person in self.cashiers) or shop.cashier
        pin = Text("已设", "set") if self.has_pin else Text("", "")
        number = TERMINAL_FIELDS["id"]
        role = ROLE_WORDS
        where = Text("设置 → 人员", "Settings → People")
        return (
            _shop_said("shop", "name", shop.name),
            _shop_said("shop", "merchant_id", shop.merchant_id),
            Said("terminals", number.label, number.hint, _same(terminals)),
            Said(
                "acquirer",
                SHOP_FIELDS["acquirer"].label,
                SHOP_FIELDS["acquirer"].hint,
                _same(acquirer),
            ),
            Said("cashiers", role[Role.CASHIER], where, _same(cashiers)),
            Said("manager", role[Role.MANAGER], where, _same(self.manager_name)),
            Said("manager", Text("PIN", "PIN"), where, pin, is_needed=self.needs_pin),
        )


def _shop_said(question: str, name: str, value: str) -> Said:
    spec = SHOP_FIELDS[name]
    return Said(question, spec.label, spec.hint, _same(value))


def _same(words: str) -> Text:
    return Text(words, words)


def missing(said: Sequence[Said]) -> tuple[Said, ...]:
    """Return what nobody has said yet and every case would like to know."""
    return tuple(one for one in said if one.is_needed and not one.value.zh_CN)
