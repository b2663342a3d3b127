"""The card for the counter: one page, readable without colour, with whom this shop calls."""

from __future__ import annotations

from pathlib import Path

import pytest

from posdesk import paths
from posdesk.domain.contact import Contact
from posdesk.domain.shop import Shop
from posdesk.domain.text import LANGS, Lang, Text
from posdesk.reports.counter_card import BANNERS, Callee, counter_card
from posdesk.reports.drawing import Box, Drawing, Sign, Words
from posdesk.reports.slip_paper import A4_HEIGHT
from posdesk.reports.typeset.fonts import load_typeface
from posdesk.reports.typeset.setting import Setter
from posdesk.services.contacts import Contacts

MANY = [Callee(f"联系人 Contact {n}", "021-12345678" if n % 2 else "") for n in range(12)]


def drawn(lang: Lang, callees: list[Callee], shop: str = "清和桥百货店") -> Drawing:
    setter = Setter(load_typeface(paths.resources() / "fonts"), lang)
    return counter_card(callees, shop, setter)


def words(drawing: Drawing) -> str:
    lines = (item.line for item in drawing.items if isinstance(item, Words))
    return "\n".join("".join(piece.text for piece in line.pieces) for line in lines)


@pytest.mark.parametrize("lang", LANGS)
def test_it_fits_one_page_whatever_stands_in_it_and_cuts_no_instruction(lang: Lang) -> None:
    for callees in ([], MANY):
        card = drawn(lang, callees, "很长的店名" * 20)
        assert card.height == A4_HEIGHT
        for item in card.items:
            bottom = item.y + item.height if isinstance(item, Box) else getattr(item, "y", 0)
            assert bottom < A4_HEIGHT - 14
    said = words(drawn(lang, []))
    assert "…" not in said
    for _, title, may in BANNERS:
        assert title.in_(lang) in said
        assert may.in_(lang) in said


@pytest.mark.parametrize("lang", LANGS)
def test_the_four_banners_differ_without_colour(lang: Lang) -> None:
    card = drawn(lang, [])
    signs = [item.sign for item in card.items if isinstance(item, Sign)]
    assert {"stop", "wait", "go", "paid"} <= set(signs)
    colours = {item.line for item in card.items if isinstance(item, Box) and item.line}
    assert all(max(colour) - min(colour) < 0.05 for colour in colours)


def test_the_cards_banners_are_those_of_the_window() -> None:
    from tests.ui.stage import speaking

    for lang in LANGS:
        tr = speaking(lang)
        said = {
            "stop": tr("Do not charge again"),
            "wait": tr("Not known yet: do not charge"),
            "go": tr("You may charge again, once"),
            "paid": tr("Paid"),
        }
        assert {sign: title.in_(lang) for sign, title, _ in BANNERS} == said


def test_the_shops_own_contacts_are_on_it_and_nobody_is_guessed(tmp_path: Path) -> None:
    shipped = Contact("95534", "acquirer", Text("银联商务", "UMS"))
    own = Contact("138 0000 0000", "other", Text("装机王师傅", "Wang"), own=True)
    known = dict(Contacts(Shop(), (own, shipped)).to_call("zh_CN"))
    assert known["装机王师傅"] == "138 0000 0000"
    assert known["收单机构"] == ""
    named = dict(Contacts(Shop(acquirer="银联商务"), (shipped,)).to_call("zh_CN"))
    assert named["收单机构 银联商务"] == "95534"
