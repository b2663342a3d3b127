import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posdesk.domain.facts import CASH_TAKEN, Bank, Facts, Terminal
from posdesk.domain.money_state import STATE_WORDS, Charge
from posdesk.domain.verdict import strictest, verdict
from posdesk.domain.verdict_table import TABLE
from tests.flow_book import SHARED

FACTS = st.builds(
    Facts, st.none() | st.sampled_from(list(Terminal)), st.none() | st.sampled_from(list(Bank))
)
STRICT = [Charge.YES, Charge.UNKNOWN, Charge.NO]


def test_the_table_knows_every_pair_of_facts() -> None:
    assert set(TABLE) == {(t, b) for t in (None, *Terminal) for b in (None, *Bank)}


def test_every_state_has_words_in_both_languages() -> None:
    for decided in TABLE.values():
        for text in (STATE_WORDS[decided.state], decided.do, decided.tell):
            assert text.zh_CN
            assert text.en


def test_the_table_is_the_one_that_was_collected() -> None:
    path = SHARED / "verdict.tsv"
    if not path.exists():
        pytest.skip("the collected facts do not lie beside the checkout")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    assert len(rows) == len(TABLE)
    for row in rows:
        terminal = None if row["terminal"] == "not_asked" else Terminal(row["terminal"])
        bank = None if row["bank"] == "not_asked" else Bank(row["bank"])
        decided = verdict(Facts(terminal, bank))
        assert (decided.charge_again, decided.state) == (row["charge_again"], row["state"])
        assert (decided.do.zh_CN, decided.do.en) == (row["do_zh"], row["do_en"])
        assert (decided.tell.zh_CN, decided.tell.en) == (row["tell_zh"], row["tell_en"])


@given(FACTS)
def test_nothing_is_charged_while_the_terminal_is_unknown_or_says_approved(facts: Facts) -> None:
    if facts.terminal in (None, Terminal.APPROVED, Terminal.REVERSING):
        assert verdict(facts).charge_again is not Charge.YES


@given(st.sampled_from([t for t in (None, *Terminal) if t is not Terminal.VOIDED]))
def test_nothing_is_charged_while_the_bank_shows_a_debit(terminal: Terminal | None) -> None:
    assert verdict(Facts(terminal, Bank.DEBITED)).charge_again is Charge.NO


@given(st.lists(FACTS, max_size=4))
def test_the_strictest_attempt_decides(attempts: list[Facts]) -> None:
    together = STRICT.index(strictest(attempts).charge_again)
    for facts in attempts:
        assert together >= STRICT.index(verdict(facts).charge_again)
    if attempts:
        assert strictest(attempts) in [verdict(facts) for facts in attempts]


@given(st.lists(FACTS, max_size=3), FACTS)
def test_one_more_attempt_never_makes_it_laxer(attempts: list[Facts], one: Facts) -> None:
    before = STRICT.index(strictest(attempts or [one]).charge_again)
    assert STRICT.index(strictest([*attempts, one]).charge_again) >= before


@given(st.lists(FACTS, max_size=3))
def test_cash_taken_meanwhile_counts_as_paid(attempts: list[Facts]) -> None:
    assert strictest([*attempts, CASH_TAKEN]).charge_again is Charge.NO


def test_without_an_attempt_nothing_may_be_charged() -> None:
    assert strictest([]).charge_again is Charge.UNKNOWN
