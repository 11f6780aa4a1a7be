"""A finished file or none; a full disk has its own reason."""

from __future__ import annotations

import errno
import os

import pytest

from assessments.memo import store


def test_the_file_is_written_and_nothing_else_is_left(tmp_path):
    target = tmp_path / "sub" / "memo.pdf"
    store.write(target, b"pdf")
    assert target.read_bytes() == b"pdf"
    assert list(target.parent.iterdir()) == [target]


def test_a_full_disk_is_told_apart_and_leaves_the_old_file(tmp_path, monkeypatch):
    target = tmp_path / "memo.pdf"
    target.write_bytes(b"old")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(store.DiskFull) as caught:
        store.write(target, b"new")
    assert caught.value.code == "disk_full"
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_other_faults_stay_what_they_are(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(FileExistsError):
        store.write(tmp_path / "file" / "memo.pdf", b"x")
