"""What no step may say: to take money again where that is not proven safe, or to ask for secrets.

The patterns rather find too much than too little: an author who meant well says it otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from posdesk.domain.flow import Flow, Node
from posdesk.domain.flow_fault import Fault
from posdesk.domain.text import Text

_CHARGE_ZH = re.compile(
    r"再(?:次)?(?:收|刷|付|扫|扣|支付|交易|试)|重(?:新|复)?(?:刷|收|付|扫|扣|支付|交易|试)"
    r"|换(?:一|个|一个|一张|张|种|一种|别的)?(?:卡|方式|办法|钱包|码|支付)"
    r"|(?:另|另外|补)(?:收|付|刷)|做(?:一笔)?新交易|(?:用|付|收|改)现金"
    r"|(?:收|刷|付|扫)(?:第二|两|二)(?:次|遍|笔)"
)
_NOT_ZH = re.compile(
    r"(?:不|别|勿|禁止|避免)(?:要|能|可|可以|得|许|准|必|用|会|应|该|主动|急着|马上|轻易|让顾客|请顾客){0,2}$"
)
_CHARGE_EN = re.compile(
    r"\b(?:charg|pay|paid|swip|tap|insert|scan)\w*\b[^,;.:!?]*?"
    r"\b(?:again|anew|twice|once more|a second time)\b"
    r"|\bre-?(?:swip|charg|try|tries|tried|pay|scan)\w*|\btry (?:it )?again\b"
    r"|\b(?:an)?other (?:card|means|way|wallet|method|code)s?\b"
    r"|\b(?:different|second|new) (?:card|charge|sale|payment|swipe|wallet|means)s?\b"
    r"|\bcharge (?:it |them )?(?:once|the right amount)\b|\btake the payment\b"
    r"|\bagree to pay\b|\b(?:in|by|take|with) cash\b",
    re.IGNORECASE,
)
_NOT_EN = re.compile(r"(?:\b(?:not|never|no|without|nor|avoid)|n't)(?: \w+){0,2} $", re.IGNORECASE)
_OWN_WISH = re.compile(r"坚持|\binsist", re.IGNORECASE)
"""What customers do of their own will is recorded, not advised."""

_SECRET = re.compile(
    r"cvv|cvn|cvc|安全码|校验码|密码|验证码|动态码|动态口令|短信码|(?:完整|全部|整个|全)的?卡号"
    r"|有效期|磁道|\bpins?\b|\bsecurity codes?\b|\bpasswords?\b|\bone-time\b|\botp\b"
    r"|\bverification codes?\b|\b(?:full|whole|complete|entire) card numbers?\b"
    r"|\bexpir(?:y|ation)\b|\bvalid thru\b|\btrack data\b",
    re.IGNORECASE,
)
_NEVER = re.compile(r"不|别|勿|\bnot\b|\bnever\b|n't\b|\bno one\b", re.IGNORECASE)

_CLAUSE = re.compile(r"[，。；：！？\n,.;:!?]+\s*")
_SENTENCE = re.compile(r"[。；！？\n.;!?]+\s*")


def check_wording(flow: Flow) -> Iterator[Fault]:
    """Yield every wording of ``flow`` that must not be where it stands."""
    for node in flow.nodes.values():
        for answer, text in _texts(node):
            for half in (text.zh_CN, text.en):
                if not node.charges_again and (told := tells_to_charge(half)):
                    yield Fault(flow.id, node.id, answer, _charging(told))
                if secret := asks_for_secret(half):
                    yield Fault(flow.id, node.id, answer, _asking(secret))


def tells_to_charge(sentence: str) -> str | None:
    """Return the words of ``sentence`` that tell anyone to take the payment again, if any do.

    Where they are negated ("do not pay again") or tell of the customer's own wish there are none.
    """
    for clause in _CLAUSE.split(sentence):
        if _OWN_WISH.search(clause):
            continue
        for pattern, negated in ((_CHARGE_ZH, _NOT_ZH), (_CHARGE_EN, _NOT_EN)):
            for found in pattern.finditer(clause):
                if not negated.search(clause[: found.start()]):
                    return found[0]
    return None


def asks_for_secret(sentence: str) -> str | None:
    """Return what secret of the card or its holder ``sentence`` asks for, if it asks for any."""
    for part in _SENTENCE.split(sentence):
        found = _SECRET.search(part)
        if found and not _NEVER.search(part):
            return found[0]
    return None


def _texts(node: Node) -> Iterator[tuple[str | None, Text]]:
    """Yield each text of ``node`` with the answer it belongs to."""
    for text in (node.label, node.text, node.why, node.say, *(note.text for note in node.notes)):
        if text is not None:
            yield None, text
    if node.call is not None:
        yield from ((None, text) for text in (node.call.script, *node.call.have))
    for answer in node.answers:
        yield answer.id, answer.text
        if answer.hint is not None:
            yield answer.id, answer.hint


def _charging(words: str) -> Text:
    return Text(
        f"“{words}”是叫人再收款，这一步却没有写 charges_again: true。",
        f"“{words}” tells to take the payment again, but the step lacks “charges_again: true”.",
    )


def _asking(words: str) -> Text:
    return Text(
        f"“{words}”：不能问密码、安全码、验证码、完整卡号或有效期。",
        f"“{words}”: never ask for PIN, security or one-time code, full card number, expiry.",
    )
