import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from posdesk.domain.flow import NodeKind
from posdesk.intake.flow_faults import FlowFaults
from posdesk.intake.flow_files import load_book, load_flow
from tests.flow_book import FLOWS, SHARED, no_slip

GOOD = """\
id: small
version: "1"
title: {zh_CN: 小流程, en: Small}
subtitle: {zh_CN: 试一试, en: To try}
start: begin
review: begin
hold: end
symptoms:
  - {zh_CN: 不行, en: no}
nodes:
  begin:
    kind: action
    label: {zh_CN: 停手, en: Stop}
    text: {zh_CN: 先停手。, en: Hands off.}
    covers: [0-03]
    next: ask
  ask:
    kind: question
    label: {zh_CN: 问, en: Ask}
    text: {zh_CN: 出单了吗？, en: Did it print?}
    answers:
      - id: no
        zh_CN: 没有
        en: no
        next: end
      - id: unsure
        zh_CN: 不确定
        en: Not sure
        unsure: true
        next: end
  end:
    kind: outcome
    label: {zh_CN: 完, en: End}
    text: {zh_CN: 先别再收。, en: Do not charge again.}
    outcome: "OPEN"
"""


def _book(folder: Path, text: str = GOOD, name: str = "small") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def _faults(folder: Path) -> FlowFaults:
    with pytest.raises(FlowFaults) as caught:
        load_book(folder)
    return caught.value


def test_scalars_are_read_as_text(tmp_path: Path) -> None:
    flow = load_flow(_book(tmp_path) / "small.yaml")
    assert flow.symptoms[0].en == "no"
    assert flow.nodes["ask"].answers[0].id == "no"
    assert flow.nodes["begin"].covers == ("0-03",)
    assert flow.nodes["ask"].answers[1].unsure is True
    assert flow.version == "1"


def test_the_digest_follows_every_byte_of_the_file_and_its_parts(tmp_path: Path) -> None:
    first = load_flow(_book(tmp_path) / "small.yaml").digest
    assert first == load_flow(_book(tmp_path) / "small.yaml").digest
    assert first != load_flow(_book(tmp_path, GOOD + "# changed\n") / "small.yaml").digest
    parts = tmp_path / "own" / "parts"
    parts.mkdir(parents=True)
    gate = (FLOWS / "parts" / "gate.yaml").read_text("utf-8")
    (parts / "gate.yaml").write_text(gate + "# ours\n", "utf-8")
    assert load_book(FLOWS, tmp_path / "own").flow("no-slip").digest != no_slip().digest


SPOILT = [
    ("kind: question", "kind: [question", 19, "not valid YAML", "YAML"),
    ("version:", "id: twice\nversion:", 2, "“id” is given twice", "写了两次"),
    ("title: {zh_CN: 小流程, en: Small}", "title: {zh_CN: 小流程}", 3, "English half", "缺英文"),
    ("{zh_CN: 停手, en: Stop}", "{en: Stop}", 13, "Chinese half", "缺中文"),
    ("en: Hands off.}", 'en: ""}', 14, "empty", "是空的"),
    ("kind: question", "kind: riddle", 18, "“riddle” is none of", "不在可选的值里"),
    ("    covers: [0-03]", "    covers: [G1]", 15, "not written as it must be", "写法不对"),
    ("    covers: [0-03]", "    covers: 0-03", 15, "A list must stand here", "一列"),
    ("    covers: [0-03]", "    colour: red", 15, "“colour” is no name", "没有“colour”"),
    ("unsure: true", "unsure: yes", 29, "Only true or false", "只能写 true"),
    ("hold: end\n", "", 1, "“hold” is missing", "缺“hold”"),
    ("hold: end", "hold: nowhere", 7, "no step “nowhere”", "没有叫“nowhere”"),
    ("    next: ask", "    next: aks", 16, "no step “aks”", "没有叫“aks”"),
    ("    next: ask", "    next: other/ask", 16, "no flow “other”", "没有叫“other”"),
    ("      - id: unsure", "      - id: no", 26, "Two answers", "两个答案"),
    (
        "        next: end",
        "        sets: {terminal: maybe}\n        next: end",
        25,
        "“maybe” is none of",
        "“maybe”",
    ),
    (
        "        next: end",
        "        sets: {weather: wet}\n        next: end",
        25,
        "“weather” is no name",
        "“weather”",
    ),
    ("  end:", "  The End:", 31, "not written as it must be", "写法不对"),
    (
        "start: begin",
        "start: begin\nparts: {door: {paid: end}}",
        6,
        "no shared part “door”",
        "没有叫“door”",
    ),
    ("    next: ask", "    next: '@paid'", 16, "no exit “@paid”", "没有出口"),
    ("    next: ask", "    next: &a ask\n    why: *a", 17, "no anchors", "锚点"),
    ("    next: ask", "    next: !!python/name:os.system ask", 16, "no tags", "标签"),
    ("id: small", "id: large", 1, "called like its id", "文件名"),
    (
        "en: Do not charge again.}",
        "en: Charge again.}",
        31,
        "tells to take the payment again",
        "再收款",
    ),
    (
        '    outcome: "OPEN"',
        "    charges_again: true\n    outcome: OPEN",
        31,
        "Start, review and hold",
        "不能叫人再收款",
    ),
    ("        unsure: true\n", "", 17, "“Not sure” is missing", "缺“不确定”"),
    (
        "        en: no\n",
        "        en: no\n        sets: {terminal: declined}\n",
        22,
        "can set declined",
        "才能记成拒绝",
    ),
]


