"""The stand-ins of the built program carry what others import, and say so where they are used."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.packaging.scripts import PACKAGING

CODE = """
import aiohttp, sqlite3.dbapi2, sqlite_utils
import sqlcipher3.dbapi2 as safe
import posdesk.reports.seal.sealer, posdesk.reports.seal.time_stamps, posdesk.services.verifying
from pyhanko.sign.timestamps import HTTPTimeStamper

assert "instead" in aiohttp.__file__ and "instead" in sqlite3.__file__
assert sqlite3.Connection is sqlite3.dbapi2.Connection is safe.Connection
try:
    aiohttp.ClientSession()
except RuntimeError as error:
    print(error)
"""


def test_time_stamps_and_tables_need_no_more_than_the_stand_ins() -> None:
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(PACKAGING / "instead"), "."])}
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        env=env,
        cwd=PACKAGING.parent,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "aiohttp.ClientSession is not part of this program\n"
