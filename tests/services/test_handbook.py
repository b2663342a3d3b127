"""The manual to search, and to take along as one PDF or as files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from posdesk import app, paths
from posdesk.domain.errors import DataTrouble, WrongInput
from posdesk.domain.text import LANGS, Lang
from posdesk.services.handbook import Handbook


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    return app.open_handbook()


@pytest.mark.parametrize("lang", LANGS)
def test_a_part_as_a_pdf_has_every_chapter_in_its_outline(
    handbook: Handbook, lang: Lang, tmp_path: Path
) -> None:
    target = tmp_path / "a.pdf"
    assert handbook.write(target, lang, "installer") == (target,)
    reader = PdfReader(target)
    part = next(p for p in handbook.manual(lang).parts if p.id == "installer")
    text = "".join(page.extract_text() for page in reader.pages)
    for chapter in part.chapters:
        assert chapter.title in text
    titles = [str(entry.title) for entry in reader.outline if not isinstance(entry, list)]
    assert titles[1:] == [chapter.title for chapter in part.chapters]


def test_equal_manuals_make_equal_bytes_wherever_they_lie(tmp_path: Path) -> None:
    fonts = paths.resources() / "fonts"
    made = []
    for name in ("here", "there"):
        folder = tmp_path / name
        for lang in ("en", "pictures/en"):
            shutil.copytree(paths.manual() / lang, folder / lang)
        for chapter in sorted((folder / "en").glob("cashier-*.md"))[4:]:
            chapter.write_text("# x\n", "utf-8")
        target = tmp_path / f"{name}.pdf"
        Handbook(folder, fonts).write(target, "en", "cashier")
        made.append(target.read_bytes())
    assert made[0] == made[1]


def test_a_folder_gets_both_languages_and_their_pictures(
    handbook: Handbook, tmp_path: Path
) -> None:
    written = handbook.write(tmp_path / "manual", "zh_CN")
    names = {path.relative_to(tmp_path / "manual").as_posix() for path in written}
    assert {"zh_CN/index.md", "en/index.md", "pictures/en/banners.png"} <= names
    assert all(path.read_bytes() for path in written)


def test_what_is_no_part_is_refused(handbook: Handbook, tmp_path: Path) -> None:
    with pytest.raises(WrongInput):
        handbook.write(tmp_path / "a.pdf", "en", "customer")
    assert not list(tmp_path.iterdir())


def test_a_manual_that_is_not_whole_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataTrouble, match=r"index\.md"):
        Handbook(tmp_path, paths.resources() / "fonts").manual("en")


def test_headings_come_before_text_and_all_words_count(handbook: Handbook) -> None:
    found = handbook.find("pin 数字", "zh_CN")
    assert found
    assert all("pin" in f.words.casefold() and "数字" in f.words for f in found)
    first = handbook.find("遮盖", "zh_CN")[0]
    assert first.heading == first.words
    assert handbook.find("   ", "en") == ()
