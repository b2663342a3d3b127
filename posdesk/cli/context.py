"""What a command works with: the services opened when first needed, the language, the output."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from posdesk import app, paths
from posdesk.cli.output import print_error, print_json, print_lines
from posdesk.cli.secret import secret, secret_if_any
from posdesk.domain.errors import DataTrouble, PosDeskError, WrongInput
from posdesk.domain.key import Key
from posdesk.domain.text import N_
from posdesk.i18n import Translator
from posdesk.services.desk import Desk
from posdesk.services.keys import SECRET, has_lost_key_file, is_locked, key_for, unlock
from posdesk.services.library import Library
from posdesk.services.shop_book import ShopBook
from posdesk.storage.store import DATABASE, KEY_FILE

if TYPE_CHECKING:  # read from the disk by what they come from
    from posdesk.intake.flow_faults import FileFault
    from posdesk.services.upgrading import Done
    from posdesk.services.verifying import Verifier
    from posdesk.storage.verify import Verification

_LOST = N_(
    "The folder {folder} holds no data, but there are backups of them; nothing was done; restore"
    " the newest (posdesk restore {newest}), or move the backups away to begin anew."
)


class Context:
    """One run of the program from a terminal."""

    def __init__(
        self, folder: Path, tr: Translator, *, as_json: bool, as_name: str | None = None
    ) -> None:
        self.folder = folder
        self.tr = tr
        self._as_json, self._as_name = as_json, as_name

    @cached_property
    def desk(self) -> Desk:
        """All services on the shop's data, for whoever ``--as`` names.

        Raises ``NotAllowed`` where they are not let in, and ``DataTrouble`` where the data are lost
        and only their backups are there; then nothing was done.
        """
        self._require_not_lost()
        desk = app.open_desk(self.folder, key=self.key, upgraded=self._tell_upgraded)
        desk = app.provisioned(desk)
        for said in desk.care.news_of_losses():
            print_error(self.tr.text(said))
        try:
            self.let_in(desk)
        except PosDeskError:
            desk.care.close()
            raise
        return desk

    @cached_property
    def key(self) -> Key | None:
        """What the data are encrypted with, where the system's key store does not have it.

        Given as passphrase or recovery code, in the environment or at the terminal. Raises
        ``KeyNeeded`` where there is neither, or where it opens nothing.
        """
        given = os.environ.get(SECRET, "")
        if not (is_locked(self.folder) or (given and has_lost_key_file(self.folder))):
            return None
        asked = secret_if_any(SECRET, self.tr("Passphrase or recovery code: "))
        if asked is None:
            return key_for(self.folder / KEY_FILE)  # says what is needed
        unlocked = unlock(self.folder, asked)
        if unlocked.kept_again:
            print_error(self.tr("The key is in this computer's key store again."))
        return unlocked.key

    @cached_property
    def library(self) -> Library:
        """The flow book and the code book, which need no data."""
        return app.open_library(self.folder)

    @cached_property
    def shop_book(self) -> ShopBook:
        """The shop's own book to look into, which needs no journal.

        Where an installer's file waits for a first start this is it.
        """
        is_first = not (self.folder / DATABASE).exists() and paths.provision_file().is_file()
        return self.desk.shop_book if is_first else app.open_shop_book(self.folder)

    @property
    def shop_book_to_change(self) -> ShopBook:
        """The shop's own book; where there are data already, whoever is there must be allowed."""
        there = (self.folder / DATABASE).exists() or self._as_name is not None
        return self.desk.shop_book if there else self.shop_book

    @property
    def verifier(self) -> Verifier:
        """What looks at bundles; where there are no data, none are made for that."""
        self._require_not_lost()
        there = (self.folder / DATABASE).exists() or self._as_name is not None
        return self.desk.verifier if there else app.open_stranger()

    def coverage(self) -> dict[str, tuple[str, ...]]:
        """Where each row of the checklist stands: in a flow, on a card, in a lesson."""
        from posdesk.domain.coverage import coverage

        training, twins = app.open_training()
        return coverage(self.library.book, training, twins)

    def check_flows(self, files: Sequence[str]) -> tuple[FileFault, ...]:
        """Return the faults of the named flow files, or of the shop's whole book."""
        return app.check_flows(self.folder, [Path(f) for f in files])

    def verify(self) -> Verification:
        """Verify the journal as it lies, even one that no service could be opened on."""
        self._require_not_lost()
        return app.verify_journal(self.folder, key=self.key)

    def require_nobody_named(self) -> None:
        """Raise ``WrongInput`` where ``--as`` names somebody to a window, which asks by itself."""
        if self._as_name is not None:
            raise WrongInput(
                N_("--as goes with a command; nothing was done; sign in at the window's top right.")
            )

    def say(self, value: Any, lines: Iterable[str]) -> None:
        """Print ``value`` as JSON where that was asked for, else ``lines``."""
        if self._as_json:
            print_json(value)
        else:
            print_lines(lines)

    def _require_not_lost(self) -> None:
        restorer = app.open_restorer(self.folder)
        if restorer.is_lost:
            raise DataTrouble(_LOST, folder=self.folder, newest=restorer.listed()[0].path)

    def _tell_upgraded(self, done: Done) -> None:
        if done.backup is not None:
            print_error(
                self.tr(
                    "The data are up to date. As they were before is kept in {path}",
                    path=done.backup,
                )
            )

    def on(self, folder: Path) -> Context:
        """Return the same run on the data in another folder."""
        return Context(folder, self.tr, as_json=self._as_json, as_name=self._as_name)

    def let_in(self, desk: Desk) -> None:
        """Sign in to ``desk`` whoever ``--as`` names; raises ``NotAllowed``."""
        if self._as_name is not None:
            person = desk.staff.people.named(self._as_name)
            pin = secret("POSDESK_PIN", self.tr("PIN: ")) if person and person.pin else ""
            desk.staff.sign_in(self._as_name, pin, told=False)

    @property
    def has_worked(self) -> bool:
        """Whether the services were opened."""
        return "desk" in self.__dict__

    def close(self) -> None:
        """Close what was opened."""
        if self.has_worked:
            self.desk.care.close()
