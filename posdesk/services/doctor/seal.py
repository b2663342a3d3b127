"""Whether the shop's own certificate is still good when the next bundle is signed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from posdesk.domain.known_seals import Standing, fold_seals
from posdesk.domain.moment import BEIJING
from posdesk.domain.text import Text
from posdesk.services.doctor.patient import Patient
from posdesk.services.doctor.report import Check, error, warning

SOON = timedelta(days=60)
_NEW = Text(
    "请把签名密钥换成证书还没到期的（posdesk seal import），并把新证书交给看证据包的人。",
    "Bring in a key whose certificate is still good (posdesk seal import), and give that"
    " certificate to whoever checks bundles.",
)


def check(patient: Patient) -> Iterator[Check]:
    """Yield whether the certificate ends, where the shop has signed anything yet."""
    if patient.records is None:
        return
    known = fold_seals(tuple(patient.records.beside_cases()))
    own = next((one for one in known if one.standing is Standing.PRESENT), None)
    if own is None:
        yield Check("seal")
        return
    from posdesk.reports.seal.certificates import valid_until

    yield certificate(valid_until(own.certificate), datetime.now(BEIJING))


def certificate(until: datetime, now: datetime) -> Check:
    """Return whether a certificate that is valid ``until`` then still is."""
    day = until.astimezone(BEIJING).date()
    if until < now:
        return error(
            "seal",
            Text(
                f"签名证书已在 {day} 到期，新的证据包会被看作无效。",
                f"The certificate of the seal ended on {day}: new bundles will not be believed.",
            ),
            _NEW,
        )
    if until - now < SOON:
        return warning(
            "seal",
            Text(f"签名证书在 {day} 到期。", f"The certificate of the seal ends on {day}."),
            _NEW,
        )
    return Check("seal")
