"""The folder for temporary files of a web process is there as long as a request is answered."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
# The hooks of gunicorn around a request that outlives the time for an orderly end, as the one of a
# web process whose parent was killed may.
LATE_REQUEST = """
import runpy, tempfile, threading
from concurrent.futures import ThreadPoolExecutor
import django

hooks = runpy.run_path("gunicorn.conf.py")
django.setup()
hooks["post_worker_init"](None)
exited = threading.Event()

def answer():
    exited.wait()
    print(tempfile.mkstemp()[1])

ThreadPoolExecutor().submit(answer)
hooks["worker_exit"](None, None)
exited.set()
"""


def test_a_request_that_outlives_its_web_process_keeps_its_temporary_folder(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "aigc_copyright.settings",
        "REDIS_URL": "redis://127.0.0.1:1/0",  # no embedded worker
    }
    done = subprocess.run(
        [sys.executable, "-c", LATE_REQUEST],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert Path(done.stdout.strip()).parent.parent == tmp_path / "tmp", done.stderr
    assert list((tmp_path / "tmp").iterdir()) == []
