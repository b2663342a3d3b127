"""What is collected and what of it goes into the program, on each system."""

from __future__ import annotations

import sys

import pytest

from tests.packaging.scripts import script

pytest.importorskip("PyInstaller")
trim = script("trim")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6/Qt/plugins/platforms/libqcocoa.dylib", True),
        ("PySide6\\plugins\\styles\\qmodernwindowsstyle.dll", True),
        ("PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so", True),
        ("PySide6/Qt/lib/QtGui.framework/Versions/A/QtGui", True),
        ("PySide6/Qt/lib/libQt6Gui.so.6", True),
        ("PySide6/Qt/translations/qtbase_zh_CN.qm", True),
        ("posdesk/resources/i18n/zh_CN/LC_MESSAGES/posdesk.mo", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6/Qt/lib/libQt6Quick.so.6", False),
        ("PySide6\\Qt6Qml.dll", False),
        ("PySide6\\opengl32sw.dll", False),
        ("PySide6/Qt/lib/QtQuick.framework/Versions/A/QtQuick", False),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", False),
        ("PySide6\\plugins\\tls\\qschannelbackend.dll", False),
        ("PySide6/Qt/plugins/platforms/libqwayland.so", False),
        ("posdesk/resources/i18n/zh_CN/LC_MESSAGES/posdesk.po", False),
        ("click-8.5.1.dist-info/RECORD", False),
        ("click-8.5.1.dist-info/METADATA", True),
    ],
)
def test_a_file_goes_in_or_not(name: str, kept: bool) -> None:
    assert trim.used((name, "/somewhere", "BINARY")) is kept


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="as Linux names files")
def test_only_libraries_copied_from_the_system_are_the_system_s() -> None:
    assert trim._is_system(("libz.so.1", "/lib/x86_64-linux-gnu/libz.so.1", "BINARY"))
    # Debian's own Python lies where its libraries do.
    module = "python3.11/lib-dynload/_ssl.so"
    assert not trim._is_system((module, f"/usr/lib/{module}", "EXTENSION"))
    python = "libpython3.11.so.1.0"
    assert not trim._is_system((python, f"/usr/lib/x86_64-linux-gnu/{python}", "BINARY"))
    wheel = "pillow.libs/libtiff-20b7e810.so.6.3.0"
    assert not trim._is_system((wheel, f"/venv/{wheel}", "BINARY"))
