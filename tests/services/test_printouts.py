from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from posdesk.domain.errors import DataTrouble, NotFound, WrongInput
from posdesk.domain.walk import Walk
from posdesk.services.desk import Desk

FACTS = {
    "amount": "500.00",
    "card": "622848******1234",
    "terminal": "timeout",
    "bank": "debited",
    "cashier": "林晓",
}


def test_a_map_is_written_in_each_form(desk: Desk, tmp_path: Path) -> None:
    starts = {".pdf": b"%PDF", ".svg": b"<svg", ".png": b"\x89PNG"}
    for suffix, start in starts.items():
        target = tmp_path / f"map{suffix}"
        made = desk.printouts.map("no-slip", target, "zh_CN")
        data = target.read_bytes()
        assert (made.path, made.size) == (target, len(data))
        assert data.startswith(start)
    with Image.open(tmp_path / "map.png") as image:
        assert min(image.size) >= 8.27 * 150


def test_a_map_shows_a_walk(desk: Desk, tmp_path: Path) -> None:
    walk = Walk.begin(desk.troubleshoot.book, "no-slip").answer("done")
    plain = desk.printouts.map("no-slip", tmp_path / "plain.svg", "en")
    shown = desk.printouts.map("no-slip", tmp_path / "walk.svg", "en", walk)
    assert plain.path.read_bytes() != shown.path.read_bytes()
    assert b"the way taken" in shown.path.read_bytes()


def test_what_is_not_there_is_refused(desk: Desk, tmp_path: Path) -> None:
    case = desk.log.add(desk.log.read(FACTS))
    with pytest.raises(NotFound):
        desk.printouts.map("nothing", tmp_path / "a.pdf", "en")
    with pytest.raises(WrongInput):
        desk.printouts.map("no-slip", tmp_path / "a.docx", "en")
    with pytest.raises(WrongInput):
        desk.printouts.customer_slip(case.number, tmp_path / "a.pdf", "57mm", "en")
    with pytest.raises(NotFound):
        desk.printouts.tip_card("nothing", tmp_path / "a.pdf", "80mm", "en")
    with pytest.raises(NotFound):
        desk.printouts.customer_slip("nothing", tmp_path / "a.pdf", "80mm", "en")
    with pytest.raises(DataTrouble):
        desk.printouts.tip_card("no-sms-tip", tmp_path / "no" / "a.pdf", "80mm", "en")
    assert list(tmp_path.glob("*.part")) == []
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.parametrize("width", ["a4", "80mm", "58mm"])
def test_slips_and_cards_are_written(desk: Desk, tmp_path: Path, width: str) -> None:
    case = desk.log.add(desk.log.read(FACTS))
    slip = desk.printouts.customer_slip(case.number, tmp_path / "slip.pdf", width, "zh_CN")
    again = desk.printouts.customer_slip(case.id, tmp_path / "again.pdf", width, "zh_CN")
    assert slip.path.read_bytes() == again.path.read_bytes()
    card = desk.printouts.tip_card("no-sms-tip", tmp_path / "card.pdf", width, "en")
    assert card.size > 1000
