"""How the shop's data are kept: backups, restoring, encryption, what goes when it has grown old."""

from __future__ import annotations

from PySide6.QtCore import Signal

from posdesk.domain.provision import RETENTION_KEY, SECOND_PLACE_KEY
from posdesk.i18n import Translator
from posdesk.services.desk import Desk
from posdesk.ui.keeping.adoption_part import AdoptionPart
from posdesk.ui.keeping.backup_part import BackupPart
from posdesk.ui.keeping.encryption_part import EncryptionPart
from posdesk.ui.keeping.forgetting_part import ForgettingPart
from posdesk.ui.keeping.part import KeepingPart
from posdesk.ui.keeping.restore_part import RestorePart
from posdesk.ui.keeping.taking_out_part import TakingOutPart
from posdesk.ui.parts.card import rule
from posdesk.ui.parts.lock import Lock
from posdesk.ui.questions import Questions
from posdesk.ui.settings.section import Section
from posdesk.ui.tasks import Tasks
from posdesk.ui.theme import Theme


class KeepingSection(Section):
    """Joins the parts, one below the other."""

    between_wanted = Signal(object)

    def __init__(
        self, desk: Desk, tasks: Tasks, questions: Questions, theme: Theme, tr: Translator
    ) -> None:
        super().__init__(
            tr("Data"), tr("Backups, encryption, and what goes when it has grown old.")
        )
        self.parts: list[KeepingPart] = []
        self.adoption = AdoptionPart(desk, theme, tr)
        self.adoption.between_wanted.connect(self.between_wanted)
        self.parts.append(self.adoption)
        self.body.addWidget(self.adoption)
        self.backup = BackupPart(desk.backups, questions, theme, tr)
        self.add(self.backup)
        self.restore = RestorePart(desk.restorer, tasks, questions, theme, tr, desk.log.now)
        self.restore.between_wanted.connect(self.between_wanted)
        self.add(self.restore)
        self.encryption = EncryptionPart(desk.encryption, tasks, questions, theme, tr)
        self.encryption.between_wanted.connect(self.between_wanted)
        self.add(self.encryption)
        self.forgetting = ForgettingPart(desk.forgetting, desk.shop_book, tasks, theme, tr)
        self.add(self.forgetting)
        self.taking_out = TakingOutPart(desk.taking_out, tasks, questions, theme, tr)
        self.add(self.taking_out)

    def add(self, part: KeepingPart) -> None:
        """Put ``part`` below the others."""
        if len(self.parts) > 1:
            self.body.addWidget(rule())
        self.parts.append(part)
        self.body.addWidget(part)

    def locked(self, lock: Lock) -> bool:
        place, months = lock.is_locked(SECOND_PLACE_KEY), lock.is_locked(RETENTION_KEY)
        if place:
            self.backup.second.hold(lock)
        if months:
            self.forgetting.months.hold(lock)
        return self.encryption.hold(lock) or place or months

    def show_locked(self, lock: Lock) -> None:
        """Say here in any case from which file this counter was set up."""
        self.locked(lock)
        self.add_to_head(lock.sign(lock.whence))

    def refresh(self) -> None:
        """Show what is so now."""
        for part in self.parts:
            part.refresh()
