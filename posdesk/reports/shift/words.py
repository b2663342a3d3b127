"""What is printed on a hand-over sheet in every shop, in both languages."""

from __future__ import annotations

from posdesk.domain.text import Text

TITLE = Text("交班单", "Hand-over sheet")
PREVIEW = Text("预览，还没有交班", "Preview, nobody has handed over yet")
BY = Text("交班", "From")
TAKEN = Text("接班", "To")
TILL = Text("{till} 号台", "till {till}")
COLON = Text("：", ": ")
COMMA = Text("，", ", ")
STOP = Text("。", ".")
LIST = Text("、", ", ")
BRACKETED = Text("（{words}）", " ({words})")
ESTIMATE = Text("估算", "estimate")

FIGURES: dict[str, Text] = {
    "overdue": Text("逾期", "Overdue"),
    "today": Text("今天到期", "Due today"),
    "tomorrow": Text("明天到期", "Due tomorrow"),
    "active": Text("未结", "Open cases"),
    "total": Text("未结金额", "Open amount"),
    "held": Text("货在店里", "Goods held"),
}

HEADINGS: dict[str, Text] = {
    "due": Text("要办的", "To be done"),
    "lists": Text("要记得的", "To keep in mind"),
    "open": Text("未结的案件", "Open cases"),
}

LISTS: dict[str, Text] = {
    "promises": Text("答应客人的", "Promised"),
    "held": Text("留在店里的货", "Goods held"),
    "unfinished": Text("没走完的流程", "Unfinished walks"),
    "to_close": Text("等关闭的", "To be closed"),
}

NOTE = Text("留言", "Note")

COLUMNS: dict[str, Text] = {
    "when": Text("最迟", "By"),
    "case": Text("案件", "Case"),
    "what": Text("办什么", "What"),
    "amount": Text("金额", "Amount"),
    "money": Text("钱在哪", "Money"),
    "next": Text("下一步", "Next"),
    "last": Text("上次发生的", "Happened last"),
}

NOTHING_DUE = Text("今天和明天没有要办的。", "Nothing is to be done today or tomorrow.")
NO_CASES = Text("没有未结的案件。", "No case is open.")
NONE_OF = Text("没有：{names}。", "None: {names}.")
WAITS_FOR = Text("等{whom}", "waits for {whom}")
SINCE = Text("{when} 起", "Since {when}")
OPENED = Text("新开 {count} 件", "opened: {count}")
CLOSED = Text("关闭 {count} 件", "closed: {count}")
ERASED = Text("其中已清除 {count} 件", "erased since: {count}")
HEAD = Text("日志末位", "End of the journal")
HEAD_OF = Text("第 {seq} 条，柜台 {counter}", "event {seq}, counter {counter}")
HEAD_FOR = Text(
    "用 posdesk handover check 比对这串字符，能看出日志末尾有没有少。",
    "Compare these characters with posdesk handover check: it tells whether the end of the journal"
    " is missing.",
)
SIGNED_BY = Text("交班人签字、时间", "Handed over by, signature, time")
SIGNED_TO = Text("接班人签字、时间", "Taken over by, signature, time")
