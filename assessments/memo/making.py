"""The stages of making a memo, each reported: composing, rendering; and writing it to a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from assessments.exhibits.snapshot import Snapshot
from assessments.memo import store
from assessments.memo.compose import compose_memo
from assessments.memo.models import Form
from assessments.memo.storyboard import pictures

Progress = Callable[[str], None]


def _ignore(stage: str) -> None:
    return None


def render_memo(
    snapshot: Snapshot, *, form: Form = "opinion", progress: Progress = _ignore
) -> bytes:
    """Make a form of the memo as PDF/A-3a; the same snapshot gives the same bytes."""
    from assessments.typesetting.pdf import render

    progress("composing")
    composed = compose_memo(snapshot, form)
    progress("rendering")
    return render(
        composed.html,
        identifier="/".join(_identity(snapshot, form)),
        moment=dt.datetime.combine(snapshot.dated, dt.time()),
        attachments=composed.attachments,
        pictures=pictures(snapshot.holdings),
    )


def _identity(snapshot: Snapshot, form: Form) -> list[str]:
    named = [snapshot.memo_id, snapshot.language, str(snapshot.version)]
    return named if form == "opinion" else [*named, form]


def write_memo(
    snapshot: Snapshot, target: Path, *, form: Form = "opinion", progress: Progress = _ignore
) -> int:
    """Write the memo to a file, whole or not at all; return its size in bytes.

    Raise `DiskFull` where there is no room for it, another OSError for other faults.
    """
    pdf = render_memo(snapshot, form=form, progress=progress)
    store.write(target, pdf)
    return len(pdf)
