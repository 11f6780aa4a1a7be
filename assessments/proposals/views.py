"""What the files say beside what was typed; nothing of it counts until a person confirms it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from assessments.answers.frame import frame_context
from assessments.answers.telling import item_title
from assessments.evidence.views import list_context
from assessments.lineage.tree_page import descents
from assessments.proposals.matching import ProposedFile, ProposedStep, proposed_files
from assessments.proposals.page import file_rows
from assessments.proposals.services import (
    StepDecision,
    StepNotFound,
    choices_of,
    evidence_keep,
    step_confirm,
)
from assessments.wording import names
from assessments.works.access_drafts import draft_get_for
from assessments.works.draft_access import owner_of
from assessments.works.drafts import Draft

MAX_FILES_PER_PAGE = 12
CHOICE = "d."


@require_http_methods(["GET", "HEAD", "POST"])
def proposals(request: HttpRequest, pk: UUID) -> HttpResponse:
    """As read, as typed, confirmed; a POST decides about one step, one file or all."""
    draft = draft_get_for(request, pk)
    proposed = proposed_files(draft, descents(draft))
    if request.method == "POST":
        return _apply_decision(request, draft, proposed)
    page = Paginator(proposed, MAX_FILES_PER_PAGE).get_page(request.GET.get("page"))
    files = {str(proposed_file.upload.pk): proposed_file.upload.name for proposed_file in proposed}
    context = {
        "files": file_rows(draft, list(page.object_list), files),
        "page": page,
        "open": sum(step.is_open for proposed_file in proposed for step in proposed_file.steps),
        "left": sum(
            not step.is_settled for proposed_file in proposed for step in proposed_file.steps
        ),
        "targets": _targets(draft),
        "made": names.MADE.items(),
        "kinds": names.EVIDENCE_KINDS.items(),
        "is_open": list_context(draft)["is_open"],
        "tab": "proposals",
    }
    return render(request, "proposals/proposals.html", {**frame_context(draft), **context})


def _targets(draft: Draft) -> list[tuple[str, str]]:
    steps = draft.answers.get("steps") or []
    return [(step["id"], item_title("steps", step, at)) for at, step in enumerate(steps, 1)]


def _apply_decision(
    request: HttpRequest, draft: Draft, proposed: list[ProposedFile]
) -> HttpResponse:
    by, sent = owner_of(request), request.POST
    done, anchor = 0, ""
    try:
        if "step" in sent:
            step = next((s for f in proposed for s in f.steps if s.key == sent["step"]), None)
            done += bool(step and _confirm_step(draft, step, _choices(step, sent), sent, by))
            anchor = f"#file-{sent['step'].partition('/')[0]}"
        elif "keep" in sent:
            proposed_file = next((f for f in proposed if str(f.upload.pk) == sent["keep"]), None)
            if proposed_file is not None:
                _keep_file(draft, proposed_file, sent, by)
                done += 1
                anchor = f"#file-{proposed_file.upload.pk}"
        else:
            done += _all(draft, proposed, sent, by)
    except StepNotFound:
        messages.error(request, gettext("The step that was chosen is no longer there."))
        return redirect("assessments:draft-proposals", draft.pk)
    _add_messages(request, done)
    url = reverse("assessments:draft-proposals", args=[draft.pk])
    number = sent.get("page", "")
    return redirect(f"{url}{f'?page={number}' if number.isdecimal() else ''}{anchor}")


def _choices(step: ProposedStep, sent: Any) -> dict[str, str]:
    return {
        row.field: sent[f"{CHOICE}{row.field}"]
        for row in step.rows
        if sent.get(f"{CHOICE}{row.field}")
    }


def _confirm_step(
    draft: Draft, step: ProposedStep, choices: dict[str, str], sent: Any, by: Any
) -> str:
    decided = StepDecision(
        step=step, target=sent.get("target", ""), choices=choices, made=sent.get("made", "")
    )
    return step_confirm(draft, decided, by=by)


def _keep_file(draft: Draft, proposed_file: ProposedFile, sent: Any, by: Any) -> None:
    what = sent.get("what", "")
    evidence_keep(
        draft,
        proposed_file,
        step=sent.get("target", ""),
        what=what if what in names.EVIDENCE_KINDS else proposed_file.what,
        made=sent.get("made", ""),
        by=by,
    )


def _all(draft: Draft, proposed: list[ProposedFile], sent: Any, by: Any) -> int:
    """Every step of one file, or of all, without what a typed answer stands against."""
    wanted, made, done = sent.get("file", ""), sent.get("made", ""), 0
    for proposed_file in parents_first(proposed):
        if wanted and str(proposed_file.upload.pk) != wanted:
            continue
        for step in proposed_file.steps:
            if not step.is_settled:
                decided = StepDecision(step=step, choices=choices_of(step), made=made)
                done += bool(step_confirm(draft, decided, by=by))
    return done


def parents_first(proposed: list[ProposedFile]) -> list[ProposedFile]:
    """Files whose step continues another's after that other one; else as received."""
    by_key = {step.key: proposed_file for proposed_file in proposed for step in proposed_file.steps}
    ordered: dict[Any, ProposedFile] = {}

    def visit(proposed_file: ProposedFile, seen: frozenset[Any]) -> None:
        if proposed_file.upload.pk in ordered or proposed_file.upload.pk in seen:
            return
        for step in proposed_file.steps:
            for row in step.rows:
                parent = by_key.get(row.said[0].value) if row.field == "parent" else None
                if parent is not None:
                    visit(parent, seen | {proposed_file.upload.pk})
        ordered[proposed_file.upload.pk] = proposed_file

    for proposed_file in proposed:
        visit(proposed_file, frozenset())
    return list(ordered.values())


def _add_messages(request: HttpRequest, done: int) -> None:
    if done:
        said = ngettext("%(n)s step is confirmed.", "%(n)s steps are confirmed.", done)
        messages.success(request, said % {"n": done})
    else:
        messages.info(request, gettext("Nothing was chosen, so nothing was changed."))
