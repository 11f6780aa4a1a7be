"""The curator's own pages beside the admin's: publishing, taking back, history, restoring.

Each is wrapped by the admin's login check; whether this curator may change decisions is asked
here.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_POST, require_safe

from cases.admin.words import place_words
from cases.decisions.differences import differences
from cases.decisions.models import Decision
from cases.decisions.services import (
    NotPublishable,
    decision_publish,
    decision_restore,
    decision_to_draft,
    decision_withdraw,
)
from cases.wording.problems import problem_line

VERSIONS_PER_PAGE = 20
PUBLISHED = gettext_noop("Published by a curator")  # translated where the history is shown


class TakeBackForm(forms.Form):
    """Why a decision is no longer public, said to readers and to the history."""

    reason_en = forms.CharField(
        label=gettext_lazy("Reason in English"), widget=forms.Textarea(attrs={"rows": 3})
    )
    reason_zh = forms.CharField(
        label=gettext_lazy("Reason in Chinese"), widget=forms.Textarea(attrs={"rows": 3})
    )


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    publish_and_tell(request, _decision(request, pk))
    return redirect("admin:cases_decision_change", pk)


def to_draft(request: HttpRequest, pk: int) -> HttpResponse:
    return take_back(request, [_decision(request, pk)], "draft")


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    return take_back(request, [_decision(request, pk)], "withdrawn")


@require_POST
def restore(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """Bring back the content of an earlier version; its status stays as it is now."""
    decision = _decision(request, pk)
    earlier = get_object_or_404(Decision.history, id=pk, history_id=version)
    when = earlier.history_date.isoformat(timespec="minutes")
    try:
        decision_restore(
            decision=decision,
            version=earlier,
            reason=_("Restored the version of %(when)s") % {"when": when},
            user=request.user,
        )
    except NotPublishable as refusal:
        refusal_tell(request, decision, refusal)
    else:
        messages.success(request, _("The version was restored."))
    return redirect("admin:cases_decision_history", pk)


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every version with what it changed, newest first."""
    decision = get_object_or_404(Decision, pk=pk)
    if not request.user.has_perm("cases.view_decision"):
        raise PermissionDenied
    versions = Decision.history.filter(id=pk).select_related("history_user")
    page = Paginator(versions, VERSIONS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **admin.site.each_context(request),
        "title": _("History of %(decision)s") % {"decision": decision},
        "opts": Decision._meta,
        "decision": decision,
        "page_obj": page,
        "versions": _with_changes(list(page.object_list), _before(page, versions)),
        "may_change": request.user.has_perm("cases.change_decision"),
    }
    return render(request, "admin/cases/decision/object_history.html", context)


def publish_and_tell(request: HttpRequest, decision: Decision) -> None:
    """Publish, or say everything that stands against it."""
    try:
        decision_publish(decision=decision, reason=PUBLISHED, user=request.user)
    except NotPublishable as refusal:
        refusal_tell(request, decision, refusal)
    else:
        messages.success(request, _("%(decision)s is published.") % {"decision": decision})


def refusal_tell(request: HttpRequest, decision: Decision, refusal: NotPublishable) -> None:
    """Everything that keeps the decision from the public, as messages."""
    messages.error(request, _("%(decision)s cannot be public:") % {"decision": decision})
    for problem in refusal.problems:
        messages.error(request, problem_line(problem))


def take_back(request: HttpRequest, decisions: Sequence[Decision], status: str) -> HttpResponse:
    """Ask for the reason in both languages, then take the decisions from the public."""
    confirmed = "reason_en" in request.POST
    form = TakeBackForm(request.POST if confirmed else None)
    if confirmed and form.is_valid():
        change = decision_withdraw if status == "withdrawn" else decision_to_draft
        for decision in decisions:
            change(
                decision=decision,
                **form.cleaned_data,
                reason=form.cleaned_data["reason_en"],
                user=request.user,
            )
        messages.success(request, _("Done; the pages are no longer public."))
        return redirect("admin:cases_decision_changelist")
    context = {
        **admin.site.each_context(request),
        "title": _("Withdraw") if status == "withdrawn" else _("Take back to draft"),
        "opts": Decision._meta,
        "form": form,
        "decisions": decisions,
        "status": status,
        "action": request.POST.get("action", ""),
    }
    return render(request, "admin/cases/decision/take_back.html", context)


def _decision(request: HttpRequest, pk: int) -> Decision:
    if not request.user.has_perm("cases.change_decision"):
        raise PermissionDenied
    return get_object_or_404(Decision, pk=pk)


def _before(page: Any, versions: Any) -> list[Any]:
    """The version that the last one on this page changed, if there is one."""
    return list(versions[page.end_index() : page.end_index() + 1])


def _with_changes(versions: list[Any], older: list[Any]) -> list[dict[str, Any]]:
    shown = []
    for version, before in zip(versions, [*versions[1:], *older, None], strict=False):
        found = [] if before is None else differences(_data(before), _data(version))
        changes = [{"where": place_words(each.place), "difference": each} for each in found]
        shown.append({"version": version, "changes": changes, "first": before is None})
    return shown


def _data(version: Any) -> Any:
    return json.loads(version.document)
