"""A private folder for the temporary files of each web process and worker.

It is `DATA_DIR/tmp/KIND-PID-…`, gone when the process ends. A process that is killed cannot remove
its own: the next one that starts does. Whether the owner of a folder lives is told by a lock on it
(flock(2)), which ends with the last process that holds it and which containers that share the
volume see as well, unlike each other's process ids.
"""

from __future__ import annotations

import atexit
import fcntl
import logging
import os
import shutil
import tempfile
from pathlib import Path

from django.conf import settings

logger = logging.getLogger(__name__)
PASSABLE = 0o711  # others may pass through to what they may open, and see no names
_own: tuple[Path, int] | None = None  # the folder, and the descriptor that holds its lock


def use_private_folder(kind: str) -> None:
    """Let this process and its children write temporary files to a folder of its own.

    Removes the folders of processes that died. Where none can be made, as on a full disk, the
    system's folder stays in use. The folder goes when the interpreter ends, which is after threads
    that still answer a request.
    """
    global _own
    _own = None  # of a parent: its lock stays open in this process, so the folder outlives both
    root = settings.DATA_DIR / "tmp"
    try:
        # Readers have a user of their own, whose folder in here must be reached, not listed.
        root.mkdir(mode=PASSABLE, parents=True, exist_ok=True)
        root.chmod(PASSABLE)
        remove_abandoned(root)
        _own = _make_folder(root, kind)
        _own[0].chmod(PASSABLE)
    except OSError:
        logger.warning("No private folder for temporary files could be made.", exc_info=True)
        return
    os.environ["TMPDIR"] = tempfile.tempdir = str(_own[0])
    atexit.register(remove_private_folder, os.getpid())


def remove_private_folder(pid: int | None = None) -> None:
    """Remove the folder of this process, as it ends; with `pid` only if it is that process.

    A process that was forked runs what its parent registered for the end as well.
    """
    global _own
    if _own is not None and pid in (None, os.getpid()):
        shutil.rmtree(_own[0], ignore_errors=True)
        os.close(_own[1])
        _own = None


def remove_abandoned(root: Path) -> None:
    """Remove the folders whose processes are gone."""
    for folder in root.iterdir():
        try:
            held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except OSError:  # another process removed it first
            continue
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
        except BlockingIOError:
            pass
        finally:
            os.close(held)


def _make_folder(root: Path, kind: str) -> tuple[Path, int]:
    """Make a folder and lock it; one that another process removed in between is made again."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=f"{kind}-{os.getpid()}-", dir=root))
        held = None
        try:
            held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.fstat(held).st_nlink:
                return folder, held
        except (BlockingIOError, FileNotFoundError):
            pass
        if held is not None:
            os.close(held)
