"""When to look where the money is and what to do then: section 6 of the outlines, in words."""

from __future__ import annotations

from posdesk.domain.followup import Rule
from posdesk.domain.life import Party
from posdesk.domain.money_state import Check
from posdesk.domain.outcome import Track
from posdesk.domain.text import Text

_LOOK_AGAIN = Text("再看一次：退回了没有", "Look again: has it come back?")

MONEY_LOOKS: dict[Check, tuple[Text, Rule, int, Party | None]] = {
    Check.NOW: (Text("问清终端和银行两边", "Ask both sides"), Rule.MINUTES, 0, None),
    Check.MINUTES_5: (
        Text("看冲正有没有结果", "Has the reversal a result?"),
        Rule.MINUTES,
        5,
        None,
    ),
    Check.MINUTES_10: (_LOOK_AGAIN, Rule.MINUTES, 10, None),
    Check.STUCK_15: (
        Text("冲正没结果：打收单机构", "Reversal stuck: call the acquirer"),
        Rule.MINUTES,
        15,
        Party.ACQUIRER,
    ),
    Check.MINUTES_60: (_LOOK_AGAIN, Rule.MINUTES, 60, None),
    Check.TODAY: (
        Text("今天报收单机构，要工单号", "Report to the acquirer today, get a ticket"),
        Rule.SAME_DAY,
        0,
        Party.ACQUIRER,
    ),
    Check.CLOSING: (
        Text("打烊对账：终端、收银、后台", "At closing: terminal, till and portal"),
        Rule.CLOSING,
        0,
        None,
    ),
    Check.WORKDAY_1: (
        Text("查后台、结算单和银行 App", "Check portal, statement and bank app"),
        Rule.WORKDAYS,
        1,
        None,
    ),
    Check.WORKDAY_3: (
        Text("催收单机构；请客人找发卡行查询", "Press the acquirer; the customer asks the issuer"),
        Rule.WORKDAYS,
        3,
        Party.ACQUIRER,
    ),
    Check.WORKDAY_7: (
        Text("书面投诉收单机构；客人找发卡行", "Complain in writing; the customer to the issuer"),
        Rule.WORKDAYS,
        7,
        Party.ACQUIRER,
    ),
    Check.WORKDAY_15: (
        Text("退款再查一次，没到就升级", "Look for the refund once more, then escalate"),
        Rule.WORKDAYS,
        15,
        Party.ISSUER,
    ),
}
"""What the verdict's checks mean in words; minutes count from the case, days from the sale."""

TRACK_LOOKS: dict[Track, tuple[tuple[int, Text, Party | None], ...]] = {
    Track.SETTLEMENT: (
        (1, Text("看后台和结算单：钱到了没有", "Portal and statement: has the money come?"), None),
    ),
    Track.INQUIRY: (
        (1, Text("问收单机构：有没有答复", "Ask the acquirer for the answer"), Party.ACQUIRER),
        (3, Text("催收单机构，升一级", "Press the acquirer, one level up"), Party.ACQUIRER),
        (7, Text("书面投诉收单机构", "Complain to the acquirer in writing"), Party.ACQUIRER),
    ),
    Track.REFUND: (
        (3, Text("在后台看退款状态", "Read the refund's state in the portal"), Party.ISSUER),
        (7, Text("退款没到：报收单机构", "Refund not there: the acquirer"), Party.ACQUIRER),
        (15, Text("退款还没到：书面查询", "Still no refund: ask in writing"), Party.ACQUIRER),
    ),
    Track.PAYOUT: (
        (1, Text("看打款补了没有", "Has the payout been made again?"), Party.ACQUIRER),
        (3, Text("催重新打款", "Press for the payout"), Party.ACQUIRER),
        (7, Text("书面要求打款", "Demand the payout in writing"), Party.ACQUIRER),
    ),
}
"""What is looked for after how many working days, on each track."""
