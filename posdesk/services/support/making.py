"""Makes the support file: what is wrong and how it came, for whoever helps."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from posdesk.domain.key import Key
from posdesk.services.own_folder import refuse_inside
from posdesk.services.taking_out import Report as Progress
from posdesk.services.taking_out import TakenOut

if TYPE_CHECKING:
    from posdesk.services.doctor.patient import Seat


class Support:
    """Makes the file from the data in ``folder``, damaged, locked or missing as they may be.

    Everything is read by connections of its own, so that a worker may do it. Nobody is kept from
    it: nothing of a case, a person or the shop is in it.
    """

    def __init__(self, folder: Path, key: Key | None, clock: Callable[[], datetime]) -> None:
        self._folder, self._key, self._clock = folder, key, clock

    @property
    def name(self) -> str:
        """What the file is best called now."""
        return f"posdesk-support-{self._clock():%y%m%d-%H%M}.zip"

    def make(
        self,
        target: Path,
        progress: Progress | None = None,
        *,
        seat: Seat | None = None,
        quick: bool = False,
    ) -> TakenOut:
        """Write the file ``target`` whole or not at all, for its owner's eyes alone.

        ``quick`` leaves out what goes through all that is stored. Raises ``WrongInput`` where it
        lies in the data folder, ``DataTrouble`` where it cannot be written, and what ``progress``
        raises.
        """
        from posdesk.reports.plain_zip import write_zip
        from posdesk.reports.whole_file import whole_file
        from posdesk.services.doctor.examination import examine
        from posdesk.services.support.gathering import gather

        refuse_inside(self._folder, target)
        report = examine(self._folder, key=self._key, quick=quick, seat=seat, progress=progress)
        texts = gather(self._folder, self._key, report, seat, self._clock())
        with whole_file(target, private=True) as out:
            write_zip(out, texts)
            size = out.seek(0, 2)
            out.seek(0)
            digest = hashlib.file_digest(out, "sha256").hexdigest()
        return TakenOut(target, len(texts), size, digest)
