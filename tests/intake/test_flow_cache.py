import subprocess
import sys
import time
from pathlib import Path

import pytest

from posdesk.intake.flow_cache import load_cached_book
from posdesk.intake.flow_faults import FlowFaults
from posdesk.intake.flow_files import load_book
from tests.flow_book import FLOWS, ROOT


def _entry(cache: Path) -> Path:
    (entry,) = cache.iterdir()
    return entry


def test_what_is_kept_is_what_was_read(tmp_path: Path) -> None:
    read = load_book(FLOWS)
    assert load_cached_book(tmp_path, FLOWS) == read
    kept = load_cached_book(tmp_path, FLOWS)
    assert kept == read
    assert [f.digest for f in kept.flows.values()] == [f.digest for f in read.flows.values()]


def test_reading_what_is_kept_needs_no_yaml(tmp_path: Path) -> None:
    load_cached_book(tmp_path, FLOWS)
    program = (
        "import sys; from pathlib import Path;"
        "from posdesk.intake.flow_cache import load_cached_book;"
        f"load_cached_book(Path({str(tmp_path)!r}), Path({str(FLOWS)!r}));"
        "sys.exit('yaml' in sys.modules or 'jsonschema' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


def test_reading_what_is_kept_is_several_times_faster(tmp_path: Path) -> None:
    load_cached_book(tmp_path, FLOWS)
    began = time.process_time()
    load_book(FLOWS)
    parsing = time.process_time() - began
    began = time.process_time()
    load_cached_book(tmp_path, FLOWS)
    assert time.process_time() - began < parsing / 5


@pytest.mark.parametrize("damage", [b"", b"{}", b"no checksum\n{}", None])
def test_a_damaged_entry_is_written_anew(tmp_path: Path, damage: bytes | None) -> None:
    load_cached_book(tmp_path, FLOWS)
    entry = _entry(tmp_path)
    whole = entry.read_bytes()
    entry.write_bytes(whole.replace("不".encode(), b"") if damage is None else damage)
    assert load_cached_book(tmp_path, FLOWS) == load_book(FLOWS)
    assert entry.read_bytes() == whole


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    text = (FLOWS / "no-slip.yaml").read_text("utf-8")
    cache = tmp_path / "cache"
    load_cached_book(cache, FLOWS, own)
    (own / "no-slip.yaml").write_text(text.replace("没出单却扣款, en", "没有单子, en", 1), "utf-8")
    assert load_cached_book(cache, FLOWS, own).flow("no-slip").title.zh_CN == "没有单子"
    assert _entry(cache).exists()  # what the former files left is gone


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", "utf-8")
    assert load_cached_book(blocked / "cache", FLOWS) == load_book(FLOWS)


def test_faulty_files_are_refused_and_not_kept(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "no-slip.yaml").write_text("id: [", "utf-8")
    with pytest.raises(FlowFaults):
        load_cached_book(tmp_path / "cache", FLOWS, own)
    assert not list((tmp_path / "cache").glob("flows-*"))
