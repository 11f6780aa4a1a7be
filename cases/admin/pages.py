"""The pages for curators beside those of the admin: publish, take back, history, restore.

`DecisionAdmin` wraps each view with the login check of the admin; the permission to change
decisions is checked here.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.options import Options
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_POST, require_safe

from cases.admin.words import describe_place
from cases.decisions.differences import FieldDifference, differences
from cases.decisions.models import Decision
from cases.decisions.services import (
    NotPublishable,
    Version,
    decision_publish,
    decision_restore,
    decision_to_draft,
    decision_withdraw,
)
from cases.wording.problems import problem_line

TakenBack = Literal["draft", "withdrawn"]
VERSIONS_PER_PAGE = 20
PUBLISHED = gettext_noop("Published by a curator")  # translated where the history is shown


class WithdrawalForm(forms.Form):
    """The reason why a decision is no longer public, for readers and for the history."""

    reason_en = forms.CharField(
        label=gettext_lazy("Reason in English"), widget=forms.Textarea(attrs={"rows": 3})
    )
    reason_zh = forms.CharField(
        label=gettext_lazy("Reason in Chinese"), widget=forms.Textarea(attrs={"rows": 3})
    )


@dataclass(frozen=True, kw_only=True)
class VersionChange:
    """A field that a version changed."""

    where: str
    difference: FieldDifference


@dataclass(frozen=True, kw_only=True)
class ListedVersion:
    """A version of a decision with its changes to the version before."""

    version: Any  # a historical Decision; simple-history makes the class
    changes: list[VersionChange]
    first: bool


@dataclass(frozen=True, kw_only=True)
class HistoryPage:
    """The template context of the history of a decision."""

    title: str
    opts: Options[Decision]
    decision: Decision
    page_obj: Page[Any]
    versions: list[ListedVersion]
    may_change: bool


@dataclass(frozen=True, kw_only=True)
class TakeBackPage:
    """The template context of taking decisions back from the public."""

    title: str
    opts: Options[Decision]
    form: WithdrawalForm
    decisions: Sequence[Decision]
    status: TakenBack
    action: str  # name of the admin action, empty outside the list


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish one decision."""
    publish_with_message(request, _get_changeable(request, pk))
    return redirect("admin:cases_decision_change", pk)


def return_to_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason and take one decision back to draft."""
    return take_back(request, [_get_changeable(request, pk)], "draft")


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason and withdraw one decision."""
    return take_back(request, [_get_changeable(request, pk)], "withdrawn")


@require_POST
@transaction.atomic
def restore(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """Restore the content of an earlier version; the status is unchanged."""
    decision = _get_changeable(request, pk)
    if is_changed_since(request, decision):
        return redirect("admin:cases_decision_history", pk)
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
        report_refusal(request, decision, refusal)
    else:
        messages.success(request, _("The version was restored."))
    return redirect("admin:cases_decision_history", pk)


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every version with its changes, newest first."""
    decision = get_object_or_404(Decision, pk=pk)
    if not request.user.has_perm("cases.view_decision"):
        raise PermissionDenied
    versions = Decision.history.filter(id=pk).select_related("history_user")
    page = Paginator(versions, VERSIONS_PER_PAGE).get_page(request.GET.get("page"))
    older = _find_previous_version(page, versions)
    context = HistoryPage(
        title=_("History of %(decision)s") % {"decision": decision},
        opts=Decision._meta,
        decision=decision,
        page_obj=page,
        versions=_compare_versions(list(page.object_list), older),
        may_change=request.user.has_perm("cases.change_decision"),
    )
    return _render(request, "admin/cases/decision/object_history.html", context)


def publish_with_message(request: HttpRequest, decision: Decision) -> None:
    """Publish a decision, or report every problem that prevents it."""
    try:
        decision_publish(decision=decision, reason=PUBLISHED, user=request.user)
    except NotPublishable as refusal:
        report_refusal(request, decision, refusal)
    else:
        messages.success(request, _("%(decision)s is published.") % {"decision": decision})


def report_refusal(
    request: HttpRequest,
    decision: Decision,
    refusal: NotPublishable,
    *,
    heading: str = gettext_noop("%(decision)s cannot be public:"),
) -> None:
    """Report every problem for which a decision was not changed, as messages."""
    messages.error(request, _(heading) % {"decision": decision})
    for problem in refusal.problems:
        messages.error(request, problem_line(problem))


def is_changed_since(request: HttpRequest, decision: Decision) -> bool:
    """Return whether somebody changed a decision since the page that is sent was opened.

    Then a message says so. The decision stays locked until the transaction ends.
    """
    Decision.objects.select_for_update().get(pk=decision.pk)
    decision.refresh_from_db()
    opened = request.POST.get("opened", decision.content_hash)
    if opened == decision.content_hash:
        return False
    messages.error(
        request,
        _(
            "Somebody changed this decision since you opened this page. Nothing was done; look at "
            "the change first, then try again."
        ),
    )
    return True


def take_back(
    request: HttpRequest, decisions: Sequence[Decision], status: TakenBack
) -> HttpResponse:
    """Ask for the reason in both languages, then withdraw or take back the decisions."""
    confirmed = "reason_en" in request.POST
    form = WithdrawalForm(request.POST if confirmed else None)
    if confirmed and form.is_valid():
        change = decision_withdraw if status == "withdrawn" else decision_to_draft
        for decision in decisions:
            try:
                change(
                    decision=decision,
                    **form.cleaned_data,
                    reason=form.cleaned_data["reason_en"],
                    user=request.user,
                )
            except NotPublishable as refusal:  # another decision has its number now
                heading = gettext_noop("%(decision)s was not changed:")
                report_refusal(request, decision, refusal, heading=heading)
            else:
                text = _("%(decision)s is no longer public.") % {"decision": decision}
                messages.success(request, text)
        return redirect("admin:cases_decision_changelist")
    context = TakeBackPage(
        title=_("Withdraw") if status == "withdrawn" else _("Take back to draft"),
        opts=Decision._meta,
        form=form,
        decisions=decisions,
        status=status,
        action=request.POST.get("action", ""),
    )
    response = _render(request, "admin/cases/decision/take_back.html", context)
    response.status_code = 422 if form.errors else 200
    return response


def _render(
    request: HttpRequest, template: str, context: HistoryPage | TakeBackPage
) -> HttpResponse:
    return render(request, template, {**admin.site.each_context(request), **vars(context)})


def _get_changeable(request: HttpRequest, pk: int) -> Decision:
    """Return a decision; raises `PermissionDenied` where this user may not change it."""
    if not request.user.has_perm("cases.change_decision"):
        raise PermissionDenied
    return get_object_or_404(Decision, pk=pk)


def _find_previous_version(page: Page[Any], versions: QuerySet[Any]) -> list[Any]:
    """Return the version before the last one of a page, in a list that may be empty."""
    return list(versions[page.end_index() : page.end_index() + 1])


def _compare_versions(versions: list[Any], older: list[Any]) -> list[ListedVersion]:
    listed = []
    for version, before in zip(versions, [*versions[1:], *older, None], strict=False):
        found = (
            [] if before is None else differences(_load_document(before), _load_document(version))
        )
        changes = [
            VersionChange(where=describe_place(difference.place), difference=difference)
            for difference in found
        ]
        listed.append(ListedVersion(version=version, changes=changes, first=before is None))
    return listed


def _load_document(version: Version) -> Any:
    return json.loads(version.document)
