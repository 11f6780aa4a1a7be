"""Views that edit the items of a list, upload files, and split a pasted text of a step.

Every change is a POST.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from assessments.answers import SaveConflict, Section
from assessments.answers.answers import is_blank
from assessments.answers.editing import AnswerEditor, ItemNotFound
from assessments.answers.frame import item_url, list_or_404, section_url, version_of
from assessments.answers.numbers import sent_number, sent_version
from assessments.answers.pasting import split_settings
from assessments.answers.services import (
    draft_save,
    item_add,
    item_duplicate,
    item_move,
    item_note,
    item_put_back,
    item_remove,
)
from assessments.evidence.uploads import FileRejected, upload_receive, upload_remove
from assessments.interview.forms import kept_answers, submitted_answers
from assessments.interview.page import AnswerPart, file_form, list_page, questions_context
from assessments.interview.views_sections import CARRIED_FIELD
from assessments.proposals.evidence import upload_as_evidence
from assessments.works.access_drafts import draft_get_for
from assessments.works.bounds import DraftFull
from assessments.works.drafts import Draft
from assessments.works.session_drafts import owner_of

UNPROCESSABLE = 422
RUNS_A_TOOL = ("generate", "adjust")


@require_POST
def add(request: HttpRequest, pk: UUID, section: str) -> HttpResponse:
    """Add an item with the submitted answers; then show its questions."""
    draft, part = draft_get_for(request, pk), list_or_404(section)
    values = _initial_values(request, draft, part)
    try:
        made = item_add(
            draft,
            part=part.slug,
            values=values,
            after=request.POST.get("after") or None,
            once=request.POST.get("once", "")[:40],
        )
    except ItemNotFound:
        messages.warning(request, gettext("The step before the new one is no longer there."))
        return redirect(section_url(draft, part.slug))
    if request.POST.get("to") == "list":
        return redirect(f"{section_url(draft, part.slug)}#item-{made}")
    return redirect(item_url(draft, part.slug, made))


def _initial_values(request: HttpRequest, draft: Draft, part: Section) -> dict[str, Any]:
    if CARRIED_FIELD in request.POST:
        sent = kept_answers(part.questions, request.POST[CARRIED_FIELD])
    else:
        sent = submitted_answers(part.questions, request.POST, {})
    values = {name: value for name, value in sent.items() if not is_blank(value)}
    return {**_fill_single_choices(draft, values), **values} if part.slug == "steps" else values


def _fill_single_choices(draft: Draft, values: dict[str, Any]) -> dict[str, Any]:
    """Return the person and the tool of a step where there is only one of each to choose."""
    people = [p for p in draft.answers.get("parties") or [] if p.get("kind") != "machine"]
    tools = draft.answers.get("tools") or []
    choices = {"by": people[0]["id"]} if len(people) == 1 else {}
    if len(tools) == 1 and values.get("action") in RUNS_A_TOOL:
        choices["tool"] = tools[0]["id"]
    return choices


@require_safe
def insert(request: HttpRequest, pk: UUID, section: str, item: str) -> HttpResponse:
    """Show the choice of what to insert after an item."""
    part = AnswerPart(draft=draft_get_for(request, pk), section=list_or_404(section), item="")
    _index_or_404(part.draft, section, item)
    return render(request, "interview/insert.html", vars(list_page(part, after=item)))


@require_POST
def duplicate(request: HttpRequest, pk: UUID, section: str, item: str) -> HttpResponse:
    """Insert a copy right after an item."""
    draft, part = draft_get_for(request, pk), list_or_404(section)
    once = request.POST.get("once", "")[:30]
    try:
        made = item_duplicate(
            draft, part=part.slug, item=item, once=f"{once}/{item}"[:60] if once else ""
        )
    except ItemNotFound:
        return _not_found_response(request, draft, part)
    draft.refresh_from_db()
    number = AnswerEditor(draft.answers).index(part.slug, made) + 1
    messages.success(request, gettext("Copied to position %(number)s.") % {"number": number})
    return redirect(f"{section_url(draft, part.slug)}?at={made}")


@require_POST
def move(request: HttpRequest, pk: UUID, section: str, item: str) -> HttpResponse:
    """Move an item to the position `to`, counted from 0."""
    draft, part = draft_get_for(request, pk), list_or_404(section)
    to = sent_number(request.POST.get("to", ""))
    try:
        number = AnswerEditor(draft.answers).index(part.slug, item) + 1
        if to is not None:
            item_move(draft, part=part.slug, item=item, to=to)
    except ItemNotFound:
        return _not_found_response(request, draft, part)
    draft.refresh_from_db()
    now = AnswerEditor(draft.answers).index(part.slug, item) + 1
    sentence = gettext("Moved from %(before)s to %(now)s.") % {"before": number, "now": now}
    messages.success(request, sentence)
    # No fragment: where there is one, browsers do not put the focus where the page asks.
    return redirect(f"{section_url(draft, part.slug)}?at={item}")


@require_POST
def remove(request: HttpRequest, pk: UUID, section: str, item: str) -> HttpResponse:
    """Remove an item; the page that follows offers to undo it."""
    draft, part = draft_get_for(request, pk), list_or_404(section)
    try:
        item_remove(draft, part=part.slug, item=item)
    except ItemNotFound:
        return _not_found_response(request, draft, part)
    return redirect(f"{section_url(draft, part.slug)}#removed")


@require_POST
def put_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Undo the last removal, and save the answers that were typed in another window, if any."""
    draft = draft_get_for(request, pk)
    removed = draft.removed
    if removed is None:
        messages.info(request, gettext("Already restored."))
        return redirect("assessments:draft", draft.pk)
    slug = removed["section"]
    with transaction.atomic():
        back = item_put_back(draft)
        draft.refresh_from_db()
        if back and CARRIED_FIELD in request.POST:
            sent = kept_answers(list_or_404(slug).questions, request.POST[CARRIED_FIELD])
            version = version_of(draft, slug, back)
            draft_save(draft, part=slug, item=back, sent=sent, version=version)
            return redirect(item_url(draft, slug, back))
    messages.success(request, gettext("Restored."))
    return redirect(f"{section_url(draft, slug)}#item-{back}")


