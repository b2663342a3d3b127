"""Pages of a Chinese table per CPU-second, ours beside other ways to make them; prints JSON.

    python -m tests.benchmarks.bench_table_pages [--rows N] [--rounds N]

Every way sets the same rows: a number, a time, an amount, the terminal and a Chinese sentence that
takes one to three lines. ``canvas`` is the limit: the same lines at the same places on ReportLab's
bare canvas, nothing measured and nothing broken. ``platypus``, ``fpdf2`` and ``typst`` lay the
table out themselves; the last two are optional and named under ``missing`` where not installed.
Each way runs in turn, round after round, and its best round counts; the first, which loads fonts,
does not. The processor's time of the whole process is measured, threads of typst's included.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pypdf
from reportlab import rl_config
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from posdesk.reports.document import About, write_pdf
from posdesk.reports.typeset.fonts import load_typeface
from posdesk.reports.typeset.pages import Layout, Part, paginate
from posdesk.reports.typeset.pen import Pen
from posdesk.reports.typeset.pieces import Run, SetLine
from posdesk.reports.typeset.setting import Setter
from posdesk.reports.typeset.style import BODY, PAGE_HEIGHT, SMALL, Face
from posdesk.reports.typeset.tables import Cell, table

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
WIDTHS = (44.0, 92.0, 72.0, 70.0, 209.0)
HEAD = ("附件", "时间", "金额", "终端编号", "经过")
TOLD = (
    "终端超时，没有出单；持卡人银行 App 显示已扣款。",
    "重打印：无此笔。查询上一笔：无记录。",
    "致电收单机构，工单 8812，答应 11-23 09:30 前查复；“后台查到这笔”，"
    "参考号 632414004731，需书面申请。",
    "货物留店，没有再次收款。约定 11-23 10:00 回话（店长 周敏）。",
)
Rows = Sequence[tuple[str, ...]]
Way = Callable[[Rows], bytes]


def main() -> None:
    """Run and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=4_000, help="rows of the table")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of which the best counts")
    asked = parser.parse_args()
    print(json.dumps(measure(rows(asked.rows), asked.rounds), indent=2, ensure_ascii=False))


def rows(count: int) -> Rows:
    """Return ``count`` rows, no two alike."""
    return [
        (
            str(at + 1),
            f"2026-11-{at % 28 + 1:02} {at % 24:02}:{at * 7 % 60:02}",
            f"¥{at * 7919 % 900_000 / 100:,.2f}",
            f"6120{at * 37 % 10_000:04}",
            f"{TOLD[at % len(TOLD)]}第 {at + 1} 条。",
        )
        for at in range(count)
    ]


