"""What the largest and the most hostile files cost: seconds and the peak of memory.

    .venv/bin/python benchmarks/largest.py

Makes pictures of as many pixels as are read, a film of nearly the largest size, and files that
unpack to much more than they are; then reads each in a process of its own, by this project within
its bounds, and beside it by sd-parsers, which is ended after 25 s or 3 GB. Starting is counted.
"""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from assessments.intake.core import limits  # noqa: E402
from tests.support.made_files import chunk, png  # noqa: E402

OURS = [sys.executable, "-m", "assessments.intake.sandbox"]
PEER = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
from sd_parsers import ParserManager
print(ParserManager().parse(sys.argv[1]))
"""
SIDE = int(limits.PIXELS.value**0.5)
ENDED_AFTER = 25


def picture(kind: str, **options: int | bool) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        Image.new("RGBA", (SIDE, SIDE), (10, 20, 30, 255)).save(path, kind, **options)

    return make


def film(path: Path) -> None:
    size = limits.MEDIA_FILE.value - 24
    path.write_bytes(b"\0\0\0\x18ftypisom\0\0\0\0isomiso2\0\0\0\x01mdat" + size.to_bytes(8, "big"))
    os.truncate(path, limits.MEDIA_FILE.value)


def bomb(path: Path) -> None:
    path.write_bytes(png(chunk(b"zTXt", b"parameters\0\0" + zlib.compress(bytes(600_000_000)))))


def archive(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for number in range(8):
            file.writestr(f"{number}.txt", bytes(40_000_000))


def write_compressed(path: Path) -> None:
    path.write_bytes(gzip.compress(bytes(300_000_000)))


FILES: dict[str, Callable[[Path], None]] = {
    "a PNG of as many pixels as are read": picture("PNG", compress_level=1),
    "a WebP of as many pixels as are read": picture("WEBP", lossless=True, quality=0, method=0),
    "a film of the largest size": film,
    "a PNG whose text unpacks to 600 MB": bomb,
    "a ZIP that unpacks to 320 MB": archive,
    "a gzip that unpacks to 300 MB": write_compressed,
}


def cost(command: list[str]) -> str:
    """Seconds by the clock, the peak of memory, and how it ended."""
    started = time.perf_counter()
    with subprocess.Popen(
        ["timeout", "--signal=KILL", str(ENDED_AFTER), *command],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = code = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    end = {0: "", 137: ", ended by force"}.get(code, f", failed ({code})")
    return f"{seconds:.1f} s, {used.ru_maxrss // 1024} MB{end}"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        for name in FILES:
            # In a process of its own, or what making it took would count as the readers' peak.
            subprocess.run([sys.executable, __file__, "--make", name, path], cwd=ROOT, check=True)
            size = path.stat().st_size
            ours = cost([*OURS, str(path), name, ""])
            peer = cost([sys.executable, "-c", PEER, str(path)])
            print(f"{name} ({size / 1e6:.1f} MB): this project {ours}; sd-parsers {peer}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--make"]:
        FILES[sys.argv[2]](Path(sys.argv[3]))
    else:
        main()
