"""The recipients that bundles go to: listed, found by name, and changed by a manager."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from posdesk.domain.bundle.preset import Preset
from posdesk.domain.errors import NotFound, WrongInput
from posdesk.domain.people import Job
from posdesk.domain.provision import PRESETS
from posdesk.domain.text import N_
from posdesk.intake.preset_files import change_own_preset
from posdesk.services.given import check_words
from posdesk.services.policy import FREE, Policy
from posdesk.services.shop_book import ShopBook
from posdesk.services.staff import Staff


class Presets:
    """Goes by the shop's book, so that what is changed there holds at once."""

    def __init__(self, folder: Path, book: ShopBook, staff: Staff, policy: Policy = FREE) -> None:
        self._folder, self._book, self._staff = folder, book, staff
        self._policy = policy

    def all(self) -> tuple[Preset, ...]:
        """Return every recipient, the shipped ones first."""
        return self._book.library.presets

    def find(self, name: str) -> Preset:
        """Return a recipient by its name; raises ``NotFound`` with the names there are."""
        found = next((preset for preset in self.all() if preset.name == name), None)
        if found is None:
            raise NotFound(
                N_("There is no recipient “{name}”; nothing was done; known: {known}."),
                name=name[:40],
                known=", ".join(preset.name for preset in self.all()),
            )
        return found

    def is_own(self, name: str) -> bool:
        """Return whether the shop's own file says something of a recipient."""
        return name in self._book.library.own_presets

    def change(self, name: str, values: Mapping[str, str]) -> Preset | None:
        """Keep fields of a recipient, which is added where it is new; a manager's job.

        An empty value takes the shop's own away, so that what is shipped holds again; ``None``
        where nothing is left of it then. Raises ``PosDeskError``; nothing was changed then.
        """
        self._staff.require(Job.SETTINGS)
        self._policy.require_free(PRESETS)
        if not values:
            raise WrongInput(N_("Nothing was said to change; write FIELD=VALUE, such as pages=19."))
        for field, text in values.items():
            check_words(field, text)
        change_own_preset(self._folder, name, values)
        self._book.reload()
        return next((preset for preset in self.all() if preset.name == name), None)
