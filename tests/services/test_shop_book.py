"""The shop's own book over the shipped one: kept, handed on, reloaded, and never in the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from posdesk import app, paths
from posdesk.domain.contact import Contact
from posdesk.domain.errors import DataTrouble, Refused, WrongInput
from posdesk.domain.rates import RATE_LABELS
from posdesk.domain.shop import SHOP_FIELDS, TERMINAL_FIELDS, ShopTerminal
from posdesk.domain.walk import DONE
from posdesk.services.desk import Desk
from posdesk.services.doctor.examination import examine
from posdesk.services.library import Shelves, read_library
from posdesk.services.rates import Payout
from posdesk.services.shop_book import ShopBook
from tests.intake.test_flow_files import GOOD

CARD = "6228480402564890018"
CARDS = (CARD, "6228 4804 0256 4890 018", "６２２８４８０４０２５６４８９００１８")
CODE_ROW = "{code}\t卡方提示\tOwn words\t{category}\t问收单机构\tAsk\tno\t{uncertain}\thigh\t\n"


@pytest.fixture
def shop(small: Path, desk: Desk) -> Desk:
    return desk


def own_flow(folder: Path, text: str, name: str = "small") -> Path:
    (folder / "flows").mkdir(exist_ok=True)
    file = folder / "flows" / f"{name}.yaml"
    file.write_text(text, "utf-8")
    return file


def own_codes(folder: Path, *rows: str) -> None:
    heads = (paths.resources() / "codes" / "response_codes.tsv").read_text("utf-8").split("\n")[0]
    (folder / "codes.tsv").write_text(heads + "\n" + "".join(rows), "utf-8")


# ------------------------------------------------------------------------------------ the shop


def test_what_is_saved_is_known_to_all_at_once(shop: Desk, data_dir: Path) -> None:
    book = shop.shop_book
    book.save_shop("name", "清和桥百货店")
    book.save_shop("merchant_id", "898330154110023")
    book.save_shop("acquirer", "某收单")
    book.save_shop("acquirer_phone", "400-800-1234")
    case = shop.troubleshoot.start("small").case
    assert (case.shop, case.slip.merchant_id) == ("清和桥百货店", "898330154110023")
    assert shop.contacts.number_for("acquirer", None).zh_CN == "某收单 400-800-1234"
    assert shop.shop.name == "清和桥百货店"
    assert app.open_shop_book(data_dir).shop == shop.shop


def test_an_empty_value_takes_it_away(shop: Desk) -> None:
    shop.shop_book.save_shop("till", "2")
    assert shop.shop_book.save_shop("till", "  ").till == ""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("terminal_id", "1234567"),
        ("merchant_id", "89833015411002"),
        ("name", "店" * 41),
        ("acquirer_phone", "ask"),
        ("nothing", "x"),
    ],
)
def test_what_breaks_a_rule_is_refused_and_nothing_is_written(
    shop: Desk, data_dir: Path, name: str, text: str
) -> None:
    with pytest.raises(WrongInput):
        shop.shop_book.save_shop(name, text)
    assert not (data_dir / "settings.toml").exists()


@pytest.mark.parametrize("card", CARDS)
def test_card_numbers_are_refused_in_every_field(shop: Desk, data_dir: Path, card: str) -> None:
    book = shop.shop_book
    doors: list[Callable[[], object]] = [
        *(lambda n=n: book.save_shop(n, card) for n in SHOP_FIELDS),
        *(lambda n=n: book.save_rates(n, card) for n in RATE_LABELS),
        *(lambda n=n: book.save_terminal("61203847", n, card) for n in TERMINAL_FIELDS),
        lambda: book.save_terminal(card, "place", "x"),
        lambda: book.save_contact("issuer", card, "95599"),
        lambda: book.save_contact("issuer", "行", card),
        lambda: book.save_contact("issuer", "行", "95599", english=card),
    ]
    for door in doors:
        with pytest.raises(WrongInput):
            door()
    with pytest.raises(Refused):
        book.save_shop("name", card)
    kept = b"".join(f.read_bytes() for f in data_dir.rglob("*") if f.is_file())
    assert CARD.encode() not in kept
    assert card.encode() not in kept


# ------------------------------------------------------------------------ terminals, rates, numbers


def test_terminals_come_are_changed_and_go(shop: Desk) -> None:
    book = shop.shop_book
    book.save_shop("terminal_id", "61203847")
    assert book.terminals == (ShopTerminal("61203847"),)
    book.save_terminal("61203847", "place", "2 号台")
    book.save_terminal("61203848", "id", "61203848")
    book.save_terminal("61203847", "id", "71203847")
    assert [t.id for t in book.terminals] == ["71203847", "61203848"]
    assert book.terminals[0].place == "2 号台"
    assert shop.shop.terminal_id == "71203847"
    with pytest.raises(WrongInput):
        book.save_terminal("61203848", "id", "71203847")
    gone = book.remove_terminal("71203847")
    assert (shop.shop.terminal_id, len(book.terminals)) == ("", 1)
    book.restore_terminal(gone, here=True)
    assert shop.shop.terminal_id == "71203847"
    assert gone in book.terminals
    with pytest.raises(WrongInput):
        book.remove_terminal("00000000")


def test_rates_are_stored_as_written_and_reckoned_with(shop: Desk, data_dir: Path) -> None:
    assert shop.rates.expected_net("debit_card", 50000) is None
    shop.shop_book.save_rates("debit_card", "0.5%")
    shop.shop_book.save_rates("cap", "¥20")
    text = (data_dir / "settings.toml").read_text("utf-8")
    assert 'debit_card = "0.50%"' in text
    assert 'cap = "20.00"' in text
    payout = shop.rates.expected_net("debit_card", 1_000_000)
    assert payout is not None
    assert (payout.fee, payout.net, payout.is_capped) == (2000, 998_000, True)
    small_one = shop.rates.expected_net("debit_card", 50000)
    assert isinstance(small_one, Payout)
    assert not small_one.is_capped


def test_an_own_contact_stands_over_the_shipped_one_until_it_is_removed(shop: Desk) -> None:
    book = shop.shop_book
    shipped = next(c for c in book.contacts if c.kind == "acquirer")
    own = book.save_contact("acquirer", shipped.name.zh_CN, "400-820-0000", over=shipped)
    assert [c for c in book.contacts if c.key == shipped.key] == [own]
    book.save_shop("acquirer", shipped.name.zh_CN)
    assert "400-820-0000" in shop.contacts.number_for("acquirer", None).en
    renamed = book.save_contact("acquirer", "装机员小王", "138-0000-0000", over=own)
    assert [c for c in book.contacts if c.own] == [renamed]
    assert shipped in book.contacts
    book.remove_contact(renamed)
    assert not any(c.own for c in book.contacts)


# -------------------------------------------------------------------------------- broken overlays


def test_a_broken_flow_is_told_and_the_shipped_one_goes_on(shop: Desk, data_dir: Path) -> None:
    own_flow(data_dir, GOOD.replace("先停手。", "再刷一次卡。"))
    shop.shop_book.reload()
    assert shop.troubleshoot.book.flow("small").nodes["begin"].text.zh_CN == "先停手。"
    fault = shop.shop_book.faults[0]
    assert (fault.file, fault.line) == ("small.yaml", 11)
    assert fault.text.zh_CN
    assert fault.text.en
    said = [(f.zh_CN, f.en) for f in examine(data_dir).findings]
    assert any("small.yaml 第 11 行" in zh and "small.yaml, line 11" in en for zh, en in said)


def test_one_broken_flow_does_not_take_the_others_along(shop: Desk, data_dir: Path) -> None:
    own_flow(data_dir, GOOD.replace("先停手。", "先别动。"))
    own_flow(data_dir, "id: [\n", "other")
    shop.shop_book.reload()
    assert shop.troubleshoot.book.flow("small").nodes["begin"].text.zh_CN == "先别动。"
    assert {fault.file for fault in shop.shop_book.faults} == {"other.yaml"}
    assert [(entry.id, entry.own) for entry in shop.shop_book.entries()] == [("small", True)]


def test_a_broken_book_is_told_again_at_the_next_start(data_dir: Path, small: Path) -> None:
    shelves = Shelves(small, data_dir, data_dir / "cache")
    own_flow(data_dir, "id: [\n", "other")
    first = read_library(shelves).faults
    assert first
    assert read_library(shelves).faults == first


def test_broken_codes_contacts_and_settings_are_told_together(shop: Desk, data_dir: Path) -> None:
    (data_dir / "codes.tsv").write_text("code\n", "utf-8")
    (data_dir / "contacts.tsv").write_text("number\tkind\tzh\ten\nx\n", "utf-8")
    (data_dir / "settings.toml").write_text('[shop]\nname = "店"\n[rates]\nqr = "x"\n', "utf-8")
    shop.shop_book.reload()
    told = {(fault.file, fault.line) for fault in shop.shop_book.faults}
    assert told == {("codes.tsv", 1), ("contacts.tsv", 2), ("settings.toml", 4)}
    assert shop.shop.name == "店"
    assert shop.troubleshoot.code("68").money_uncertain != "no"
    with pytest.raises(DataTrouble):
        shop.shop_book.save_contact("issuer", "行", "95599")
    shop.shop_book.save_rates("qr", "0.38%")
    assert {fault.file for fault in shop.shop_book.faults} == {"codes.tsv", "contacts.tsv"}


def test_own_codes_may_be_more_careful_but_never_surer(shop: Desk, data_dir: Path) -> None:
    own_codes(data_dir, CODE_ROW.format(code="Q7", category="declined", uncertain="no"))
    shop.shop_book.reload()
    assert shop.troubleshoot.code("Q7").meaning.en == "Own words"
    assert shop.shop_book.library.own_codes == 1
    own_codes(data_dir, CODE_ROW.format(code="68", category="declined", uncertain="no"))
    shop.shop_book.reload()
    assert [(f.file, f.line) for f in shop.shop_book.faults] == [("codes.tsv", 2)]
    assert shop.troubleshoot.code("68").money_uncertain != "no"
    assert shop.troubleshoot.code("Q7").code == "OTHER"


# -------------------------------------------------------------------------------------- reloading


def test_a_changed_flow_is_seen_without_a_restart(shop: Desk, data_dir: Path) -> None:
    session = shop.troubleshoot.start("small")
    session = shop.troubleshoot.answer(session, DONE)
    assert session.walk.node.text.zh_CN == "出单了吗？"
    own_flow(data_dir, GOOD.replace("出单了吗？", "单子出来了吗？"))
    assert shop.shop_book.has_changed()
    shop.shop_book.reload()
    assert not shop.shop_book.has_changed()
    again = shop.troubleshoot.resume(session.case.id)
    assert again.walk.at == session.walk.at
    assert again.walk.node.text.zh_CN == "单子出来了吗？"


def test_a_new_flow_is_found_and_can_be_walked(shop: Desk, data_dir: Path) -> None:
    text = GOOD.replace("id: small", "id: own").replace(
        "{zh_CN: 不行, en: no}", "{zh_CN: 榴莲, en: durian}"
    )
    own_flow(data_dir, text, "own")
    shop.shop_book.reload()
    assert [hit.flow.id for hit in shop.finder.find("榴莲")] == ["own"]
    assert shop.troubleshoot.start("own").case.flow == "own"
    assert "own" in {entry.id for entry in shop.shop_book.entries() if entry.own}


def test_a_copy_to_edit_is_laid_out_once(shop: Desk, data_dir: Path) -> None:
    copy = shop.shop_book.own_copy("small")
    assert copy == data_dir / "flows" / "small.yaml"
    assert copy.read_text("utf-8") == GOOD
    copy.write_text(GOOD + "\n", "utf-8")
    assert shop.shop_book.own_copy("small").read_text("utf-8") == GOOD + "\n"
    with pytest.raises(WrongInput):
        shop.shop_book.own_copy("nothing")


def test_one_s_own_writing_is_no_change_but_others_is(shop: Desk, data_dir: Path) -> None:
    shop.shop_book.save_shop("name", "店")
    assert not shop.shop_book.has_changed()
    own_flow(data_dir, GOOD)
    shop.shop_book.save_shop("till", "2")
    assert shop.shop_book.has_changed()


def test_the_book_alone_needs_no_journal(small: Path, data_dir: Path) -> None:
    book = app.open_shop_book(data_dir)
    assert isinstance(book, ShopBook)
    book.save_shop("name", "店")
    assert [f.name for f in data_dir.iterdir()] == ["settings.toml"]
    assert all(isinstance(contact, Contact) for contact in book.contacts)
