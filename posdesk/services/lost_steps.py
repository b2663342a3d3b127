"""Says which steps a damaged log lost, where it is kept, and what to do; window, doctor, commands.

Every start says it for a week, so that the manager hears it too and not only who came first.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from posdesk.domain.text import Text
from posdesk.storage.lost_log import LostLog, lost_logs
from posdesk.storage.store import EXHIBITS

TOLD_FOR = timedelta(days=7)

WHAT_TO_DO = Text(
    "请对照小票看最近的案件，缺的补记；也看看最近的备份里有没有，要找回就把求助文件和这个文件夹交给支持。",
    "Compare the newest cases with the slips and enter what is missing; see whether the newest"
    " backup has it, or send the support file and that folder to whoever helps.",
)


def known_losses(folder: Path, now: datetime) -> tuple[tuple[Text, bool], ...]:
    """Return what to say of each damaged log of the data in ``folder``, and whether it is news."""
    return tuple((what_was_lost(one), now - one.seen <= TOLD_FOR) for one in lost_logs(folder))


def news_of_losses(folder: Path, now: datetime) -> tuple[Text, ...]:
    """Return, with what to do, what a start says."""
    return tuple(
        Text(said.zh_CN + WHAT_TO_DO.zh_CN, f"{said.en} {WHAT_TO_DO.en}")
        for said, is_news in known_losses(folder, now)
        if is_news
    )


def what_was_lost(lost: LostLog) -> Text:
    """Return what happened and what was kept, without what to do."""
    when = f"{lost.seen:%Y-%m-%d %H:%M}"
    what = Text("证据", "exhibits") if lost.file == EXHIBITS else Text("案件", "cases")
    return Text(
        f"{what.zh_CN}最近几步的写入文件坏了一处：至少 {lost.commits} 步存好的内容读不出来（{when}"
        f" 发现）；之前的都完好，可以照常用；坏的文件原样留在 {lost.place}。",
        f"The log of the newest steps ({what.en}) was damaged: at least {lost.commits} saved steps"
        f" cannot be read (found {when}); all before them is whole and work can go on; the log is"
        f" kept as it was in {lost.place}.",
    )
