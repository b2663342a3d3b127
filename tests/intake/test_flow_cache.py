import subprocess
import sys
import time
from pathlib import Path

import pytest

from posdesk.intake import flow_cache
from posdesk.intake.flow_cache import load_cached_book
from posdesk.intake.flow_faults import FlowFaults
from posdesk.intake.flow_files import load_book
from tests.flow_book import FLOWS, ROOT, shipped
from tests.intake.test_flow_files import GOOD


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A book of one flow, which is read in no time."""
    folder = tmp_path / "shipped"
    folder.mkdir()
    (folder / "small.yaml").write_text(GOOD, "utf-8")
    return folder


def _entry(cache: Path) -> Path:
    (entry,) = cache.iterdir()
    return entry


def test_what_is_kept_is_what_was_read(tmp_path: Path) -> None:
    read = shipped()
    assert load_cached_book(tmp_path, FLOWS) == read
    kept = load_cached_book(tmp_path, FLOWS)
    assert kept == read
    assert [f.digest for f in kept.flows.values()] == [f.digest for f in read.flows.values()]


def test_reading_what_is_kept_needs_no_yaml(small: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    load_cached_book(cache, small)
    program = (
        "import sys; from pathlib import Path;"
        "from posdesk.intake.flow_cache import load_cached_book;"
        f"load_cached_book(Path({str(cache)!r}), Path({str(small)!r}));"
        "sys.exit('yaml' in sys.modules or 'jsonschema' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


def test_reading_what_is_kept_is_several_times_faster(tmp_path: Path) -> None:
    began = time.process_time()
    load_cached_book(tmp_path, FLOWS)
    parsing = time.process_time() - began
    flow_cache._built.cache_clear()
    began = time.process_time()
    load_cached_book(tmp_path, FLOWS)
    assert time.process_time() - began < parsing / 5


@pytest.mark.parametrize("damage", [b"", b"{}", b"no checksum\n{}", None])
def test_a_damaged_entry_is_written_anew(small: Path, tmp_path: Path, damage: bytes | None) -> None:
    cache = tmp_path / "cache"
    load_cached_book(cache, small)
    entry = _entry(cache)
    whole = entry.read_bytes()
    changed = whole.replace("不".encode(), b"")
    assert changed != whole
    entry.write_bytes(changed if damage is None else damage)
    assert load_cached_book(cache, small) == load_book(small)
    assert entry.read_bytes() == whole


def test_a_changed_file_is_read_again(small: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    cache = tmp_path / "cache"
    assert load_cached_book(cache, small, own).flow("small").title.zh_CN == "小流程"
    (own / "small.yaml").write_text(GOOD.replace("小流程", "大流程"), "utf-8")
    assert load_cached_book(cache, small, own).flow("small").title.zh_CN == "大流程"
    assert _entry(cache).exists()  # what the former files left is gone


def test_a_cache_that_cannot_be_written_is_no_error(small: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", "utf-8")
    assert load_cached_book(blocked / "cache", small) == load_book(small)


def test_faulty_files_are_refused_and_not_kept(small: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "small.yaml").write_text("id: [", "utf-8")
    with pytest.raises(FlowFaults):
        load_cached_book(tmp_path / "cache", small, own)
    assert not list((tmp_path / "cache").glob("flows-*"))
