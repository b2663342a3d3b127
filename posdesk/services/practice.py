"""Made-up cases to practise on: a morning at a counter that never was."""

from __future__ import annotations

from posdesk.domain.text import Lang
from posdesk.services.log import CaseLog
from posdesk.services.troubleshoot import Troubleshooter

_CASES = (
    ("86.00", "621700******5521", "timeout", "debited", "扣款未到账", "Charged, not received"),
    ("36.50", "", "timeout", "unknown", "付款码超时", "QR timed out"),
    ("1060.00", "622202******0086", "approved", "debited", "刷卡没反应", "The swipe does nothing"),
)


def furnish_practice(log: CaseLog, troubleshoot: Troubleshooter, lang: Lang) -> None:
    """Put three invented cases and one unfinished walk into an empty practice folder."""
    for amount, card, terminal, bank, zh, en in _CASES:
        said = zh if lang == "zh_CN" else en
        facts = {"amount": amount, "terminal": terminal, "bank": bank, "symptom": said}
        log.add(log.read({**facts, **({"card": card} if card else {})}))
    session = troubleshoot.start("no-slip")
    log.record(session.case, "amount", "64.00")
    troubleshoot.answer(session, "done")
