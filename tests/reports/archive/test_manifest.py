"""The manifest: canonical, complete, and changed by every change of the evidence."""

from __future__ import annotations

import hashlib
import json

import rfc8785

from posdesk.domain.bundle.request import RequestKind
from posdesk.domain.event import ExhibitCovered, NoteAdded
from posdesk.reports.archive.manifest import Listed, Manifest, write_manifest
from posdesk.reports.casefile import CaseFile, number_exhibits
from posdesk.reports.qr import digest_modules
from tests.reports import samples


def _manifest(file: CaseFile) -> Manifest:
    return write_manifest([Listed(file.case, number_exhibits(file, 1), RequestKind.CLAIM)])


def test_it_is_canonical_json_with_its_digest() -> None:
    manifest = _manifest(samples.sample())
    content = json.loads(manifest.data)
    assert rfc8785.dumps(content) == manifest.data
    assert hashlib.sha256(manifest.data).hexdigest() == manifest.sha256
    assert content["posdesk_manifest"] == 2


def test_it_holds_the_head_and_every_exhibit() -> None:
    file = samples.sample()
    case = json.loads(_manifest(file).data)["cases"][0]
    assert case["number"] == "1120-03"
    assert case["head"] == {
        "counter": "C1",
        "seq": file.case.last.seq,
        "at": file.case.last.at,
        "hash": file.case.last.hash,
    }
    assert [e["kind"] for e in case["exhibits"]] == ["terminal", "app"]
    assert [e["sha256"] for e in case["exhibits"]] == [e.exhibit.sha256 for e in file.exhibits]


def test_any_further_event_changes_it() -> None:
    file = samples.sample()
    assert (
        _manifest(file).sha256 != _manifest(samples.with_events(file, NoteAdded(text="x"))).sha256
    )


def test_exhibits_are_numbered_by_kind_then_as_they_came() -> None:
    file = samples.with_exhibit(samples.sample(), samples.photo(50, 50), "s.jpg", kind="slip")
    numbered = number_exhibits(file, 1)
    assert [e.kept.kind for e in numbered] == ["slip", "terminal", "app"]
    assert [e.number for e in numbered] == [1, 2, 3]


def test_the_code_is_square_and_depends_on_the_digest() -> None:
    first, other = digest_modules("a" * 64), digest_modules("b" * 64)
    assert len(first) == len(first[0]) == 33
    assert first != other


def test_covers_are_listed_and_change_nothing_else() -> None:
    file = samples.sample()
    held = file.exhibits[0]
    covered = ExhibitCovered(
        exhibit=held.exhibit.id,
        boxes=("1,100,100,300,40",),
        mime=held.exhibit.mime,
        sha256=held.exhibit.sha256,
        size=held.exhibit.size,
    )
    told = samples.with_events(file, covered)
    case = json.loads(_manifest(told).data)["cases"][0]
    assert case["exhibits"][0]["covered"] == ["1,100,100,300,40"]
    assert all("covered" not in one for one in case["exhibits"][1:])
