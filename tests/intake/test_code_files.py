from pathlib import Path

import pytest

from posdesk.domain.codes import Consequence
from posdesk.intake.code_files import COLUMNS, load_codes
from posdesk.intake.flow_faults import FlowFaults
from tests.flow_book import CODES, SHARED, codes

HEAD = "\t".join(COLUMNS)
OTHER = "OTHER\t未列\tNot listed\tother\t先查询\tQuery first\tafter_query\tcheck\thigh\t"


def _file(folder: Path, *lines: str) -> Path:
    path = folder / "codes.tsv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_every_collected_code_is_shipped() -> None:
    collected = SHARED / "response_codes.tsv"
    if not collected.exists():
        pytest.skip("the collected facts do not lie beside the checkout")
    assert CODES.read_text("utf-8") == collected.read_text("utf-8")


def test_the_shipped_codes_are_understood() -> None:
    assert len(codes().codes) == len(CODES.read_text("utf-8").splitlines()) - 1
    assert codes().look_up("68").consequence is Consequence.UNCERTAIN
    assert codes().look_up(" 51 ").consequence is Consequence.DECLINED
    assert codes().look_up("00").consequence is Consequence.APPROVED
    assert codes().look_up("local-timeout").code == "LOCAL-TIMEOUT"
    assert codes().look_up("Q9").code == "OTHER"


def test_a_shop_adds_codes_of_its_acquirer(tmp_path: Path) -> None:
    own = "W7\t收单自定\tAcquirer's own\tacquirer_system\t问收单\tAsk acquirer\tno\tyes\t\t"
    book = load_codes(CODES, _file(tmp_path, HEAD, own))
    assert book.look_up("W7").meaning.zh_CN == "收单自定"
    assert book.look_up("51").code == "51"


BROKEN = [
    (["code\tzh"], 1, "names these columns", "列名"),
    ([HEAD, OTHER, "51\t余额不足"], 3, "2 cells instead of 10", "有 2 格"),
    ([HEAD, OTHER, OTHER], 3, "OTHER is given twice", "写了两次"),
    ([HEAD, OTHER.replace("check", "maybe")], 2, "not “maybe”", "不能是“maybe”"),
    ([HEAD, OTHER.replace("Not listed", "")], 2, "“en” is empty", "是空的"),
    ([HEAD, OTHER.replace("OTHER", "51")], 1, "OTHER is missing", "缺少 OTHER"),
]


@pytest.mark.parametrize(("lines", "line", "en", "zh"), BROKEN)
def test_a_fault_is_told_with_its_line(
    tmp_path: Path, lines: list[str], line: int, en: str, zh: str
) -> None:
    path = _file(tmp_path, *lines)
    with pytest.raises(FlowFaults) as caught:
        load_codes(path)
    fault = caught.value.faults[0]
    assert (fault.file, fault.line) == (path, line)
    assert en in fault.text.en
    assert zh in fault.text.zh_CN


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    path = _file(tmp_path, HEAD, OTHER.replace("check", "maybe"), "51\t余额不足", "x")
    with pytest.raises(FlowFaults) as caught:
        load_codes(path)
    assert [fault.line for fault in caught.value.faults] == [2, 3, 4]


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "codes.tsv").write_bytes("收单".encode("gb18030"))
    for path in (tmp_path / "none.tsv", tmp_path / "codes.tsv"):
        with pytest.raises(FlowFaults):
            load_codes(path)
