"""Pages of works and their assessments: list, start, result, record, downloads.

Each view reads a row or answers 404, validates a form, calls one service and renders its result.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.accounts.names import person_name
from assessments.answers.frame import draft_row
from assessments.answers.numbers import sent_number
from assessments.answers.services import draft_import
from assessments.evidence.models import Upload
from assessments.evidence.queries import final_work_of, named_digests, taken_as_later
from assessments.evidence.queries_extraction import files_read
from assessments.evidence.step_files import files_of_steps
from assessments.matters.models_requests import Request
from assessments.matters.requests import requests_waiting_for, waiting_in
from assessments.precedents import no_library
from assessments.precedents.changes import decisions_changed, with_changed_decisions
from assessments.precedents.examples import example_record
from assessments.precedents.placed_library import library_published
from assessments.precedents.standings import standings_in
from assessments.precedents.values import StepFile
from assessments.proposals.final_work import picture_of, state_of_work
from assessments.quotas.limits import Kind
from assessments.quotas.services import quota_spend
from assessments.results.forms import RecordForm
from assessments.results.page import CitationLinks, record_page, result_page
from assessments.results.page.asking import asking_of
from assessments.results.page.result import record_notices
from assessments.results.register import register_of, register_remember
from assessments.results.services import assessment_run, result_text, work_create
from assessments.results.too_long import require_assessable
from assessments.sharing.queries import shares_received_by
from assessments.sharing.services import opening_note
from assessments.wording.changes import changed_decision
from assessments.works.access import (
    assessment_get_for,
    assessment_get_owned,
    assessment_of_files,
    assessment_row_for,
    assessment_summaries,
    is_owner,
    other_assessments_of_work,
)
from assessments.works.access_drafts import drafts_of
from assessments.works.bounds import require_bounds
from assessments.works.drafts import Draft
from assessments.works.handing_out import assessment_handed_out
from assessments.works.models import Assessment
from assessments.works.page import assessment_page, download_name
from assessments.works.session_drafts import draft_remember, owner_of, session_is_full
from assessments.works.shares import Share
from cases.pages.page_cache import cached_page
from cases.record import CreationRecord, dump_json, dump_yaml, to_plain

PAGE_SIZE = 20
MAX_DRAFTS_SHOWN = 3
UNPROCESSABLE = 422


@require_safe
@login_required
def assessment_list(request: HttpRequest) -> HttpResponse:
    """List the user's own assessments, newest first, with drafts and what is shared with them."""
    mine = assessment_summaries(request.user)
    pages = Paginator(mine, PAGE_SIZE)
    page_obj = pages.get_page(request.GET.get("page"))
    first = (page_obj.number - 1) * PAGE_SIZE
    begun = drafts_of(request.user).filter(work=None)[:MAX_DRAFTS_SHOWN]
    shared = list(shares_received_by(request.user))
    asked = list(requests_waiting_for(request.user).select_related("by", "share", "work"))
    shown = (
        # An assessment never changes; titles do, and which is the one before follows from all.
        *(pages.count, list(mine.values_list("id", "work__title")[first : first + PAGE_SIZE])),
        list(begun.values_list("pk", "updated_at")),
        [
            (share.pk, share.seen_at, share.assessment.work.title, person_name(share.by))
            for share in shared
        ],
        [(row.pk, row.state_at, row.by.name, row.due_on) for row in asked],
    )
    return cached_page(
        request, shown, lambda: _list(request, page_obj, begun, shared, asked), is_own=True
    )


