"""Main pages with little and with much in the database: queries, and speed beside an empty page.

The empty page is `/healthz`, which passes the same middleware on the same server; it is measured
right before every page, since other work on the machine changes both. Needs Debian's wrk.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.browser.site import LiveSite

SIZES = ((30, 5), (200, 40))  # decisions, assessments
EMPTY = "/healthz"
SECONDS = 5
FIRST_SECONDS = 300  # what the first answer may take, which reads what is kept in memory then
CONNECTIONS = 2
MAX_QUERIES = 12


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One page at one size of the database."""

    queries: int
    first: float  # seconds until the first answer
    rate: float  # requests per second after that
    empty_rate: float

    @property
    def ratio(self) -> float:
        return self.empty_rate / self.rate


def main() -> None:
    if shutil.which("wrk") is None:
        sys.exit("wrk is not installed: apt-get install wrk")
    with tempfile.TemporaryDirectory() as folder:
        site = LiveSite(Path(folder)).prepare(with_library=False)
        small, large = [measure(site, *size) for size in SIZES]
    report(small, large)
    wrong = [
        name
        for name, page in large.items()
        if page.queries > MAX_QUERIES or page.queries > small[name].queries
    ]
    if wrong:
        sys.exit(f"More than {MAX_QUERIES} queries, or more with more rows: {', '.join(wrong)}")


def measure(site: LiveSite, num_decisions: int, num_assessments: int) -> dict[str, Measured]:
    code = f"from benchmarks import pages_rows; pages_rows.main({num_decisions}, {num_assessments})"
    made = json.loads(site.manage("shell", "--no-imports", "-c", code))
    site.start()
    try:
        return {
            name: Measured(
                queries=page["queries"],
                first=first(site.address + page["address"], made["session"]),
                empty_rate=rate(site.address + EMPTY, made["session"]),
                rate=rate(site.address + page["address"], made["session"]),
            )
            for name, page in made["pages"].items()
        }
    finally:
        site.stop()


def first(url: str, session: str) -> float:
    request = urllib.request.Request(url, headers={"Cookie": f"sessionid={session}"})
    began = time.monotonic()
    with urllib.request.urlopen(request, timeout=FIRST_SECONDS) as answer:
        answer.read()
    return time.monotonic() - began


def rate(url: str, session: str) -> float:
    done = subprocess.run(
        ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--timeout", "30s"]
        + ["-H", f"Cookie: sessionid={session}", url],
        capture_output=True,
        text=True,
        check=True,
    )
    found = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    if found is None or "Non-2xx" in done.stdout:
        sys.exit(f"{url} does not answer as it should.\n{done.stdout}")
    return float(found[1])


def report(small: dict[str, Measured], large: dict[str, Measured]) -> None:
    sizes = [f"{decisions:,} decisions and {mine} assessments" for decisions, mine in SIZES]
    print(f"Few: {sizes[0]}. Many: {sizes[1]}.")
    print(f"wrk, {SECONDS} s, {CONNECTIONS} connections, one process of 4 threads.\n")
    print(
        "                       queries    first answer, s   requests/s   an empty page is faster"
    )
    print("                      few  many     few    many     few   many        few     many")
    for name, little in small.items():
        much = large[name]
        print(
            f"{name:<20} {little.queries:>4} {much.queries:>5}"
            f" {little.first:>7.2f} {much.first:>7.2f}"
            f" {little.rate:>7.1f} {much.rate:>6.1f}"
            f" {little.ratio:>9.1f}x {much.ratio:>7.1f}x"
        )


if __name__ == "__main__":
    main()
