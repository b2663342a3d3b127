"""Whether the program itself is whole: its typefaces and what it ships."""

from __future__ import annotations

from collections.abc import Iterator

from posdesk import paths
from posdesk.services.doctor.patient import Patient
from posdesk.services.doctor.report import Check, error

FONTS = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")


def fonts() -> dict[str, bool]:
    """Return which typefaces are there."""
    return {name: (paths.resources() / "fonts" / name).is_file() for name in FONTS}


def check(_patient: Patient) -> Iterator[Check]:
    """Yield what is missing of the program."""
    missing = [name for name, there in fonts().items() if not there]
    for name in missing:
        yield error(
            "fonts",
            f"缺字体 {name}：中文会变成方块，请重新安装 PosDesk。",
            f"The typeface {name} is missing: Chinese would be boxes; install PosDesk again.",
        )
    if not missing:
        yield Check("fonts")
    if (paths.resources() / "flows").is_dir():
        yield Check("shipped-flows")
    else:
        yield error(
            "shipped-flows",
            "缺流程文件：请重新安装 PosDesk。",
            "The flow files are missing; install PosDesk again.",
        )
