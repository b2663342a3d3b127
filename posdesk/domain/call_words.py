"""The words by which a line about a call names people, ways to reach them and ticket numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_BANKS = (
    "(?:农业|工商|建设|招商|交通|邮储|邮政储蓄|中国|浦发|民生|兴业|平安|光大|中信|华夏|广发)银行"
    "|农行|工行|建行|招行|交行|邮储|中行"
)
WHO = re.compile(
    rf"""(?:给|跟|和|向|问了?|联系了?|\bthe\ )?(?:
    (?P<acquirer>收单机构|收单行|收单方|收单|\b(?:acquirer|acquiring\ bank)\b
      |银联|清算机构|服务商|支付公司|\b(?:unionpay|provider|psp)\b)
  | (?P<issuer>发卡机构|发卡银行|发卡行|发卡方|{_BANKS}|银行(?!卡|\s?app|流水|转账|回单|账)
      |\b(?:issuer|issuing\ bank|bank(?!\s(?:app|card|statement|transfer)))\b)
  | (?P<wallet>微信支付|微信|支付宝|云闪付|财付通|钱包|\bwallet\b|\b(?:wechat|alipay)\b)
  | (?P<customer>客人|顾客|客户(?!经理)|持卡人|\b(?:customer|client|cardholder)\b)
  | (?P<manager>店长|老板|区域经理|(?<![客大前])(?<!区域|大堂)经理|\b(?:manager|boss)\b))
    """,
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
"""Whom one speaks with; the group's name is the ``Party``."""

GENERIC = re.compile(
    r"收单机构|收单行|收单方|收单|发卡机构|发卡银行|发卡行|发卡方|银行|钱包|客人|顾客|客户|持卡人"
    r"|店长|经理|acquirer|acquiring bank|issuer|issuing bank|bank|wallet|customer|client|cardholder"
    r"|manager",
    re.IGNORECASE,
)
"""Words that say no more than the party itself; others name one of its kind and are kept."""

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任"
    "沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔"
    "向汤"
)
NAME = re.compile(
    rf"[{_SURNAMES}](?:经理|先生|女士|小姐|主任|主管|老师|师傅|客服|工程师|总|工|姐|哥)"
    r"|\b(?:Mr|Ms|Mrs|Miss)\.? [A-Z][a-z]+"
    r"|(?:客服)?工号\s?[:：]?\s?\w{2,12}|\b(?:agent|operator)\s(?:no\.?\s?)?\d{2,8}\b",
    re.ASCII,
)
"""Who was spoken to: a surname with a title, or the number of somebody on a hotline."""

HOW = re.compile(
    r"""
    (?P<call_in>来电话?|回电话?|打来电话?|打回来|\b(?:called\ (?:us\ )?back|called\ us|called\ in
      |rang\ back|call\ from)\b)
  | (?P<letter_in>来函|回函|来信|回邮件|来邮件
      |\b(?:letter|mail|e-?mail)\ from\b|\breplied\ by\ mail\b)
  | (?P<letter>发函|去函|致函|寄函|发邮件|寄信|传真|邮件给|\b(?:wrote\ to|e-?mailed|letter\ to)\b)
  | (?P<message>发微信|发短信|留言给?|\b(?:texted|messaged|message\ to)\b)
  | (?P<visit>当面|面谈|到店|上门|来店里?|\b(?:in\ person|visited|spoke\ with|visit)\b)
  | (?P<call>去电|致电|打电话给|打给|打了?电话|拨打|\b(?:called|phoned|rang|call\ to)\b)
    """,
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
"""How they spoke; the group's name is a way of ``life.WAYS``."""

SAYS = re.compile(
    r"\s*(?:说是?(?!清|明(?!天|日|早|晚)|好|不)|讲|称|表示|答复说"
    r"|\b(?:said(?: that)?|says|told us)\b)",
    re.IGNORECASE | re.ASCII,
)
"""What only leads over from a person to what they said."""

_NUMBER = r"(?=[A-Za-z0-9-]*\d)[A-Za-z0-9](?:[A-Za-z0-9-]{1,18}[A-Za-z0-9])(?![A-Za-z0-9])"
TICKET = re.compile(
    rf"(?:(?:客诉|投诉|受理)?工单号?码?|受理号|受理编号|流水工单|单号(?!码)"
    rf"|\b(?:ticket|case|ref)\b(?:\sno\.?)?"
    rf"|#)\s?(?:是|为)?[:：#]?\s?(?P<named>{_NUMBER})"
    rf"|(?<![A-Za-z0-9.¥￥*#•/-])(?<!\d,)(?P<bare>{_NUMBER})"
    r"(?!\s?(?:元|块|角|分|点|号|%|％|个|天|年|月|日|次|笔|条|小时|工作|yuan|rmb|days?|hours?|min)|[.,/]\d)",
    re.IGNORECASE | re.ASCII,
)
_OTHER_NUMBER = re.compile(
    r"(?:[¥￥]|尾号|末四位|金额|参考号|凭证号|批次号?|授权码|终端号?|商户号|订单号|交易单号|电话|手机|热线"
    r"|退款?|扣款?|付款?|补|共|少|多|收了|\b(?:rrn|trace|batch|terminal|amount|order|phone|card)\b)"
    r"\s?(?:no\.?|了|是|为)?\s?[:：]?\s?$",
    re.IGNORECASE | re.ASCII,
)
_NO_TICKET = re.compile(
    r"\d{1,4}-\d{1,2}(?:-\d{1,2})?|1[3-9]\d{9}|95\d{3,4}|[48]00\d{7}|0\d{2,3}-\d{7,8}"
)


def ticket_places(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where ticket numbers stand, those that are called so first: start, end, number.

    Amounts, telephone numbers and numbers that are called something else are none.
    """
    plain = "".join(n if len(n := unicodedata.normalize("NFKC", c)) == 1 else c for c in text)
    bare: list[tuple[int, int, str]] = []
    for found in TICKET.finditer(plain):
        if found["named"]:
            yield found.start(), found.end(), found["named"]
        elif not (
            _NO_TICKET.fullmatch(found["bare"]) or _OTHER_NUMBER.search(plain, 0, found.start())
        ):
            bare.append((found.start(), found.end(), found["bare"]))
    yield from bare
