"""The pages of matters: list, opening, one matter, changing it, adding a share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.accounts.names import person_name
from assessments.desk import services_matters as services
from assessments.desk.forms import (
    MatterChangeForm,
    NoteForm,
    OpeningForm,
    PartiesForm,
    PeopleForm,
    ShareForm,
)
from assessments.desk.intake import share_add
from assessments.desk.page import (
    MatterChangePage,
    MatterListPage,
    MatterPage,
    OpeningPage,
    PartiesPage,
    SharePage,
    check_rows,
    hit_rows,
    is_overdue,
    matter_rows,
)
from assessments.desk.page_requests import request_rows
from assessments.desk.queries import assessments_of_matter, matters_listed, shares_waiting
from assessments.desk.services_matters import Conclusion, MatterChanged, MatterHeld, NamesFound
from assessments.matters.access import (
    matter_get_for,
    matter_get_for_change,
    matters_readable_by,
    may_manage,
    member_or_404,
)
from assessments.matters.conflicts import MAX_HITS, Hit, TooManyNames, hits_digest
from assessments.matters.models_firms import Matter, Member, Role, Side, Status
from assessments.matters.requests import requests_of_matter
from assessments.quotas.limits import Kind
from assessments.quotas.services import quota_refund, quota_spend
from assessments.sharing.services import share_open
from assessments.works.shares import Share

PAGE_SIZE = 20
CONFLICT, UNPROCESSABLE = 409, 422
MAX_WORDS = 200


@require_safe
@login_required
def matter_list(request: HttpRequest) -> HttpResponse:
    """List and search the matters that the user may read."""
    member = member_or_404(request.user)
    words = request.GET.get("q", "").strip()[:MAX_WORDS]
    status = request.GET.get("status", "")
    status = status if status in Status.values else ""
    found = matters_listed(request.user, status=status, words=words)
    page_obj = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    page = MatterListPage(
        member=member,
        page_obj=page_obj,
        rows=matter_rows(page_obj),
        words=words,
        status=status,
        statuses=Status.choices,
    )
    return render(request, "desk/matters.html", vars(page))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def matter_new(request: HttpRequest) -> HttpResponse:
    """Open a matter after a conflict check; with a share, add its assessment as well."""
    user = cast("User", request.user)
    member = _writer(user)
    share = _share_named(user, member, request)
    if request.method != "POST":
        initial = _initial(share)
        form = OpeningForm(member=member, initial=initial)
        return _opening(request, form, [], share)
    form = OpeningForm(request.POST, member=member)
    if not form.is_valid():
        return _opening(request, form, [], share, UNPROCESSABLE)
    quota_spend(request, Kind.MATTERS)
    try:
        with transaction.atomic():
            matter = services.matter_open(
                by=member,
                user=user,
                client=form.client_called(),
                fields=form.fields_of_matter(),
                parties=form.parties(),
                conclusion=_conclusion(request, form),
            )
            if share is not None:
                share_add(share=share_open(share=share, by=user), matter=matter, by=member)
    except TooManyNames:
        quota_refund(request, Kind.MATTERS)
        _ask_fuller_names(form)
        return _opening(request, form, [], share, UNPROCESSABLE)
    except NamesFound as found:
        quota_refund(request, Kind.MATTERS)
        _ask_conclusion(form)
        return _opening(request, form, found.hits, share, UNPROCESSABLE)
    return redirect(matter)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def share_into(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a share to a matter that is there, or go on to a new one."""
    user = cast("User", request.user)
    member = _writer(user)
    share = shares_waiting(user, member).filter(pk=pk).first()
    if share is None:
        raise Http404
    open_matters = matters_readable_by(user).exclude(status=Status.CLOSED)
    form = ShareForm(request.POST or None, matters=open_matters)
    if request.method == "POST" and form.is_valid():
        matter = form.cleaned_data["matter"]
        share_add(share=share_open(share=share, by=user), matter=matter, by=member)
        return redirect(matter)
    page = SharePage(share=share, form=form)
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "desk/share.html", vars(page), status=status)