@pytest.mark.parametrize(("old", "new", "line", "en", "zh"), SPOILT)
def test_a_bad_file_is_refused_with_file_line_and_sentence(
    tmp_path: Path, old: str, new: str, line: int, en: str, zh: str
) -> None:
    assert old in GOOD
    faults = _faults(_book(tmp_path, GOOD.replace(old, new, 1))).faults
    hit = [f for f in faults if en in f.text.en and zh in f.text.zh_CN]
    assert [(f.file.name, f.line) for f in hit] == [("small.yaml", line)], faults


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("kind: question", "kind: riddle").replace("en: Hands off.", 'en: ""')
    _book(tmp_path, GOOD.replace("hold: end", "hold: x").replace("small", "other"), "other")
    _book(tmp_path, "- just\n- a list\n", "list")
    error = _faults(_book(tmp_path, text))
    assert [(f.file.name, f.line) for f in error.faults] == [
        ("list.yaml", 1),
        ("other.yaml", 7),
        ("small.yaml", 14),
        ("small.yaml", 18),
    ]
    assert error.fields["count"] == 4
    assert "small.yaml:14:" in str(error)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_bytes(GOOD.encode("gb18030"))
    fault = _faults(tmp_path).faults[0]
    assert fault.line == 3
    assert "UTF-8" in fault.text.zh_CN


def test_an_empty_or_unreadable_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_text("", "utf-8")
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "bell.yaml").write_text("id: \a\n", "utf-8")
    assert {f.file.name for f in _faults(tmp_path).faults} == {
        "small.yaml",
        "folder.yaml",
        "bell.yaml",
    }


@pytest.mark.parametrize("depth", [100, 200_000])
def test_nesting_without_end_is_refused(tmp_path: Path, depth: int) -> None:
    faults = _faults(_book(tmp_path, GOOD + "deep: " + "[" * depth + "\n")).faults
    assert [(f.line, f.text.en) for f in faults] == [(36, "This is nested too deep.")]


PART = """\
id: gate
exits:
  done: {zh_CN: 完了, en: Done}
nodes:
  first:
    kind: action
    label: {zh_CN: 停手, en: Stop}
    text: {zh_CN: 先停手。, en: Hands off.}
    next: "@done"
"""


def _with_part(folder: Path, part: str, flow: str) -> Path:
    _book(folder, flow)
    (folder / "parts").mkdir()
    (folder / "parts" / "gate.yaml").write_text(part, "utf-8")
    return folder


def _host(exits: str) -> str:
    return GOOD.replace("start: begin", f"start: first\nparts: {{gate: {exits}}}")


def test_a_part_is_written_out_into_the_flow(tmp_path: Path) -> None:
    flow = load_book(_with_part(tmp_path, PART, _host("{done: begin}"))).flow("small")
    assert flow.nodes["first"].next == "begin"
    assert list(flow.nodes) == ["first", "begin", "ask", "end"]


