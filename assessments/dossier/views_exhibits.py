"""The exhibits of an assessment as a court's list has them: the list, and filling one in."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from assessments.dossier.exhibits_page import (
    computed_class,
    exhibit_of,
    exhibit_rows,
    file_is_open,
    law_of,
    other_entries,
)
from assessments.dossier.forms_exhibits import ExaminersExhibitForm, ExhibitForm, LawyersExhibitForm
from assessments.exhibits.models import ExhibitEntry
from assessments.exhibits.queries import own_entry
from assessments.exhibits.services import capacity_of, exhibit_fill_in, may_examine
from assessments.wording.exhibits import legal_classes
from assessments.works.access import assessment_get_for, require_signed_in
from assessments.works.models import Assessment
from assessments.works.page import assessment_page
from cases.record import Evidence

UNPROCESSABLE = 422


@require_safe
@login_required
def exhibits(request: HttpRequest, pk: UUID) -> HttpResponse:
    """List the exhibits with their class by law and what was filled in."""
    assessment = assessment_get_for(request.user, pk)
    context = {"rows": exhibit_rows(assessment, require_signed_in(request.user))}
    template = "dossier/exhibits.html"
    return assessment_page(request, template, assessment, context, tab="exhibits")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def exhibit(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """Fill in what a court asks of an exhibit; the owner and every reader for themselves."""
    assessment = assessment_get_for(request.user, pk)
    user = require_signed_in(request.user)
    piece = exhibit_of(assessment, number)
    entry = own_entry(user, assessment.work, piece)
    form = _form(request, assessment, piece, entry)
    if request.method == "POST" and form.is_valid():
        exhibit_fill_in(assessment=assessment, piece=piece, by=user, values=form.cleaned_data)
        messages.success(request, gettext("Saved. The next memo takes it over."))
        return redirect("assessments:exhibits", pk)
    computed = computed_class(assessment, user, piece)
    context = {
        "form": form,
        "row": exhibit_rows(assessment, user)[number - 1],
        "computed": legal_classes(computed.classes),
        "law": law_of(assessment, computed),
        "others": other_entries(assessment, user, piece),
    }
    template = "dossier/exhibit.html"
    response = assessment_page(request, template, assessment, context, tab="exhibits")
    response.status_code = UNPROCESSABLE if request.method == "POST" else 200
    return response


def _form(
    request: HttpRequest, assessment: Assessment, piece: Evidence, entry: ExhibitEntry | None
) -> ExhibitForm:
    """Return the form with the values that the user may fill in of an exhibit."""
    user = require_signed_in(request.user)
    initial = vars(entry) if entry else {}
    if may_examine(user, assessment):
        # Who once opened the file keeps what it showed when the leave ends.
        stated = entry is not None and entry.examined == "file"
        file_open = stated or file_is_open(assessment, user, piece)
        return ExaminersExhibitForm(request.POST or None, initial=initial, file_open=file_open)
    kind = LawyersExhibitForm if capacity_of(user, assessment) == "lawyer" else ExhibitForm
    return kind(request.POST or None, initial=initial)
