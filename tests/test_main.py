"""The start of the program, where it was started without any output to speak to."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

WINDOWED = """
import sys
from pathlib import Path
from posdesk.__main__ import main

codes = []
for given in (["--version"], ["flows", "list", "--json"], ["code", "51"], ["no-such-command"]):
    sys.argv, sys.stdout, sys.stderr = ["posdeskw", *given], None, None
    try:
        codes.append(main())
    except SystemExit as ended:
        codes.append(ended.code)
Path({out!r}).write_text(repr(codes))
"""


def test_a_windowed_program_without_any_output_works(tmp_path: Path) -> None:
    out = tmp_path / "codes"
    code = WINDOWED.format(out=str(out))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert out.read_text() == "[0, 0, 0, 2]"
    assert (done.stdout, done.stderr) == (b"", b"")


@pytest.mark.parametrize("console", ["cp936", "cp437"])
def test_chinese_help_is_told_on_a_console_that_has_no_chinese(
    console: str, tmp_path: Path
) -> None:
    # As on Windows, whose consoles have the code page of the system's language.
    words = {"PYTHONIOENCODING": console, "PYTHONUTF8": "0", "POSDESK_DATA": str(tmp_path / "data")}
    done = subprocess.run(
        [sys.executable, "-m", "posdesk", "--lang", "zh_CN", "--help"],
        env={**os.environ, **words},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert b"provision" in done.stdout
    assert ("数据" in done.stdout.decode(console)) is (console == "cp936")
    assert done.stderr == b""
