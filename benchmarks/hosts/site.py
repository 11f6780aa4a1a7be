"""The application on several hosts: two of web servers, two of workers, and the shared servers."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.hosts.network import OWN_ADDRESS, Host
from benchmarks.hosts.object_store import ObjectStore
from tests.browser.site import ROOT
from tests.support.own_services import services

SITE_ROOT = "https://proof.test"
WEB_PORT = 8000
MAIL_PORT = 1025
START_SECONDS = 90
SETTINGS = {
    "DEBUG": "False",
    "SITE_ROOT": SITE_ROOT,
    "SECRET_KEY": "only-for-this-benchmark-0123456789-0123456789-0123456789",
    "DJANGO_SETTINGS_MODULE": "aigc_copyright.settings",
    "EMAIL_HOST": OWN_ADDRESS,
    "EMAIL_PORT": str(MAIL_PORT),
    "EMAIL_SECURITY": "none",
    "MAIL_RETRY_SECONDS": "5",
    "LOG_FORMAT": "plain",
    "JOB_LEASE_SECONDS": "12",
    "JOB_SWEEP_SECONDS": "4",
    # Each fault may cost a job an attempt, and there are more of them than in a bad year.
    "JOB_ATTEMPTS": "9",
    "QUOTAS": "upload_files.account=off,memos.account=off,dossiers.account=off",
    "DISK_FREE_MIB": "64",
}
# Two workers for each host, as in docker-compose.yml.
QUEUES = {"worker": "interactive", "bulk": "interactive,bulk"}


class Site:
    """All hosts, each with a folder of its own for its disk."""

    def __init__(self, folder: Path) -> None:
        self.webs = [self._host(folder, f"web{n}", 10 + n) for n in (1, 2)]
        self.workers = [self._host(folder, f"work{n}", 20 + n) for n in (1, 2)]
        self.postgres = self._host(folder, "postgres", 31)
        self.redis = self._host(folder, "redis", 32)
        self.store_host = self._host(folder, "store", 33)
        # Never seen by any of the others: what it reads, a new machine would read.
        self.stranger = self._host(folder, "stranger", 41)
        self.store = ObjectStore(self.store_host)

    @property
    def hosts(self) -> list[Host]:
        data = [self.postgres, self.redis, self.store_host]
        return [*self.webs, *self.workers, *data, self.stranger]

    def start(self) -> None:
        """Switch everything on and prepare the database, once."""
        for host in self.hosts:
            host.switch_on()
        self._make_cluster()
        self.store.prepare()
        self.start_postgres()
        self.start_redis()
        self.store.start()
        wait_until(self.store.is_up, self.store_host)
        for command in ("migrate --verbosity=0", "load_library", "collectstatic --no-input -v0"):
            self.manage(*command.split())
        for host in self.webs:
            self.start_web(host)
        for host in self.workers:
            self.start_worker(host)

    def stop(self) -> None:
        for host in self.hosts:
            host.kill()

    def start_postgres(self) -> None:
        """Start the server; after a crash it recovers by itself."""
        folder = self.postgres.folder / "data"
        (folder / "postmaster.pid").unlink(missing_ok=True)  # of a machine that lost power
        options = [f"-clisten_addresses={self.postgres.address}", "-cfsync=off"]
        options += ["-cunix_socket_directories=", "-cmax_connections=100"]
        program = services.program("postgres")
        self.postgres.start(program, f"-D{folder}", *options, log="postgres", user="postgres")
        wait_until(self._database_answers, self.postgres)

    def start_redis(self) -> None:
        program = services.program("redis-server")
        options = ["--bind", self.redis.address, "--protected-mode", "no", "--save", ""]
        self.redis.start(program, *options, "--appendonly", "no", log="redis")

    def start_web(self, host: Host) -> None:
        environment = {**self.environment(host), "HOST": host.address, "PORT": str(WEB_PORT)}
        self._start(host, "gunicorn", "--pythonpath", str(ROOT), log="web", env=environment)

    def start_worker(self, host: Host) -> None:
        for name, queues in QUEUES.items():
            options = [f"--queues={queues}", "--concurrency=1", f"--hostname={name}@%h"]
            options += ["--without-mingle", "--without-gossip", "--max-tasks-per-child=100"]
            celery = ["celery", "--app=aigc_copyright", "--quiet", "worker", "--loglevel=INFO"]
            self._start(host, *celery, *options, log=name, env=self.environment(host))

    def replace(self, host: Host) -> None:
        """Switch a host on that was killed; its disk is a new one."""
        shutil.rmtree(host.folder / "data", ignore_errors=True)
        host.switch_on()
        (self.start_web if host in self.webs else self.start_worker)(host)

    def manage(self, *arguments: str) -> str:
        """Run a command of `manage.py` on the host that nothing else runs on."""
        command = [sys.executable, "manage.py", *arguments]
        return self.stranger.run(*command, env=self.environment(self.stranger), cwd=str(ROOT))

    def environment(self, host: Host) -> dict[str, str]:
        """Return the settings of one host: the same on all, but for the folder of its files."""
        return {
            **SETTINGS,
            **self.store.environment(),
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "HOME": str(host.folder),
            "PYTHONPATH": str(ROOT),
            "DATA_DIR": str(host.folder / "data"),
            "WEB_CONCURRENCY": "2",
            "POSTGRES_HOST": self.postgres.address,
            "POSTGRES_USER": "application",
            "POSTGRES_DB": "postgres",
            "REDIS_URL": f"redis://{self.redis.address}:6379/0",
        }

    def _start(self, host: Host, *command: str, log: str, env: dict[str, str]) -> None:
        host.start(sys.executable, "-m", *command, log=log, env=env, cwd=str(ROOT))

    def _make_cluster(self) -> None:
        host = self.postgres
        shutil.chown(host.folder, "postgres", "postgres")
        data = host.folder / "data"
        options = ["-U", "application", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        host.run(services.program("initdb"), f"-D{data}", *options, user="postgres")
        with (data / "pg_hba.conf").open("a") as file:
            file.write("host all all 10.77.0.0/24 trust\n")

    def _database_answers(self) -> bool:
        ready = [services.program("pg_isready"), f"--host={self.postgres.address}", "--quiet"]
        try:
            self.postgres.run(*ready)
        except RuntimeError:
            return False
        return True

    def _host(self, folder: Path, name: str, number: int) -> Host:
        return Host(name, f"10.77.0.{number}", folder / name)


def wait_until(
    is_true: Callable[[], object], *hosts: Host, seconds: float = START_SECONDS
) -> float:
    """Wait for it and return the seconds; where it does not come true, show what hosts logged."""
    begun = time.monotonic()
    while not is_true():
        if time.monotonic() - begun > seconds:
            logs = "\n".join(f"{host.name}: {host.logs()[-3000:]}" for host in hosts)
            raise RuntimeError(f"Not within {seconds} seconds.\n{logs}")
        time.sleep(0.2)
    return time.monotonic() - begun
