"""Writing a finished PDF: first to a temporary file beside its target, which is then renamed.

A reader never sees half a file. A full disk is an error of its own, because the administrator must
act and a retry does not help.
"""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

DISK_FULL_ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT})


class DiskFull(OSError):
    """There is no room for the file; `code` is the reason that the row of the job stores."""

    code = "disk_full"


def write(target: Path, content: bytes) -> None:
    """Write the file whole or not at all; raise `DiskFull` where there is no room."""
    try:
        _write(target, content)
    except OSError as error:
        if error.errno in DISK_FULL_ERRNOS:
            raise DiskFull(error.errno, os.strerror(error.errno), str(target)) from error
        raise


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # A temporary file is private; the finished one gets the permissions of any new file.
        unfinished.chmod(0o666 & ~_umask())
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
