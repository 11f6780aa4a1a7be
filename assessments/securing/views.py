"""The page of things to secure, its ticks and reminders, and the clauses to copy."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments import wording
from assessments.answers.services import draft_of_work
from assessments.precedents.citations import CitationLinks
from assessments.quotas.limits import Kind
from assessments.quotas.services import quota_spend
from assessments.results.register import register_of
from assessments.securing.clauses import clauses as all_clauses
from assessments.securing.forms import ItemForm, ReminderForm
from assessments.securing.page import secure_page
from assessments.securing.services import (
    NoConfirmedAddress,
    item_tick,
    reminder_clear,
    reminder_set,
)
from assessments.works.access import assessment_get_owned
from assessments.works.access_drafts import draft_get_for
from assessments.works.drafts import Draft
from cases.record import InvalidRecord


@require_http_methods(["GET", "HEAD", "POST"])
def secure(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what to secure; a POST ticks a thing or sets its reminder."""
    draft = draft_get_for(request, pk)
    if request.method == "POST":
        return _act(request, draft)
    register = wording.register(register_of(request))
    try:
        page = secure_page(draft, request.user, register, timezone.localdate())
    except InvalidRecord:
        return redirect("assessments:review", draft.pk)
    return render(request, "securing/secure.html", vars(page))


def _act(request: HttpRequest, draft: Draft) -> HttpResponse:
    form = ItemForm(request.POST)
    if not form.is_valid():
        return redirect("assessments:secure", draft.pk)
    what = form.cleaned_data["what"]
    match request.POST.get("act", ""):
        case "done" | "undone" as act:
            item_tick(draft, what, done=act == "done")
        case "remind":
            _remind(request, draft, what)
        case "forget":
            reminder_clear(draft, what)
    return redirect(f"{reverse('assessments:secure', args=[draft.pk])}#{what}")


def _remind(request: HttpRequest, draft: Draft, what: str) -> None:
    form = ReminderForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(e) for errors in form.errors.values() for e in errors))
        return
    if not request.user.is_authenticated:
        messages.error(request, gettext("Reminders need an account with a confirmed address."))
        return
    quota_spend(request, Kind.REMINDERS)
    try:
        reminder_set(draft, what, on=form.cleaned_data["on"], user=request.user)
    except NoConfirmedAddress:
        messages.error(request, gettext("Reminders need an account with a confirmed address."))


@require_safe
@login_required
def secure_open(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Lead from an e-mail to the page, after signing in."""
    return redirect("assessments:secure", draft_get_for(request, pk).pk)


@require_POST
@login_required
def secure_work(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Lead the owner of an assessment to what to secure, or (`to=owner`) to who owns it."""
    draft = draft_of_work(assessment_get_owned(request.user, pk).work)
    name = "owner" if request.POST.get("to") == "owner" else "secure"
    return redirect(f"assessments:{name}", draft.pk)


@require_safe
def clauses(request: HttpRequest) -> HttpResponse:
    """Show the clauses to copy, in both languages."""
    refs = CitationLinks({}, {})
    rows = [
        {
            "clause": clause,
            "name": refs.localise(clause.name.model_dump()),
            "when": refs.localise(clause.when.model_dump()),
            "limits": refs.localise(clause.limits.model_dump()),
            "authorities": refs.authorities(clause.authority),
        }
        for clause in all_clauses()
    ]
    return render(request, "securing/clauses.html", {"rows": rows})
