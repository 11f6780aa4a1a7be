"""Who may read, answer and judge a request: decided here and nowhere else.

The firm's side are the readers of the matter. The client's side is the owner of the work that was
shared, as long as the share is not revoked. Nobody else knows that a request exists.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal
from uuid import UUID

from django.db.models import Count, QuerySet
from django.http import Http404

from assessments.matters.access import Visitor, matters_readable_by
from assessments.matters.models_firms import Intake, Matter, Status
from assessments.matters.models_requests import WITH_CLIENT, Request, RequestState

Side = Literal["firm", "client"]


def requests_readable_by(user: Visitor) -> QuerySet[Request]:
    """Return the requests of the matters that a user may read."""
    return Request.objects.filter(matter__in=matters_readable_by(user).values("pk"))


def requests_to(user: Visitor) -> QuerySet[Request]:
    """Return the requests that a user may answer as the client, closed ones included."""
    if not user.is_authenticated:
        return Request.objects.none()
    return Request.objects.filter(share__assessment__work__owner=user, share__revoked_at=None)


def requests_waiting_for(user: Visitor) -> QuerySet[Request]:
    """Return the requests that wait for an answer of the user, first due first."""
    waiting = requests_to(user).filter(state__in=WITH_CLIENT).exclude(matter__status=Status.CLOSED)
    return waiting.order_by("due_on", "at", "pk")


def waiting_in(user: Visitor, work_id: UUID) -> QuerySet[Request]:
    """Return what waits for an answer of the user about one of their works, first due first."""
    return requests_waiting_for(user).filter(share__assessment__work=work_id)


def request_get_for(user: Visitor, pk: UUID) -> tuple[Request, Side]:
    """Return a request and on which side the user reads it; raise Http404 for all others."""
    sides: dict[Side, QuerySet[Request]] = {
        "firm": requests_readable_by(user),
        "client": requests_to(user),
    }
    for side, rows in sides.items():
        row = rows.filter(pk=pk).select_related("matter", "work", "share__assessment", "by").first()
        if row is not None:
            return row, side
    raise Http404


def intake_to_ask(work_id: UUID) -> Intake | None:
    """Return how the matter received a work, where its client can be asked; None otherwise.

    A client is asked in a matter that is not closed, while the share is not revoked.
    """
    intakes = Intake.objects.filter(work=work_id, source__isnull=False, share__revoked_at=None)
    open_ones = intakes.exclude(work__matter__status=Status.CLOSED).exclude(share=None)
    return open_ones.select_related("share", "work__matter", "source__work").first()


def answers_by_matter(matters: Iterable[Matter]) -> dict[UUID, int]:
    """Return how many answers came that nobody judged yet, by matter; none where there are none."""
    rows = Request.objects.filter(matter__in=list(matters), state=RequestState.ANSWERED)
    return dict(rows.order_by().values_list("matter").annotate(n=Count("pk")))


def requests_of_matter(matter: Matter) -> QuerySet[Request]:
    """Return the requests of a matter with who asked, newest first."""
    return matter.requests.select_related("by", "work").order_by("-at", "-pk")
