"""Two web hosts and two worker hosts at one PostgreSQL, Redis and object store, broken one by one.

    .venv/bin/python -m benchmarks.hosts [--people N] [--only FAULT …]

As root, with iproute2, PostgreSQL, Redis and Swift installed (Debian's packages). Every host is a
network namespace of its own with a disk of its own. People fill in, upload, ask for memos and
dossiers and download them through both web hosts in turn with one session each, while hosts are
cut off, killed and given back. Afterwards nothing that was acknowledged may be lost, nothing
doubled, no job stuck, every file must read back by its digest on a host that was never there
before, and the log must be sound.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.hosts import checks
from benchmarks.hosts.faults import FAULTS, Campaign
from benchmarks.hosts.mail import Letters
from benchmarks.hosts.network import enter_own_network
from benchmarks.hosts.people import LoadBalancer, Person
from benchmarks.hosts.site import Site, wait_until

SETTLE_SECONDS = 1500


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=6)
    parser.add_argument("--only", nargs="*", choices=list(FAULTS), default=list(FAULTS))
    asked = parser.parse_args()
    enter_own_network()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # hosts are switched off then, too
    with tempfile.TemporaryDirectory(prefix="hosts-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL has a user of its own
        site = Site(folder)
        try:
            with Letters() as letters:
                site.start()
                return measure(site, letters, asked)
        finally:
            site.stop()


def measure(site: Site, letters: Letters, asked: argparse.Namespace) -> int:
    code = f"from benchmarks.hosts import rows; rows.main({asked.people})"
    sessions = json.loads(site.manage("shell", "--no-imports", "-c", code))
    use_settings(site)
    balancer = LoadBalancer(site.webs)
    people = [Person(balancer, session, n) for n, session in enumerate(sessions)]
    for person in people:
        person.prepare()
    say(f"{len(people)} people are ready; both hosts served: {balancer.served}")
    for person in people:
        person.start()
    campaign = Campaign(site, people, balancer)
    for fault in asked.only:
        campaign.break_and_mend(fault)
    for person in people:
        person.stopping.set()
    for person in people:
        person.join()
    waited = wait_until(lambda: not checks.open_jobs(), *site.workers, seconds=SETTLE_SECONDS)
    say(f"all jobs were done {waited:.0f} s after the last fault")
    for person in people:
        person.stopping.clear()
        person.fetch_all()
    return report(site, people, balancer, campaign, letters)


def use_settings(site: Site) -> None:
    """Let this process read rows and files as a host that has just been added would."""
    os.environ.update(site.environment(site.stranger))
    import django

    django.setup()
    logging.getLogger("mail.log").setLevel(logging.WARNING)  # every word of each letter


def report(
    site: Site, people: list[Person], balancer: LoadBalancer, campaign: Campaign, letters: Letters
) -> int:
    taken = [request.seconds for request in balancer.requests if request.is_good]
    kept = [person.kept for person in people]
    say(
        f"{len(taken)} requests, served by {balancer.served}; 95th percentile "
        f"{statistics.quantiles(taken, n=20)[-1]:.2f} s, longest {max(taken):.1f} s"
    )
    say(
        f"acknowledged: {sum(len(k.uploads) for k in kept)} uploads, "
        f"{sum(len(k.titles) for k in kept)} answers, {sum(len(k.memos) for k in kept)} memos, "
        f"{sum(k.dossiers_asked for k in kept)} dossiers asked for, "
        f"{sum(len(k.dossiers) for k in kept)} downloaded; {letters.count()} letters"
    )
    faults = [*campaign.faults, *checks.find_faults(people, site)]
    for command in ("check_originals", "check_log"):
        try:
            say(f"{command}: {site.manage(command).strip()}")
        except RuntimeError as error:
            faults.append(f"{command}: {error}")
    print("\n".join(faults) or "Nothing was lost, doubled, stuck or left behind.", flush=True)
    return 1 if faults else 0


def say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
