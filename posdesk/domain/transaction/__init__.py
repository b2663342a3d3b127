"""The facts on a slip and their rules: what is known of one attempt to pay, and what is asked."""

from __future__ import annotations

from posdesk.domain.transaction.missing import is_wallet, missing_fields
from posdesk.domain.transaction.slip import Slip, SlipValue
from posdesk.domain.transaction.slip_fields import (
    SLIP_FIELDS,
    SlipField,
    may_be_confirmed,
    read_field,
)

__all__ = [
    "SLIP_FIELDS",
    "Slip",
    "SlipField",
    "SlipValue",
    "is_wallet",
    "may_be_confirmed",
    "missing_fields",
    "read_field",
]
