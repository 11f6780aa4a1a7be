"""Takes what a form of one question or one file sent, and stores it by itself."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

from assessments.answers.answers import is_blank
from assessments.answers.editing import ItemNotFound
from assessments.answers.merging import SaveConflict
from assessments.answers.numbers import sent_version
from assessments.answers.sections import BY_SLUG
from assessments.answers.services import draft_save
from assessments.evidence.uploads import FileRejected
from assessments.interview.forms import submitted_answers
from assessments.interview.page import AnswerPart, file_form
from assessments.results.words_before import words_before, words_keep
from assessments.securing.stronger import items_left, question_for
from assessments.securing.stronger_files import AddedFile, file_add
from assessments.works.drafts import Draft
from assessments.works.session_drafts import owner_of

MAX_SERIES = 100  # items in an address


def answer_save(request: HttpRequest, draft: Draft, code: str) -> HttpResponse | str:
    """Store the answer to one question; return where it leads, or the problem in words."""
    section, question = question_for(code) or ("", None)
    assert question is not None
    item, sent = request.POST.get("item", ""), request.POST
    try:
        if not item:
            raise ItemNotFound(item)
        part = AnswerPart(draft=draft, section=BY_SLUG[section], item=item)
        value = submitted_answers((question,), sent, part.answers).get(question.name)
        if is_blank(value):
            return gettext("Give an answer, or leave it for later.")
        before = words_before(draft)
        seen = sent_version(sent)
        draft_save(draft, part=section, item=item, sent={question.name: value}, version=seen)
    except ItemNotFound:
        messages.warning(request, gettext("It is no longer there."))
        return redirect("assessments:draft-result", draft.pk)
    except SaveConflict:
        return gettext("This was answered in another window meanwhile. Look at it again.")
    words_keep(request, draft, before)
    draft.refresh_from_db()
    faults = AnswerPart(draft=draft, section=BY_SLUG[section], item=item).faults()
    if question.name in faults:
        return " ".join(faults[question.name])
    left = items_left(draft, section, question.name, sent.getlist("left"))
    if sent.get("go") == "next" and left:
        address = reverse("assessments:stronger", args=[draft.pk, code])
        series = [("item", left[0]), *(("left", name) for name in left[:MAX_SERIES])]
        return redirect(f"{address}?{urlencode(series)}")
    return redirect("assessments:draft-result", draft.pk)


def file_save(request: HttpRequest, draft: Draft, code: str) -> HttpResponse | str:
    """Store a file; return where it leads, or the problem in words."""
    file = request.FILES.get("file")
    if file is None:
        return gettext("Choose the file.")
    if isinstance(added := _said_of_file(request, draft), str):
        return added
    before = words_before(draft)
    try:
        file_add(draft, file, name=file.name or "", added=added, by=owner_of(request))  # type: ignore[arg-type]
    except FileRejected as rejected:
        problem = {"name": file.name, "why": rejected.message}
        return gettext("%(name)s was not taken: %(why)s") % problem
    words_keep(request, draft, before)
    return redirect("assessments:draft-result", draft.pk)


def _said_of_file(request: HttpRequest, draft: Draft) -> AddedFile | str:
    """Return what the form says of the file, or what is missing in it."""
    sent: Any = request.POST
    if "asks_piece" in sent:
        held = set(draft.uploads.values_list("evidence", flat=True))
        pieces = {piece["id"] for piece in draft.answers.get("evidence") or []} - held
        if sent.get("piece") not in pieces:
            return gettext("Say which evidence the file is.")
        return AddedFile(piece=sent["piece"])
    section = sent.get("section") if sent.get("section") in ("steps", "inputs") else ""
    known = {item["id"] for item in draft.answers.get(section) or []} if section else set()
    items = tuple(item for item in sent.getlist("items") if item in known)
    form = file_form(sent)
    if section and not items:
        return gettext("Tick what the file shows.")
    if not form.is_valid():
        return gettext("Say what the file is and when it was made.")
    return AddedFile(section=section, items=items, **form.cleaned_data)
