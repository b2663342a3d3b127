"""Questions to the derived tables, and the rows of cases that answer them."""

from __future__ import annotations

from posdesk.storage.queries.case_rows import CaseRow, UnfinishedWalk
from posdesk.storage.queries.lists import Queries

__all__ = ["CaseRow", "Queries", "UnfinishedWalk"]
