"""The filter of the administrators' page of background jobs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from assessments.jobs.queries import job_kind
from assessments.jobs.row import JobRow, JobState

UNFINISHED = "unfinished"
STATES = {
    UNFINISHED: [JobState.QUEUED, JobState.RUNNING, JobState.FAILED],
    "all": list(JobState),
    **{state.value: [state] for state in JobState},
}


class JobFilter(forms.Form):
    """Kind, state and time; a value that is not known counts as not given."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[(UNFINISHED, _("not ready")), ("all", _("all")), *JobState.choices],
    )

    def __init__(self, given: Any, *, models: list[type[JobRow]]) -> None:
        kinds = [(job_kind(model), model._meta.verbose_name_plural) for model in models]
        data = {"kind": given.get("kind", ""), "state": given.get("state", UNFINISHED)}
        if data["kind"] not in dict(kinds):
            data["kind"] = ""
        if data["state"] not in STATES:
            data["state"] = UNFINISHED
        super().__init__(data)
        self.fields["kind"].choices = [("", _("all")), *kinds]  # type: ignore[attr-defined]
        self.query: dict[str, str] = data
        self.chosen_kind: str = data["kind"]
        self.states: list[JobState] = STATES[data["state"]]
        self.before: datetime | None = _parse_time(given.get("before", ""))


def _parse_time(text: str) -> datetime | None:
    try:
        parsed = parse_datetime(text)
        if parsed is None or parsed.tzinfo is None:
            return None
        return parsed.astimezone(UTC)  # the first and the last days have no other zone
    except (ValueError, OverflowError):
        return None
