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

from assessments.answers.frame import frame
from assessments.answers.telling import item_title
from assessments.evidence.views import list_context
from assessments.lineage.services import tree_wanted
from assessments.lineage.tree_page import descents
from assessments.proposals.matching import FileProposed, Step, files_proposed
from assessments.proposals.page import files_shown
from assessments.proposals.services import Decided, StepGone, choices_of, file_keep, step_confirm
from assessments.wording import names
from assessments.works.access_drafts import draft_get_for
from assessments.works.draft_access import owner_of
from assessments.works.drafts import Draft

FILES_ON_A_PAGE = 12
CHOICE = "d."


@require_http_methods(["GET", "HEAD", "POST"])
def proposals(request: HttpRequest, pk: UUID) -> HttpResponse:
    """As read, as typed, confirmed; a POST decides about one step, one file or all."""
    draft = draft_get_for(request, pk)
    tree_wanted(draft)
    proposed = files_proposed(draft, descents(draft))
    if request.method == "POST":
        return _decided(request, draft, proposed)
    page = Paginator(proposed, FILES_ON_A_PAGE).get_page(request.GET.get("page"))
    files = {str(one.upload.pk): one.upload.name for one in proposed}
    context = {
        "files": files_shown(draft, list(page.object_list), files),
        "page": page,
        "open": sum(step.is_open for one in proposed for step in one.steps),
        "left": sum(not step.is_settled for one in proposed for step in one.steps),
        "targets": _targets(draft),
        "made": names.MADE.items(),
        "kinds": names.EVIDENCE_KINDS.items(),
        "is_open": list_context(draft)["is_open"],
        "tab": "proposals",
    }
    return render(request, "reading/proposals.html", {**frame(draft), **context})


def _targets(draft: Draft) -> list[tuple[str, str]]:
    steps = draft.answers.get("steps") or []
    return [(one["id"], item_title("steps", one, at)) for at, one in enumerate(steps, 1)]


def _decided(request: HttpRequest, draft: Draft, proposed: list[FileProposed]) -> HttpResponse:
    by, sent = owner_of(request), request.POST
    done, anchor = 0, ""
    try:
        if "step" in sent:
            step = next((s for f in proposed for s in f.steps if s.key == sent["step"]), None)
            done += bool(step and _confirmed(draft, step, _choices(step, sent), sent, by))
            anchor = f"#file-{sent['step'].partition('/')[0]}"
        elif "keep" in sent:
            one = next((f for f in proposed if str(f.upload.pk) == sent["keep"]), None)
            if one is not None:
                _kept(draft, one, sent, by)
                done += 1
                anchor = f"#file-{one.upload.pk}"
        else:
            done += _all(draft, proposed, sent, by)
    except StepGone:
        messages.error(request, gettext("The step that was chosen is no longer there."))
        return redirect("assessments:draft-proposals", draft.pk)
    _tell(request, done)
    url = reverse("assessments:draft-proposals", args=[draft.pk])
    number = sent.get("page", "")
    return redirect(f"{url}{f'?page={number}' if number.isdecimal() else ''}{anchor}")


def _choices(step: Step, sent: Any) -> dict[str, str]:
    return {
        row.field: sent[f"{CHOICE}{row.field}"]
        for row in step.rows
        if sent.get(f"{CHOICE}{row.field}")
    }


def _confirmed(draft: Draft, step: Step, choices: dict[str, str], sent: Any, by: Any) -> str:
    decided = Decided(
        step=step, target=sent.get("target", ""), choices=choices, made=sent.get("made", "")
    )
    return step_confirm(draft, decided, by=by)


def _kept(draft: Draft, one: FileProposed, sent: Any, by: Any) -> None:
    what = sent.get("what", "")
    file_keep(
        draft,
        one,
        step=sent.get("target", ""),
        what=what if what in names.EVIDENCE_KINDS else one.what,
        made=sent.get("made", ""),
        by=by,
    )


def _all(draft: Draft, proposed: list[FileProposed], sent: Any, by: Any) -> int:
    """Every step of one file, or of all, without what a typed answer stands against."""
    wanted, made, done = sent.get("file", ""), sent.get("made", ""), 0
    for one in in_order(proposed):
        if wanted and str(one.upload.pk) != wanted:
            continue
        for step in one.steps:
            if not step.is_settled:
                decided = Decided(step=step, choices=choices_of(step), made=made)
                done += bool(step_confirm(draft, decided, by=by))
    return done


def in_order(proposed: list[FileProposed]) -> list[FileProposed]:
    """Files whose step continues another's after that other one; else as received."""
    by_key = {step.key: one for one in proposed for step in one.steps}
    ordered: dict[Any, FileProposed] = {}

    def visit(one: FileProposed, seen: frozenset[Any]) -> None:
        if one.upload.pk in ordered or one.upload.pk in seen:
            return
        for step in one.steps:
            for row in step.rows:
                parent = by_key.get(row.said[0].value) if row.field == "parent" else None
                if parent is not None:
                    visit(parent, seen | {one.upload.pk})
        ordered[one.upload.pk] = one

    for one in proposed:
        visit(one, frozenset())
    return list(ordered.values())


def _tell(request: HttpRequest, done: int) -> None:
    if done:
        said = ngettext("%(n)s step is confirmed.", "%(n)s steps are confirmed.", done)
        messages.success(request, said % {"n": done})
    else:
        messages.info(request, gettext("Nothing was chosen, so nothing was changed."))
