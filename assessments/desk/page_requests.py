"""What the pages of requests show, and the rows of requests in lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from assessments.desk.forms_requests import AnswerForm, AskForm, JudgeForm
from assessments.matters.access import membership_of
from assessments.matters.models_firms import Matter, Role
from assessments.matters.models_requests import Request, RequestMessage, RequestState
from assessments.matters.requests import Side, intake_to_ask
from assessments.precedents.values import Link
from assessments.results.page.asking import fact_link
from assessments.works.models import Assessment


@dataclass(frozen=True, kw_only=True)
class AskPage:
    """The form that asks about a fact; `may_ask` is false where nobody can answer."""

    matter: Matter
    assessment: Assessment
    fact: Link
    form: AskForm
    may_ask: bool
    tab: str = "matter"


@dataclass(frozen=True, kw_only=True)
class RequestRow:
    """A request in a list, with its fact in words."""

    request: Request
    fact: str
    overdue: bool


@dataclass(frozen=True, kw_only=True)
class ThreadRow:
    """A message of the thread; `mine` where the reader of the page wrote it."""

    message: RequestMessage
    mine: bool


@dataclass(frozen=True, kw_only=True)
class RequestPage:
    """A request with its thread; `form` answers or judges, None where neither is possible."""

    request_row: Request
    fact: Link
    assessment_href: str
    thread: Sequence[ThreadRow]
    form: Any
    overdue: bool
    is_open: bool  # the client can still answer
    may_return: bool
    tab: str = "matter"


def request_page(
    user: User, row: Request, side: Side, form: AnswerForm | JudgeForm | None = None
) -> RequestPage:
    """Return the page of a request for one side."""
    is_open = intake_to_ask(row.work_id) is not None
    if side == "client":
        assert row.share is not None
        href = row.share.assessment.get_absolute_url()
        shown = form or AnswerForm() if row.may_be_answered else None
    else:
        href = _assessment_href(row)
        member = membership_of(user)
        may_judge = member is not None and member.role != Role.OUTSIDE
        shown = form or JudgeForm() if may_judge else None
    may_return = is_open and row.state in (RequestState.ANSWERED, RequestState.CLOSED)
    if side == "firm" and row.state == RequestState.CLOSED and not may_return:
        shown = None
    messages = row.messages.all()
    return RequestPage(
        request_row=row,
        fact=fact_link(row.work.record, row.about, f"{href}record/"),
        assessment_href=href,
        thread=[ThreadRow(message=m, mine=m.by_id == user.pk) for m in messages],
        form=shown,
        overdue=is_late(row, timezone.localdate()),
        is_open=is_open,
        may_return=may_return,
    )


def request_rows(rows: Iterable[Request]) -> list[RequestRow]:
    """Return requests as rows of a list; their works are loaded with their records."""
    today = timezone.localdate()
    return [
        RequestRow(
            request=row,
            fact=fact_link(row.work.record, row.about).text,
            overdue=is_late(row, today),
        )
        for row in rows
    ]


def is_late(row: Request, today: date) -> bool:
    """Return whether the day of a request has passed while it waits for the client."""
    return bool(row.is_with_client and row.due_on is not None and row.due_on < today)


def _assessment_href(row: Request) -> str:
    newest = row.work.assessments.order_by("-created_at").values_list("pk", flat=True).first()
    return reverse("assessments:detail", args=[newest])
