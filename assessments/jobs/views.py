"""The administrators' page of background jobs; `urls` wraps each view with the admin's sign-in."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from assessments.jobs.forms import JobFilter
from assessments.jobs.page import build_page, visible_models
from assessments.jobs.queries import job_model, may_change
from assessments.jobs.row import JobRow
from assessments.jobs.services import job_cancel, job_retry, jobs_retry


@require_safe
def job_list(request: HttpRequest) -> HttpResponse:
    """Show how many jobs of each kind there are, and the newest by kind and state."""
    models = visible_models(request.user)
    if not models:
        raise PermissionDenied
    form = JobFilter(request.GET, models=models)
    page = build_page(request.user, form, title=_("Background jobs"))
    context = {**admin.site.each_context(request), **vars(page)}
    return render(request, "jobs/list.html", context)


@require_POST
def retry_one(request: HttpRequest, kind: str, pk: str) -> HttpResponse:
    """Queue a failed job again."""
    model = _model_or_404(request, kind)
    if job_retry(model, _key_or_404(model, pk), by=cast(User, request.user)):
        messages.success(request, _("The job is queued again."))
    else:
        messages.warning(
            request, _("Nothing was changed: the job has not failed, or another one is open.")
        )
    return _back(request)


@require_POST
def cancel_one(request: HttpRequest, kind: str, pk: str) -> HttpResponse:
    """Stop a job that is not done."""
    model = _model_or_404(request, kind)
    if job_cancel(model, _key_or_404(model, pk), by=cast(User, request.user)):
        messages.success(request, _("The job was stopped."))
    else:
        messages.warning(request, _("Nothing was changed: the job is done already."))
    return _back(request)


@require_POST
def retry_failed(request: HttpRequest, kind: str) -> HttpResponse:
    """Queue the failed jobs of a kind again."""
    number = jobs_retry(_model_or_404(request, kind), by=cast(User, request.user))
    text = ngettext("%(number)d job is queued again.", "%(number)d jobs are queued again.", number)
    messages.success(request, text % {"number": number})
    return _back(request)


def _model_or_404(request: HttpRequest, kind: str) -> type[JobRow]:
    model = job_model(kind)
    if model is None:
        raise Http404
    if not may_change(request.user, model):
        raise PermissionDenied
    return model


def _key_or_404(model: type[JobRow], text: str) -> Any:
    try:
        return model._meta.pk.to_python(text)
    except ValidationError as error:
        raise Http404 from error


def _back(request: HttpRequest) -> HttpResponse:
    """Return to the list as it was filtered."""
    query = JobFilter(request.POST, models=visible_models(request.user)).query
    return redirect(reverse("jobs:list", query=query))
