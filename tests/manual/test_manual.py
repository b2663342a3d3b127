"""The manual says only what the program does, in both languages alike, with pictures of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from posdesk import paths
from posdesk.domain.manual import PARTS, Chapter, Lines, Manual, spans_of
from posdesk.domain.text import LANGS, Lang
from posdesk.intake.manual_files import read_manual
from posdesk.ui.manual.places import CHAPTERS, SECTIONS
from tests.manual.pictures import MOST_BYTES, SCENES, make
from tests.manual.vocabulary import is_command, is_key, is_named, is_said

FOLDER = paths.manual()


@cache
def manual(lang: Lang) -> Manual:
    return read_manual(FOLDER, lang)


def chapters() -> list[tuple[Lang, Chapter]]:
    return [(lang, chapter) for lang in LANGS for chapter in manual(lang).chapters]


def test_both_languages_have_the_same_parts_chapters_headings_and_pictures() -> None:
    zh, en = manual("zh_CN"), manual("en")
    assert [part.id for part in zh.parts] == [part.id for part in en.parts] == list(PARTS)
    assert [c.id for c in zh.chapters] == [c.id for c in en.chapters]
    for one, other in zip(zh.chapters, en.chapters, strict=True):
        shape = [h.level for h in one.headings]
        assert shape == [h.level for h in other.headings], one.id
        assert [type(b) for b in one.blocks] == [type(b) for b in other.blocks], one.id
        assert one.pictures == other.pictures, one.id
        assert len(one.links) == len(other.links), one.id


def test_every_chapter_is_in_the_index() -> None:
    for lang in LANGS:
        files = {file.stem for file in (FOLDER / lang).glob("*.md")}
        assert files == {chapter.id for chapter in manual(lang).chapters} | {"index"}


def test_a_title_in_the_index_is_that_of_its_chapter() -> None:
    for lang in LANGS:
        index = (FOLDER / lang / "index.md").read_text("utf-8")
        for chapter in manual(lang).chapters:
            assert f"[{chapter.title}]({chapter.id}.md)" in index


def test_every_link_leads_somewhere_inside() -> None:
    for lang, chapter in chapters():
        for link in chapter.links:
            file, _, anchor = link.partition("#")
            there = manual(lang).chapter(file.removesuffix(".md") or chapter.id)
            assert there is not None, f"{lang}/{chapter.id}: {link}"
            assert not anchor or anchor in {h.anchor for h in there.headings}, link


def test_every_picture_is_there_can_be_made_and_is_small() -> None:
    shown = {name for _, chapter in chapters() for name in chapter.pictures}
    assert {f"{scene}.png" for scene in SCENES} == shown
    sizes: list[int] = []
    for lang in LANGS:
        files = sorted((FOLDER / "pictures" / lang).iterdir())
        assert {file.name for file in files} == shown
        sizes += [file.stat().st_size for file in files]
    assert max(sizes) < MOST_BYTES
    assert sum(sizes) < 3_000_000


def test_every_word_in_bold_stands_in_the_program() -> None:
    gone = [
        f"{lang}/{chapter.id}: {span.text}"
        for lang, chapter in chapters()
        for block in chapter.blocks
        for span in spans_of(block)
        if span.strong and not is_said(span.text, lang)
    ]
    assert not gone


def test_every_key_and_command_exists() -> None:
    gone = [
        f"{lang}/{chapter.id}: {span.text}"
        for lang, chapter in chapters()
        for block in chapter.blocks
        for span in spans_of(block)
        if span.exact and not _exists(span.text, typed=isinstance(block, Lines))
    ]
    assert not gone


def _exists(words: str, *, typed: bool) -> bool:
    if words.split()[:1] == ["posdesk"]:
        return is_command(words.partition(" > ")[0])
    if words.startswith("--"):
        return any(
            is_command(f"posdesk {name} {words}") for name in ("manual", "doctor", "restore")
        )
    return is_key(words) or typed or is_named(words)


@pytest.mark.parametrize(
    "gone", ["posdesk nothing", "posdesk manual --nowhere", "posdesk flows burn", "rm"]
)
def test_a_command_that_is_not_there_is_found_out(gone: str) -> None:
    assert not is_command(gone)


def test_a_key_or_a_word_that_is_not_there_is_found_out() -> None:
    assert not is_key("F13")
    assert not is_key("Ctrl+F13")
    assert not is_named("posdesk.ini")
    assert not is_named("POSDESK_NOWHERE")
    assert not is_said("按这里就退款", "zh_CN")
    assert not is_said("Refund at once", "en")


def test_each_page_has_a_chapter_of_its_own() -> None:
    for chapter in (*CHAPTERS.values(), *SECTIONS.values()):
        assert manual("zh_CN").chapter(chapter) is not None, chapter


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("name", "lang"), [("words", "en")])
def test_a_picture_is_made(name: str, lang: Lang, data_dir: Path) -> None:
    made = make(name, lang, data_dir / "scene")
    assert made.startswith(b"\x89PNG")
    assert 5_000 < len(made) < MOST_BYTES
