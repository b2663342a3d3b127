"""The whole way once, as anyone can try it: ``posdesk demo``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_the_demonstration_leaves_a_bundle_and_pictures(tmp_path: Path, lang: str) -> None:
    real = tmp_path / "real"
    out = tmp_path / "out"
    ran = subprocess.run(
        [sys.executable, "-m", "posdesk", "demo", "--out", str(out), "--json", "--lang", lang],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "POSDESK_DATA": str(real)},
        capture_output=True,
        timeout=100,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr.decode()
    made = json.loads(ran.stdout)
    assert not real.exists()
    pictures = [Path(p) for p in made["screenshots"]]
    assert len(pictures) >= 4
    for path in pictures:
        assert path.is_absolute()
        with Image.open(path) as picture:
            assert picture.width >= 1024
            assert len(picture.convert("RGB").resize((200, 120)).getcolors(24000) or []) > 50
    bundle = Path(made["bundle"])
    assert bundle.is_relative_to(out)
    text = "\n".join(page.extract_text() for page in PdfReader(bundle).pages)
    for key in (made["case"], "632414004731", "61203847", "004731", "500.00"):
        assert key in text


def test_a_folder_that_cannot_be_used_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x")
    ran = subprocess.run(
        [sys.executable, "-m", "posdesk", "demo", "--out", str(tmp_path / "taken")],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 2
    assert ran.stderr.decode().count("\n") == 1
