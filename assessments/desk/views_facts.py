"""The pages of the facts of a matter's work: all of them, one of them, assessing with them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.answers.answers import answers_from_record
from assessments.answers.facts_held import Place, answers_as_held, path_at, places_of
from assessments.desk.facts_page import FactPage, FactsPage, correctable, fact_rows
from assessments.desk.forms_facts import FactForm
from assessments.desk.services_facts import (
    CorrectionRefused,
    FactChanged,
    NothingHeld,
    assess_with_facts,
    correction,
    draft_of_client,
    fact_save,
    facts_held,
    facts_now,
)
from assessments.interview.forms import AnswersForm, submitted_answers
from assessments.matters.access import (
    is_lawyer,
    matter_get_for,
    matter_get_for_lawyer,
    member_or_404,
)
from assessments.matters.models_firms import FactState, FactView, Matter
from assessments.quotas.limits import Kind
from assessments.quotas.services import quota_spend
from assessments.works.models import Work

PAGE_SIZE = 25
CONFLICT, UNPROCESSABLE = 409, 422


@require_safe
@login_required
def facts(request: HttpRequest, pk: UUID, work: UUID) -> HttpResponse:
    """Show every fact of a work with what lawyers hold of it."""
    matter = matter_get_for(request.user, pk)
    return _facts_page(request, matter, _work_of(matter, work))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def fact(request: HttpRequest, pk: UUID, work: UUID, part: str, number: int) -> HttpResponse:
    """Show one fact; write down what a lawyer holds of it."""
    if request.method != "POST":
        matter = matter_get_for(request.user, pk)
        return _fact_page(request, matter, _work_of(matter, work), (part, number))
    matter, member = matter_get_for_lawyer(request.user, pk)
    row = _work_of(matter, work)
    _require_place(row, (part, number))
    item = answers_from_record(row.record)[part][number - 1]
    typed = submitted_answers(correctable((part, number), item), request.POST, item)
    form = FactForm(request.POST)
    place = (part, number)
    if not form.is_valid():
        return _fact_page(request, matter, row, place, form, typed, status=UNPROCESSABLE)
    try:
        fact_save(work=row, by=member, path=path_at(place), typed=typed, **form.cleaned_data)
    except FactChanged as changed:
        return _fact_page(request, matter, row, place, form, typed, now=changed.now)
    except CorrectionRefused as refused:
        sentences = refused.sentences
        return _fact_page(
            request, matter, row, place, form, typed, refusals=sentences, status=UNPROCESSABLE
        )
    return redirect("desk:facts", matter.pk, row.pk)


@require_POST
@login_required
def assess(request: HttpRequest, pk: UUID, work: UUID) -> HttpResponse:
    """Assess a work with what lawyers hold of its facts, and show what that changes."""
    matter, member = matter_get_for_lawyer(request.user, pk)
    row = _work_of(matter, work)
    quota_spend(request, Kind.ASSESSMENTS)
    try:
        made = assess_with_facts(work=row, by=member)
    except NothingHeld:
        return redirect("desk:facts", matter.pk, row.pk)
    except CorrectionRefused as refused:
        return _facts_page(request, matter, row, refused.sentences, UNPROCESSABLE)
    first = row.assessments.order_by("created_at").first()
    assert first is not None
    return redirect("assessments:compare", first.pk, made.pk)


def _work_of(matter: Matter, pk: UUID) -> Work:
    """Return a work of a matter; raise Http404 for any other."""
    work = Work.objects.select_related("matter").filter(pk=pk, matter=matter).first()
    if work is None:
        raise Http404
    return work


def _history(work: Work, path: str) -> QuerySet[FactView]:
    """Return everything that was written down of a fact, the newest first."""
    return FactView.objects.filter(work=work, path=path).select_related("by")


def _require_place(work: Work, place: Place) -> None:
    if place not in places_of(work.record):
        raise Http404


def _facts_page(
    request: HttpRequest,
    matter: Matter,
    work: Work,
    refusals: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    views = facts_now(work)
    page_obj = Paginator(places_of(work.record), PAGE_SIZE).get_page(request.GET.get("page"))
    page = FactsPage(
        matter=matter,
        work=work,
        page_obj=page_obj,
        rows=fact_rows(work.record, page_obj, views),
        num_held=len(facts_held(views.values())),
        may_change=is_lawyer(member_or_404(request.user)),
        has_files=draft_of_client(work) is not None,
        refusals=refusals,
    )
    return render(request, "desk/facts.html", vars(page), status=status)


def _fact_page(
    request: HttpRequest,
    matter: Matter,
    work: Work,
    place: Place,
    form: FactForm | None = None,
    typed: dict[str, object] | None = None,
    *,
    now: FactView | None = None,
    refusals: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    """Show one fact; with `now`, a conflict: what somebody else wrote and what was sent."""
    _require_place(work, place)
    path, views = path_at(place), facts_now(work)
    view, record = views.get(path), work.record
    [row] = fact_rows(record, [place], views)
    part, number = place
    item = answers_from_record(record)[part][number - 1]
    questions = correctable((part, number), item)
    held = answers_as_held(record, path, view.value) if view is not None else None
    shown = held[part][number - 1] if held is not None else item
    yours = None
    if now is not None and form is not None:
        sent = FactView(
            path=path, **{name: form.cleaned_data[name] for name in ("state", "reason")}
        )
        if sent.state == FactState.CORRECTED:
            sent.value = correction(record, path, typed or {})
        [yours] = fact_rows(record, [place], {path: sent})
    initial: dict[str, object] = {"version": view.version if view else 0}
    if view is not None:
        initial |= {"state": view.state, "reason": view.reason}
    page = FactPage(
        matter=matter,
        work=work,
        fact=row,
        form=form or FactForm(initial=initial),
        answers_form=AnswersForm(
            questions, {**shown, **(typed or {})}, answers=answers_from_record(record)
        ),
        fields=" ".join(question.name for question in questions),
        history=[fact_rows(record, [place], {path: each})[0] for each in _history(work, path)],
        may_change=is_lawyer(member_or_404(request.user)),
        yours=yours,
        refusals=refusals,
    )
    return render(request, "desk/fact.html", vars(page), status=CONFLICT if now else status)
