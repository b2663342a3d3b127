"""Reads response codes from tab-separated files: the shipped list, and the shop's own over it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from posdesk.domain.codes import CodeBook, Consequence, ResponseCode, tidy_code
from posdesk.domain.text import Text
from posdesk.intake.flow_faults import FileFault, FlowFaults

COLUMNS = (
    "code",
    "zh",
    "en",
    "category",
    "cashier_action_zh",
    "cashier_action_en",
    "retry",
    "money_uncertain",
    "confidence",
    "notes",
)
_OPTIONAL = frozenset({"confidence", "notes"})
_ALLOWED = {
    "retry": ("no", "once", "later", "after_fix", "after_query", "after_signin"),
    "money_uncertain": ("no", "yes", "check"),
    "confidence": ("high", "med", "low", ""),
}


def load_codes(path: Path, *overlays: Path) -> CodeBook:
    """Return the codes of ``path``, those of each overlay laid over them in turn.

    An overlay may be more careful about the money than what it covers, never less. Raises
    ``FlowFaults`` with every fault of all files.
    """
    faults: list[FileFault] = []
    codes: dict[str, ResponseCode] = {}
    for file in (path, *overlays):
        codes |= _read(file, codes, faults)
    if not faults and "OTHER" not in codes:
        faults.append(_missing_other(path))
    if faults:
        raise FlowFaults(faults)
    return CodeBook(codes)


def _read(
    file: Path, under: Mapping[str, ResponseCode], faults: list[FileFault]
) -> dict[str, ResponseCode]:
    """Return the codes of one file, which is laid over those ``under`` it."""
    found: dict[str, ResponseCode] = {}
    for line, row in _rows(file, faults):
        wrong = tuple(_wrong_cells(row))
        faults.extend(FileFault(file, line, text) for text in wrong)
        code = tidy_code(row["code"])
        if code in found:
            faults.append(FileFault(file, line, _twice(code)))
        if not wrong:
            found[code] = ResponseCode(
                code=code,
                meaning=Text(row["zh"], row["en"]),
                category=row["category"],
                action=Text(row["cashier_action_zh"], row["cashier_action_en"]),
                retry=row["retry"],
                money_uncertain=row["money_uncertain"],
            )
            if _is_surer(found[code], under.get(code)):
                faults.append(FileFault(file, line, _too_sure(code)))
    return found


def _rows(file: Path, faults: list[FileFault]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield line number and cells of each row that has all its columns."""
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        faults.append(FileFault(file, 1, _unreadable(error)))
        return
    heads = tuple(lines[0].split("\t")) if lines else ()
    if heads != COLUMNS:
        faults.append(FileFault(file, 1, _wrong_heads()))
        return
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if not line.strip():
            continue
        if len(cells) != len(COLUMNS):
            faults.append(FileFault(file, number, _wrong_count(len(cells))))
            continue
        yield number, dict(zip(COLUMNS, (cell.strip() for cell in cells), strict=True))


def _wrong_cells(row: dict[str, str]) -> Iterator[Text]:
    for column in COLUMNS:
        if not row[column] and column not in _OPTIONAL:
            yield Text(f"“{column}”这一格是空的。", f"The cell “{column}” is empty.")
        elif column in _ALLOWED and row[column] not in _ALLOWED[column]:
            allowed = [value for value in _ALLOWED[column] if value]
            yield Text(
                f"“{column}”只能是 {'、'.join(allowed)}，不能是“{row[column][:40]}”。",
                f"“{column}” is one of {', '.join(allowed)}, not “{row[column][:40]}”.",
            )


def _is_surer(over: ResponseCode, under: ResponseCode | None) -> bool:
    uncertain = Consequence.UNCERTAIN
    return under is not None and under.consequence is uncertain is not over.consequence


def _too_sure(code: str) -> Text:
    return Text(
        f"应答码 {code} 钱款不明，本店的文件不能改成没有疑问。",
        f"With code {code} the money is uncertain; the shop's own file may not say otherwise.",
    )


def _twice(code: str) -> Text:
    return Text(f"应答码 {code} 写了两次。", f"The code {code} is given twice.")


def _wrong_heads() -> Text:
    names = ", ".join(COLUMNS)
    return Text(
        f"第一行应是这些列名，用制表符分开：{names}。",
        f"The first line names these columns, parted by tabs: {names}.",
    )


def _wrong_count(count: int) -> Text:
    return Text(
        f"这一行有 {count} 格，应有 {len(COLUMNS)} 格，用制表符分开。",
        f"This line has {count} cells instead of {len(COLUMNS)}, parted by tabs.",
    )


def _unreadable(error: Exception) -> Text:
    if isinstance(error, OSError):
        return Text("文件打不开。", "The file cannot be opened.")
    return Text("文件不是 UTF-8 编码。", "The file is not written in UTF-8.")


def _missing_other(path: Path) -> FileFault:
    return FileFault(
        path,
        1,
        Text(
            "缺少 OTHER 这一行，没列出的应答码靠它。",
            "The row OTHER is missing; codes that are not listed need it.",
        ),
    )
