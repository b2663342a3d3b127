"""Finds the files of the flow book: the shipped folder and the shop's own laid over it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path

Source = tuple[Path, bytes | None]
"""A file and its bytes, ``None`` where it cannot be read."""


@dataclass(frozen=True, slots=True)
class FlowSources:
    """The bytes of every flow and shared part by name, overlays applied."""

    flows: Mapping[str, Source]
    parts: Mapping[str, Source]

    def with_flow(self, path: Path) -> FlowSources:
        """Return these sources with the flow at ``path`` in the place of its name."""
        return replace(self, flows={**self.flows, path.stem: (path, _bytes(path))})

    def fingerprint(self) -> str:
        """Return the SHA-256 of all names, in their order, and bytes."""
        whole = hashlib.sha256(" ".join(self.flows).encode())
        for kind, sources in (("flow", self.flows), ("part", self.parts)):
            for name, (_, content) in sorted(sources.items()):
                inner = hashlib.sha256(content or b"").hexdigest()
                whole.update(f"{kind} {name} {inner}\n".encode())
        return whole.hexdigest()


def find_sources(*folders: Path, without: Set[Path] = frozenset()) -> FlowSources:
    """Return the sources of ``folders``, a later folder standing over an earlier one.

    The files ``without`` are passed over, so that what lies under them stands.
    """
    flows: dict[str, Source] = {}
    parts: dict[str, Source] = {}
    for folder in folders:
        flows |= _yaml_files(folder, without)
        parts |= _yaml_files(folder / "parts", without)
    return FlowSources(_in_order(flows, folders), parts)


def _in_order(flows: dict[str, Source], folders: tuple[Path, ...]) -> dict[str, Source]:
    """Return ``flows`` in the order in which the home page offers them, unlisted ones last.

    ``order.txt`` names them, one a line; a shop's own list stands over the shipped one.
    """
    listed: list[str] = []
    for folder in folders:
        named = _bytes(folder / "order.txt")
        listed = listed if named is None else named.decode("utf-8", "replace").split()
    place = {name: number for number, name in enumerate(listed)}
    names = sorted(flows, key=lambda name: (place.get(name, len(place)), name))
    return {name: flows[name] for name in names}


def _yaml_files(folder: Path, without: Set[Path]) -> dict[str, Source]:
    files = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    return {file.stem: (file, _bytes(file)) for file in files if file not in without}


def _bytes(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None
