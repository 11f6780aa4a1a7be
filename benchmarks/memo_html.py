# ruff: noqa: E402
"""The HTML of six memos as composed on 2026-11-29 (the baseline), against what is composed now.

    .venv/bin/python benchmarks/memo_html.py [ROUNDS]

`baselines/memo` holds three records, the HTML of the memo of each in both languages, and the
stylesheet of that day. Each memo is composed anew and laid out by WeasyPrint; the stored HTML is
laid out with the stored stylesheet in the same turn. All ratios are to the stored HTML: bytes to
its bytes, the time of layout and of composing to the time of its layout. The memo cites the
library of decisions as it is now, so that a decision that is added lengthens a memo.
"""

from __future__ import annotations

import os
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aigc_copyright.settings")

import django

django.setup()

from weasyprint import CSS, HTML

from assessments.exhibits.snapshot import Matter
from assessments.management.commands.memo import snapshot_of
from assessments.memo.compose import compose_memo
from assessments.precedents.placed_library import library_from_files
from assessments.typesetting import fonts
from assessments.typesetting.fetcher import AssetFetcher
from assessments.typesetting.pdf import STYLESHEET, font_configuration
from benchmarks.memo_vs_weasyprint import DAY, LANGUAGES, seconds
from cases.record import load

BASELINES = ROOT / "benchmarks" / "baselines" / "memo"
ROUNDS = 3


class Layout:
    """WeasyPrint as its documentation calls it, with one stylesheet and the project's fonts."""

    def __init__(self, stylesheet: Path) -> None:
        self._fetcher = AssetFetcher(fonts.assets())
        self._fonts = font_configuration()
        self._css = CSS(
            string=stylesheet.read_text(encoding="utf-8"),
            url_fetcher=self._fetcher,
            font_config=self._fonts,
        )

    def pages(self, html: str) -> int:
        document = HTML(string=html, url_fetcher=self._fetcher).render(
            stylesheets=[self._css], font_config=self._fonts
        )
        return len(document.pages)


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """One memo: medians of processor seconds, bytes and pages of both sides."""

    name: str
    size: tuple[int, int]  # baseline, present
    pages: tuple[int, int]
    layout: tuple[float, float]
    composing: float

    def line(self) -> str:
        before, now = self.layout
        return (
            f"{self.name:<24} {self.size[0]:>7,} {self.size[1]:>7,} {ratio(self.size):>5.2f}"
            f" {self.pages[0]:>6} {self.pages[1]:>4} {before:>7.2f} {now:>6.2f}"
            f" {ratio(self.layout):>5.2f} {self.composing:>7.3f} {self.composing / before:>5.3f}"
        )


def ratio(pair: tuple[float, float]) -> float:
    return pair[1] / pair[0]


def compare(record: Path, language: str, layouts: tuple[Layout, Layout], rounds: int) -> Comparison:
    stored = (BASELINES / f"{record.stem}.{language}.html").read_text(encoding="utf-8")
    snapshot = snapshot_of(
        load(record), library_from_files(), language=language, day=DAY, matter=Matter()
    )
    html = compose_memo(snapshot).html
    before, now = layouts
    pages = before.pages(stored), now.pages(html)
    turns = [
        (
            seconds(lambda: before.pages(stored)),
            seconds(lambda: now.pages(html)),
            seconds(lambda: compose_memo(snapshot)),
        )
        for _ in range(rounds)
    ]
    stored_layout, layout, composing = (
        statistics.median(times) for times in zip(*turns, strict=True)
    )
    return Comparison(
        name=f"{record.stem}, {language}",
        size=(len(stored.encode()), len(html.encode())),
        pages=pages,
        layout=(stored_layout, layout),
        composing=composing,
    )


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    layouts = Layout(BASELINES / "memo.css"), Layout(STYLESHEET)
    print(f"Baseline and present; processor seconds, median of {rounds} turns.\n")
    print(
        f"{'':<24} {'bytes':>15} {'ratio':>5} {'pages':>11} {'layout':>14} {'ratio':>5}"
        f" {'composing':>13}"
    )
    compared = []
    for record in sorted(BASELINES.glob("*.yaml")):
        for language in LANGUAGES:
            compared.append(compare(record, language, layouts, rounds))
            print(compared[-1].line(), flush=True)
    print(
        f"\nMedian ratios: bytes {statistics.median(ratio(memo.size) for memo in compared):.2f},"
        f" layout {statistics.median(ratio(memo.layout) for memo in compared):.2f},"
        f" composing {statistics.median(memo.composing / memo.layout[0] for memo in compared):.3f}"
    )


if __name__ == "__main__":
    main()
