"""The Chinese catalogue says everything that the code says, and nothing else."""

from __future__ import annotations

import importlib.util
import re
from types import ModuleType

import pytest

from posdesk import paths
from posdesk.i18n import Translator


@pytest.fixture(scope="module")
def catalogue() -> ModuleType:
    file = paths.resources().parent / "packaging" / "catalogue.py"
    spec = importlib.util.spec_from_file_location("catalogue", file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_nothing_is_missing_unused_or_stale(catalogue: ModuleType) -> None:
    assert catalogue.faults() == []


def test_chinese_is_what_the_program_says() -> None:
    chinese = Translator("zh_CN", paths.resources() / "i18n")
    assert chinese("Step {number}", number=4) == "第 4 步"


def test_sentences_at_the_counter_are_short(catalogue: ModuleType) -> None:
    """At most 24 characters a sentence, as the look wants it; errors may be longer."""
    for message in catalogue.messages(catalogue.translated()):
        counter = any("ui/counter/" in place for place, _ in message.locations)
        plain = re.sub(r"\{\w+\}", "00", str(message.string))
        for sentence in plain.replace("；", "。").split("。"):
            assert not counter or len(sentence) <= 24, sentence


def test_fields_of_braces_that_are_shown_stay(catalogue: ModuleType) -> None:
    assert catalogue.fields('give {{"amount": 1}} to {name}') == {"name"}
