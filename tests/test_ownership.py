"""What comes into a folder is its owner's alone, or the group's that shares it; umask or not."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from posdesk.domain.errors import NotAllowed, PosDeskError, WrongInput
from posdesk.domain.provision import Provision, SharedData
from posdesk.intake.whole_file import write_whole
from posdesk.ownership import (
    SHARED_FOLDER,
    is_shared,
    make_inside,
    open_private,
    require_member,
    share_like,
)
from posdesk.services.diary_file import DiaryFile
from posdesk.services.sharing import prepare, rights_on_windows
from posdesk.storage.database import prepare as make_file
from posdesk.storage.durable import write_durably
from posdesk.storage.store import DATABASE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows gives rights by folder")


@pytest.fixture(params=[0o000, 0o022, 0o077])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def fill(folder: Path) -> None:
    make_file(folder / DATABASE)
    write_durably(folder / "key", b"k")
    write_whole(folder / "settings.toml", b"s")
    write_whole(folder / "flows" / "parts" / "one.yaml", b"f", owner_only=True)
    write_whole(folder / "settings.toml", b"again")
    assert DiaryFile(folder).append(b"line\n")
    make_inside(folder / "exchange" / "deep")
    os.close(open_private(folder / "exchange" / "deep" / "file", os.O_CREAT | os.O_WRONLY))


def modes(folder: Path) -> set[tuple[bool, int]]:
    return {(p.is_dir(), stat.S_IMODE(p.stat().st_mode)) for p in folder.rglob("*")}


@pytest.mark.usefixtures("umask")
def test_everything_in_a_shared_folder_is_the_groups(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(SHARED_FOLDER)
    fill(folder)
    assert modes(folder) == {(True, 0o2770), (False, 0o660)}


@pytest.mark.usefixtures("umask")
def test_nothing_private_in_another_folder_is_for_others(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    fill(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for name in (DATABASE, "key", "flows/parts/one.yaml", "posdesk.log", "exchange/deep/file"):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600, name


def test_a_second_place_is_shared_as_the_data_are(tmp_path: Path) -> None:
    data, place = tmp_path / "data", tmp_path / "stick"
    for folder in (data, place):
        folder.mkdir(mode=0o700)
    share_like(data, place)
    assert not is_shared(place)
    data.chmod(SHARED_FOLDER)
    share_like(data, place)
    assert is_shared(place)
    require_member(place)


def shared(folder: Path, group: str = "") -> Provision:
    return Provision(data=SharedData(str(folder), shared=True, group=group))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives folders away")
def test_preparing_brings_what_is_there_to_the_group_and_follows_no_link(tmp_path: Path) -> None:
    import grp

    group = grp.getgrall()[-1]
    folder, outside = tmp_path / "data", tmp_path / "outside"
    fill(folder)
    outside.write_text("another's")
    outside.chmod(0o600)
    (folder / "link").symlink_to(outside)
    for _ in range(2):
        done = prepare(shared(folder, group.gr_name))
    (folder / "link").unlink()
    assert modes(folder) == {(True, 0o2770), (False, 0o660)}
    assert is_shared(done.backups)
    assert all(p.stat().st_gid == group.gr_gid for p in (folder, *folder.rglob("*")))
    assert stat.S_IMODE(outside.stat().st_mode) == 0o600


def test_what_cannot_be_prepared_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import grp

    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "private.txt").write_text("mine")
    cases: list[tuple[Provision, type[PosDeskError]]] = [
        (Provision(), WrongInput),
        (shared(tmp_path / "new", "no such group here"), WrongInput),
        (shared(tmp_path / "letters", grp.getgrall()[0].gr_name), WrongInput),
    ]
    for provision, kind in cases:
        with pytest.raises(kind):
            prepare(provision)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(NotAllowed):
        prepare(shared(tmp_path / "new", grp.getgrall()[0].gr_name))
    assert not (tmp_path / "new").exists()


def test_on_windows_the_group_may_change_and_nobody_else_may_read() -> None:
    first, second = rights_on_windows(Path("C:/ProgramData/PosDesk/data"), "*S-1-5-32-545")
    assert "/inheritance:r" in first
    assert "*S-1-5-32-545:(OI)(CI)M" in first
    assert "/reset" in second
