"""Pages of drafts as a whole: begin, list, overview, export, delete.

Nobody needs an account: the session remembers the drafts of a visitor who is not signed in.
"""

from __future__ import annotations

import json
import re
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.answers import SECTIONS, problems, to_plain
from assessments.answers.frame import (
    SourceLink,
    draft_row,
    frame_context,
    section_url,
    source_contexts,
)
from assessments.answers.sections import BY_SLUG
from assessments.answers.services import (
    DraftHasWork,
    draft_copy_process,
    draft_delete,
    draft_of_work,
    draft_start,
)
from assessments.interview.forms import BeginForm, BeginReason
from assessments.quotas.limits import Kind
from assessments.quotas.services import quota_spend
from assessments.works.access import assessment_get_owned, assessment_summaries
from assessments.works.access_drafts import draft_get_for, drafts_of, drafts_of_session
from assessments.works.drafts import Draft
from assessments.works.session_drafts import draft_remember, owner_of, session_is_full
from cases.record import InvalidRecord, dump_yaml, load_data

UNPROCESSABLE = 422
CODE = re.compile(r"[a-z_]{1,20}[.]?[a-z_]{1,40}")  # of what would move an answer
# The sources of each reason why an assessment may not help.
SOURCES_BY_REASON = {
    "human": ("prc-implementing-regulations-3", "zhangjiagang-butterfly-chair-2025"),
    "idea": ("prc-copyright-law-3", "huangpu-prompts-2025"),
    "excluded": ("prc-copyright-law-5",),
    "country": ("prc-copyright-law-2",),
}


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Explain the interview, ask three questions first, and begin a draft."""
    form = BeginForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reasons = [] if request.POST.get("anyway") else form.reasons()
        if not reasons:
            return _begin_draft(request)
        out = [(code, list(source_contexts(SOURCES_BY_REASON[code]).values())) for code in reasons]
        return _begin_response(request, form, out)
    return _begin_response(request, form, [])


def _begin_response(
    request: HttpRequest, form: BeginForm, out: list[tuple[BeginReason, list[SourceLink]]]
) -> HttpResponse:
    """Render the page before a draft; `out` has reasons against it with their sources."""
    earlier = []
    if request.user.is_authenticated:
        earlier = list(assessment_summaries(request.user)[:5])
    context = {"form": form, "earlier": earlier, "out": out}
    status = UNPROCESSABLE if out or form.errors else 200
    return render(request, "interview/begin.html", context, status=status)


def _begin_draft(request: HttpRequest) -> HttpResponse:
    """Begin a draft, or continue one without answers, as after a second click."""
    own = _own_drafts(request)
    empty = next((draft for draft in own if not draft.answers and draft.work_id is None), None)
    if empty is None and session_is_full(request):
        return redirect("assessments:drafts")
    if empty is not None:
        return redirect(section_url(empty, SECTIONS[0].slug))
    quota_spend(request, Kind.DRAFTS)
    draft = draft_start(owner=owner_of(request))
    draft_remember(request, draft)
    return redirect(section_url(draft, SECTIONS[0].slug))


def _own_drafts(request: HttpRequest) -> list[Draft]:
    if request.user.is_authenticated:
        return list(drafts_of(request.user))
    return list(drafts_of_session(request))


@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """List the drafts of the user or the session, last changed first."""
    rows = [draft_row(draft) for draft in _own_drafts(request)]
    return render(request, "interview/drafts.html", {"rows": rows})


@require_safe
def overview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show all sections of a draft with their states."""
    draft = draft_get_for(request, pk)
    context = frame_context(draft)
    context["resume"] = BY_SLUG.get(draft.section) or SECTIONS[0]
    context["is_complete"] = not problems(draft.answers)
    return render(request, "interview/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for confirmation, then delete the draft with its files."""
    draft = draft_get_for(request, pk)
    if request.method != "POST":
        files = draft.uploads.count()
        return render(request, "interview/delete.html", {"draft": draft, "files": files})
    try:
        draft_delete(draft)
    except DraftHasWork:
        messages.error(
            request,
            gettext("This work has been assessed, so its answers and files are kept."),
        )
        return redirect("assessments:drafts")
    messages.success(request, gettext("The draft is deleted."))
    return redirect("assessments:drafts")


@require_safe
def export_json(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Return the record of the answers as JSON, also while it is incomplete."""
    draft = draft_get_for(request, pk)
    text = json.dumps(to_plain(draft.answers), ensure_ascii=False, indent=2) + "\n"
    return _download_response(draft, text, "json")


@require_safe
def export_yaml(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Return the record of the answers as YAML, also while it is incomplete."""
    draft = draft_get_for(request, pk)
    plain = to_plain(draft.answers)
    try:
        text = dump_yaml(load_data(plain))
    except InvalidRecord:
        # Answers that make no valid record yet: JSON is YAML, too (YAML 1.2, 1.2).
        text = json.dumps(plain, ensure_ascii=False, indent=2) + "\n"
    return _download_response(draft, text, "yaml")


def _download_response(draft: Draft, text: str, ending: str) -> HttpResponse:
    title = slugify(str(draft.answers.get("title") or ""), allow_unicode=True)[:60]
    name = f"{title or draft.pk}-record.{ending}"
    return HttpResponse(
        text,
        content_type=f"application/{ending}; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(True, name) or ""},
    )


@require_POST
@login_required
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open the answers of an assessed work at the question named by `to`.

    With `stronger`, the code of what would move the answer, that alone is opened.
    """
    assessment = assessment_get_owned(request.user, pk)
    draft = draft_of_work(assessment.work)
    if CODE.fullmatch(code := request.POST.get("stronger", "")):
        return redirect("assessments:stronger", draft.pk, code)
    return redirect(_question_url(draft, request.POST.get("to", "")))


@require_POST
def draft_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open the answers of a draft at the question named by `to`."""
    return redirect(_question_url(draft_get_for(request, pk), request.POST.get("to", "")))


def _question_url(draft: Draft, to: str) -> str:
    """Return the address of a question such as `steps/s2#detail`, or the nearest that exists."""
    path, _, field = to.partition("#")
    slug, _, item = path.partition("/")
    if slug not in BY_SLUG:
        return reverse("assessments:draft", args=[draft.pk])
    section = BY_SLUG[slug]
    if section.is_list and any(
        listed_item["id"] == item for listed_item in draft.answers.get(slug) or []
    ):
        url = reverse("assessments:item", args=[draft.pk, slug, item])
    else:
        url = section_url(draft, slug)
    exists = any(question.name == field for question in section.questions)
    return f"{url}#q-{field}" if exists else url


@require_POST
@login_required
def like(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin a draft for another work that was made the same way."""
    assessment = assessment_get_owned(request.user, pk)
    quota_spend(request, Kind.DRAFTS)
    draft = draft_copy_process(owner=cast("User", request.user), assessment=assessment)
    messages.info(
        request,
        gettext(
            "We copied people, tools and steps from “%(title)s”, without its title, "
            "dates and evidence. Check each step: is it true of this work?"
        )
        % {"title": assessment.work.title[:120]},
    )
    return redirect(section_url(draft, SECTIONS[0].slug))
