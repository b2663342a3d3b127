"""Many programs share a data folder; one that changes whole files has it alone."""

from pathlib import Path

import pytest

from posdesk.domain.errors import DataTrouble
from posdesk.storage.exchange import STAGE, Exchange, enter
from posdesk.storage.folder_use import FolderUse
from tests.storage.samples import open_store


def test_shared_holds_do_not_mind_each_other(tmp_path: Path) -> None:
    with FolderUse(tmp_path), FolderUse(tmp_path):
        pass


def test_nobody_has_it_alone_while_it_is_open(tmp_path: Path) -> None:
    with open_store(tmp_path), pytest.raises(DataTrouble, match="so their files cannot be"):
        FolderUse(tmp_path, alone=True, wait=0.05)
    FolderUse(tmp_path, alone=True, wait=0).close()


def test_nobody_opens_it_while_it_is_had_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FolderUse.__init__, "__kwdefaults__", {"alone": False, "wait": 0.05})
    alone = FolderUse(tmp_path, alone=True)
    with alone, pytest.raises(DataTrouble, match="changing the files"):
        open_store(tmp_path)


def test_an_exchange_takes_the_old_files_place(tmp_path: Path) -> None:
    for name in ("a", "b", "b-wal", "c"):
        (tmp_path / name).write_text("old")
    with FolderUse(tmp_path, alone=True):
        exchange = Exchange(tmp_path)
        stage = exchange.begin()
        for name in ("a", "b"):
            (stage / name).write_text("new")
        exchange.commit(["a", "b"], remove=["c"])
    found = {path.name: path.read_text() for path in tmp_path.iterdir()}
    found.pop("posdesk.lock")
    assert found == {"a": "new", "b": "new"}


def test_what_was_only_staged_goes(tmp_path: Path) -> None:
    with FolderUse(tmp_path, alone=True):
        (Exchange(tmp_path).begin() / "a").write_text("new")
    enter(tmp_path).close()
    assert not (tmp_path / STAGE).exists()
