"""The workflows of the repository's host: they name what exists and may do nothing but read."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import dev
import posdesk
from tests.packaging.scripts import ROOT

FOLDER = ROOT / ".github" / "workflows"
FILES = sorted(FOLDER.glob("*.yml"))
TRUE = True  # YAML 1.1 reads the key `on` as this
PATH = re.compile(r"(?<![\w./$*-])(?:\.ci|posdesk|packaging|tests|docs|resources)/[\w./-]*\w")
PINNED = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40}")

on_bash = pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("bash") is None, reason="needs bash"
)


def loaded(file: Path) -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load(file.read_text("utf-8"))
    return found


def jobs(file: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = loaded(file)["jobs"]
    return found


def steps(file: Path) -> list[dict[str, Any]]:
    return [step for job in jobs(file).values() for step in job["steps"]]


def script(file: Path, job: str, name: str) -> str:
    (found,) = (s["run"] for s in jobs(file)[job]["steps"] if s.get("name", "").startswith(name))
    return str(found)


def bash(text: str, where: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    # As the host runs a step with `shell: bash`.
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", text]
    return subprocess.run(
        command,
        cwd=where,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_there_is_one_for_changes_and_one_for_releases() -> None:
    assert [file.name for file in FILES] == ["build.yml", "test.yml"]
    assert set(loaded(FOLDER / "test.yml")[TRUE]) == {"push", "pull_request"}
    assert loaded(FOLDER / "build.yml")[TRUE] == {
        "push": {"tags": ["v*"]},
        "workflow_dispatch": None,
    }


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_nothing_may_write(file: Path) -> None:
    assert loaded(file)["permissions"] == {"contents": "read"}
    assert all("permissions" not in job for job in jobs(file).values())
    checkouts = [step for step in steps(file) if "checkout@" in step.get("uses", "")]
    assert checkouts
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_job_ends_and_only_one_run_of_a_branch_goes_on(file: Path) -> None:
    assert all(0 < job["timeout-minutes"] <= 60 for job in jobs(file).values())
    assert "github.ref" in loaded(file)["concurrency"]["group"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_action_is_pinned_by_its_commit_and_tells_its_version(file: Path) -> None:
    used = [step["uses"] for step in steps(file) if "uses" in step]
    assert used
    assert [use for use in used if not PINNED.fullmatch(use)] == []
    told = re.findall(r"uses: \S+ # v\d+\.\d+\.\d+$", file.read_text("utf-8"), re.MULTILINE)
    assert len(told) == len(used)


def test_one_action_has_one_commit_everywhere() -> None:
    used = {step["uses"] for file in FILES for step in steps(file) if "uses" in step}
    assert len(used) == len({use.partition("@")[0] for use in used})


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_command_and_every_path_is_there(file: Path) -> None:
    words = re.findall(r"\bdev\.py (\w+)", file.read_text("utf-8"))
    assert words
    assert set(words) <= set(dev.COMMANDS)
    text = file.read_text("utf-8")
    assert [path for path in PATH.findall(text) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_script_for_bash_can_be_read_by_it(file: Path) -> None:
    for step in steps(file):
        if "run" in step and step.get("shell", "bash") == "bash" and shutil.which("bash"):
            text = re.sub(r"\$\{\{.*?\}\}", "VALUE", step["run"])
            done = subprocess.run(["bash", "-n", "-c", text], capture_output=True, check=False)
            assert done.returncode == 0, done.stderr


def test_the_markers_that_other_systems_leave_out_exist() -> None:
    (run,) = (s["run"] for s in jobs(FOLDER / "test.yml")["elsewhere"]["steps"] if "run" in s)
    settings = (ROOT / "pyproject.toml").read_text("utf-8")
    left_out = re.findall(r"not (\w+)", run)
    assert left_out
    assert all(f'"{marker}: ' in settings for marker in left_out)


def test_what_must_pass_is_what_the_checkout_itself_asks() -> None:
    last = jobs(FOLDER / "test.yml")["debian"]["steps"][-1]["run"]
    assert last in (ROOT / ".ci" / "run").read_text("utf-8")
    assert "continue-on-error" not in jobs(FOLDER / "test.yml")["debian"]


def test_nothing_is_built_before_the_tag_was_looked_at_and_all_is_joined() -> None:
    found = jobs(FOLDER / "build.yml")
    systems = set(found) - {"tag", "sums"}
    assert systems == {"linux", "windows", "macos"}
    assert all(found[name]["needs"] == "tag" for name in systems)
    assert set(found["sums"]["needs"]) == systems


@on_bash
@pytest.mark.parametrize(
    ("tag", "code"),
    [
        (f"v{posdesk.__version__}", 0),
        (posdesk.__version__, 1),
        (f"v{posdesk.__version__}.1", 1),
        ("v", 1),
        ("v$(touch broken)", 1),
    ],
)
def test_only_the_tag_of_this_version_is_built(tag: str, code: int, tmp_path: Path) -> None:
    (tmp_path / "posdesk").mkdir()
    shutil.copy(ROOT / "posdesk" / "__init__.py", tmp_path / "posdesk")
    done = bash(script(FOLDER / "build.yml", "tag", "Compare"), tmp_path, TAG=tag)
    assert done.returncode == code, done.stderr
    assert bool(done.stderr) == bool(code)
    assert not (tmp_path / "broken").exists()


@on_bash
@pytest.mark.parametrize("whole", [True, False])
def test_the_lists_are_joined_where_every_package_is_whole(tmp_path: Path, *, whole: bool) -> None:
    import hashlib

    for part, name in (("windows", "b-setup.exe"), ("linux", "a.deb")):
        folder = tmp_path / "parts" / part
        folder.mkdir(parents=True)
        (folder / name).write_bytes(b"content" if whole else b"cut")
        row = f"{hashlib.sha256(b'content').hexdigest()}  {name}\n"
        (folder / "SHA256SUMS").write_text(row, "utf-8")
    done = bash(script(FOLDER / "build.yml", "sums", "Check every"), tmp_path)
    assert (done.returncode == 0) is whole, done.stderr
    if whole:
        rows = (tmp_path / "all" / "SHA256SUMS").read_text("utf-8").splitlines()
        assert [row.split()[1] for row in rows] == ["a.deb", "b-setup.exe"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_secret_only_adds_a_signature(file: Path) -> None:
    for job in jobs(file).values():
        for step in job["steps"]:
            assert "secrets." not in str(step), "only as a job's environment, empty without"
            if re.search(r"\$(CERTIFICATE|NOTARY)", step.get("run", "")):
                assert "!= ''" in step["if"]
