"""Whether the program itself is whole: its typefaces, what it ships, and every file of it."""

from __future__ import annotations

import base64
import hashlib
import json
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from posdesk import paths
from posdesk.domain.text import Text
from posdesk.services.doctor.patient import Patient
from posdesk.services.doctor.report import Check, error, warning

FONTS = {
    "NotoSansSC-Regular.ttf": "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
    "NotoSansSC-Bold.ttf": "9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96",
}
"""The bundled typefaces and their SHA-256."""

SHIPPED = (
    *("calendars", "cards", "codes", "contacts", "flows", "i18n", "icons", "presets"),
    *("themes", "training", "words"),
)
"""Folders without which something in the window is empty."""

BILL = Path("licences", "bom.json")
"""Beside the built program: of what it is made, with the SHA-256 of each file (CycloneDX)."""

AGAIN = Text("请重新安装 PosDesk，数据不受影响。", "Install PosDesk again; the data stay.")
_NAMED = 3


def fonts() -> dict[str, bool]:
    """Return which typefaces are there."""
    return {name: (paths.resources() / "fonts" / name).is_file() for name in FONTS}


def check(patient: Patient) -> Iterator[Check]:
    """Yield what is missing of the program or changed in it."""
    yield _fonts(quick=patient.quick)
    lacking = [one for one in SHIPPED if not _has_files(paths.resources() / one)]
    yield (
        Check("resources")
        if not lacking
        else error(
            "resources",
            Text(
                f"程序文件夹缺 {'、'.join(lacking)}：对应的内容会是空的。",
                f"The program lacks {', '.join(lacking)}: what belongs to them will be empty.",
            ),
            AGAIN,
        )
    )
    if (paths.resources() / "flows").is_dir():
        yield Check("shipped-flows")
    else:
        yield error("shipped-flows", Text("缺流程文件。", "The flow files are missing."), AGAIN)
    if not patient.quick:
        yield _files()


def _fonts(*, quick: bool) -> Check:
    folder = paths.resources() / "fonts"
    missing = [name for name, there in fonts().items() if not there]
    if missing:
        return error(
            "fonts",
            Text(
                f"缺字体 {'、'.join(missing)}：中文会变成方块。",
                f"The typeface {', '.join(missing)} is missing: Chinese would be boxes.",
            ),
            AGAIN,
        )
    damaged = [] if quick else [n for n, told in FONTS.items() if _digest(folder / n) != told]
    if damaged:
        return error(
            "fonts",
            Text(
                f"字体 {'、'.join(damaged)} 已损坏或被换过：中文可能显示不对，PDF 做不出来。",
                f"The typeface {', '.join(damaged)} is damaged or another one: Chinese may look"
                " wrong and PDFs fail.",
            ),
            AGAIN,
        )
    return Check("fonts")


def _files() -> Check:
    """Compare the program's files with what was built or installed, where that is written down."""
    changed = [name for name, (path, told) in _listed().items() if _digest(path) != told]
    if not changed:
        return Check("program-files")
    some = changed[:_NAMED]
    more = len(changed) - len(some)
    return warning(
        "program-files",
        Text(
            f"程序文件缺少或被改过：{'、'.join(some)}{f' 等 {len(changed)} 个' if more else ''}。",
            f"Files of the program are missing or were changed: {', '.join(some)}"
            f"{f' and {more} more' if more else ''}.",
        ),
        Text(
            "请用杀毒软件检查，再重新安装 PosDesk；数据不受影响。",
            "Look with a virus scanner, then install PosDesk again; the data stay.",
        ),
    )


def _listed() -> dict[str, tuple[Path, str]]:
    """Return the files that are written down, by name: where each lies, and its SHA-256 (hex)."""
    if getattr(sys, "frozen", False):
        folder = Path(sys.executable).parent
        try:
            parts = json.loads((folder / BILL).read_text("utf-8"))["components"]
            files = [file for part in parts for file in part.get("components", ())]
            return {
                one["name"]: (folder / one["name"], one["hashes"][0]["content"]) for one in files
            }
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            return {}
    try:
        installed = distribution("posdesk").files or []
    except PackageNotFoundError:
        return {}
    return {
        str(file): (Path(str(file.locate())), _hex(file.hash.value))
        for file in installed
        if file.hash is not None and file.parts[0] == "posdesk"
    }


def _hex(value: str) -> str:
    """Return a digest in hex that a wheel writes in base 64."""
    return base64.urlsafe_b64decode(value + "=" * (-len(value) % 4)).hex()


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _has_files(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())
