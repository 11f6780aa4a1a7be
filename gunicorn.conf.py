"""How gunicorn serves the application; each setting can be given on its command line instead."""

from __future__ import annotations

import errno
import gc
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from aigc_copyright import env
from aigc_copyright.logs import FORMATS, logging_config

wsgi_app = "aigc_copyright.wsgi"
HOST = env.text("HOST") or "127.0.0.1"
bind = f"{HOST}:{env.integer('PORT', default=8000, minimum=1)}"
workers = env.integer("WEB_CONCURRENCY", default=2, minimum=1)
# Threads, so that a browser that opens a connection and says nothing does not block a process.
worker_class = "aigc_copyright.web_worker.WebWorker"
threads = 4
# A worker whose parent writes to a slow disk must not be taken for dead.
worker_tmp_dir = "/dev/shm"
# A worker whose main loop was not heard of for so long is taken for dead, with its requests.
timeout = env.integer("WEB_TIMEOUT", default=60, minimum=10)
graceful_timeout = 10
control_socket_disable = True
accesslog = env.text("ACCESS_LOG")
# No address, no path (it may be somebody's secret link), no name of a browser.
access_log_format = "%(m)s %({aigc_copyright.route}e)s %(s)s %(B)s bytes %(L)s s"
logconfig_dict = logging_config(
    env.choice(
        "LOG_FORMAT", FORMATS, default="plain" if env.boolean("DEBUG", default=True) else "json"
    ),
    env.text("LOG_LEVEL") or "INFO",
    access_log=accesslog,
)

DEBUG_IN_PUBLIC = (
    "DEBUG is on and HOST=%s: whoever reaches this machine reads settings and code on error pages, "
    "and everybody's reset links at /mailbox/. Set DEBUG=False, or HOST=127.0.0.1."
)
# Web processes whose parent was killed finish their requests first and keep the port until then:
# longer than the five seconds for which gunicorn itself tries again.
PORT_SECONDS = 15


def on_starting(server: Any) -> None:
    """Before the web processes are forked: the mail server, which the settings name, then all
    imports, which the web processes then share."""
    if env.boolean("DEBUG", default=True) and not env.is_loopback(HOST):
        server.log.critical(DEBUG_IN_PUBLIC, HOST)
    for place in server.address:
        if isinstance(place, tuple):
            _wait_for_port(server, place)
    _start_mailbox()
    _share_counts()
    gc.disable()  # imports leave hardly any garbage
    server.app.wsgi()
    from aigc_copyright import embedded, static_files

    if not static_files.are_collected():
        server.log.critical("%s %s", static_files.NOT_COLLECTED, static_files.COLLECT)

    embedded.load()
    gc.freeze()  # nor do the web processes look through what they share
    gc.enable()


def _wait_for_port(server: Any, place: tuple[str, int]) -> None:
    end = time.monotonic() + PORT_SECONDS
    told = False
    while _is_in_use(place) and time.monotonic() < end:
        if not told:
            server.log.warning("Port %s is in use; waiting for it.", place[1])
            told = True
        time.sleep(0.2)


def _is_in_use(place: tuple[str, int]) -> bool:
    """Whether another process listens there; any other trouble is left to gunicorn to tell."""
    with socket.socket(socket.AF_INET6 if ":" in place[0] else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(place)
        except OSError as error:
            return error.errno == errno.EADDRINUSE
        return False


def _start_mailbox() -> None:
    """While trying out, letters go to a mail server of our own, which ends with this process."""
    if not env.boolean("DEBUG", default=True) or env.text("EMAIL_HOST"):
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    os.environ.setdefault("MAILBOX_PORT", port)
    folder = Path(env.text("DATA_DIR") or "data") / "mailbox"
    page = f"{env.address('SITE_ROOT', default='http://localhost:8000')}/mailbox/"
    command = [sys.executable, "-m", "assessments.notifications.mailbox_server"]
    subprocess.Popen([*command, os.environ["MAILBOX_PORT"], str(folder), page])


def _share_counts() -> None:
    """Give the web processes a folder for their counts, in memory where there is such a folder."""
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="metrics-", dir=memory)


def on_exit(server: Any) -> None:
    shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)


def child_exit(server: Any, worker: Any) -> None:
    """The memory of a web process that has ended is no longer told; its counts are."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)


def post_worker_init(worker: Any) -> None:
    """After the fork: threads do not survive one."""
    # Ctrl-C reaches the whole group and the parent passes it on as well; a second signal inside
    # the first one's handler would wait for a lock that the first one holds.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from aigc_copyright import embedded, temporary

    temporary.use_private_folder("web")
    embedded.start()


def worker_abort(worker: Any) -> None:
    """Name what is cut off by WORKER TIMEOUT."""
    from aigc_copyright.requests import under_way

    for request in under_way():
        worker.log.error("Cut off while it was answered: request %s", request)


def worker_exit(server: Any, worker: Any) -> None:
    from aigc_copyright import embedded

    embedded.stop()
