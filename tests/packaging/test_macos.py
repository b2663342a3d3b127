"""The disk image for macOS, as far as it can be looked at elsewhere: its commands, in order."""

from __future__ import annotations

import plistlib
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

import pytest

from tests.packaging.scripts import PACKAGING, script

LIBRARY = b"\xcf\xfa\xed\xfe and more"
IDENTITY = "Developer ID Application: A Shop (ABCDE12345)"


@pytest.fixture
def dmg() -> ModuleType:
    return script("macos/make_dmg")


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """Stand in for what posdesk.spec makes on macOS: the folder, and the app beside it."""
    app = tmp_path / "posdesk.app"
    inside = app / "Contents"
    versions = inside / "Frameworks" / "PySide6" / "QtCore.framework" / "Versions"
    for folder in (inside / "MacOS", inside / "Resources", versions / "A"):
        folder.mkdir(parents=True)
    (inside / "MacOS" / "posdesk").write_bytes(LIBRARY)
    (versions / "A" / "QtCore").write_bytes(LIBRARY)
    (versions / "Current").symlink_to("A")
    (inside / "Frameworks" / "libssl.dylib").write_bytes(LIBRARY)
    (inside / "Resources" / "libssl.dylib").symlink_to("../Frameworks/libssl.dylib")
    (inside / "Resources" / "words.dylib").write_text("no library", "utf-8")
    (tmp_path / "posdesk" / "licences").mkdir(parents=True)
    (tmp_path / "posdesk" / "licences" / "LICENSE").write_text("MIT", "utf-8")
    return app


def test_what_is_inside_is_signed_before_what_holds_it(dmg: ModuleType, app: Path) -> None:
    found = [path.relative_to(app / "Contents").as_posix() for path in dmg.code_in(app)]
    assert found == [
        "Frameworks/PySide6/QtCore.framework/Versions/A/QtCore",
        "Frameworks/libssl.dylib",
        "Frameworks/PySide6/QtCore.framework",
    ]
    *inner, whole, looked_at = dmg.signing(app, "-")
    assert [path for command in inner for path in command[4:]] == [str(f) for f in dmg.code_in(app)]
    assert whole[-1] == str(app)
    assert looked_at == ["codesign", "--verify", "--deep", "--strict", str(app)]


def test_without_a_certificate_nothing_is_asked_of_apple(dmg: ModuleType, app: Path) -> None:
    words = [word for command in dmg.signing(app, "-") for word in command]
    assert not {"--timestamp", "runtime", "--entitlements"} & set(words)
    assert dmg.finishing(Path("a.dmg"), "-", "") == []


def test_a_developer_id_signs_hardened_and_the_image_too(dmg: ModuleType, app: Path) -> None:
    *signs, _ = dmg.signing(app, IDENTITY)
    for command in signs:
        assert command[:4] == ["codesign", "--force", "--sign", IDENTITY]
        assert command[4:7] == ["--timestamp", "--options", "runtime"]
    words = Path(signs[-1][-2]).read_bytes()
    assert b"<!--" not in words  # which the system that reads it at the start does not know
    given = plistlib.loads(words)
    assert given == {
        "com.apple.security.cs.allow-unsigned-executable-memory": True,
        "com.apple.security.cs.disable-library-validation": True,
    }
    (signed,) = dmg.finishing(Path("a.dmg"), IDENTITY, "")
    assert signed[:3] == ["codesign", "--sign", IDENTITY]
    _, asked, stapled = dmg.finishing(Path("a.dmg"), IDENTITY, "profile")
    assert asked[:4] == ["xcrun", "notarytool", "submit", "a.dmg"]
    assert asked[asked.index("--keychain-profile") + 1] == "profile"
    assert "--wait" in asked
    assert stapled == ["xcrun", "stapler", "staple", "a.dmg"]


def test_codesign_is_never_given_more_than_a_command_line_holds(dmg: ModuleType, app: Path) -> None:
    for number in range(250):
        (app / "Contents" / "Frameworks" / f"lib{number}.dylib").write_bytes(LIBRARY)
    commands = dmg.signing(app, "-")
    assert max(len(command) for command in commands) <= dmg.AT_ONCE + 4
    assert sum(len(command) - 4 for command in commands[:-2]) == 253


def test_all_steps_in_their_order(
    dmg: ModuleType, app: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def run(command: Sequence[str], *, empty: bool = False, tries: int = 1) -> None:
        done.append(Path(command[0]).name)
        if command[0] == "hdiutil":
            stage = Path(command[command.index("-srcfolder") + 1])
            assert (stage / "Applications").readlink() == Path("/Applications")
            assert command[command.index("-volname") + 1] == "PosDesk 0.9.0"
        if command[-1] == "--self-test":
            assert empty

    monkeypatch.setattr(dmg, "run", run)
    monkeypatch.setattr(dmg.platform, "system", lambda: "Darwin")
    monkeypatch.setattr(dmg.platform, "machine", lambda: "arm64")
    monkeypatch.setenv(dmg.IDENTITY, IDENTITY)
    monkeypatch.setenv(dmg.NOTARY, "profile")
    made = dmg.make(tmp_path / "posdesk", tmp_path / "out", "0.9.0")
    assert made == [tmp_path / "out" / "posdesk-0.9.0-macos-arm64.dmg"]
    assert done == [
        *("codesign", "codesign", "codesign", "posdesk", "ditto", "hdiutil"),
        *("codesign", "xcrun", "xcrun"),
    ]
    licence = app / "Contents" / "Resources" / "licences" / "LICENSE"
    assert licence.read_text("utf-8") == "MIT"
    monkeypatch.delenv(dmg.IDENTITY)
    with pytest.raises(dmg.ImageError, match="POSDESK_MAC_IDENTITY"):
        dmg.make(tmp_path / "posdesk", tmp_path / "out", "0.9.0")


@pytest.mark.skipif(sys.platform == "darwin", reason="says it of other systems")
def test_another_system_is_told_why_it_cannot(dmg: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(dmg.ImageError, match="only be made on macOS"):
        dmg.make(tmp_path / "posdesk", tmp_path, "0.9.0")


def test_a_step_that_fails_tells_what_it_said(
    dmg: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(dmg.time, "sleep", waited.append)
    with pytest.raises(dmg.ImageError, match="resource busy"):
        dmg.run([sys.executable, "-c", "print('resource busy'); exit(1)"], tries=3)
    assert len(waited) == 2
    dmg.run([sys.executable, "-c", ""], tries=3)
    assert len(waited) == 2


def test_the_app_may_show_a_window() -> None:
    # PyInstaller takes a program with a console for one without windows, unless it is told.
    assert '"LSBackgroundOnly": False' in (PACKAGING / "posdesk.spec").read_text("utf-8")


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_the_build_makes_what_this_system_installs(
    system: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = script("build")
    monkeypatch.setattr(build.sys, "platform", system)
    asked: list[Path] = []

    def maker(file: Path) -> Callable[[Path, Path, str], list[Path]]:
        asked.append(file)
        return lambda folder, out, version: [out / f"{folder.name}-{version}"]

    monkeypatch.setattr(build, "maker", maker)
    made = build.packages(tmp_path / "posdesk", tmp_path)
    assert made == [tmp_path / f"posdesk-{build.version()}"]
    assert len(asked) == 1
    assert asked[0].is_file()

    def broken(file: Path) -> Callable[[Path, Path, str], list[Path]]:
        raise RuntimeError("install NSIS")

    monkeypatch.setattr(build, "maker", broken)
    with pytest.raises(build.BuildError, match="install NSIS"):
        build.packages(tmp_path / "posdesk", tmp_path)
