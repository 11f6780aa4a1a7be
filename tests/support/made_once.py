"""What is expensive to make is made by the first process that needs it; the others wait for it."""

from __future__ import annotations

import fcntl
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder that all processes of this run have in common."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


def make_once(path: Path, make: Callable[[Path], object]) -> Path:
    """Return `path`, made by `make` at the path it is given, in whichever process comes first.

    Whatever is there under its own name is whole; where `make` fails, the next process tries.
    """
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            make(unfinished := path.with_name(f"{path.name}.unfinished"))
            unfinished.rename(path)
    return path
