"""A long queue whose workers are killed again and again: messages, throughput, fairness.

`scripts/services.py .venv/bin/python -m benchmarks.job_queue`. So many jobs of one owner are queued
at once; two workers of one process each are killed with -9 in turn, evenly over the jobs. Meanwhile
another owner asks for one job every few seconds. Counted: messages that the broker was given (by
Redis' own MONITOR), jobs ended per minute in each third of the time, and how long the other owner
waited. Every job must have been made exactly once.
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from datetime import datetime
from pathlib import Path

import django
from redis import Redis

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "tests.configuration",
    "JOB_LEASE_SECONDS": "12",
    "JOB_SWEEP_SECONDS": "4",
    "JOB_ATTEMPTS": "9",
}
PROBE_EVERY = 15.0
WORKERS = 2
PUSHES = ("LPUSH", "RPUSH")
MAX_MESSAGES = 1.2  # per job
MIN_THROUGHPUT = 0.8  # of the first third, in the last


class Messages(threading.Thread):
    """Counts what is pushed onto the queues of Celery, and how many messages stand there."""

    def __init__(self, redis: Redis, queues: list[str]) -> None:
        super().__init__(daemon=True)
        self._redis, self._queues = redis, queues
        self.sent = self.most = 0

    def run(self) -> None:
        with self._redis.monitor() as monitor:
            for entry in monitor.listen():
                words = entry["command"].split(" ", 2)
                if words[0].upper() in PUSHES and words[1] in self._queues:
                    self.sent += 1

    def look(self) -> int:
        standing = sum(int(self._redis.llen(queue)) for queue in self._queues)  # type: ignore[arg-type]
        self.most = max(self.most, standing)
        return standing


class Processes:
    """Workers that can be killed without warning."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str) -> None:
        command = [sys.executable, "-m", "celery", "-A", "aigc_copyright", "worker"]
        command += ["--concurrency=1", "--loglevel=INFO", f"--hostname={name}@%h"]
        with (self._folder / f"{name}.log").open("ab") as log:
            self._running[name] = subprocess.Popen(
                command, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )

    def kill(self, name: str) -> None:
        process = self._running.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def kill_all(self) -> None:
        for name in list(self._running):
            self.kill(name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=0.4, help="what one job takes")
    asked = parser.parse_args()
    if not os.environ.get("POSTGRES_HOST") or not os.environ.get("REDIS_URL"):
        sys.exit("Run it through scripts/services.py.")
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= SETTINGS | {"DATA_DIR": folder}
        django.setup()
        sys.exit(measure(asked, Path(folder)))


def measure(asked: argparse.Namespace, folder: Path) -> int:
    from celery import current_app
    from django.conf import settings
    from django.core.management import call_command

    from tests.assessments.jobs.sample.models import SampleJob

    call_command("migrate", run_syncdb=True, verbosity=0)
    __import__("aigc_copyright.celery")
    queues = [*current_app.amqp.queues]
    messages = Messages(Redis.from_url(settings.REDIS_URL), queues)
    messages.start()
    processes = Processes(folder)
    begun = time.monotonic()
    jobs = SampleJob.objects
    queue_jobs(asked.jobs, asked.seconds, "account:1")
    for number in range(WORKERS):
        processes.start(f"worker{number}")
    probes, killed, probe_at = 0, 0, begun + PROBE_EVERY
    try:
        while jobs.exclude(state__in=["ready", "failed"]).exists():
            now, ready = time.monotonic(), jobs.filter(state="ready").count()
            if killed < asked.kills and ready >= (killed + 1) * asked.jobs / (asked.kills + 1):
                processes.kill(f"worker{killed % WORKERS}")
                processes.start(f"worker{killed % WORKERS}")
                killed += 1
            if now >= probe_at:
                queue_jobs(1, asked.seconds, "account:2")
                probes, probe_at = probes + 1, now + PROBE_EVERY
                print(
                    f"{now - begun:.0f} s: {ready} ready, "
                    f"{killed} kills, {messages.sent} messages sent, {messages.look()} standing",
                    flush=True,
                )
            messages.look()
            time.sleep(0.1)
    finally:
        processes.kill_all()
    return report(messages, killed, asked.jobs, probes)


def queue_jobs(count: int, seconds: float, owner: str) -> None:
    """Queue jobs of one owner."""
    from assessments.jobs import dispatch
    from tests.assessments.jobs.sample.models import SampleJob

    for _ in range(count):
        dispatch(SampleJob.objects.create(seconds=seconds, owner_key=owner))


def report(messages: Messages, killed: int, many: int, probes: int) -> int:
    from tests.assessments.jobs.sample.models import SampleJob

    rows = list(SampleJob.objects.order_by("finished_at"))
    begun = min(row.queued_at for row in rows)
    waits = sorted(
        (row.started_at - row.queued_at).total_seconds()
        for row in rows
        if row.owner_key == "account:2" and row.started_at
    )
    rates = per_minute([row.finished_at for row in rows if row.finished_at], begun)
    ratio = messages.sent / len(rows)
    wrong = [row.pk for row in rows if (row.state, row.results) != ("ready", 1)]
    print(
        f"{len(rows)} jobs, {killed} kills: {messages.sent} messages ({ratio:.2f} per job), "
        f"at most {messages.most} standing; jobs per minute {', '.join(f'{r:.0f}' for r in rates)}"
    )
    if waits:
        print(
            f"another owner waited {statistics.median(waits):.1f} s (median of {probes}), "
            f"{waits[-1]:.1f} s at most"
        )
    print(f"not made exactly once: {wrong or 'none'}")
    fell = rates[-1] < MIN_THROUGHPUT * rates[0]
    return 1 if wrong or ratio > MAX_MESSAGES or fell else 0


def per_minute(ends: list[datetime], begun: datetime) -> list[float]:
    """Jobs ended per minute in the first, second and last third of the time."""
    third = (ends[-1] - begun) / 3
    return [
        sum(begun + third * n < end <= begun + third * (n + 1) for end in ends)
        / (third.total_seconds() / 60)
        for n in range(3)
    ]


if __name__ == "__main__":
    main()
