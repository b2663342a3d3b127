#!/usr/bin/env python3
"""Everything one does with a checkout of PosDesk, from the first minute on.

    python3 dev.py run      open the window (without a display: the demo, off screen)
    python3 dev.py test     all tests, with types, style and import rules
    python3 dev.py check    the same, each tool by itself: quicker to read
    python3 dev.py bench    the benchmarks
    python3 dev.py build    the program as shops get it, into dist/ (--dist DIR: elsewhere)

Each prepares what it needs: packages in .venv (made again only when Python or the requirements
change) and, on Debian and its kin, the system's libraries. What follows the word is handed on:
`dev.py test -k verdict`, `dev.py run flows list`. Ends with 0, with 1 where something failed, with
2 where something is missing that only you can install.

Standard library only; Linux, Windows and macOS.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = sys.platform == "win32"
LINUX = sys.platform.startswith("linux")
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
STAMP = VENV / "posdesk-stamp.json"
RUNTIME, DEVELOPMENT = "requirements.txt", "requirements-dev.txt"

# What Qt loads from the system, and the Debian package of each: to paint at all, ...
PAINT = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxkbcommon.so.0": "libxkbcommon0",
}
# ... and to open a window.
WINDOW = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
TEST_PROGRAMS = {"pdftotext": "poppler-utils", "Xvfb": "xvfb", "xauth": "xauth"}
BUILD_PROGRAMS = {"objdump": "binutils"}


class Missing(Exception):
    """Something that only the user can install; its text says what and how."""


def say(chinese: str, english: str) -> None:
    """Print one line in both languages, at once."""
    print(f"{chinese} / {english}", flush=True)


# ------------------------------------------------------------------------------ system packages


def is_root() -> bool:
    """Tell whether system packages can be installed without asking."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def loads(library: str) -> bool:
    """Tell whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def lacking(libraries: dict[str, str], programs: dict[str, str]) -> list[str]:
    """Return the Debian packages of what this machine lacks; nothing outside Linux."""
    if not LINUX:
        return []
    packages = {package for name, package in libraries.items() if not loads(name)}
    packages |= {package for name, package in programs.items() if shutil.which(name) is None}
    return sorted(packages)


def how_to_install(packages: Sequence[str]) -> str:
    """Return what a person has to type, or on other systems to look for."""
    if shutil.which("apt-get"):
        line = f"sudo apt-get install -y --no-install-recommends {' '.join(packages)}"
        return f"请先运行 / please run first:\n  {line}"
    return f"请先安装（Debian 名称） / please install (Debian's names):\n  {' '.join(packages)}"


def apt_install(packages: Sequence[str]) -> bool:
    """Install Debian packages if we may and can; tell whether it worked."""
    if not (is_root() and shutil.which("apt-get")):
        return False
    say(f"安装系统软件包：{' '.join(packages)}", "installing system packages")
    silent = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    subprocess.run([*apt, "update"], env=silent, check=False)
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    return (
        subprocess.run(install, env=silent, stdout=subprocess.DEVNULL, check=False).returncode == 0
    )


def python_library() -> dict[str, str]:
    """Return what PyInstaller takes of the system's own Python, which Debian packs by itself."""
    minor = f"{sys.version_info.major}.{sys.version_info.minor}"
    of_system = LINUX and sys.base_prefix == "/usr"
    return {f"libpython{minor}.so.1.0": f"libpython{minor}"} if of_system else {}


def need_system(libraries: dict[str, str], programs: dict[str, str] | None = None) -> list[str]:
    """Install what is lacking and return the packages that are lacking still."""
    packages = lacking(libraries, programs or {})
    if packages and apt_install(packages):
        packages = lacking(libraries, programs or {})
    return packages


def require_system(libraries: dict[str, str], programs: dict[str, str] | None = None) -> None:
    """Install what is lacking, or raise Missing with the line to type."""
    packages = need_system(libraries, programs)
    if packages:
        raise Missing(how_to_install(packages))


# ------------------------------------------------------------------------------ Python packages


def identity() -> str:
    """Return what the environment is bound to: this Python, and this place."""
    return f"{platform.python_version()} {sys.base_prefix} {ROOT}"


def digest(requirements: str) -> str:
    """Return the SHA-256 of a list of requirements together with those it includes."""
    lists = (RUNTIME,) if requirements == RUNTIME else (RUNTIME, DEVELOPMENT)
    return hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in lists)).hexdigest()


def read_stamp() -> dict[str, str]:
    """Return what .venv was made from, or nothing if it was not made to the end."""
    try:
        stamp: dict[str, str] = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if stamp.get("python") == identity() and PYTHON.exists() else {}


def make_venv() -> None:
    """Make an empty .venv, with whatever this Python has to make one."""
    shutil.rmtree(VENV, ignore_errors=True)
    say("创建 Python 环境 .venv", "making the Python environment .venv")
    if importlib.util.find_spec("ensurepip") is None and not virtualenv():
        # Debian parts ensurepip from its Python; another Python's own cannot be had this way.
        if not apt_install(["python3-venv"]):
            raise Missing(how_to_install(["python3-venv"]))
        importlib.invalidate_caches()
    maker = virtualenv() or [sys.executable, "-m", "venv"]
    if subprocess.run([*maker, str(VENV)], check=False).returncode != 0:
        raise Missing(
            "这个 Python 不能创建环境，请安装 virtualenv 后重试 / this Python cannot make an "
            f"environment; please install virtualenv and try again: {sys.executable}"
        )


def virtualenv() -> list[str]:
    """Return the command of virtualenv where venv itself cannot work, else nothing."""
    if importlib.util.find_spec("ensurepip") is not None:
        return []
    if importlib.util.find_spec("virtualenv") is not None:
        return [sys.executable, "-m", "virtualenv"]
    found = shutil.which("virtualenv")
    return [found, "-p", sys.executable] if found else []


