"""``posdesk flows …``: the book as programs see it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from posdesk.domain.facts import Bank, Facts, Terminal
from posdesk.domain.money_state import Charge
from posdesk.domain.verdict import verdict
from tests.cli.conftest import Run


def test_every_flow_is_listed_with_both_titles(run: Run) -> None:
    flows = run("flows", "list", "--json").json
    assert "no-slip" in [f["id"] for f in flows]
    assert all(f["title"]["zh_CN"] and f["title"]["en"] and f["nodes"] > 0 for f in flows)


def holds(answer: dict[str, Any], facts: dict[str, str]) -> bool:
    when = answer["when"]
    return when is None or all(
        facts.get(side, "unset") in when[side] for side in ("terminal", "bank")
    )


def reachable(flow: dict[str, Any]) -> list[tuple[str, dict[str, str]]]:
    """Every (node, facts) that following ``answers`` and ``next`` alone leads to."""
    seen: dict[tuple[str, tuple[tuple[str, str], ...]], dict[str, str]] = {}
    todo: list[tuple[str, dict[str, str]]] = [(flow["start"], {})]
    while todo:
        name, facts = todo.pop()
        key = (name, tuple(sorted(facts.items())))
        if key in seen:
            continue
        seen[key] = facts
        node = flow["nodes"][name]
        if node["next"]:
            todo.append((node["next"], facts))
        taken = (a for a in node["answers"] if holds(a, facts))
        todo.extend((a["next"], {**facts, **a["sets"]}) for a in taken)
    return [(name, facts) for (name, _), facts in seen.items()]


def test_the_printed_flow_alone_never_charges_again_unless_the_verdict_is_yes(run: Run) -> None:
    flow = run("flows", "show", "no-slip", "--json").json
    states = reachable(flow)
    assert {name for name, _ in states} == set(flow["nodes"])
    for name, facts in states:
        if flow["nodes"][name]["charges_again"]:
            known = Facts(
                Terminal(facts["terminal"]) if "terminal" in facts else None,
                Bank(facts["bank"]) if "bank" in facts else None,
            )
            assert verdict(known).charge_again is Charge.YES, (name, facts)


def test_every_question_can_be_answered_with_not_sure(run: Run) -> None:
    flow = run("flows", "show", "no-slip", "--json").json
    for node in flow["nodes"].values():
        assert node["kind"] in {"question", "action", "lookup", "outcome"}
        if node["kind"] in {"question", "lookup"}:
            assert any(a["unsure"] for a in node["answers"])
        assert (node["outcome"] is not None) == (node["kind"] == "outcome")


def test_a_walk_answers_with_facts_and_verdict(run: Run) -> None:
    walked = run("flows", "walk", "no-slip", "--answers", "timeout,debited", "--json").json
    assert walked["facts"] == {"terminal": "timeout", "bank": "debited"}
    assert walked["verdict"] == {"charge_again": "no", "state": "ONE_SIDED"}
    assert walked["outcome"] is None
    assert [s["answer"] for s in walked["trail"] if s["node"] == "terminal-says"] == ["timeout"]


@pytest.mark.parametrize(
    ("code", "terminal"),
    [("51", "declined"), ("68", "timeout"), ("A0", "timeout"), ("no such", "timeout")],
)
def test_the_answer_to_a_look_up_is_the_code(run: Run, code: str, terminal: str) -> None:
    walked = run("flows", "walk", "no-slip", "--answers", f"code,{code}", "--json").json
    assert walked["facts"]["terminal"] == terminal


def test_an_approved_code_is_no_decline(run: Run) -> None:
    walked = run("flows", "walk", "no-slip", "--answers", "code,00", "--json").json
    assert walked["facts"] == {}
    assert walked["at"] == "confirm-record"


def test_wrong_answers_and_flows_are_one_sentence(run: Run) -> None:
    for argv in (["walk", "no-slip", "--answers", "fly"], ["walk", "none"], ["show", "none"]):
        refused = run("flows", *argv, "--json")
        assert (refused.code, refused.err.count("\n")) == (2, 1)


def test_the_shipped_book_is_sound_and_a_planted_edge_is_found(run: Run, tmp_path: Path) -> None:
    assert run("flows", "check").code == 0
    source = Path(__file__).parents[2] / "resources" / "flows" / "no-slip.yaml"
    wrong = tmp_path / "no-slip.yaml"
    text = source.read_text("utf-8")
    assert "one-sided:" in text
    wrong.write_text(text.replace("one-sided: same-amount", "one-sided: returned"))
    assert wrong.read_text("utf-8") != text
    found = run("flows", "check", str(wrong), "--json")
    assert found.code == 1
    (charging,) = (f for f in found.json["faults"] if "charging again" in f["text"]["en"])
    line = wrong.read_text("utf-8").splitlines()[charging["line"] - 1]
    assert charging["file"].endswith("no-slip.yaml")
    assert line.strip() == "one-sided: returned"
    assert run("flows", "check", str(tmp_path / "none.yaml")).code == 2


def test_coverage_names_the_places_of_each_row_and_fails_while_one_is_missing(run: Run) -> None:
    done = run("flows", "coverage", "--json")
    assert set(done.json) == {"covered", "missing"}
    assert done.code == (1 if done.json["missing"] else 0)
    assert "flows/no-slip/hands-off" in done.json["covered"]["0-03"]
    assert len(done.json["covered"]) + len(done.json["missing"]) == 348
