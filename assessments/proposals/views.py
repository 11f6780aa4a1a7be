"""The page of proposals: statements of files beside the answers, and their confirmation."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from assessments.answers.frame import frame_context
from assessments.answers.numbers import sent_number
from assessments.likeness.order import natural_key
from assessments.lineage.tree_page import descents_by_file
from assessments.proposals.matching import READ, ProposedFile, ProposedStep, proposed_files
from assessments.proposals.page import proposals_page
from assessments.proposals.refusing import step_refuse
from assessments.proposals.services import (
    StepDecision,
    StepNotFound,
    choices_of,
    evidence_keep,
    step_confirm,
)
from assessments.wording import names
from assessments.works.access_drafts import draft_get_for
from assessments.works.drafts import Draft
from assessments.works.session_drafts import owner_of

if TYPE_CHECKING:
    from assessments.evidence.uploads import Actor

CHOICE = "d."
ACCEPT, REFUSE, TAKE_BACK = "accept", "refuse", "back"  # what a button of a step asks for
REFUSED = gettext_lazy("Marked as not yours. It does not count in your answers.")
TAKEN_BACK = gettext_lazy("Restored. You can confirm it now.")


@require_http_methods(["GET", "HEAD", "POST"])
def proposals(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show each field as read, typed and confirmed; a POST decides on a step, a file or all."""
    draft = draft_get_for(request, pk)
    proposed = proposed_files(draft, descents_by_file(draft))
    if request.method == "POST":
        return _apply_decision(request, draft, proposed)
    page = proposals_page(draft, proposed, request.GET.get("page"))
    context = {**frame_context(draft), **vars(page), "tab": "proposals"}
    return render(request, "proposals/proposals.html", context)


def _apply_decision(
    request: HttpRequest, draft: Draft, proposed: list[ProposedFile]
) -> HttpResponse:
    by, sent = owner_of(request), request.POST
    done, anchor = 0, ""
    try:
        if "step" in sent:
            step = next((s for f in proposed for s in f.steps if s.key == sent["step"]), None)
            done += bool(step and _decide_step(request, draft, step, by))
            anchor = f"#file-{sent['step'].partition('/')[0]}"
        elif "keep" in sent:
            proposed_file = next((f for f in proposed if str(f.upload.pk) == sent["keep"]), None)
            if proposed_file is not None:
                _keep_file(draft, proposed_file, sent, by)
                done += 1
                anchor = f"#file-{proposed_file.upload.pk}"
        else:
            done += _confirm_all(draft, proposed, sent, by)
    except StepNotFound:
        messages.error(request, gettext("The step that was chosen is no longer there."))
        return redirect("assessments:draft-proposals", draft.pk)
    if sent.get("act") not in (REFUSE, TAKE_BACK):
        _add_messages(request, done)
    url = reverse("assessments:draft-proposals", args=[draft.pk])
    number = sent_number(sent.get("page", ""))
    return redirect(f"{url}{'' if number is None else f'?page={number}'}{anchor}")


def _decide_step(request: HttpRequest, draft: Draft, step: ProposedStep, by: Actor) -> bool:
    """Confirm a step, as a whole or as chosen, or refuse it; return whether it was confirmed."""
    sent, act = request.POST, request.POST.get("act", "")
    if act in (REFUSE, TAKE_BACK):
        if step_refuse(draft, step, refused=act == REFUSE, by=by):
            messages.success(request, REFUSED if act == REFUSE else TAKEN_BACK)
        return False
    target = sent.get("target", "")
    choices = {row.field: sent.get(f"{CHOICE}{row.field}", "") for row in step.rows}
    choices = {field: choice for field, choice in choices.items() if choice}
    if act == ACCEPT:
        whole = choices_of(step, draft, target=target, inferred=True)
        if "at" not in whole and choices.get("at", "").startswith(READ):
            del choices["at"]  # it would put a step out of order
        choices = whole | choices
    decision = StepDecision(step=step, target=target, choices=choices, made=sent.get("made", ""))
    return bool(step_confirm(draft, decision, by=by))


def _keep_file(draft: Draft, proposed_file: ProposedFile, sent: QueryDict, by: Actor) -> None:
    what = sent.get("what", "")
    evidence_keep(
        draft,
        proposed_file,
        step=sent.get("target", ""),
        what=what if what in names.EVIDENCE_KINDS else proposed_file.what,
        made=sent.get("made", ""),
        by=by,
    )


def _confirm_all(draft: Draft, proposed: list[ProposedFile], sent: QueryDict, by: Actor) -> int:
    """Confirm the fields without an answer of all steps; return how many.

    Of one file where it is named, otherwise of all that do not stand apart; never of a step that
    is only inferred.
    """
    wanted, made, done = sent.get("file", ""), sent.get("made", ""), 0
    for proposed_file in parents_first(proposed):
        if (str(proposed_file.upload.pk) != wanted) if wanted else proposed_file.apart:
            continue
        for step in proposed_file.steps:
            if step.is_stated and not step.is_settled:  # nor one that is refused
                draft.refresh_from_db()
                decision = StepDecision(step=step, choices=choices_of(step, draft), made=made)
                done += bool(step_confirm(draft, decision, by=by))
    return done


def parents_first(proposed: list[ProposedFile]) -> list[ProposedFile]:
    """Return the files so that each follows the one that it continues, otherwise by their names.

    In which order files that were sent together arrived says nothing.
    """
    proposed = sorted(proposed, key=lambda one: natural_key(one.upload.name))
    by_key = {step.key: proposed_file for proposed_file in proposed for step in proposed_file.steps}
    ordered: dict[UUID, ProposedFile] = {}

    def visit(proposed_file: ProposedFile, seen: frozenset[UUID]) -> None:
        if proposed_file.upload.pk in ordered or proposed_file.upload.pk in seen:
            return
        for step in proposed_file.steps:
            for row in step.rows:
                parent = by_key.get(row.statements[0].value) if row.field == "parent" else None
                if parent is not None:
                    visit(parent, seen | {proposed_file.upload.pk})
        ordered[proposed_file.upload.pk] = proposed_file

    for proposed_file in proposed:
        visit(proposed_file, frozenset())
    return list(ordered.values())


def _add_messages(request: HttpRequest, done: int) -> None:
    if done:
        message = ngettext("%(n)s step is confirmed.", "%(n)s steps are confirmed.", done)
        messages.success(request, message % {"n": done})
    else:
        messages.info(request, gettext("You chose nothing, so nothing changed."))
