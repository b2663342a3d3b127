"""The house rules, kept by machines: style, types, which room may import which, what is shipped."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = Path(sys.executable).parent

# The domain knows neither files nor threads nor the network, and has no clock or chance of its own.
OUTSIDE = {
    *("asyncio", "io", "multiprocessing", "os", "pathlib", "shutil", "socket", "sqlite3"),
    *("ssl", "subprocess", "sys", "tempfile", "threading", "time", "urllib"),
    *("random", "secrets", "uuid"),
}


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["lint-imports", "--no-logo"],
    ],
    ids=" ".join,
)
def test_tool_is_content(command: list[str]) -> None:
    program = shutil.which(command[0], path=str(SCRIPTS))
    if program is None:
        pytest.skip(f"{command[0]} is not installed beside this Python")
    done = subprocess.run(
        [program, *command[1:]],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout


def imported(source: Path) -> set[str]:
    """Return the dotted names of the modules that a file imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


def test_domain_needs_the_standard_library_only() -> None:
    for source in (ROOT / "posdesk" / "domain").rglob("*.py"):
        for name in imported(source):
            own = name == "posdesk.domain" or name.startswith("posdesk.domain.")
            assert own or name.partition(".")[0] in sys.stdlib_module_names - OUTSIDE, (
                f"{source.relative_to(ROOT)} imports {name}"
            )


def test_version_is_the_changelogs_newest_or_unreleased() -> None:
    from posdesk import __version__

    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = [line for line in changelog.splitlines() if line.startswith("## ")]
    assert headings[0] == "## [Unreleased]"
    assert len(headings) == 1 or headings[1].startswith(f"## [{__version__}]")


def test_wheel_carries_the_resources(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        inside = set(wheel.namelist())
    shipped = [file for file in (ROOT / "resources").rglob("*") if file.is_file()]
    assert shipped
    assert {f"posdesk/{file.relative_to(ROOT).as_posix()}" for file in shipped} <= inside
    assert "posdesk/py.typed" in inside
