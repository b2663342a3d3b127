"""Manifests from anywhere: what PosDesk writes is read, anything else is refused in a sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from posdesk.domain.bundle.request import RequestKind
from posdesk.domain.errors import WrongInput
from posdesk.domain.event import ExhibitCovered
from posdesk.reports.archive.embedding import embed
from posdesk.reports.archive.manifest import Listed, Manifest, write_manifest
from posdesk.reports.archive.manifest_reader import MOST_BYTES, ReadManifest, read_manifest
from posdesk.reports.casefile import CaseFile, number_exhibits
from tests.reports import samples

Change = Callable[[Any], object]


def _written(file: CaseFile, part: int = 1, parts: int = 1) -> Manifest:
    exhibits = [embed(e, 1, single=True) for e in number_exhibits(file, 1)]
    return write_manifest([Listed(file.case, exhibits, RequestKind.CLAIM)], part, parts)


def _covered() -> CaseFile:
    file = samples.sample()
    held = file.exhibits[0].exhibit
    event = ExhibitCovered(
        exhibit=held.id,
        boxes=("1,100,100,300,40",),
        mime=held.mime,
        sha256=held.sha256,
        size=held.size,
    )
    return samples.with_events(file, event)


WHOLE = _written(samples.sample()).data


def _changed(change: Change) -> bytes:
    content = json.loads(WHOLE)
    change(content)
    return rfc8785.dumps(content)


def test_what_is_written_is_read() -> None:
    file = _covered()
    written = _written(file, 2, 3)
    read = read_manifest(written.data)
    (case,) = read.cases
    assert (read.sha256, read.version, read.part, read.parts) == (written.sha256, 2, 2, 3)
    assert (case.id, case.number, case.request) == ("case-1", "1120-03", RequestKind.CLAIM)
    last = file.case.last
    assert (case.counter, case.seq, case.at, case.hash) == (
        last.counter,
        last.seq,
        last.at,
        last.hash,
    )
    first, second = case.exhibits
    assert (first.number, first.kind, first.name) == (1, "terminal", "终端屏幕.jpg")
    assert (first.covered, first.file) == (("1,100,100,300,40",), None)
    assert second.file is not None
    assert second.file.name == "exhibit-2.png"
    assert second.sha256 == file.exhibits[1].exhibit.sha256
    assert second.received_sha256 == file.exhibits[1].exhibit.received_sha256


def test_a_manifest_of_the_first_version_is_read() -> None:
    content = json.loads(WHOLE)
    content["posdesk_manifest"] = 1
    del content["part"], content["parts"]
    del content["cases"][0]["request"]
    for exhibit in content["cases"][0]["exhibits"]:
        del exhibit["pages"], exhibit["file"]
    read = read_manifest(rfc8785.dumps(content))
    assert (read.version, read.parts, read.cases[0].request) == (1, 1, None)
    assert [e.number for e in read.cases[0].exhibits] == [1, 2]


def _exhibit(content: Any) -> Any:
    return content["cases"][0]["exhibits"][0]


@pytest.mark.parametrize(
    ("where", "change"),
    [
        ("posdesk_manifest", lambda m: m.update(posdesk_manifest=3)),
        ("posdesk_manifest", lambda m: m.update(posdesk_manifest=True)),
        ("posdesk_manifest", lambda m: m.pop("posdesk_manifest")),
        ("cases", lambda m: m.update(cases=[])),
        ("cases", lambda m: m.update(cases={})),
        ("cases[0]", lambda m: m.update(cases=["x"])),
        ("more", lambda m: m.update(more=1)),
        ("part", lambda m: m.update(part=2)),
        ("part", lambda m: m.update(part=0)),
        ("cases[0].id", lambda m: m["cases"][0].pop("id")),
        ("cases[0].number", lambda m: m["cases"][0].update(number=7)),
        ("cases[0].request", lambda m: m["cases"][0].update(request="money")),
        ("cases[0].events", lambda m: m["cases"][0].update(events=-1)),
        ("cases[0].head.hash", lambda m: m["cases"][0]["head"].update(hash="A" * 64)),
        ("cases[0].head.x", lambda m: m["cases"][0]["head"].update(x=1)),
        ("cases[0].exhibits[0].sha256", lambda m: _exhibit(m).update(sha256="f" * 63)),
        ("cases[0].exhibits[0].size", lambda m: _exhibit(m).update(size="1")),
        ("cases[0].exhibits[0].covered", lambda m: _exhibit(m).update(covered=["../x"])),
        ("cases[0].exhibits[0].file", lambda m: _exhibit(m).update(covered=["1,0,0,9,9"])),
        ("cases[0].exhibits[0].file", lambda m: _exhibit(m).update(file=None)),
        ("cases[0].exhibits[0].file.name", lambda m: _exhibit(m)["file"].update(name="../x.jpg")),
        ("cases[0].exhibits", lambda m: _exhibit(m).update(number=2)),
        ("cases", lambda m: _exhibit(m)["file"].update(name="exhibit-2.png")),
    ],
)
def test_any_other_shape_is_refused_and_named(where: str, change: Change) -> None:
    with pytest.raises(WrongInput, match="none that PosDesk writes") as caught:
        read_manifest(_changed(change))
    assert caught.value.fields["where"] == where


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"null",
        b"[]",
        b'"x"',
        b"[" * 200_000,
        b'{"a":' * 50_000,
        b'{"posdesk_manifest":' + b"9" * 5_000 + b"}",
        b'{"posdesk_manifest":NaN}',
        b'{"posdesk_manifest":2.0}',
        b'{"a":"\\ud800"}',
        WHOLE + b"\n",
        b"\xef\xbb\xbf" + WHOLE,
        WHOLE.replace(b'{"cases"', b'{"cases":[],"cases"', 1),
        json.dumps(json.loads(WHOLE)).encode(),
        b" " * (MOST_BYTES + 1),
    ],
)
def test_what_is_not_canonical_is_refused(data: bytes) -> None:
    with pytest.raises(WrongInput, match="ask the sender"):
        read_manifest(data)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 9) | st.text(max_size=6) | st.just("f" * 64),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@given(st.data())
def test_whatever_stands_in_a_field_is_read_or_refused(data: st.DataObject) -> None:
    content = json.loads(WHOLE)
    place = data.draw(
        st.sampled_from(
            [content, content["cases"][0], content["cases"][0]["head"], _exhibit(content)]
        )
    )
    field = data.draw(st.sampled_from(sorted(place)) | st.text(max_size=6))
    place[field] = data.draw(_JSON)
    try:
        given = rfc8785.dumps(content)
    except ValueError:
        return
    try:
        read = read_manifest(given)
    except WrongInput:
        return
    assert isinstance(read, ReadManifest)
    assert field in json.loads(WHOLE) or field in str(WHOLE) or field in ("marked", "covered")