@pytest.mark.parametrize(
    ("part", "exits", "where", "sentence"),
    [
        (PART, "{}", ("small.yaml", 6), "exit “done” of the part “gate” leads nowhere"),
        (PART, "{done: begin, gone: end}", ("small.yaml", 6), "has no exit “gone”"),
        (PART.replace("@done", "@gone"), "{done: begin}", ("gate.yaml", 9), "no exit “@gone”"),
        (PART.replace("@done", "away"), "{done: begin}", ("gate.yaml", 9), "no step “away”"),
        (PART.replace("first:", "ask:"), "{done: begin}", ("small.yaml", 18), "already has a step"),
        (PART.replace("exits:", "doors:"), "{done: begin}", ("gate.yaml", 1), "“exits” is missing"),
        (PART.replace("先停手。", "再刷一次。"), "{done: begin}", ("gate.yaml", 5), "“再刷”"),
    ],
)
def test_a_bad_part_is_told_where_it_stands(
    tmp_path: Path, part: str, exits: str, where: tuple[str, int], sentence: str
) -> None:
    faults = _faults(_with_part(tmp_path, part, _host(exits))).faults
    assert where in [(f.file.name, f.line) for f in faults if sentence in f.text.en], faults


def test_a_shops_own_flow_stands_for_the_shipped_one(tmp_path: Path) -> None:
    own = _book(tmp_path / "own", GOOD.replace("小流程", "我们的"))
    book = load_book(_book(tmp_path / "shipped"), own)
    assert book.flow("small").title.zh_CN == "我们的"
    assert load_book(tmp_path / "shipped").flow("small").title.zh_CN == "小流程"


def test_a_flow_of_ones_own_can_be_checked_with_the_shipped_parts(tmp_path: Path) -> None:
    text = (FLOWS / "no-slip.yaml").read_text("utf-8").replace("id: no-slip", "id: ours", 1)
    own = _book(tmp_path, text, "ours") / "ours.yaml"
    assert load_flow(own, FLOWS).id == "ours"
    own.write_text(re.sub("next: host-says", "next: returned", text), "utf-8")
    with pytest.raises(FlowFaults) as caught:
        load_flow(own, FLOWS)
    assert {f.file.name for f in caught.value.faults} == {"ours.yaml"}


def test_a_neighbours_fault_is_not_ones_own(tmp_path: Path) -> None:
    _book(tmp_path, GOOD.replace("kind: question", "kind: riddle").replace("small", "bad"), "bad")
    _book(tmp_path, "id: [", "worse")
    assert load_flow(_book(tmp_path) / "small.yaml").id == "small"
    with pytest.raises(FlowFaults):
        load_flow(tmp_path / "bad.yaml")
    assert len(_faults(tmp_path).faults) == 2


def test_labels_fit_into_their_boxes_and_steps_into_a_line() -> None:
    for node in no_slip().nodes.values():
        assert max(len(line) for line in node.label.zh_CN.split("\n")) <= 8
        assert max(len(line) for line in node.label.en.split("\n")) <= 14
        assert len(node.text.zh_CN) <= 24, node.id
        assert len(node.text.en) <= 72, node.id


def test_the_flow_is_short_enough_for_one_sheet() -> None:
    flow = no_slip()
    shown = [node for node in flow.nodes.values() if not node.routes_by_itself]
    assert 28 <= len(shown) <= 38
    assert len(flow.symptoms) >= 12
    assert all(n.say for n in shown if n.kind is NodeKind.OUTCOME)


def test_every_row_of_the_gate_and_of_no_slip_is_covered() -> None:
    if not SHARED.exists():
        pytest.skip("the collected facts do not lie beside the checkout")
    rows = [line.split("\t") for line in (SHARED / "checklist.tsv").read_text("utf-8").split("\n")]
    wanted = {row[0] for row in rows[1:] if len(row) > 3 and "S3" in row[3].split(",")}
    for section in re.split(r"\n## ", (SHARED / "scenarios.md").read_text("utf-8")):
        if section.startswith(("0.", "3.")):
            wanted |= set(re.findall(r"\[(\d-\d\d)\]", section))
    covered: set[str] = set()
    for node in no_slip().nodes.values():
        covered.update(node.covers, *(note.covers for note in node.notes))
    assert len(wanted) == 98
    assert wanted <= covered
    assert covered <= {row[0] for row in rows}


def test_the_schema_says_what_each_name_is_for() -> None:
    schema = json.loads((FLOWS / "flow.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    for kind in ("flow", "part", "node"):
        for name, value in schema["$defs"][kind]["properties"].items():
            target = schema["$defs"].get(value.get("$ref", "").rsplit("/", 1)[-1], {})
            known = "description" in value or "description" in target or name == "nodes"
            assert known, (kind, name)
