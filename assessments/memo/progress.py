"""The stages of a memo, for the page on which a person waits for it."""

from __future__ import annotations

from django.utils.translation import gettext

from assessments.jobs import JobState
from assessments.memo.models import Memo


def progress(memo: Memo) -> list[dict[str, str]]:
    """Return the stages from queued to ready, each with its label and state.

    The state is done, current, to_come or failed; a failed stage is the last.
    """
    names = {"queued": gettext("Queued")}
    names |= {stage: str(label) for stage, label in Memo.STAGES.items()}
    names["ready"] = gettext("Ready")
    order = list(names)
    now = order.index(_place(memo, order))
    steps = [{"label": names[step], "state": _state(i, now)} for i, step in enumerate(order)]
    if memo.state == JobState.READY:
        steps[-1]["state"] = "done"
    if memo.state == JobState.FAILED:
        steps = steps[: now + 1]
        steps[now]["state"] = "failed"
    return steps


def _place(memo: Memo, order: list[str]) -> str:
    if memo.state == JobState.READY:
        return "ready"
    # A worker that has just claimed the row has not reported its stage yet.
    if memo.state == JobState.RUNNING and memo.stage not in order:
        return order[1]
    return memo.stage if memo.stage in order else "queued"


def _state(index: int, now: int) -> str:
    return "done" if index < now else "current" if index == now else "to_come"
