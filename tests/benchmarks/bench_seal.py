"""How long a signature takes, and how fast a bundle is checked beside bare SHA-256.

python -m tests.benchmarks.bench_seal [MEGABYTES]
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pikepdf

from posdesk.domain.known_seals import KnownSeal, Standing
from posdesk.reports.seal.signing import sign
from tests.reports.seals import AT, draft, look, seal, sealed

_IMPORTS = ("pyhanko.sign.signers", "pyhanko.sign.validation")


def main() -> None:
    """Print the figures."""
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    for module in _IMPORTS:
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-c", f"import {module}"], check=True)
        print(f"import {module}: {time.perf_counter() - begin:.2f} s")
    sealed()
    print(f"sign {len(draft()):,} bytes: {_took(lambda: sign(draft(), seal(), at=AT)):.3f} s")
    print(f"verify {len(sealed()):,} bytes: {_took(lambda: look(sealed())):.3f} s")
    with tempfile.TemporaryDirectory() as folder:
        _large(Path(folder) / "large.pdf", megabytes)


def _large(path: Path, megabytes: int) -> None:
    """Check a bundle that is made heavy by a page picture of noise."""
    from posdesk.reports.seal.verify import verify

    light = path.with_name("light.pdf")
    light.write_bytes(draft())
    noise = os.urandom(2**20) * megabytes
    with pikepdf.open(light) as document:
        document.pages[0].obj.Resources.Noise = document.make_stream(noise)
        document.save(path, compress_streams=False)
    del noise
    path.write_bytes(sign(path.read_bytes(), seal(), at=AT))
    code = (
        "import re, time; from pathlib import Path\n"
        "from posdesk.domain.known_seals import KnownSeal, Standing\n"
        "from posdesk.reports.seal.verify import verify\n"
        f"known = [KnownSeal(bytes.fromhex('{seal().certificate.hex()}'), Standing.PRESENT, '')]\n"
        "status = Path('/proc/self/status')\n"
        "def peak(): return int(re.search(r'VmHWM:\\s+(\\d+)', status.read_text())[1])\n"
        "begin = time.perf_counter()\n"
        f"found = verify(open({str(path)!r}, 'rb'), known)\n"
        "took = time.perf_counter() - begin\n"
        "print(found.state.value, f'{took:.3f}', peak() // 1024)"
    )
    state, took, peak = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.split()
    known = [KnownSeal(seal().certificate, Standing.PRESENT, "")]
    with path.open("rb") as file:
        warm = _took(lambda: (file.seek(0), verify(file, known)))
    bare = _took(lambda: _digest(path))
    size = path.stat().st_size / 1e6
    print(f"verify {size:.0f} MB ({state}): {float(took):.2f} s cold, {peak} MiB at most")
    print(f"  warm {size / warm:.0f} MB/s; bare SHA-256 {size / bare:.0f} MB/s")


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(2**20):
            digest.update(chunk)
    return digest.hexdigest()


def _took(work: object) -> float:
    begin = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