def pip_install(*arguments: str) -> None:
    """Install into .venv with the user's own pip settings."""
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.run([*pip, *arguments], cwd=ROOT, check=False).returncode != 0:
        raise Missing(
            "Python 软件包安装失败，原因见上；请检查网络后重试 / installing the Python packages "
            "failed, the reason stands above; please check the network and try again"
        )


def prepare(requirements: str) -> None:
    """Bring .venv up to a list of requirements; does nothing where it is already."""
    stamp = read_stamp()
    if stamp.get(requirements) == digest(requirements):
        return
    if not stamp:
        make_venv()
    STAMP.unlink(missing_ok=True)
    say("安装 Python 软件包，首次约需几分钟", "installing Python packages, minutes at first")
    pip_install("-r", requirements)
    made = {"python": identity(), RUNTIME: digest(RUNTIME)}
    if requirements == DEVELOPMENT:
        # The command `posdesk` in .venv, running this checkout.
        pip_install("--no-deps", "--no-build-isolation", "--editable", ".")
        made[DEVELOPMENT] = digest(DEVELOPMENT)
    STAMP.write_text(json.dumps(made), encoding="utf-8")


# ------------------------------------------------------------------------------------- commands


def has_display() -> bool:
    """Tell whether a window can be seen."""
    return not LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def environment() -> dict[str, str]:
    """Return the environment of everything run from here: off screen without a display."""
    values = dict(os.environ)
    values.setdefault("PYTHONUTF8", "1")
    values.pop("PYTHONDONTWRITEBYTECODE", None)  # the tests start the program dozens of times
    values["PATH"] = os.pathsep.join([str(PYTHON.parent), values.get("PATH", os.defpath)])
    if not has_display():
        values.setdefault("QT_QPA_PLATFORM", "offscreen")
    return values


def tool(name: str, *arguments: str) -> int:
    """Run a program of .venv in the checkout and return 0 if it went well, else 1."""
    command = [str(PYTHON.parent / name), *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment(), check=False)
    return 0 if done.returncode == 0 else 1


def run(arguments: list[str]) -> int:
    """Open the window, or make the demo where there is nothing to open it on."""
    prepare(RUNTIME)
    require_system({**PAINT, **WINDOW} if has_display() else PAINT)
    if arguments or has_display():
        return tool("python", "-m", "posdesk", *arguments)
    return demo(ROOT / "demo-out")


def demo(out: Path) -> int:
    """Make the demo off screen and say where its PDF and its pictures lie."""
    say("没有显示器，离屏运行演示", "no display: making the demo off screen")
    command = [str(PYTHON), "-m", "posdesk", "demo", "--out", str(out), "--json"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, encoding="utf-8", check=False
    )
    if done.returncode != 0:
        return 1
    result = json.loads(done.stdout)
    say(f"证据 PDF：{result['bundle']}", "the PDF for the bank")
    for picture in result["screenshots"]:
        say(f"界面图片：{picture}", "picture of the window")
    return 0


# Whole files, so that what a file sets up once (the frozen build) is set up once; in the order of
# tests/conftest.py, which begins with the long ones.
SIDE_BY_SIDE = (
    *("--numprocesses", str(min(os.cpu_count() or 1, 4))),
    *("--dist", "loadfile", "--no-loadscope-reorder"),
)


def ready_to_test() -> None:
    """Prepare for tests; what cannot be had is named, and the tests that need it skip."""
    prepare(DEVELOPMENT)
    libraries = {**PAINT, **WINDOW, **python_library()}
    packages = need_system(libraries, {**TEST_PROGRAMS, **BUILD_PROGRAMS})
    if packages:
        say("缺少系统软件包，有关测试将跳过", "system packages are missing, their tests will skip")
        print(how_to_install(packages), flush=True)


def test(arguments: list[str]) -> int:
    """Run all tests, or those that pytest's arguments choose."""
    ready_to_test()
    return tool("pytest", *(arguments or SIDE_BY_SIDE))


def check(arguments: list[str]) -> int:
    """Run each tool by itself, then the tests; go on after a failure and sum up."""
    ready_to_test()
    steps = (
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["lint-imports", "--no-logo"],
        ["pytest", "--ignore", "tests/test_house.py", *arguments],
    )
    failed = []
    for step in steps:
        name = " ".join(step[:2])
        print(f"— {name}", flush=True)
        if tool(*step):
            failed.append(name)
    if failed:
        say(f"未通过：{'、'.join(failed)}", f"failed: {', '.join(failed)}")
        return 1
    say("全部通过", "all passed")
    return 0


def bench(arguments: list[str]) -> int:
    """Run the benchmarks and print their figures."""
    ready_to_test()
    return tool("python", "-m", "tests.benchmarks", *arguments)


def build(arguments: list[str]) -> int:
    """Build the program and this system's packages into dist/ (packaging/build.py)."""
    prepare(DEVELOPMENT)
    require_system({**PAINT, **WINDOW, **python_library()}, BUILD_PROGRAMS)
    return tool("python", "packaging/build.py", *arguments)


COMMANDS = {"run": run, "test": test, "check": check, "bench": bench, "build": build}


def main() -> int:
    """Do what the first argument says; the rest is handed on."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="handed on")
    chosen = parser.parse_args()
    if sys.version_info < (3, 11):  # noqa: UP036 - this very line is for older ones
        say("需要 Python 3.11 或更新版本", f"Python 3.11 or newer is needed: {sys.executable}")
        return 2
    try:
        return COMMANDS[chosen.command](chosen.arguments)
    except Missing as missing:
        print(missing, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        say("已中断", "interrupted")
        return 1


if __name__ == "__main__":
    sys.exit(main())