def measure(told: Rows, rounds: int) -> dict[str, object]:
    """Return pages per CPU-second of every way that is installed, and ratios to them."""
    rl_config.useA85 = 0
    ways: dict[str, Way] = {"ours": ours, "canvas": bare_canvas(told), "platypus": platypus}
    optional: dict[str, Way] = {"fpdf2": with_fpdf2, "typst": with_typst}
    modules = {"fpdf2": "fpdf", "typst": "typst"}
    missing = [name for name in optional if importlib.util.find_spec(modules[name]) is None]
    ways |= {name: way for name, way in optional.items() if name not in missing}
    found: dict[str, dict[str, float]] = {}
    few = told[: max(1, len(told) // 20)]
    for way in ways.values():
        way(few)
    for _ in range(rounds):
        for name, way in ways.items():
            began = time.process_time()
            data = way(told)
            spent = time.process_time() - began
            pages = len(pypdf.PdfReader(io.BytesIO(data)).pages)
            held = {"pages": pages, "per_cpu_second": round(pages / spent, 1), "bytes": len(data)}
            if name not in found or held["per_cpu_second"] > found[name]["per_cpu_second"]:
                found[name] = held
    speed = {name: figures["per_cpu_second"] for name, figures in found.items()}
    return {
        "rows": len(told),
        "ways": found,
        "ours_of": {n: round(speed["ours"] / s, 2) for n, s in speed.items() if n != "ours"},
        "missing": missing,
        "aims": {"per_cpu_second": 120, "ours_of_canvas": 0.5, "ours_of_typst": 1.0},
    }


def laid_out(told: Rows) -> tuple[Setter, Layout]:
    """Return the pages of the table as our bundles set them."""
    setter = Setter(load_typeface(FONTS), "zh_CN")
    head = [Cell((Run(words, SMALL),), tinted=True) for words in HEAD]
    cells = (
        (
            Cell((Run(row[0], BODY.bold()),)),
            Cell((Run(row[1], SMALL),)),
            Cell((Run(row[2], BODY),), align="right"),
            Cell((Run(row[3], BODY),)),
            Cell((Run(row[4], BODY),)),
        )
        for row in told
    )
    strips = table(setter, WIDTHS, cells, head=head)
    return setter, paginate([Part("清和桥百货店", "明细", tuple(strips))])


def ours(told: Rows) -> bytes:
    """Set the table as our bundles do."""
    setter, layout = laid_out(told)
    about = About("明细", "清和桥百货店", "明细", "2026-11-23T10:31:00+08:00", foot="清单")
    return write_pdf(setter, layout, None, about)


class _Noting(Pen):
    """A pen that notes what it is asked to draw."""

    def __init__(self) -> None:
        super().__init__(Canvas(io.BytesIO()))
        self.strings: list[tuple[str, float, float, float, str]] = []
        self.boxes: list[tuple[float, float, float, float, bool]] = []

    def line(self, line: SetLine, x: float, y: float) -> None:
        low = PAGE_HEIGHT - y - line.base
        self.strings += [
            (p.style.face.value, p.style.size, x + p.x, low, p.text) for p in line.pieces
        ]

    def box(self, x: float, y: float, width: float, height: float, **look: Any) -> None:
        filled = look.get("fill") is not None
        self.boxes.append((x, PAGE_HEIGHT - y - height, width, height, filled))


def bare_canvas(told: Rows) -> Way:
    """Return a way that draws the lines of our pages and nothing else; they are noted once."""
    known: dict[int, list[_Noting]] = {}

    def draw(of: Rows) -> bytes:
        out = io.BytesIO()
        canvas: Any = Canvas(out, A4, pageCompression=1, initialFontName=Face.REGULAR.value)  # type: ignore[arg-type]
        for page in known[len(of)]:
            for x, low, width, height, filled in page.boxes:
                canvas.setFillGray(0.95)
                canvas.rect(x, low, width, height, stroke=1, fill=int(filled))
            canvas.setFillGray(0.1)
            for face, size, x, low, text in page.strings:
                canvas.setFont(face, size)
                canvas.drawString(x, low, text)
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    for count in {len(told), max(1, len(told) // 20)}:
        known[count] = [_noted(page.placed) for page in laid_out(told[:count])[1].pages]
    return draw


def _noted(placed: Any) -> _Noting:
    pen = _Noting()
    for y, strip in placed:
        strip.draw(pen, y)
    return pen


def platypus(told: Rows) -> bytes:
    """Set the table with ReportLab's own Table, its cells as Paragraphs that break Chinese."""
    out = io.BytesIO()
    style = ParagraphStyle(
        "cell", fontName=Face.REGULAR.value, fontSize=10.5, leading=16.5, wordWrap="CJK"
    )
    cells = [[Paragraph(words, style) for words in row] for row in (HEAD, *told)]
    grid = Table(cells, colWidths=WIDTHS, repeatRows=1)
    grid.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.6, colors.grey)]))
    SimpleDocTemplate(out, pagesize=A4, topMargin=66, bottomMargin=58).build([grid])
    return out.getvalue()


def with_fpdf2(told: Rows) -> bytes:
    """Set the table with fpdf2's table."""
    from fpdf import FPDF

    pdf = FPDF(unit="pt", format="A4")
    pdf.set_margins(54, 66)
    pdf.set_auto_page_break(True, 58)
    pdf.add_font("noto", fname=str(FONTS / "NotoSansSC-Regular.ttf"))
    pdf.add_font("noto", style="B", fname=str(FONTS / "NotoSansSC-Bold.ttf"))
    pdf.set_font("noto", size=10.5)
    pdf.add_page()
    with pdf.table(col_widths=WIDTHS, line_height=16.5, wrapmode="CHAR", padding=(3.6, 7)) as grid:
        for row in (HEAD, *told):
            grid.row(row)
    return bytes(pdf.output())


def with_typst(told: Rows) -> bytes:
    """Set the table with typst."""
    import typst

    cells = "\n".join(
        ", ".join(json.dumps(words, ensure_ascii=False) for words in row) + ","
        for row in (HEAD, *told)
    )
    columns = ", ".join(f"{width}pt" for width in WIDTHS)
    source = (
        '#set page(paper: "a4", margin: (x: 54pt, top: 66pt, bottom: 58pt))\n'
        '#set text(font: "Noto Sans SC", size: 10.5pt, lang: "zh", '
        'top-edge: "ascender", bottom-edge: "descender")\n'
        "#set par(leading: 6pt)\n"
        f"#table(columns: ({columns}), inset: (x: 7pt, y: 3.6pt), "
        f"stroke: 0.6pt + gray, table.header({_head()}), "
        f"{cells.partition(chr(10))[2]})\n"
    )
    compiler: Any = typst.compile  # its stubs leave a type open
    made: bytes = compiler(source.encode(), font_paths=[str(FONTS)], ignore_system_fonts=True)
    return made


def _head() -> str:
    return ", ".join(f"[{words}]" for words in HEAD)


if __name__ == "__main__":
    main()
