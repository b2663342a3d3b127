"""The initials that a search goes by are those of the shipped readings."""

from __future__ import annotations

from posdesk import paths
from posdesk.intake.word_files import load_words
from posdesk.storage.initials import initials_of

WORDS = paths.resources() / "words"


def test_each_character_has_the_letter_of_its_usual_reading() -> None:
    sounds, _ = load_words(WORDS)
    lines = (WORDS / "pinyin.tsv").read_text("utf-8").splitlines()
    told = [line.split("\t")[1] for line in lines if not line.startswith("#")]
    characters = [c for c in "".join(told) if "一" <= c <= "\u9fff"]
    assert len(characters) > 6500
    for character in characters:
        # By itself: in some words of the counter five characters are read otherwise.
        alone = initials_of(character + "一")[0] if character != "行" else initials_of("进行")[1]
        assert alone == sounds.of(character)[0][0]


def test_runs_of_chinese_are_told_apart() -> None:
    assert initials_of("未到账,a单b没出单\nabc\n签名") == "wdz mcd\nqm"
    assert initials_of("\u9fff单") == ".d"


def test_words_of_the_counter_are_read_as_they_are_said() -> None:
    said = {"发卡银行": "fkyh", "重复扣款": "cfkk", "重刷": "cs", "长款": "ck", "进行": "jx"}
    assert {word: initials_of(word) for word in said} == said
    assert initials_of("严重") == "yz"
