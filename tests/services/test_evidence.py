"""Bundles as their recipients take them: made for real, written all or none."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from posdesk.domain.bundle.order import BundleOrder
from posdesk.domain.bundle.preset import NO_LIMITS, Preset
from posdesk.domain.errors import DataTrouble, DoesNotFit, NotFound, WrongInput
from posdesk.domain.text import Text
from posdesk.reports.whole_file import whole_file
from posdesk.services import bundle_files
from posdesk.services.desk import Desk

WORDS = Text("银行", "The bank")


def photo(seed: int, side: int = 800) -> bytes:
    """Return a picture that compresses badly, as photos do, another one for each ``seed``."""
    noise = Image.effect_noise((side // 4, side // 4), 70).resize((side, side)).convert("RGB")
    noise.paste((seed, 0, 255 - seed), (seed, 0, seed + 9, 9))
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=80)
    return out.getvalue()


@pytest.fixture
def case(desk: Desk) -> str:
    """A case with four photos."""
    log = desk.log
    number = log.add(log.read({"amount": "500.00"}, set())).number
    for n in range(4):
        desk.exhibits.attach(number, photo(n), "terminal", name=f"photo-{n}.jpg")
    return number


def out(tmp_path: Path) -> Path:
    """Return a folder for bundles, where nothing else lies."""
    folder = tmp_path / "out"
    folder.mkdir(exist_ok=True)
    return folder


def sizes(desk: Desk, case: str) -> tuple[int, int]:
    """Return pages and bytes of the whole bundle, with and without originals."""
    files = desk.evidence.gather([case])
    whole = desk.evidence.draft(files, BundleOrder())
    bare = desk.evidence.draft(files, BundleOrder(embed=False))
    return len(whole.data), len(bare.data)


def text(path: Path) -> str:
    import pypdf

    return "".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def test_originals_go_first_then_pixels(desk: Desk, case: str, tmp_path: Path) -> None:
    whole, bare = sizes(desk, case)
    tight = Preset("bank", WORDS, bytes_each=(whole + bare) // 2)
    made = desk.evidence.bundle([case], tmp_path / "a.pdf", BundleOrder(), preset=tight)
    assert made.size == made.path.stat().st_size <= tight.bytes_each
    assert len(made.done) == 1
    tighter = replace(tight, bytes_each=bare - 50_000)
    made = desk.evidence.bundle([case], tmp_path / "b.pdf", BundleOrder(), preset=tighter)
    assert made.path.stat().st_size <= tighter.bytes_each
    assert len(made.done) > 1


def test_several_files_hold_every_exhibit_once_and_name_each_other(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    files = desk.evidence.gather([case])
    whole = desk.evidence.draft(files, BundleOrder())
    preset = Preset("bank", WORDS, pages=whole.pages - 2, files=4, name_length=16)
    made = desk.evidence.bundle([case], tmp_path, BundleOrder(lang="en"), preset=preset)
    assert len(made.parts) > 1
    assert {part.path.parent for part in made.parts} == {tmp_path}
    assert [part.path.stem[-1] for part in made.parts] == list("ABCD")[: len(made.parts)]
    shown = []
    for at, part in enumerate(made.parts, 1):
        assert part.pages <= preset.pages
        told = "".join(text(part.path).split())
        assert f"thisisfile{at}" in told
        assert "goesoutin" in told
        shown += [n for n in range(1, 5) if f"Exhibit{n},page1of1" in told]
        for other in range(1, len(made.parts) + 1):
            assert f"file{other}:exhibit" in told
    assert shown == [1, 2, 3, 4]


def test_the_files_of_one_bundle_have_sound_links(desk: Desk, case: str, tmp_path: Path) -> None:
    whole = desk.evidence.draft(desk.evidence.gather([case]), BundleOrder())
    preset = Preset("bank", WORDS, pages=whole.pages - 1, files=2)
    made = desk.evidence.bundle([case], tmp_path / "b.pdf", BundleOrder(), preset=preset)
    assert [part.path.name for part in made.parts] == ["bA.pdf", "bB.pdf"]
    for part in made.parts:
        with pikepdf.open(part.path) as pdf:
            assert len(pdf.pages) == part.pages
            pages = {page.objgen for page in pdf.pages}
            links = [
                note.Dest
                for page in pdf.pages
                for note in page.obj.get("/Annots", [])
                if note.get("/Subtype") == "/Link"
            ]
            with pdf.open_outline() as outline:
                marks = [entry.destination for entry in _every(outline.root)]
            assert links
            assert marks
            for there in (*links, *marks):
                assert isinstance(there, pikepdf.Array)
                assert there[0].objgen in pages


def _every(entries: Iterable[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    for entry in entries:
        yield entry
        yield from _every(entry.children)


def test_what_cannot_fit_is_one_sentence_and_leaves_nothing(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    preset = Preset("bank", WORDS, pages=5, bytes_each=100_000)
    with pytest.raises(DoesNotFit) as refused:
        desk.evidence.bundle([case], out(tmp_path) / "b.pdf", BundleOrder(), preset=preset)
    assert "photo-" in str(refused.value)
    assert "The bank" in str(refused.value)
    assert not list(out(tmp_path).iterdir())


def test_it_can_be_given_up_in_the_middle(desk: Desk, case: str, tmp_path: Path) -> None:
    class Enough(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise Enough

    with pytest.raises(Enough):
        desk.evidence.bundle([case], out(tmp_path) / "b.pdf", BundleOrder(), stop)
    assert not list(out(tmp_path).iterdir())


def test_all_files_are_written_or_none(
    desk: Desk, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = desk.evidence.draft(desk.evidence.gather([case]), BundleOrder())
    preset = Preset("bank", WORDS, pages=whole.pages - 1, files=2)

    def full_at_b(target: Path) -> object:
        if target.name == "bB.pdf":
            raise DataTrouble("full")
        return whole_file(target)

    monkeypatch.setattr(bundle_files, "whole_file", full_at_b)
    with pytest.raises(DataTrouble):
        desk.evidence.bundle([case], out(tmp_path) / "b.pdf", BundleOrder(), preset=preset)
    assert not list(out(tmp_path).iterdir())


class Heavy:
    """Signs with more than was kept free."""

    fingerprint = "0" * 64

    def sign(self, pdf: bytes) -> bytes:
        return pdf + b"\0" * 100_000


def test_a_signature_that_is_larger_than_thought_breaks_no_limit(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    bare = len(desk.evidence.draft(desk.evidence.gather([case]), BundleOrder()).data)
    preset = Preset("bank", WORDS, bytes_each=bare + 50_000)
    with pytest.raises(DoesNotFit):
        desk.evidence.bundle([case], tmp_path / "b.pdf", BundleOrder(), preset=preset, sealer=Heavy)
    assert not list(out(tmp_path).iterdir())


def test_the_shops_seal_fits_into_the_room_kept_for_it(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    files = desk.evidence.gather([case])
    seal = desk.seals.present()
    order = BundleOrder(fingerprint=seal.fingerprint)
    fitted = desk.evidence.fitted(files, order, NO_LIMITS)
    made = desk.evidence.write_all(fitted, tmp_path / "b.pdf", seal)
    assert len(fitted.parts[0].data) < made.size <= fitted.size
    assert made.fingerprint == seal.fingerprint


def test_the_data_folder_takes_no_bundle(desk: Desk, case: str) -> None:
    for target in (desk.folder / "b.pdf", desk.folder / "flows" / ".." / "b.pdf"):
        with pytest.raises(WrongInput):
            desk.evidence.bundle([case], target, BundleOrder())
    assert not (desk.folder / "b.pdf").exists()


def test_a_persons_name_for_one_file_holds_and_is_warned_of(
    desk: Desk, case: str, tmp_path: Path
) -> None:
    preset = Preset("bank", WORDS, name_length=16)
    made = desk.evidence.bundle([case], tmp_path / "我的 证据.pdf", BundleOrder(), preset=preset)
    assert made.path.name == "我的 证据.pdf"
    assert [w.en for w in made.warnings if "The bank" in w.en]


def test_presets_are_found_changed_and_given_back(desk: Desk) -> None:
    presets = desk.presets
    with pytest.raises(NotFound) as unknown:
        presets.find("nobody")
    assert "amex" in str(unknown.value)
    presets.change("amex", {"pages": "25"})
    assert presets.find("amex").pages == 25
    assert presets.is_own("amex")
    presets.change("amex", {"pages": ""})
    assert presets.find("amex").pages == 20
    assert not presets.is_own("amex")
    with pytest.raises(WrongInput):
        presets.change("amex", {})
    presets.change("my-bank", {"words": "本地银行", "bytes_each": "1 MB"})
    assert presets.find("my-bank").bytes_each == 1_000_000
    assert presets.change("my-bank", {"words": "", "bytes_each": ""}) is None


def test_a_new_file_never_lies_beside_the_digest_of_the_old(
    desk: Desk, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = out(tmp_path) / "again.pdf"
    beside = bundle_files.checksum_file(target)
    made = desk.evidence.bundle([case], target, BundleOrder())
    desk.log.note(case, "又问了一次")
    seen: list[bool] = []
    replace_file = Path.replace

    def replacing(self: Path, name: Path) -> Path:
        done = replace_file(self, name)
        if name == target:  # a kill just here leaves what lies there now
            seen.append(beside.exists())
        return done

    monkeypatch.setattr(Path, "replace", replacing)
    again = desk.evidence.bundle([case], target, BundleOrder())
    assert seen == [False]
    assert made.sha256 != again.sha256
    assert beside.read_text("utf-8").split()[0] == again.sha256
