"""Two accounts of one computer on one data folder: real processes of two made-up accounts."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from posdesk.domain.provision import Provision, SharedData
from posdesk.services.sharing import prepare

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only root can be two accounts"
)

LIN, ZHOU, STRANGER = 12345, 12347, 12349
OTHERS = 12346


class Account:
    """One account's process."""

    def __init__(self, uid: int, gids: str, scratch: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.another_account", str(uid), gids, str(scratch)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path.cwd())},
        )
        self.is_ready = False

    def __call__(self, folder: Path, *words: str) -> tuple[int, str]:
        process = self._process
        assert process.stdin
        assert process.stdout
        if not self.is_ready:
            assert process.stdout.readline() == "ready\n"
            self.is_ready = True
        process.stdin.write(json.dumps([str(folder), *words]) + "\n")
        process.stdin.flush()
        code, said = json.loads(process.stdout.readline())
        return int(code), str(said)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that other accounts can come to, which those of pytest's are not."""
    made = Path(tempfile.mkdtemp(prefix="posdesk-accounts-"))
    made.chmod(0o755)
    try:
        yield made
    finally:
        shutil.rmtree(made)


@pytest.fixture
def account(place: Path) -> Iterator[Callable[[int, str], Account]]:
    made: list[Account] = []

    def start(uid: int, gids: str) -> Account:
        scratch = place / str(uid)
        scratch.mkdir()
        made.append(Account(uid, gids, scratch))
        return made[-1]

    yield start
    for one in made:
        one.kill()


def group() -> tuple[str, int]:
    """A group that every system of this kind has, and that nobody of ours is in by itself."""
    import grp

    found = next(g for g in grp.getgrall() if g.gr_name in ("users", "staff", "nogroup"))
    return found.gr_name, found.gr_gid


def test_two_accounts_work_on_the_same_data(
    place: Path, account: Callable[[int, str], Account]
) -> None:
    name, gid = group()
    folder = place / "shop"
    done = prepare(Provision(data=SharedData(str(folder), shared=True, group=name)))
    lin = account(LIN, f"{OTHERS},{gid}")
    zhou = account(ZHOU, f"{OTHERS},{gid}")
    stranger = account(STRANGER, f"{OTHERS}")

    for one in (lin, zhou, lin, zhou):
        code, said = one(folder, "write")
        assert code == 0, said
    assert lin(folder, "keep")[1].startswith(str(done.backups))
    assert zhou(folder, "keep")[1].startswith(str(done.backups))
    for one in (lin, zhou):
        assert one(folder, "fill") == (0, "filled")
    code, said = zhou(folder, "case", "list")
    assert code == 0, said
    assert len(said.strip().splitlines()) >= 4

    assert lin(folder, "window") == (0, "ours")
    told = zhou(folder, "window")[1]
    assert str(LIN) in told, "who has it is told"
    assert zhou(folder, "case", "list")[0] == 0, "the command line works beside"
    assert lin(folder, "hold")[0] == 0
    assert lin(folder, "write")[0] == 0
    lin.kill()
    assert zhou(folder, "window") == (0, "ours"), "a window whose process is gone is taken over"
    assert zhou(folder, "write")[0] == 0

    backup = zhou(folder, "keep")[1]
    code, said = zhou(folder, "restore", backup)
    assert code == 0, said
    second = account(LIN + 1, f"{OTHERS},{gid}")
    assert second(folder, "write")[0] == 0, "what was restored is the group's too"
    assert second(folder, "keep")[1].startswith(str(done.backups))

    for root in (folder, done.backups):
        for path in (root, *root.rglob("*")):
            there = path.lstat()
            wanted = 0o2770 if stat.S_ISDIR(there.st_mode) else 0o660
            assert stat.S_IMODE(there.st_mode) == wanted, f"{path.name} {there.st_mode:o}"
            assert there.st_gid == gid, path.name

    code, said = stranger(folder, "case", "list")
    assert code == 1
    assert said.strip().count("\n") == 0, said
    assert name in said
    assert str(folder) in said
    assert stranger(folder, "write")[0] == 9
