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
        """Return the SHA-256 of all names and bytes."""
        whole = hashlib.sha256()
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
    return FlowSources(flows, parts)


def _yaml_files(folder: Path, without: Set[Path]) -> dict[str, Source]:
    files = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    return {file.stem: (file, _bytes(file)) for file in files if file not in without}


def _bytes(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None
