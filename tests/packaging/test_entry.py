"""The built program makes good what an environment asks for that it does not hold."""

from __future__ import annotations

import os
import sys

import pytest

from tests.packaging.scripts import script

NAMES = (
    "LC_ALL",
    "LC_CTYPE",
    "LANG",
    "DISPLAY",
    "QT_QPA_PLATFORM",
    "QT_IM_MODULE",
    "QT_IM_MODULES",
)


def settled(monkeypatch: pytest.MonkeyPatch, **given: str) -> dict[str, str]:
    """What of the environment ``given`` is there after the program settled."""
    for name in NAMES:
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    entry = script("entry")
    for name in NAMES:
        os.environ.pop(name, None)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    entry._settle()
    found = {name: os.environ[name] for name in NAMES if name in os.environ}
    for name in NAMES:
        os.environ.pop(name, None)
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux")
@pytest.mark.parametrize(
    ("given", "changed"),
    [
        ({}, {"LC_CTYPE": "C.UTF-8"}),
        ({"LANG": "zh_CN.UTF-8"}, {}),
        ({"LANG": "C", "QT_QPA_PLATFORM": "wayland", "DISPLAY": ":0"}, {"QT_QPA_PLATFORM": "xcb"}),
        ({"LANG": "C", "QT_QPA_PLATFORM": "wayland"}, {}),
        ({"LANG": "C", "QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}, {}),
        ({"LANG": "C", "QT_IM_MODULE": "fcitx"}, {"QT_IM_MODULES": "ibus"}),
        ({"LANG": "C", "QT_IM_MODULES": "fcitx5;ibus"}, {"QT_IM_MODULES": "ibus"}),
        ({"LANG": "C", "QT_IM_MODULE": "ibus"}, {}),
    ],
)
def test_the_environment_is_made_good(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], changed: dict[str, str]
) -> None:
    assert settled(monkeypatch, **given) == {**given, **changed}
