"""What the pages of facts show: the client's wording, and beside it what a lawyer holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page

from assessments.answers.answers import answers_from_record
from assessments.answers.facts_held import (
    QUESTIONS,
    Place,
    ValueRow,
    fact_values,
    path_at,
    title_of,
)
from assessments.answers.questions import Question
from assessments.desk.forms_facts import FactForm
from assessments.engine.lawyer_view import CORRECTABLE
from assessments.interview.forms import AnswersForm
from assessments.matters.models_firms import FactState, FactView, Matter
from assessments.works.models import Work


@dataclass(frozen=True, kw_only=True)
class FactRow:
    """A fact of a record; `view` is what stands of it, None where nothing was written down."""

    part: str
    number: int  # from 1
    title: str
    values: Sequence[ValueRow]
    view: FactView | None

    @property
    def is_held(self) -> bool:
        return self.view is not None and self.view.state != FactState.WITHDRAWN

    @property
    def changed(self) -> list[ValueRow]:
        """The answers that the lawyer corrected."""
        return [row for row in self.values if row.lawyer != row.client]


@dataclass(frozen=True, kw_only=True)
class FactsPage:
    """All facts of a work of a matter."""

    matter: Matter
    work: Work
    page_obj: Page[tuple[str, int]]
    rows: Sequence[FactRow]
    num_held: int
    may_change: bool
    has_files: bool  # whether the client's files count
    refusals: Sequence[str] = ()
    tab: str = "matter"


@dataclass(frozen=True, kw_only=True)
class FactPage:
    """One fact with its forms and history; `yours`: what was sent where somebody else was first."""

    matter: Matter
    work: Work
    fact: FactRow
    form: FactForm
    answers_form: AnswersForm
    fields: str
    history: Sequence[FactRow]
    may_change: bool
    yours: FactRow | None = None
    refusals: Sequence[str] = ()
    tab: str = "matter"


def fact_rows(
    record: Mapping[str, Any], places: Iterable[Place], views: Mapping[str, FactView]
) -> list[FactRow]:
    """Return the facts at these places with what stands of them."""
    answers = answers_from_record(record)
    rows = []
    for place in places:
        view = views.get(path_at(place))
        value = view.value if view is not None else {}
        rows.append(
            FactRow(
                part=place[0],
                number=place[1],
                title=title_of(answers, place),
                values=fact_values(record, answers, path_at(place), value),
                view=view,
            )
        )
    return rows


def correctable(place: Place, item: Mapping[str, Any]) -> list[Question]:
    """Return the questions of which a lawyer may correct the answer."""
    names = CORRECTABLE[place[0]]
    return [q for q in QUESTIONS[place[0]] if q.name in names and q.is_asked(item)]
