"""Keeps data as the present program writes them: ``python -m tests.releases.make NAME``.

Run once at each release, and never again for it: what lies in ``NAME.zip`` is what shops have. The
copies are taken while the data are open, so that a write-ahead log belongs to them.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from posdesk import __version__, app
from tests.releases.story import PASSPHRASE, Story, StoryClock

HERE = Path(__file__).resolve().parent


def main(name: str) -> None:
    """Write ``NAME.zip``, and ``NAME-encrypted.zip`` where the program can encrypt."""
    with tempfile.TemporaryDirectory() as place:
        can_encrypt = play(name, Path(place) / "plain" / "data")
        if can_encrypt:
            play_encrypted(f"{name}-encrypted", Path(place) / "encrypted" / "data")


def play(name: str, folder: Path) -> bool:
    """Keep the whole story in plain; return whether the program can encrypt."""
    clock = StoryClock()
    desk = app.open_desk(folder, clock)
    story = Story(desk, clock, folder.parent)
    story.play()
    keep(name, folder, found_in(desk.care._store) | {"told": story.told, "passphrase": ""})
    desk.care.close()
    return hasattr(desk, "encryption")


def play_encrypted(name: str, folder: Path) -> None:
    """Keep the first days under a key; what is encrypted cannot be made small."""
    clock = StoryClock()
    desk = app.open_desk(folder, clock)
    story = Story(desk, clock, folder.parent)
    story.play(few=True)
    first = story.first
    desk.care.close()
    desk = app.open_desk(folder, clock, key=encrypt(folder, clock))
    desk.log.note(first, "加密后的备注")
    found = found_in(desk.care._store) | {"told": story.told, "passphrase": PASSPHRASE}
    desk.care.close()  # a log would make it twice as large
    keep(name, folder, found)


def found_in(store: Any) -> dict[str, Any]:
    """Return what must be found in these data for ever."""
    cases = {}
    for row in store.cases():
        case = store.case(row.number)
        cases[case.number] = {
            "state": str(getattr(case, "money", "") or case.verdict.state),
            "charge_again": case.verdict.charge_again,
            "amounts": [attempt.slip.amount for attempt in case.attempts],
            "events": len(case.history),
            "symptom": case.symptom,
            "exhibits": [exhibit.sha256 for exhibit in case.exhibits],
        }
    counter, seq, head = store._journal.head()
    schema = store._database.row("PRAGMA user_version")[0]
    return {
        "software": __version__,
        "schema": schema,
        "counter": counter,
        "seq": seq,
        "head": head.hex(),
        "cases": dict(sorted(cases.items())),
    }


def encrypt(folder: Path, clock: StoryClock) -> Any:
    """Encrypt the data as Settings do it, with a passphrase; return the key."""
    from posdesk.services.keys import new_key
    from posdesk.services.passphrases import wrap
    from posdesk.storage.turning import Turning

    key = new_key()
    file = wrap(key, PASSPHRASE).to_bytes()
    Turning(folder, None, key, file, "system", clock, __version__).turn()
    return key


def keep(name: str, folder: Path, found: dict[str, Any]) -> None:
    """Zip the folder as it lies at this moment, what others see of it told beside it."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "data"
        skipped = shutil.ignore_patterns("*-shm", "*.lock", "*.pdf", "*.log")
        shutil.copytree(folder, copy, ignore=skipped)
        with zipfile.ZipFile(HERE / f"{name}.zip", "w", zipfile.ZIP_LZMA) as zipped:
            for file in sorted(copy.rglob("*")):
                if file.is_file():
                    zipped.write(file, file.relative_to(copy).as_posix())
    (HERE / f"{name}.json").write_text(
        json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8"
    )


if __name__ == "__main__":
    main(sys.argv[1])
