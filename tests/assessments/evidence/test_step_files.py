"""Beside the name of a step stands the file that shows it."""

from __future__ import annotations

import hashlib
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from assessments.evidence.step_files import files_of_steps
from assessments.jobs.row import JobState


def upload(name: str, *, has_picture: bool) -> Any:
    view = SimpleNamespace(state=JobState.READY, code="") if has_picture else None
    digest = hashlib.sha256(name.encode()).hexdigest()
    original = SimpleNamespace(view=view)
    return SimpleNamespace(pk=uuid4(), name=name, sha256=digest, evidence="", original=original)


CHAT, PICTURE = upload("chat.json", has_picture=False), upload("fox.png", has_picture=True)
RECORD = {
    "steps": [{"id": "s1", "evidence": ["e1", "e2"]}, {"id": "s2"}, {"id": "s3", "evidence": []}],
    "evidence": [
        {"id": "e1", "sha256": CHAT.sha256, "shows_steps": ["s2"]},
        {"id": "e2", "sha256": PICTURE.sha256},
    ],
}


def test_each_step_has_its_file_and_one_with_a_preview_where_there_is_one() -> None:
    shown = files_of_steps(RECORD, [CHAT, PICTURE])
    assert {step: file.name for step, file in shown.items()} == {"s1": "fox.png", "s2": "chat.json"}
    assert str(PICTURE.pk) in shown["s1"].picture
    assert shown["s2"].picture == ""


def test_a_file_that_is_not_given_is_not_shown() -> None:
    shown = files_of_steps(RECORD, [CHAT])
    assert {step: file.name for step, file in shown.items()} == {
        "s1": "chat.json",
        "s2": "chat.json",
    }
