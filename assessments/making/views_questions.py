"""The six questions, one at a time; after the last of them the answer."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from assessments.answers.answers import ASKED
from assessments.answers.merging import SaveConflict
from assessments.answers.telling import item_title
from assessments.evidence.queries_extraction import files_read
from assessments.making.forms import FORMS, QuestionForm
from assessments.making.questions import (
    NAMES,
    Name,
    edits_denied,
    edits_of,
    open_questions,
    progress_of,
    question_before,
)
from assessments.making.saving import (
    answer_of,
    hand_sources,
    question_save,
    question_save_none,
    question_save_unknown,
)
from assessments.making.services import edits_leave_out
from assessments.proposals.final_work import final_work, picture_of
from assessments.works.access_drafts import draft_get_for
from assessments.works.drafts import Draft
from assessments.works.session_drafts import owner_of

if TYPE_CHECKING:
    from assessments.evidence.uploads import Actor

UNPROCESSABLE, CONFLICT = 422, 409
BETWEEN = re.compile(r"[\s_-]+")
LEAVE_OUT = "rounds"  # instead of the answer that nothing was changed: with the rounds that say so
KINDS = {"image": "image", "video": "video", "audio": "audio"}


@require_safe
def ask_next(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Lead to the first question that is still open, or to the answer."""
    draft = draft_get_for(request, pk)
    names = open_questions(draft)
    if names:
        return redirect("assessments:ask", draft.pk, names[0])
    return redirect("assessments:draft-result", draft.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: UUID, name: str) -> HttpResponse:
    """Ask one question; a POST stores the answer and goes on."""
    draft = draft_get_for(request, pk)
    question = next((known for known in NAMES if known == name), None)
    if question is None:
        raise Http404
    form_class = FORMS[question]
    kind = str(draft.answers.get("kind") or "")
    sources = _sources(draft) if question == "hand" else []
    form = unsent = form_class(initial=_initial(draft, question), kind=kind, sources=sources)
    if request.method == "POST":
        form = form_class(request.POST, kind=kind, sources=sources)
        is_older = request.POST.get("seen", "") not in ("", _state(draft, question))
        try:
            if is_older:
                raise SaveConflict(0, {})
            counted = _first_round(draft)
            if _is_saved(draft, question, form, request.POST, owner_of(request)):
                _say_first_round(request, draft, counted)
                return redirect("assessments:ask-next", draft.pk)
        except SaveConflict:
            text = gettext("This was answered in another window meanwhile. Look at it again.")
            messages.error(request, text)
            stored = form_class(initial=answer_of(draft, question), kind=kind).in_words()
            return _question_response(request, draft, question, form, CONFLICT, stored)
        if "none" in request.POST:  # what was not sent is not missing
            return _question_response(request, draft, question, unsent, CONFLICT)
    return _question_response(request, draft, question, form)


def _first_round(draft: Draft) -> int:
    """Return the number of the first round that is no idea; 0 where there is none."""
    steps = enumerate(draft.answers.get("steps") or [], 1)
    return next((n for n, step in steps if step.get("action") != "conceive"), 0)


def _say_first_round(request: HttpRequest, draft: Draft, counted: int) -> None:
    """Say which numbers the rounds have now where an idea came before them, or went."""
    draft.refresh_from_db()
    first = _first_round(draft)
    if counted and first and first != counted:
        text = gettext("Your idea is round 1 now; the numbers of the others follow.")
        if first < counted:
            text = gettext("Without the idea, the rounds are counted from 1 again.")
        messages.info(request, text)


def _sources(draft: Draft) -> list[tuple[str, str]]:
    """Return the rounds to choose from, by their files; those of one file by what they did."""
    sources = hand_sources(draft)
    files = Counter(source.upload.pk for source in sources)
    steps = {step["id"]: step for step in draft.answers.get("steps") or []}
    return [
        (
            source.item,
            f"{source.number} · {source.upload.name}"
            if files[source.upload.pk] == 1
            else item_title(draft.answers, "steps", steps[source.item], source.number),
        )
        for source in sources
    ]


def _state(draft: Draft, name: Name) -> str:
    """Return what stands for the answer to a question as it is stored; a page sends it back."""
    held = [draft.answers.get(f"{ASKED}{name}"), answer_of(draft, name)]
    return hashlib.sha256(json.dumps(held, default=str).encode()).hexdigest()[:16]


def _is_saved(draft: Draft, name: Name, form: QuestionForm, sent: QueryDict, by: Actor) -> bool:
    """Store what was sent; return whether it was an answer. Raises `SaveConflict`."""
    if "unknown" in sent:
        question_save_unknown(draft, name)
    elif sent.get("none") == LEAVE_OUT and name == "hand":
        edits_leave_out(draft, by=by)
        question_save_none(draft, name)
    elif "none" in sent and name == "hand" and edits_of(draft.answers):
        return False  # two answers that contradict each other
    elif "none" in sent and form.none:
        question_save_none(draft, name)
    elif form.is_valid():
        question_save(draft, name, form.cleaned_data)
    else:
        return False
    return True


def _question_response(
    request: HttpRequest,
    draft: Draft,
    name: Name,
    form: QuestionForm,
    status: int = 0,
    stored: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    context = {
        "draft": draft,
        "name": name,
        "form": form,
        "progress": progress_of(draft, name),
        "before": question_before(draft, name),
        "picture": picture_of(draft),
        "seen": _state(draft, name),
        "stored": stored,
        "edits": _edits(draft) if name == "hand" and _denies(request, draft) else (),
    }
    status = status or (UNPROCESSABLE if form.is_bound else 200)
    return render(request, "making/ask.html", context, status=status)


def _denies(request: HttpRequest, draft: Draft) -> bool:
    """Whether it is said, now or before, that nothing was changed by hand."""
    return "none" in request.POST or edits_denied(draft.answers)


def _edits(draft: Draft) -> list[str]:
    """Return the titles of the accepted rounds that were changed by hand."""
    steps = draft.answers.get("steps") or []
    edits = edits_of(draft.answers)
    return [
        item_title(draft.answers, "steps", step, number)
        for number, step in enumerate(steps, 1)
        if step in edits
    ]


def _initial(draft: Draft, name: Name) -> dict[str, Any]:
    """Return the answer as it is; of the kind and title, else what the files propose."""
    given = answer_of(draft, name)
    return {**_proposed(draft), **given} if name == "kind" else given


def _proposed(draft: Draft) -> dict[str, Any]:
    """Propose the kind of the finished work, or of most files, and a title from its name."""
    uploads = files_read(draft)
    kinds = Counter(_kind(upload.media_type) for upload in uploads)
    known = final_work(draft) if uploads else None
    chosen = known.chosen or known.uploads.get(known.proposal.proposed) if known else None
    common = kinds.most_common(1)[0][0] if kinds else ""
    return {
        "kind_of_work": _kind(chosen.media_type) if chosen else common,
        "title": _title(chosen.name) if chosen else "",
    }


def _kind(media_type: str) -> str:
    return KINDS.get(media_type.partition("/")[0], "text")


def _title(name: str) -> str:
    """Return the name of a file as a title; empty where it is only a number or a code."""
    stem = BETWEEN.sub(" ", PurePosixPath(name.replace("\\", "/")).stem).strip()
    letters = [char for char in stem if char.isalpha()]
    return stem if len(letters) > len(stem) / 2 else ""
