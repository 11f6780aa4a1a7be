# ruff: noqa: E402
"""The whole memo task against bare WeasyPrint in its default settings on the same HTML.

    python benchmarks/memo_vs_weasyprint.py [ROUNDS]

The task: compose from the snapshot, look for characters without a glyph, render PDF/A-3a with
tags, bookmarks and attachments, check it for empty boxes, store it. The baseline: parse the same
HTML and stylesheet and write a plain PDF. The two take turns in one process, so that the ratio
holds whatever else the machine does; memory is the peak of a process of its own for each.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aigc_copyright.settings")

import django

django.setup()

from weasyprint import CSS, HTML

from assessments.exhibits.snapshot import Matter, Snapshot
from assessments.management.commands.memo import snapshot_of
from assessments.memo.making import compose_memo, write_memo
from assessments.precedents.placed_library import library_from_files
from assessments.typesetting import fonts
from assessments.typesetting.fetcher import AssetFetcher
from assessments.typesetting.pdf import STYLESHEET, font_configuration, page_count
from cases.record import load

RECORD = ROOT / "tests" / "resources" / "memo" / "record.yaml"
DAY = dt.date(2026, 11, 22)
LANGUAGES = ("en", "zh-hans")
ROUNDS = 5
KILO = 1024


def made_snapshot(language: str) -> Snapshot:
    return snapshot_of(
        load(RECORD), library_from_files(), language=language, day=DAY, matter=Matter()
    )


def bare(html: str) -> bytes:
    """WeasyPrint as its documentation calls it, with the same fonts and stylesheet."""
    fetcher = AssetFetcher(fonts.assets())
    config = font_configuration()
    css = CSS(
        string=STYLESHEET.read_text(encoding="utf-8"), url_fetcher=fetcher, font_config=config
    )
    pdf: bytes = HTML(string=html, url_fetcher=fetcher).write_pdf(
        stylesheets=[css], font_config=config
    )
    return pdf


def seconds(work: Callable[[], object]) -> float:
    """Processor time, which other programs on the machine disturb least."""
    start = time.process_time()
    work()
    return time.process_time() - start


def peak_megabytes(side: str, language: str) -> float:
    told = subprocess.run(
        [sys.executable, __file__, "--peak", side, language],
        check=True,
        capture_output=True,
        text=True,
    )
    return float(told.stdout.split()[-1])


def peak(side: str, language: str) -> None:
    snapshot = made_snapshot(language)
    with tempfile.TemporaryDirectory() as folder:
        if side == "bare":
            bare(compose_memo(snapshot).html)
        else:
            write_memo(snapshot, Path(folder) / "memo.pdf")
    # Not ru_maxrss: that starts from what the parent process held.
    (line,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    print(int(line) / KILO)


def compare(language: str, rounds: int) -> None:
    snapshot = made_snapshot(language)
    html = compose_memo(snapshot).html
    ours: list[float] = []
    theirs: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "memo.pdf"
        write_memo(snapshot, target)
        bare(html)
        for _ in range(rounds):
            theirs.append(seconds(lambda: bare(html)))
            ours.append(seconds(lambda: write_memo(snapshot, target)))
        pages = page_count(target.read_bytes())
    ratio = statistics.median(ours) / statistics.median(theirs)
    print(
        f"{language}: {pages} pages, memo task {statistics.median(ours):.2f} s "
        f"({min(ours):.2f}-{max(ours):.2f}), bare WeasyPrint {statistics.median(theirs):.2f} s "
        f"({min(theirs):.2f}-{max(theirs):.2f}), ratio {ratio:.2f}; peak memory "
        f"{peak_megabytes('ours', language):.0f} MB and {peak_megabytes('bare', language):.0f} MB"
    )


def main() -> int:
    if "--peak" in sys.argv:
        peak(*sys.argv[2:])
        return 0
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    for language in LANGUAGES:
        compare(language, rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