def _list(
    request: HttpRequest,
    page_obj: Page[Any],
    begun: QuerySet[Draft],
    shared: list[Share],
    asked: list[Request],
) -> HttpResponse:
    listed = [row["id"] for row in page_obj] + [share.assessment_id for share in shared]
    context = {
        "page_obj": page_obj,
        "shared": shared,
        "asked": asked,
        "asked_of": {row.share.assessment_id for row in asked if row.share},
        "changed": with_changed_decisions(listed),
        "begun": [draft_row(draft) for draft in begun],
    }
    return render(request, "results/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Assess a record from a file, a text or an example, or open it in the interview."""
    if request.method != "POST":
        return render(request, "results/start.html", _example_context(request))
    form = RecordForm(request.POST, request.FILES)
    if not form.is_valid():
        context = {"form": form.with_text()}
        return render(request, "results/start.html", context, status=UNPROCESSABLE)
    record = form.cleaned_data["record"]
    if "open" in request.POST or not request.user.is_authenticated:
        return _open_in_interview(request, record)
    quota_spend(request, Kind.DRAFTS)
    require_bounds(to_plain(record), dict)
    require_assessable(record)
    work = work_create(owner=request.user, record=record)
    return redirect(assessment_run(work=work))


def _open_in_interview(request: HttpRequest, record: CreationRecord) -> HttpResponse:
    """Make a draft of the record; somebody without an account sees its result at once."""
    if session_is_full(request):
        return redirect("assessments:drafts")
    quota_spend(request, Kind.DRAFTS)
    draft = draft_import(owner=owner_of(request), record=record)
    draft_remember(request, draft)
    name = "draft" if "open" in request.POST else "draft-result"
    return redirect(f"assessments:{name}", draft.pk)


def _example_context(request: HttpRequest) -> dict[str, Any]:
    slug = request.GET.get("example", "")
    opened = example_record(slug) if slug else None
    if slug and opened is None:
        raise Http404
    initial = {"text": dump_yaml(opened)} if opened else {}
    return {"form": RecordForm(initial=initial), "opened": opened}


@require_safe
@login_required
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the result: both answers, every reason and the next steps."""
    row = assessment_row_for(request.user, pk)
    may_change = is_owner(request.user, row)
    if request.method == "GET" and not may_change:
        opening_note(assessment=row, by=request.user)
    waiting = list(waiting_in(request.user, row.work_id)) if may_change else []
    # Which others there are for the owner follows from their number; a reader sees those shared.
    others = [] if may_change else list(other_assessments_of_work(request.user, row))
    shown = (
        *(may_change, register_of(request), row.work.title, state_of_work(row.work_id)),
        assessment_of_files(request.user, row) is not None,
        [other["id"] for other in others],
        [(asked.pk, asked.state_at) for asked in waiting],
    )
    response = cached_page(request, shown, lambda: _detail(request, pk, waiting), is_own=True)
    return register_remember(request, response)


def _detail(request: HttpRequest, pk: UUID, waiting: list[Request]) -> HttpResponse:
    assessment = assessment_get_for(request.user, pk)
    may_change = is_owner(request.user, assessment)
    picture, files = _pictures(request, assessment)
    library = library_published()
    page = result_page(
        assessment,
        reverse("assessments:record", args=[pk]),
        register=register_of(request),
        standings=standings_in(library, assessment.library),
        files=files,
    )
    context = {
        **vars(page),
        "waiting": waiting,
        "work_picture": picture,
        "final_work": final_work_of(assessment),
        "change_url": reverse("assessments:change", args=[pk]) if may_change else "",
        "others": list(other_assessments_of_work(request.user, assessment)),
        "changed": [changed_decision(change) for change in decisions_changed(assessment, library)],
        "no_library": no_library.is_empty(library),
    }
    return assessment_page(request, "results/detail.html", assessment, context, tab="detail")


def _pictures(
    request: HttpRequest, assessment: Assessment
) -> tuple[Upload | None, dict[str, StepFile]]:
    """Return the picture of the work and the files that show its steps, to whom they are open."""
    source = assessment_of_files(request.user, assessment)
    draft = Draft.objects.filter(work=source.work_id).first() if source else None
    if source is None or draft is None:
        return None, {}
    named, uploads = named_digests(source), files_read(draft)
    picture = picture_of(draft, uploads)
    files = files_of_steps(assessment.record, [u for u in uploads if u.sha256 in named])
    return picture if picture and picture.sha256 in named else None, files


@require_safe
@login_required
def record(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the record that was assessed; `from` names the first step with all its answers."""
    assessment = assessment_get_for(request.user, pk)
    first = max(1, sent_number(request.GET.get("from", "")) or 1)
    first = min(first, max(1, len(assessment.record.get("steps") or [])))
    names = CitationLinks(assessment.record, assessment.library)
    _, files = _pictures(request, assessment)
    asking = asking_of(request.user, assessment)
    context = {
        **vars(record_page(assessment.record, taken_as_later(assessment), files, first)),
        "notices": record_notices(assessment, names),
        "asking": asking,
        "waiting": asking.waiting if asking else (),
    }
    return assessment_page(request, "results/record.html", assessment, context, tab="record")


@require_safe
@login_required
def record_json(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Download the record as JSON; the audit log names it."""
    assessment = assessment_get_for(request.user, pk)
    text = dump_json(CreationRecord.model_validate(assessment.record))
    assessment_handed_out(request, assessment, "record.downloaded", format="json")
    return _download(text, assessment, "record.json", "application/json")


@require_safe
@login_required
def record_yaml(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Download the record as YAML; the audit log names it."""
    assessment = assessment_get_for(request.user, pk)
    text = dump_yaml(CreationRecord.model_validate(assessment.record))
    assessment_handed_out(request, assessment, "record.downloaded", format="yaml")
    return _download(text, assessment, "record.yaml", "application/yaml")


@require_safe
@login_required
def result_json(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Download the result as JSON; the audit log names it."""
    assessment = assessment_get_for(request.user, pk)
    text = result_text(assessment)
    assessment_handed_out(request, assessment, "result.downloaded")
    return _download(text, assessment, "result.json", "application/json")


def _download(text: str, assessment: Assessment, ending: str, kind: str) -> HttpResponse:
    name = content_disposition_header(True, download_name(assessment, ending))
    return HttpResponse(
        text, content_type=f"{kind}; charset=utf-8", headers={"Content-Disposition": name}
    )


@require_POST
@login_required
def again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Assess the same work with today's library, and show what changed and why.

    The earlier assessment stays as it is; where nothing has changed since, there is no other.
    """
    earlier = assessment_get_owned(request.user, pk)
    quota_spend(request, Kind.ASSESSMENTS)
    made = assessment_run(work=earlier.work)
    if made == earlier:
        sentence = gettext("Nothing behind this result has changed, so it stays the same.")
        messages.info(request, sentence)
        return redirect(earlier)
    return redirect("assessments:compare", earlier.pk, made.pk)
