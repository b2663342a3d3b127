"""Whether the shop's own key and certificate are still good when the next bundle is signed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from posdesk.domain.known_seals import Standing, fold_seals
from posdesk.domain.moment import BEIJING
from posdesk.domain.text import Text
from posdesk.services.doctor.patient import Patient
from posdesk.services.doctor.report import Check, error, warning
from posdesk.services.seal_keys import SealKeys

SOON = timedelta(days=60)
_NEW = Text(
    "请把签名密钥换成证书还没到期的（posdesk seal import），并把新证书交给看证据包的人。",
    "Bring in a key whose certificate is still good (posdesk seal import), and give that"
    " certificate to whoever checks bundles.",
)
_GONE = Text(
    "本店的签名密钥不在这里，或者它的文件坏了：下一份证据包会用新的密钥，指纹和以前不同。",
    "The key of the shop's seal is not here, or its file is damaged: the next bundle gets a new key"
    " with another fingerprint.",
)
_TELL = Text(
    "导出过密钥的，请导入（posdesk seal import）；没有的，把新指纹告诉收证据包的人。",
    "Bring it in again if it was exported (posdesk seal import); else tell the new fingerprint to"
    " whoever receives bundles.",
)


def check(patient: Patient) -> Iterator[Check]:
    """Yield whether key and certificate will do, where the shop has signed anything yet."""
    if patient.records is None:
        return
    known = fold_seals(tuple(patient.records.beside_cases()))
    own = next((one for one in known if one.standing is Standing.PRESENT), None)
    if own is None:
        yield Check("seal")
        yield Check("seal-key")
        return
    from posdesk.reports.seal.certificates import valid_until

    yield certificate(valid_until(own.certificate), datetime.now(BEIJING))
    if SealKeys(patient.folder, patient.key).holds(own.certificate):
        yield Check("seal-key")
    else:
        yield warning("seal-key", _GONE, _TELL)


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
