"""What stands in the support file for whoever opens it: what is in it, and what is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from posdesk.domain.text import Text

README = "README.txt"


@dataclass(frozen=True, slots=True)
class Part:
    """One of the files in the support file, and what it holds."""

    name: str
    text: Text


PARTS: tuple[Part, ...] = (
    Part(README, Text("这份说明", "This explanation")),
    Part("doctor.txt", Text("自查结果", "What the check-up found")),
    Part("doctor.json", Text("自查结果，给程序读", "The same, for programs")),
    Part("log.txt", Text("程序做过什么、用了多久", "What the program did and how long it took")),
    Part("crashes.txt", Text("出错的代码位置", "Where in the code it failed")),
    Part("about.json", Text("版本、系统、屏幕", "Versions, system, screen")),
    Part("settings.json", Text("哪些设置填过", "Which settings are set")),
    Part("provision.json", Text("安装设置锁了什么", "What the installer's file locks")),
    Part("database.json", Text("数据库的大小和条数", "Sizes and counts of the database")),
    Part("backups.json", Text("备份的时间和大小", "When backups were made, and their sizes")),
)

_TAKEN_OUT = Text(
    """没有放进来的：案件、证据、备注、金额、卡号、电话、姓名、店名、商户号、邮箱、
PIN、口令、恢复码、密钥、文件夹和电脑的名字。
万一有哪句话带了这些，会换成记号；同一样东西总是同一个记号：
<P1> 人，<S1> 店，<T1> 电话，<C1> 卡号，<X1> 密码类，<E1> 邮箱，<M1> 金额，
<N1> 其他长号码，<U1> 系统账户，<H1> 电脑，<data> 数据文件夹，<home> 个人文件夹，<path> 其他位置。
文件里都是普通文字：发出去之前，请自己看一遍。发给谁、发不发，由您决定；PosDesk 不会自己发。""",
    """Not in it: cases, exhibits, notes, amounts, card numbers, telephone numbers, names,
the shop's name and merchant number, e-mail addresses, PINs, passphrases, recovery codes,
keys, names of folders and of the computer.
Should a sentence have held any of them, a mark stands there, the same for the same thing:
<P1> person, <S1> shop, <T1> telephone, <C1> card, <X1> secret, <E1> e-mail, <M1> amount,
<N1> other long number, <U1> account of the system, <H1> computer, <data> the data folder,
<home> the home folder, <path> any other place.
All of it is plain text: read it before you send it. Whether it goes out and to whom is your
decision; PosDesk sends nothing by itself.""",
)


def readme(parts: Sequence[Part] = PARTS) -> str:
    """Return the explanation in both languages."""
    widest = max(len(part.name) for part in parts)

    def listed(lang: str) -> str:
        return "\n".join(
            f"  {part.name:<{widest}}  {part.text.zh_CN if lang == 'zh_CN' else part.text.en}"
            for part in parts
        )

    return (
        "PosDesk 支持文件\n\n给帮您查问题的人。里面有：\n\n"
        f"{listed('zh_CN')}\n\n{_TAKEN_OUT.zh_CN}\n\n"
        "----\n\nPosDesk support file\n\nFor whoever helps you. It holds:\n\n"
        f"{listed('en')}\n\n{_TAKEN_OUT.en}\n"
    )
