"""The working days that deadlines are counted by: asked for, listed, brought in year by year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from posdesk.domain.calendar import Day
from posdesk.domain.errors import NotFound, WrongInput
from posdesk.domain.people import Job
from posdesk.domain.text import N_
from posdesk.intake.calendar_files import read_year, write_year
from posdesk.services.library import Library
from posdesk.services.shop_book import ShopBook
from posdesk.services.staff import Staff


@dataclass(frozen=True, slots=True)
class ListedYear:
    """An announced year: from which notice, and how many days it names; ``own`` is the shop's."""

    year: int
    source: str
    holidays: int
    make_ups: int
    own: bool


class Calendars:
    """Knows the announced years; one that is brought in counts for every deadline at once."""

    def __init__(self, folder: Path, book: ShopBook, staff: Staff) -> None:
        self._folder, self._book, self._staff = folder, book, staff

    def check(self, day: date) -> Day:
        """Return whether one works on ``day``, and why."""
        return self._book.library.calendar.day(day)

    def years(self) -> tuple[ListedYear, ...]:
        """Return the announced years in order."""
        library = self._book.library
        return tuple(_listed(library, year) for year in sorted(library.calendar.years))

    def import_year(self, path: Path) -> ListedYear:
        """Take a year from a file; a manager's job.

        Raises ``WrongInput`` for a file that has a fault anywhere; then nothing was changed.
        """
        self._staff.require(Job.SETTINGS)
        if not path.is_file():
            raise NotFound(N_("There is no file {file}; nothing was changed."), file=path)
        year, faults = read_year(path)
        if year is None:
            raise WrongInput(
                N_("{file}, line {line}: {fault} Nothing was changed; faults found: {count}."),
                file=path.name,
                line=faults[0].line,
                fault=faults[0].text,
                count=len(faults),
            )
        write_year(self._folder, year)
        self._book.reload()
        return _listed(self._book.library, year.year)


def _listed(library: Library, number: int) -> ListedYear:
    year = library.calendar.years[number]
    return ListedYear(
        year=number,
        source=year.source,
        holidays=len(year.holidays),
        make_ups=len(year.make_ups),
        own=number in library.own_years,
    )
