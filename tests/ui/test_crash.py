"""A bug is written down without anybody's data, and told once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from posdesk import paths
from posdesk.i18n import Translator
from posdesk.services.diary import Diary, Process
from posdesk.ui.crash import CrashLog


@pytest.mark.parametrize(("lang", "said"), [("zh_CN", "都已保存"), ("en", "is saved")])
def test_the_log_says_where_and_never_what(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, said: str
) -> None:
    told: list[str] = []
    tr = Translator("en" if lang == "en" else "zh_CN", paths.resources() / "i18n")
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    diary = Diary(tmp_path, Process.WINDOW)
    CrashLog(diary, tr, told.append).install()
    try:
        int("6228480402564890018 张三")
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    written = diary.path.read_text("utf-8")
    assert "ValueError" in written
    assert "test_the_log_says_where" in written
    assert "张三" not in written
    assert "6228" not in written
    assert len(told) == 1
    assert said in told[0]


def test_a_bug_while_telling_of_one_is_not_told_again(tmp_path: Path) -> None:
    told: list[str] = []

    def tell(sentence: str) -> None:
        told.append(sentence)
        log.caught(KeyError, KeyError(), None)

    diary = Diary(tmp_path, Process.WINDOW)
    log = CrashLog(diary, Translator("en", tmp_path), tell)
    log.caught(ValueError, ValueError(), None)
    assert len(told) == 1
    assert "KeyError" in diary.path.read_text("utf-8")
