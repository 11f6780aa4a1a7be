# ruff: noqa: E402
"""The whole memo task against bare WeasyPrint on the stored HTML of the same record.

    .venv/bin/python benchmarks/memo_vs_weasyprint.py [ROUNDS]

The task: compose from the snapshot, look for characters without a glyph, render PDF/A-3a with
tags, bookmarks and attachments, check it for empty boxes, store it. The baseline: parse the HTML
of 2026-11-29 of the same record with the stylesheet of that day (`baselines/memo`) and write a
plain PDF by WeasyPrint in its default settings. The two take turns in one process, so that the
ratio holds whatever else the machine does; memory is the peak of a process of its own for each.
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
from assessments.memo.making import write_memo
from assessments.precedents.placed_library import library_from_files
from assessments.typesetting import fonts
from assessments.typesetting.fetcher import AssetFetcher
from assessments.typesetting.pdf import font_configuration, page_count
from cases.record import load

BASELINES = ROOT / "benchmarks" / "baselines" / "memo"
DAY = dt.date(2026, 11, 22)
LANGUAGES = ("en", "zh-hans")
ROUNDS = 5
KILO = 1024


def records() -> list[Path]:
    return sorted(BASELINES.glob("*.yaml"))


def made_snapshot(record: Path, language: str) -> Snapshot:
    return snapshot_of(
        load(record), library_from_files(), language=language, day=DAY, matter=Matter()
    )


def stored(record: Path, language: str) -> str:
    return (BASELINES / f"{record.stem}.{language}.html").read_text(encoding="utf-8")


def bare(html: str) -> bytes:
    """WeasyPrint as its documentation calls it, with the same fonts and the stored stylesheet."""
    fetcher = AssetFetcher(fonts.assets())
    config = font_configuration()
    css = CSS(
        string=(BASELINES / "memo.css").read_text(encoding="utf-8"),
        url_fetcher=fetcher,
        font_config=config,
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


def peak_megabytes(side: str, record: Path, language: str) -> float:
    told = subprocess.run(
        [sys.executable, __file__, "--peak", side, str(record), language],
        check=True,
        capture_output=True,
        text=True,
    )
    return float(told.stdout.split()[-1])


def peak(side: str, record: str, language: str) -> None:
    if side == "bare":
        bare(stored(Path(record), language))
    else:
        snapshot = made_snapshot(Path(record), language)
        with tempfile.TemporaryDirectory() as folder:
            write_memo(snapshot, Path(folder) / "memo.pdf")
    # Not ru_maxrss: that starts from what the parent process held.
    (line,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    print(int(line) / KILO)


def compare(record: Path, language: str, rounds: int) -> float:
    """Print a line for a memo; return the ratio of the two medians."""
    snapshot, html = made_snapshot(record, language), stored(record, language)
    ours: list[float] = []
    theirs: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "memo.pdf"
        write_memo(snapshot, target)
        before = page_count(bare(html))
        for _ in range(rounds):
            theirs.append(seconds(lambda: bare(html)))
            ours.append(seconds(lambda: write_memo(snapshot, target)))
        pages = page_count(target.read_bytes())
    ratio = statistics.median(ours) / statistics.median(theirs)
    print(
        f"{record.stem}, {language}: {pages} pages, memo task {statistics.median(ours):.2f} s "
        f"({min(ours):.2f}-{max(ours):.2f}), bare WeasyPrint {before} pages, "
        f"{statistics.median(theirs):.2f} s ({min(theirs):.2f}-{max(theirs):.2f}), "
        f"ratio {ratio:.2f}",
        flush=True,
    )
    return ratio


def main() -> int:
    if "--peak" in sys.argv:
        peak(*sys.argv[2:])
        return 0
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    ratios = [compare(record, language, rounds) for record in records() for language in LANGUAGES]
    print(f"Median ratio {statistics.median(ratios):.2f}, highest {max(ratios):.2f}")
    first, language = records()[0], LANGUAGES[0]
    print(
        f"Peak memory ({first.stem}, {language}): "
        f"{peak_megabytes('ours', first, language):.0f} MB and "
        f"{peak_megabytes('bare', first, language):.0f} MB"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
