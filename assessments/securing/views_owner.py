"""Who owns it: the questions one at a time, then the answer with the clauses that are missing."""

from __future__ import annotations

from typing import Any, BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from assessments import wording
from assessments.answers.merging import SaveConflict
from assessments.answers.telling import item_title
from assessments.evidence.models import Upload
from assessments.evidence.queries_extraction import files_read
from assessments.evidence.receive import file_receive
from assessments.evidence.uploads import FileRejected
from assessments.results.register import register_of
from assessments.securing import owner_saving as saving
from assessments.securing.contract_text import (
    contract_files,
    found_clauses,
    kind_of,
    parties_of,
    text_of,
)
from assessments.securing.owner_forms import (
    YES_NO,
    ClauseForm,
    ContractForm,
    NamesForm,
    OwnerForm,
    OwnerPeopleForm,
    PartsForm,
    SideForm,
    YesNoForm,
)
from assessments.securing.owner_page import owner_page
from assessments.securing.owner_questions import (
    FILE_NOTE,
    NOTE,
    OWNER_NAMES,
    OwnerName,
    contract_maker,
    is_unread,
    matters,
    open_owner_questions,
    progress,
    side_of,
    side_told,
)
from assessments.works.access_drafts import draft_get_for
from assessments.works.drafts import Draft
from assessments.works.session_drafts import owner_of
from cases.record import InvalidRecord

UNPROCESSABLE = 422


@require_safe
def owner_next(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Lead to the first open question, or to the answer."""
    draft = draft_get_for(request, pk)
    names = open_owner_questions(draft)
    if names:
        return redirect("assessments:owner-ask", draft.pk, names[0])
    return redirect("assessments:owner-answer", draft.pk)


@require_safe
def owner_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show who owns each part, as stated and on the evidence."""
    draft = draft_get_for(request, pk)
    try:
        page = owner_page(draft, wording.register(register_of(request)))
    except InvalidRecord:
        return redirect("assessments:review", draft.pk)
    return render(request, "securing/owner_answer.html", vars(page))


@require_http_methods(["GET", "HEAD", "POST"])
def owner_ask(request: HttpRequest, pk: UUID, name: str) -> HttpResponse:
    """Ask one question; a POST stores the answer and goes on."""
    draft = draft_get_for(request, pk)
    question = next((known for known in OWNER_NAMES if known == name), None)
    if question is None:
        raise Http404
    if not matters(draft.answers, question):
        return redirect("assessments:owner", draft.pk)
    if request.method == "POST" and "unknown" in request.POST:
        saving.unknown_save(draft, question)
        return redirect("assessments:owner", draft.pk)
    if request.method == "POST" and request.FILES.get("upload"):
        _receive(request, draft)
        return redirect("assessments:owner-ask", draft.pk, question)
    upload = _contract_upload(draft) if question == "clause" else None
    if question == "clause" and upload is None:
        return _ask_without_text(request, draft)
    form = _form(request, draft, question, upload)
    if form.is_bound and form.is_valid():
        try:
            _save(request, draft, question, form, upload)
            return redirect("assessments:owner", draft.pk)
        except SaveConflict:
            sentence = gettext("This was answered in another window meanwhile. Look at it again.")
            messages.error(request, sentence)
    number, total = progress(draft, question)
    context: dict[str, Any] = {
        "draft": draft,
        "name": question,
        "form": form,
        "number": number,
        "total": total,
        "text": text_of(upload) if upload else "",
        "upload": upload,
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "securing/owner_ask.html", context, status=status)


def _ask_without_text(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Say why the chosen contract cannot be read now; nothing is stored of what it may say."""
    chosen = str(draft.answers.get(FILE_NOTE) or "")
    reading = next((u for u in files_read(draft) if str(u.pk) == chosen), None)
    context = {"draft": draft, "upload": reading}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "securing/owner_no_text.html", context, status=status)


def _receive(request: HttpRequest, draft: Draft) -> None:
    """Store a contract that was chosen here; it can be picked once it is read."""
    file = cast("UploadedFile[Any]", request.FILES["upload"])
    try:
        file_receive(
            draft=draft, file=cast("BinaryIO", file), by=owner_of(request), name=file.name or ""
        )
    except FileRejected as rejection:
        messages.error(request, rejection.message)


def _contract_upload(draft: Draft) -> Upload | None:
    chosen = str(draft.answers.get(FILE_NOTE) or "")
    return next((u for u in contract_files(draft) if str(u.pk) == chosen), None)


def _form(request: HttpRequest, draft: Draft, name: OwnerName, upload: Upload | None) -> OwnerForm:
    data, answers = request.POST if request.method == "POST" else None, draft.answers
    if name in YES_NO:
        initial = {"said": answers.get(f"{NOTE}{name}")}
        return YesNoForm(answers, data, name=name, initial=initial)
    match name:
        case "people":
            return OwnerPeopleForm(answers, data)
        case "parts":
            return PartsForm(answers, data, names=_step_names(draft))
        case "name" | "producer":
            return NamesForm(answers, data, name=name)
        case "contract":
            files, between = contract_files(draft), _between(draft)
            initial = {"file": saving.by_word(answers) or _marked(draft) or None}
            return ContractForm(answers, data, files=files, between=between, initial=initial)
        case "clause" if upload is not None:
            text, parties = text_of(upload), parties_of(answers)
            kind = kind_of(text, saving.usual_kind(answers))
            return ClauseForm(answers, data, found=found_clauses(text, parties, kind), kind=kind)
        case _:
            return SideForm(answers, data, initial={"side": side_of(answers) or side_told(answers)})


def _save(
    request: HttpRequest, draft: Draft, name: OwnerName, form: OwnerForm, upload: Upload | None
) -> None:
    values = form.cleaned_data
    if name in YES_NO:
        saving.fact_save(draft, name, values)
    elif isinstance(form, ClauseForm) and upload is not None:
        saving.clause_save(draft, form, upload, by=owner_of(request))
    else:
        SAVING[name](draft, values)


SAVING = {
    "side": saving.side_save,
    "people": saving.people_save,
    "parts": saving.parts_save,
    "name": saving.name_save,
    "producer": saving.producer_save,
    "contract": saving.contract_save,
}


def _between(draft: Draft) -> list[str]:
    """Name the two between whom a contract is asked for."""
    answers = draft.answers
    maker = contract_maker(answers)
    if maker is None:
        return []
    other = saving.other_side(answers, maker["id"])
    return [str(p.get("name") or p["id"]) for p in (maker, other) if p]


def _marked(draft: Draft) -> str:
    """Return a file that was handed in as a contract and not read; empty without one."""
    contracts = draft.answers.get("contracts") or []
    read = {name for c in contracts if not is_unread(c) for name in c.get("evidence") or []}
    pieces = draft.answers.get("evidence") or []
    marked = [p for p in pieces if p.get("what") == "contract" and p["id"] not in read]
    digests = {piece.get("sha256") for piece in marked}
    return next((str(u.pk) for u in contract_files(draft) if u.sha256 in digests), "")


def _step_names(draft: Draft) -> dict[str, str]:
    return {
        step["id"]: item_title(draft.answers, "steps", step, number)
        for number, step in enumerate(draft.answers.get("steps") or [], 1)
    }
