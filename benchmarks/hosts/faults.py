"""What happens to hosts while people work, and how long it takes until pages come again."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from benchmarks.hosts.network import Host
from benchmarks.hosts.people import LoadBalancer, Person
from benchmarks.hosts.site import SETTINGS, Site, wait_until
from tests.browser.site import ROOT

LEASE = int(SETTINGS["JOB_LEASE_SECONDS"])
CUT_SECONDS = 20.0
REST_SECONDS = 10.0
# How long a page or an answer may wait for anything that is away.
MAX_WAIT_SECONDS = 60.0
HOLD = """
import time
from django.db import transaction
from assessments.works.drafts import Draft
with transaction.atomic():
    Draft.objects.select_for_update().get(pk="{draft}")
    print("held", flush=True)
    time.sleep(10000)
"""


class Campaign:
    """One fault after another, each mended before the next."""

    def __init__(self, site: Site, people: list[Person], balancer: LoadBalancer) -> None:
        self._site, self._people, self._balancer = site, people, balancer
        self.faults: list[str] = []

    def break_and_mend(self, name: str) -> None:
        """Let it happen, give back what it took, and see that people can go on."""
        begun = time.monotonic()
        FAULTS[name](self)
        mended = time.monotonic()
        again = self._wait_for_answers(name, mended)
        time.sleep(REST_SECONDS)
        self._tell(name, begun, mended, again)

    def cut_off_web(self) -> None:
        self._cut_off(self._site.webs[0], CUT_SECONDS)

    def kill_web(self) -> None:
        host = self._site.webs[1]
        host.kill()
        time.sleep(CUT_SECONDS)
        self._site.replace(host)

    def cut_off_worker(self) -> None:
        self._cut_off(self._site.workers[0], LEASE + CUT_SECONDS)

    def kill_worker(self) -> None:
        host = self._site.workers[1]
        host.lose_power()
        time.sleep(LEASE)
        self._site.replace(host)

    def kill_both_workers(self) -> None:
        for host in self._site.workers:
            host.kill()
        for host in self._site.workers:
            self._site.replace(host)

    def cut_off_redis(self) -> None:
        self._cut_off(self._site.redis, CUT_SECONDS)

    def kill_redis(self) -> None:
        self._kill_server(self._site.redis, self._site.start_redis)

    def cut_off_store(self) -> None:
        self._cut_off(self._site.store_host, CUT_SECONDS)

    def kill_store(self) -> None:
        self._kill_server(self._site.store_host, self._site.store.start)

    def cut_off_postgres(self) -> None:
        self._cut_off(self._site.postgres, CUT_SECONDS)

    def kill_postgres(self) -> None:
        self._kill_server(self._site.postgres, self._site.start_postgres)

    def lose_power_while_locked(self) -> None:
        """A web host loses power while a transaction of it holds the lock of a draft."""
        host, person = self._site.webs[0], self._people[0]
        code = HOLD.format(draft=person.draft)
        command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
        environment = self._site.environment(host)
        host.start(*command, log="held", env=environment, cwd=str(ROOT))
        wait_until(lambda: "held" in (host.folder / "held.log").read_text(), host)
        host.lose_power()
        told, begun = len(person.kept.titles) + len(person.kept.uploads), time.monotonic()
        try:
            wait_until(
                lambda: len(person.kept.titles) + len(person.kept.uploads) > told,
                seconds=2 * MAX_WAIT_SECONDS,
            )
        except RuntimeError:
            self.faults.append("a draft stayed locked by a host that is gone")
        print(f"  the draft was free after {time.monotonic() - begun:.0f} s")
        self._site.replace(host)

    def _cut_off(self, host: Host, seconds: float) -> None:
        host.cut_off()
        time.sleep(seconds)
        host.give_back()

    def _kill_server(self, host: Host, start: Callable[[], None]) -> None:
        host.lose_power()
        time.sleep(CUT_SECONDS / 2)
        host.switch_on()
        start()

    def _wait_for_answers(self, name: str, mended: float) -> float:
        """Return the seconds until each person had a good answer to a request begun since."""

        def is_back() -> bool:
            good = [r for r in self._balancer.requests if r.begun > mended and r.is_good]
            return len(good) >= len(self._people)

        try:
            return wait_until(is_back, seconds=MAX_WAIT_SECONDS)
        except RuntimeError:
            self.faults.append(f"{name}: people cannot go on after {MAX_WAIT_SECONDS:.0f} s")
            return MAX_WAIT_SECONDS

    def _tell(self, name: str, begun: float, mended: float, again: float) -> None:
        """Print how the requests fared that began in the fault."""
        during = [r for r in self._balancer.requests if begun <= r.begun <= mended]
        good = sum(request.is_good for request in during)
        slow = max(during, key=lambda request: request.seconds, default=None)
        longest = slow.seconds if slow else 0.0
        print(
            f"{time.strftime('%H:%M:%S')} {name}, {mended - begun:.0f} s: {good} good answers, "
            f"{len(during) - good} others; longest {longest:.1f} s; people went on {again:.1f} s "
            "after it",
            flush=True,
        )
        if slow and longest > MAX_WAIT_SECONDS:
            self.faults.append(f"{name}: {slow.what} took {longest:.0f} s")


FAULTS: dict[str, Callable[[Campaign], None]] = {
    "cut-off-web": Campaign.cut_off_web,
    "kill-web": Campaign.kill_web,
    "cut-off-worker": Campaign.cut_off_worker,
    "kill-worker": Campaign.kill_worker,
    "kill-both-workers": Campaign.kill_both_workers,
    "cut-off-redis": Campaign.cut_off_redis,
    "kill-redis": Campaign.kill_redis,
    "cut-off-store": Campaign.cut_off_store,
    "kill-store": Campaign.kill_store,
    "cut-off-postgres": Campaign.cut_off_postgres,
    "kill-postgres": Campaign.kill_postgres,
    "lose-power-while-locked": Campaign.lose_power_while_locked,
}