@require_safe
@login_required
def matter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a matter."""
    return _matter_page(request, matter_get_for(request.user, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def matter_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a matter; of two who save at once the second sees what the first saved."""
    row, member = matter_get_for_change(request.user, pk)
    form = MatterChangeForm(request.POST or None, member=member, matter=row)
    if not form.is_valid():
        page = MatterChangePage(matter=row, form=form)
        status = UNPROCESSABLE if form.errors else 200
        return render(request, "desk/change.html", vars(page), status=status)
    fields = form.fields_of_matter()
    version = form.cleaned_data["version"]
    try:
        services.matter_change(matter=row, by=member, fields=fields, version=version)
    except MatterChanged as changed:
        page = MatterChangePage(matter=row, form=form, now=changed.now)
        return render(request, "desk/change.html", vars(page), status=CONFLICT)
    return redirect(row)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def matter_parties(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change the parties of a matter after a conflict check of all of them."""
    user = cast("User", request.user)
    row, member = matter_get_for_change(user, pk)
    named = row.parties.values_list("side", "name")
    initial = {side: "\n".join(name for of, name in named if of == side) for side in Side.values}
    form = PartiesForm(request.POST or None, initial=initial)
    if not form.is_valid():
        return _parties(request, row, form, [], UNPROCESSABLE if form.errors else 200)
    try:
        services.parties_change(
            matter=row,
            by=member,
            user=user,
            parties=form.parties(),
            conclusion=_conclusion(request, form),
        )
    except TooManyNames:
        _ask_fuller_names(form)
        return _parties(request, row, form, [], UNPROCESSABLE)
    except NamesFound as found:
        _ask_conclusion(form)
        return _parties(request, row, form, found.hits, UNPROCESSABLE)
    return redirect(row)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def matter_delete(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask whether a closed matter without a hold is to be deleted, and delete it."""
    row, member = matter_get_for_change(request.user, pk)
    if not may_manage(member, row):
        raise PermissionDenied
    status = 200
    if request.method == "POST":
        try:
            services.matter_delete(matter=row, by=member)
        except MatterHeld:
            status = CONFLICT
        else:
            return redirect("desk:matters")
    context = {"matter": row, "is_closed": row.status == Status.CLOSED, "tab": "matter"}
    return render(request, "desk/delete.html", context, status=status)


@require_POST
@login_required
def matter_people(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say who works on a matter."""
    row, member = matter_get_for_change(request.user, pk)
    if not may_manage(member, row):
        raise PermissionDenied
    form = PeopleForm(request.POST, matter=row)
    if not form.is_valid():
        return _matter_page(request, row, people_form=form, status=UNPROCESSABLE)
    services.people_set(matter=row, by=member, members=form.cleaned_data["members"])
    return redirect(row)


@require_POST
@login_required
def note(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write a note on a matter."""
    row, member = matter_get_for_change(request.user, pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _matter_page(request, row, note_form=form, status=UNPROCESSABLE)
    quota_spend(request, Kind.MESSAGES)
    services.note_write(matter=row, by=member, text=form.cleaned_data["text"])
    return redirect(row)


def _matter_page(
    request: HttpRequest,
    row: Matter,
    *,
    people_form: PeopleForm | None = None,
    note_form: NoteForm | None = None,
    status: int = 200,
) -> HttpResponse:
    member = member_or_404(request.user)
    checks = list(row.conflict_checks.select_related("by"))
    named = {hit["matter"] for check in checks for hit in check.hits if hit["matter"]}
    readable = matters_readable_by(request.user).filter(pk__in=named).values_list("pk", flat=True)
    page = MatterPage(
        member=member,
        matter=row,
        assessments=list(assessments_of_matter(row)),
        asked=request_rows(requests_of_matter(row)),
        notes=list(row.notes.select_related("by")),
        checks=check_rows(checks, {str(pk) for pk in readable}),
        people=[person.member for person in row.people.select_related("member")],
        people_form=people_form or PeopleForm(matter=row),
        note_form=note_form or NoteForm(),
        may_change=member.role != Role.OUTSIDE,
        may_manage=may_manage(member, row),
        overdue=is_overdue(row, timezone.localdate()),
    )
    return render(request, "desk/matter.html", vars(page), status=status)


def _conclusion(request: HttpRequest, form: PartiesForm) -> Conclusion:
    text = form.cleaned_data["conclusion"].strip()
    return Conclusion(text=text, seen=request.POST.get("seen", ""))


def _ask_conclusion(form: PartiesForm) -> None:
    form.add_error("conclusion", gettext("Names were found. Say why the firm may act."))


def _ask_fuller_names(form: PartiesForm) -> None:
    sentence = gettext("More than %(n)s names of the firm are like these. Give fuller names.")
    form.add_error("adverse", sentence % {"n": MAX_HITS})


def _parties(
    request: HttpRequest, row: Matter, form: PartiesForm, hits: Sequence[Hit], status: int
) -> HttpResponse:
    page = PartiesPage(matter=row, form=form, hits=hit_rows(hits), seen=hits_digest(hits))
    return render(request, "desk/parties.html", vars(page), status=status)


def _writer(user: User) -> Member:
    member = member_or_404(user)
    if member.role == Role.OUTSIDE:
        raise PermissionDenied
    return member


def _share_named(user: User, member: Member, request: HttpRequest) -> Share | None:
    """Return the waiting share that the address names; raise Http404 for another."""
    if "share" not in request.GET:
        return None
    named = request.GET["share"]
    try:
        share = shares_waiting(user, member).filter(pk=UUID(named)).first()
    except ValueError:
        share = None
    if share is None:
        raise Http404
    return share


def _initial(share: Share | None) -> dict[str, str]:
    """Return what a share says of a new matter: who shared, and the title of the work."""
    if share is None:
        return {}
    return {"client_name": person_name(share.by)[:200], "title": share.assessment.work.title[:200]}


def _opening(
    request: HttpRequest,
    form: OpeningForm,
    hits: Sequence[Hit],
    share: Share | None,
    status: int = 200,
) -> HttpResponse:
    page = OpeningPage(form=form, hits=hit_rows(hits), seen=hits_digest(hits), share=share)
    return render(request, "desk/opening.html", vars(page), status=status)
