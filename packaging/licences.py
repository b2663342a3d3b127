"""Lay beside the built program the licence of everything in it, and its bill of materials.

    .venv/bin/python packaging/licences.py FOLDER COLLECTED

Makes ``FOLDER/licences``: README.txt in two languages, a folder with the texts of each part, and
``bom.json``. Ends with 1 where a file belongs to nobody, where a part has no licence or no text of
it, and where its licence would bind the whole program (GPL without an exception, AGPL).
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from bom import Holding, write_bom
from parts import PROGRAMS, ROOT, TEXTS, Collected, Part, PartError, Parts, read_collected

README = TEXTS / "README.txt"


def is_allowed(licence: str, allowed: frozenset[str]) -> bool:
    """Tell whether an expression of SPDX can be kept by what is ``allowed``."""
    whole = licence.replace("(", " ").replace(")", " ")
    return all(
        any(one.strip() in allowed for one in both.split(" OR ")) for both in whole.split(" AND ")
    )


def files_in(folder: Path) -> list[Path]:
    """Return the files of the program itself, each once, in order."""
    kept = (f for f in folder.rglob("*") if f.is_file() and not f.is_symlink())
    return sorted(f for f in kept if f.relative_to(folder).parts[0] != "licences")


def holdings(folder: Path, collected: Iterable[Collected], parts: Parts) -> list[Holding]:
    """Return the parts with what the program has of each; raises PartError."""
    files: dict[Part, list[Path]] = defaultdict(list)
    modules: dict[Part, list[tuple[str, str]]] = defaultdict(list)
    by_name = {entry.name.replace("\\", "/"): entry for entry in collected if not entry.is_module}
    for entry in collected:
        if entry.is_module and entry.source not in ("", "-"):
            modules[parts.of(entry)].append((entry.name, entry.source))
    for file in files_in(folder):
        files[_part_of(file, folder, by_name, parts)].append(file)
    own = sorted({*files, *modules}, key=lambda part: (part.name.lower(), part.version))
    every = [*own, *(inner for part in own for inner in parts.inside(part.name))]
    return [
        Holding(part, tuple(files[part]), tuple(sorted(modules[part])), _texts(part))
        for part in every
    ]


def _part_of(file: Path, folder: Path, by_name: dict[str, Collected], parts: Parts) -> Part:
    place = file.relative_to(folder)
    if place.name in PROGRAMS and len(place.parts) == 1:
        return parts.bootloader()
    name = Path(*place.parts[1:]).as_posix()
    if name not in by_name:
        raise PartError(f"{place} belongs to nobody")
    return parts.of(by_name[name])


def _name(part: Part) -> str:
    return f"{part.name} {part.version}".strip()


def _folder_of(part: Part) -> str:
    return re.sub(r"[^A-Za-z0-9.+_-]+", "_", f"{part.name}-{part.version}".rstrip("-"))


def _targets(part: Part) -> list[tuple[Path, str]]:
    """Return the texts of a part and what each is called beside the program."""
    named = []
    for text in part.texts:
        _, found, below = text.as_posix().partition(".dist-info/")
        name = below.removeprefix("licenses/").replace("/", "_") if found else text.name
        named.append((text, f"licences/{_folder_of(part)}/{name}"))
    return named


def _texts(part: Part) -> tuple[str, ...]:
    return tuple(target for _, target in _targets(part))


def check(held: Sequence[Holding], allowed: frozenset[str]) -> list[str]:
    """Return what is wrong with the licences, a line each."""
    wrong = [
        f"{h.part.name}: the licence “{h.part.licence}” is not allowed"
        for h in held
        if not is_allowed(h.part.licence, allowed)
    ]
    wrong += [f"{h.part.name}: no text of its licence" for h in held if not h.part.texts]
    gone = (text for h in held for text in h.part.texts if not text.is_file())
    return [*wrong, *(f"{text} is not there" for text in gone)]


def write_texts(folder: Path, held: Sequence[Holding]) -> None:
    """Copy the texts, and tell which parts are under the LGPL and how to replace them."""
    for one in held:
        for text, target in _targets(one.part):
            (folder / target).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(text, folder / target)
    lesser = [h for h in held if "LGPL" in h.part.licence]
    rows = [f"  {_name(h.part)} ({h.part.licence})\n" for h in lesser]
    every = [f"  {_name(h.part)}: {h.part.licence}\n" for h in held]
    words = README.read_text("utf-8").replace("@LESSER@\n", "".join(rows))
    words = words.replace("@EVERY@\n", "".join(every))
    (folder / "licences" / "README.txt").write_text(words, "utf-8", newline="\n")


def lay(folder: Path, collected: Path, version: str) -> int:
    """Write everything and return of how many parts; raises PartError."""
    parts = Parts(version)
    held = holdings(folder, read_collected(collected), parts)
    wrong = check(held, parts.allowed)
    if wrong:
        raise PartError("\n".join(wrong))
    shutil.rmtree(folder / "licences", ignore_errors=True)
    (folder / "licences").mkdir()
    write_texts(folder, held)
    write_bom(folder / "licences" / "bom.json", folder, parts.posdesk, held)
    return len(held)


def main() -> int:
    """Lay the licences; 0 if everything has one that is allowed, else 1."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="the built program")
    parser.add_argument("collected", type=Path, help="what posdesk.spec wrote down")
    asked = parser.parse_args()
    words = (ROOT / "posdesk" / "__init__.py").read_text("utf-8")
    version = words.partition('__version__ = "')[2].partition('"')[0]
    try:
        count = lay(asked.folder.absolute(), asked.collected, version)
    except PartError as error:
        print(f"licences: {error}", file=sys.stderr)
        return 1
    print(f"licences: {count} parts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
