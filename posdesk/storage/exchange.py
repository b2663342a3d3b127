"""Puts a whole new set of data files in the place of the old: all of them or none, even if killed.

Restoring and encrypting write new files into a folder of their own. A plan, written in one step,
says which of them take the place of which; from then on the exchange happens, if not at once then
when the folder is opened next. Without a plan the old files hold, and what was written goes.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from posdesk.in_place import put_in_place, sync_folder, take_away
from posdesk.ownership import make_inside
from posdesk.storage.durable import file_trouble, sync_file, write_durably
from posdesk.storage.folder_use import FolderUse
from posdesk.storage.leftovers import sweep_leftovers
from posdesk.storage.lost_log import keep_lost_logs

STAGE, _PLAN = "exchange", "exchange.json"
_LOGS = ("-wal", "-journal")
_BESIDE = (*_LOGS, "-shm")
"""What SQLite keeps beside a database; it belongs to the old file and must not meet the new."""


class Exchange:
    """An exchange of files in ``folder``, for whoever holds it alone (``FolderUse``)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begin(self) -> Path:
        """Return an empty folder for the new files. Raises ``DataTrouble``."""
        stage = self._folder / STAGE
        try:
            # Between entering the folder and having it alone another program may have been killed.
            _finish(self._folder)
            shutil.rmtree(stage, ignore_errors=True)
            make_inside(stage, exist_ok=False)
        except OSError as error:
            raise file_trouble(stage, error) from error
        return stage

    def commit(self, install: Sequence[str], remove: Sequence[str] = ()) -> None:
        """Exchange: the staged files named ``install`` come, the files named ``remove`` go.

        All staged databases must be closed. Raises ``DataTrouble``; then nothing was exchanged, or
        the rest is done when the folder is opened next.
        """
        stage = self._folder / STAGE
        plan = {"install": list(install), "remove": list(remove)}
        try:
            for name in install:
                self._refuse_half(stage / name)
                sync_file(stage / name)
            for within in {(stage / name).parent for name in install} | {stage}:
                sync_folder(within)
            write_durably(self._folder / _PLAN, json.dumps(plan).encode())
            _finish(self._folder)
        except OSError as error:
            raise file_trouble(self._folder, error) from error

    def _refuse_half(self, staged: Path) -> None:
        """Give up where a staged database has a log still: the rest of it lies there.

        SQLite tells nobody of a disk that failed while a database was being closed.
        """
        for log in (staged.with_name(f"{staged.name}{ending}") for ending in _LOGS):
            if log.exists() and log.stat().st_size:
                self.abandon()
                raise OSError(errno.EIO, os.strerror(errno.EIO))

    def abandon(self) -> None:
        """Let go of what was staged; the old files hold."""
        for plan in self._folder.glob(f"{_PLAN}.*.new"):
            plan.unlink(missing_ok=True)  # it was never put in its place
        shutil.rmtree(self._folder / STAGE, ignore_errors=True)


def enter(folder: Path) -> FolderUse:
    """Take a shared hold of ``folder`` once no exchange is left unfinished in it.

    Raises ``DataTrouble`` where another program has it alone, or where the folder cannot be used.
    """
    while True:
        if not (folder / _PLAN).exists():
            keep_lost_logs(folder)
        use = FolderUse(folder)
        if not (folder / _PLAN).exists():
            if (folder / STAGE).exists():
                # Whoever was writing there was killed, or this hold could not be had.
                Exchange(folder).abandon()
            sweep_leftovers(folder)
            return use
        use.close()
        with FolderUse(folder, alone=True):
            try:
                _finish(folder)
            except OSError as error:
                raise file_trouble(folder, error) from error


def _finish(folder: Path) -> None:
    """Do what the plan says, as often as it takes."""
    plan_file, stage = folder / _PLAN, folder / STAGE
    if not plan_file.exists():
        return
    plan = json.loads(plan_file.read_bytes())
    for name in (*plan["install"], *plan["remove"]):
        if name in plan["remove"] or (stage / name).exists():
            for ending in _BESIDE:
                take_away(folder / f"{name}{ending}")
    for name in plan["remove"]:
        take_away(folder / name)
    for name in plan["install"]:
        if (stage / name).exists():
            make_inside((folder / name).parent)
            put_in_place(stage / name, folder / name)
    for within in {(folder / name).parent for name in plan["install"]} | {folder}:
        sync_folder(within)
    take_away(plan_file)
    sync_folder(folder)
    shutil.rmtree(stage, ignore_errors=True)
