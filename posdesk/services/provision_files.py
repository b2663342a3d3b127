"""The installer's desk work: a file checked, the example to begin with, files for many counters."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from posdesk import paths
from posdesk.domain.errors import DataTrouble, WrongInput
from posdesk.domain.text import N_, Lang
from posdesk.in_place import put_in_place
from posdesk.intake.provision_counters import CounterFile, read_counters
from posdesk.intake.provision_faults import ProvisionFault
from posdesk.intake.provision_file import ReadProvision, read_provision

__all__ = ["MadeCounters", "ProvisionFault", "check_provision", "example", "make_counters"]


@dataclass(frozen=True, slots=True)
class MadeCounters:
    """The files that were written, or everything that is wrong with the table."""

    written: tuple[Path, ...] = ()
    faults: tuple[ProvisionFault, ...] = ()


def check_provision(file: Path) -> ReadProvision:
    """Return what ``file`` says, or its faults; nothing is changed."""
    return read_provision(file)


def example(lang: Lang) -> str:
    """Return the commented file to begin with."""
    return (paths.resources() / "provision" / f"provision.{lang}.toml").read_text("utf-8")


def make_counters(
    table: Path, template: Path, folder: Path, *, replace: bool = False
) -> MadeCounters:
    """Write a file into ``folder`` for each row of ``table``, all or none.

    Raises ``WrongInput`` where a file lies there already and is not to be replaced, and
    ``DataTrouble`` where one cannot be written; nothing was changed then.
    """
    made = read_counters(table, template)
    if made.faults:
        return MadeCounters(faults=made.faults)
    targets = [folder / one.name for one in made.files]
    there = [path for path in targets if path.exists()]
    if there and not replace:
        raise WrongInput(
            N_(
                "{file} is there already (files: {count}); nothing was written; choose another"
                " folder, or add --replace."
            ),
            file=there[0],
            count=len(there),
        )
    _write_all(targets, made.files)
    return MadeCounters(written=tuple(targets))


def _write_all(targets: Sequence[Path], files: Sequence[CounterFile]) -> None:
    """Write everything beside its place first, so that a full disk leaves what was there."""
    waiting = [path.with_name(f".{path.name}.{os.getpid()}.new") for path in targets]
    try:
        for beside, one in zip(waiting, files, strict=True):
            beside.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(one.read.data)
        for beside, path in zip(waiting, targets, strict=True):
            put_in_place(beside, path)
    except OSError as error:
        raise DataTrouble(
            N_("{file} cannot be written ({reason}); choose another folder or free the disk."),
            file=error.filename or targets[0],
            reason=error.strerror,
        ) from error
    finally:
        for beside in waiting:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
