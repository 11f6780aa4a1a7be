"""Our main pages beside a plain list page of a Django site as `startproject` makes it.

The plain page (`plain_site`) counts 200 rows, joins two tables, shows 25 rows through an inherited
template and knows who is signed in. It is served like ours, by gunicorn in one process of four
threads on SQLite, and measured in the same run, before and after each of our pages, since other
work on the machine changes both; it changes the processor time of a request least. Needs Debian's
wrk.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.pages import SECONDS, first, rate
from benchmarks.processes import tree_seconds
from tests.browser.site import LiveSite

NUM_DECISIONS, NUM_ASSESSMENTS, NUM_BOOKS = 200, 40, 200
COMPARED = ("home", "case list", "timeline", "decision", "article", "how we score", "calibration")
COMPARED += ("assessments", "result")
TURNS = 3
PLAIN = "benchmarks.plain_site.settings"


class Server(LiveSite):
    """A site whose use of the processor is read while it serves."""

    def seconds(self) -> float:
        assert self._process is not None
        return tree_seconds(self._process.pid)


@dataclass(frozen=True, kw_only=True)
class Page:
    """An address on a server, and who asks for it."""

    server: Server
    address: str
    session: str

    def measured(self) -> tuple[float, float]:
        """Requests a second, and processor milliseconds of one."""
        before = self.server.seconds()
        found = rate(self.server.address + self.address, self.session)
        return found, (self.server.seconds() - before) / (found * SECONDS) * 1000


def main() -> None:
    if shutil.which("wrk") is None:
        sys.exit("wrk is not installed: apt-get install wrk")
    os.environ["PAGE_CACHE"] = "True"  # as in production; the server of a test debugs
    with tempfile.TemporaryDirectory() as folder:
        ours = Server(Path(folder) / "ours")
        ours.prepare(with_library=False)
        theirs = Server(Path(folder) / "plain", settings=PLAIN)
        pages, plain = our_pages(ours), plain_page(theirs)
        try:
            ours.start()
            theirs.start(with_worker=False)
            print(f"{NUM_DECISIONS} decisions, {NUM_ASSESSMENTS} assessments, {NUM_BOOKS} books;")
            print(f"medians of {TURNS} turns with wrk, {SECONDS} s each.\n")
            print("                 requests a second          processor ms a request")
            print("                  plain   ours  ratio        plain   ours  ratio")
            for name, page in pages.items():
                print(f"{name:<14} {compared(plain, page)}", flush=True)
        finally:
            ours.stop()
            theirs.stop()


def our_pages(server: Server) -> dict[str, Page]:
    code = f"from benchmarks import pages_rows; pages_rows.main({NUM_DECISIONS}, {NUM_ASSESSMENTS})"
    made = json.loads(server.manage("shell", "--no-imports", "-c", code))
    return {
        name: Page(server=server, address=page["address"], session=made["session"])
        for name, page in made["pages"].items()
        if name in COMPARED
    }


def plain_page(server: Server) -> Page:
    server.manage("migrate", "--run-syncdb", "--verbosity", "0")
    code = f"from benchmarks.plain_site import rows; rows.main({NUM_BOOKS})"
    session = server.manage("shell", "--no-imports", "-c", code).strip()
    return Page(server=server, address="/", session=session)


def compared(plain: Page, ours: Page) -> str:
    for page in (plain, ours):
        first(page.server.address + page.address, page.session)
    theirs, own = [plain.measured()], []
    for _ in range(TURNS):
        own.append(ours.measured())
        theirs.append(plain.measured())
    plain_rate, plain_cost = (statistics.median(values) for values in zip(*theirs, strict=True))
    our_rate, our_cost = (statistics.median(values) for values in zip(*own, strict=True))
    return (
        f"{plain_rate:>8.1f} {our_rate:>6.1f} {plain_rate / our_rate:>5.1f}x"
        f" {plain_cost:>12.1f} {our_cost:>6.1f} {our_cost / plain_cost:>5.1f}x"
    )


if __name__ == "__main__":
    main()
