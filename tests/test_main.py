"""The start of the program, where it was started without any output to speak to."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

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
