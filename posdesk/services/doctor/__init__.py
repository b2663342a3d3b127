"""Says what this installation consists of and what is wrong with it, one sentence a finding."""

from __future__ import annotations

from posdesk.services.doctor.display import has_display
from posdesk.services.doctor.examination import examine
from posdesk.services.doctor.patient import Seat
from posdesk.services.doctor.report import Check, Report, Severity

__all__ = ["Check", "Report", "Seat", "Severity", "examine", "has_display"]
