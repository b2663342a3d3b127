"""Writes the bill of materials: CycloneDX 1.6, the same bytes for the same program."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parts import Part

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "posdesk.invalid")


@dataclass(frozen=True)
class Holding:
    """A part with what the program has of it."""

    part: Part
    files: tuple[Path, ...]
    modules: tuple[tuple[str, str], ...]
    """Name and source of each module that lies inside the program's archive."""
    texts: tuple[str, ...]
    """Where its licence's texts lie, in the program's folder."""


def write_bom(target: Path, folder: Path, whole: Part, holdings: Sequence[Holding]) -> None:
    """Write what ``folder`` is made of, each file under the part that it belongs to."""
    components = [_component(folder, held) for held in holdings]
    digest = hashlib.sha256(json.dumps(components, sort_keys=True).encode()).hexdigest()
    bom = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(NAMESPACE, digest)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "program",
                "name": whole.name,
                "version": whole.version,
                "licenses": [{"expression": whole.licence}],
            }
        },
        "components": components,
    }
    target.write_text(json.dumps(bom, indent=1, ensure_ascii=False) + "\n", "utf-8", newline="\n")


def sha256(file: Path) -> str:
    """Return the digest of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _component(folder: Path, held: Holding) -> dict[str, Any]:
    part = held.part
    made: dict[str, Any] = {"type": "library", "bom-ref": f"{part.name}@{part.version}"}
    made["name"] = part.name
    if part.version:
        made["version"] = part.version
    made["licenses"] = [{"expression": part.licence}]
    if part.purl:
        made["purl"] = part.purl
    said = [("posdesk:licence-text", text) for text in held.texts]
    if part.within:
        said.append(("posdesk:linked-into", part.within))
    if held.modules:
        said.append(("posdesk:modules", str(len(held.modules))))
        said.append(("posdesk:modules-sha256", _digest(held.modules)))
    made["properties"] = [{"name": name, "value": value} for name, value in said]
    files = [_file(folder, file) for file in held.files]
    if files:
        made["components"] = files
    return made


def _file(folder: Path, file: Path) -> dict[str, Any]:
    name = file.relative_to(folder).as_posix()
    hashes = [{"alg": "SHA-256", "content": sha256(file)}]
    return {"type": "file", "bom-ref": f"file:{name}", "name": name, "hashes": hashes}


def _digest(modules: Sequence[tuple[str, str]]) -> str:
    """Return one digest over the names and the source texts of modules."""
    rows = (f"{name} {sha256(Path(source))}" for name, source in modules if Path(source).is_file())
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()