def _not_found_response(request: HttpRequest, draft: Draft, part: Section) -> HttpResponse:
    messages.warning(request, gettext("It is no longer there."))
    return redirect(section_url(draft, part.slug))


def _index_or_404(draft: Draft, section: str, item: str) -> int:
    try:
        return AnswerEditor(draft.answers).index(section, item)
    except ItemNotFound as error:
        raise Http404 from error


@require_POST
def split_text(request: HttpRequest, pk: UUID, item: str) -> HttpResponse:
    """Show the prompt and settings in a pasted text; save them only on confirmation."""
    part = AnswerPart(draft=draft_get_for(request, pk), section=list_or_404("steps"), item=item)
    _index_or_404(part.draft, "steps", item)
    raw = request.POST.get("raw", "").replace("\r\n", "\n").replace("\x00", "")
    settings = split_settings(raw)
    if settings and request.POST.get("take"):
        return _apply_pasted_text(request, part, raw, settings)
    context = {**questions_context(part), "pasted": raw, "found": settings, "tried": True}
    status = 200 if settings else UNPROCESSABLE
    return render(request, "interview/split.html", context, status=status)


def _apply_pasted_text(
    request: HttpRequest, part: AnswerPart, raw: str, settings: dict[str, Any]
) -> HttpResponse:
    """Replace the answers by those of the text, at the version that the person saw."""
    version = sent_version(request.POST)
    try:
        with transaction.atomic():
            draft_save(part.draft, part="steps", item=part.item, sent=settings, version=version)
            item_note(part.draft, part="steps", item=part.item, name="raw", text=raw)
    except SaveConflict:
        messages.error(request, gettext("This step was changed elsewhere. Reload the page."))
        return redirect(part.url)
    messages.success(request, gettext("Done. We also kept the text as you pasted it."))
    return redirect(f"{part.url}#q-prompt")


@require_POST
def files(request: HttpRequest, pk: UUID, section: str, item: str = "") -> HttpResponse:
    """Receive files as evidence of the kind and time of making that the form states."""
    draft = draft_get_for(request, pk)
    if section not in ("steps", "evidence") or (section == "evidence" and item):
        raise Http404
    if item:
        _index_or_404(draft, section, item)
    back = item_url(draft, section, item) if item else section_url(draft, section)
    form = file_form(request.POST)
    received = request.FILES.getlist("files")
    if not form.is_valid() or not received:
        sentence = gettext("Choose the files, and say what they are and when they were made.")
        messages.error(request, sentence)
        return redirect(f"{back}#files")
    for file in received:
        _receive_file(request, draft, item, file, form.cleaned_data)
    return redirect(f"{back}#files")


def _receive_file(
    request: HttpRequest, draft: Draft, step: str, file: Any, stated: dict[str, str]
) -> None:
    try:
        upload = upload_receive(draft=draft, file=file, by=owner_of(request), name=file.name or "")
    except FileRejected as error:
        names = {"name": file.name, "why": error.message}
        messages.error(request, gettext("%(name)s was not uploaded: %(why)s") % names)
        return
    try:
        upload_as_evidence(
            draft, upload=upload, step=step, what=stated["what"], made=stated["made"]
        )
    except DraftFull:
        upload_remove(upload=upload, by=owner_of(request))
        raise
    messages.success(request, gettext("%(name)s is kept.") % {"name": upload.name})
