"""The pages of requests: asking at a fact, the thread on both sides, answering, judging."""

from __future__ import annotations

from typing import BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.answers.services import draft_of_work
from assessments.desk import services_requests as services
from assessments.desk.forms_requests import AnswerForm, AskForm, JudgeForm
from assessments.desk.page_requests import AskPage, request_page
from assessments.desk.services_requests import NotAskable, RequestMoved
from assessments.evidence.models import Upload
from assessments.evidence.receive import file_receive
from assessments.evidence.uploads import FileRejected
from assessments.matters.access import matter_get_for_change
from assessments.matters.models_requests import Request, RequestState
from assessments.matters.requests import Side, intake_to_ask, request_get_for
from assessments.quotas.limits import Kind
from assessments.quotas.services import quota_spend
from assessments.results.page.asking import fact_link, fact_of, facts_to_choose
from assessments.works.access import assessment_get_for
from assessments.works.models import Work

CONFLICT, UNPROCESSABLE = 409, 422
TEMPLATES: dict[Side, str] = {
    "firm": "desk/request.html",
    "client": "desk/request_of_client.html",
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def request_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask the client about a fact of a matter's assessment; `about` names its path."""
    assessment = assessment_get_for(request.user, pk)
    if assessment.work.matter_id is None:
        raise Http404
    matter, member = matter_get_for_change(request.user, assessment.work.matter_id)
    about = request.GET.get("about", "")
    if fact_of(assessment.record, about) is None:
        raise Http404
    form = AskForm(
        request.POST or None,
        facts=facts_to_choose(assessment.record, about),
        initial={"about": about},
    )
    may_ask = intake_to_ask(assessment.work_id) is not None
    status = UNPROCESSABLE if form.errors else 200
    if form.is_valid() and may_ask:
        quota_spend(request, Kind.MESSAGES)
        values = form.cleaned_data
        try:
            row = services.request_ask(
                work=assessment.work,
                by=member,
                about=values["about"],
                text=values["text"],
                due_on=values["due_on"],
                returns=values["state"] == RequestState.RETURNED,
            )
        except NotAskable:  # the client stopped sharing since the line above
            may_ask = False
        else:
            return redirect(row)
    if not may_ask:
        status = CONFLICT
    page = AskPage(
        matter=matter,
        assessment=assessment,
        fact=fact_link(assessment.record, about, f"{assessment.get_absolute_url()}record/"),
        form=form,
        may_ask=may_ask,
    )
    return render(request, "desk/ask.html", vars(page), status=status)


@require_safe
@login_required
def request(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a request with its thread, on the side of whoever reads it."""
    row, side = request_get_for(request.user, pk)
    return _page(request, row, side)


@require_POST
@login_required
def request_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answer a request as the client, with text, files, or both."""
    user = cast("User", request.user)
    row, side = request_get_for(user, pk)
    if side != "client":
        raise PermissionDenied
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, row, side, form, status=UNPROCESSABLE)
    files = request.FILES.getlist("files")
    if not files and not form.cleaned_data["text"].strip():
        form.add_error("text", gettext("Write an answer, or add a file."))
        return _page(request, row, side, form, status=UNPROCESSABLE)
    quota_spend(request, Kind.MESSAGES)
    if not row.may_be_answered:
        return _refuse_moved(request, row, side)
    assert row.share is not None  # the client's side is the owner of what it shares
    uploads = _received(request, row.share.assessment.work)
    if not uploads and not form.cleaned_data["text"].strip():
        form.add_error("text", gettext("No file was kept, so nothing was answered."))
        return _page(request, row, side, form, status=UNPROCESSABLE)
    try:
        services.request_answer(
            request=row, by=user, text=form.cleaned_data["text"].strip(), uploads=uploads
        )
    except RequestMoved:
        return _refuse_moved(request, row, side)
    messages.success(request, gettext("Answered. Your lawyer gets an e-mail."))
    return redirect(row)


@require_POST
@login_required
def request_judge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Return an answer for correction, or close the request."""
    row, side = request_get_for(request.user, pk)
    if side != "firm":
        raise PermissionDenied
    _matter, member = matter_get_for_change(request.user, row.matter_id)
    form = JudgeForm(request.POST)
    if not form.is_valid():
        return _page(request, row, side, form, status=UNPROCESSABLE)
    quota_spend(request, Kind.MESSAGES)
    values = form.cleaned_data
    try:
        services.request_judge(
            request=row,
            by=member,
            state=RequestState(values["state"]),
            text=values["text"].strip(),
            due_on=values["due_on"],
        )
    except (RequestMoved, NotAskable):
        return _refuse_moved(request, row, side)
    return redirect(row)


def _received(request: HttpRequest, work: Work) -> list[Upload]:
    """Receive the files of an answer into the draft of the client's work; say which were not."""
    draft, kept = draft_of_work(work), []
    for file in request.FILES.getlist("files"):
        name = file.name or ""
        try:
            sent = cast("BinaryIO", file)
            upload = file_receive(draft=draft, file=sent, by=cast("User", request.user), name=name)
        except FileRejected as rejection:
            values = {"name": name, "why": rejection.message}
            messages.error(request, gettext("%(name)s was not uploaded: %(why)s") % values)
        else:
            kept.append(upload)
    return kept


def _refuse_moved(request: HttpRequest, row: Request, side: Side) -> HttpResponse:
    """Show the request as it stands now: what was wanted is not possible any more."""
    again, _side = request_get_for(request.user, row.pk)
    messages.error(
        request, gettext("The request changed meanwhile, so nothing was done. See how it stands.")
    )
    return _page(request, again, side, status=CONFLICT)


def _page(
    request: HttpRequest,
    row: Request,
    side: Side,
    form: AnswerForm | JudgeForm | None = None,
    status: int = 200,
) -> HttpResponse:
    page = request_page(cast("User", request.user), row, side, form)
    return render(request, TEMPLATES[side], vars(page), status=status)
