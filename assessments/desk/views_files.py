"""What is kept of a matter: its timeline, and all of it as one archive."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from assessments.desk.export import matter_members
from assessments.desk.timeline import KINDS, timeline_of
from assessments.matters.access import matter_get_for, matter_get_for_change
from assessments.privacy.zip_stream import zip_stream
from assessments.works.handing_out import download_count, handed_out

PAGE_SIZE = 50


@require_safe
@login_required
def timeline(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what was done in a matter, newest first; `kind` leaves out the rest."""
    matter = matter_get_for(request.user, pk)
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    page_obj = Paginator(timeline_of(matter, kind), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "matter": matter,
        "page_obj": page_obj,
        "kind": kind,
        "kinds": KINDS.items(),
        "tab": "matter",
    }
    return render(request, "desk/timeline.html", context)


@require_safe
@login_required
def matter_export(request: HttpRequest, pk: UUID) -> StreamingHttpResponse:
    """Send a matter as a ZIP archive that is written while it is sent; the log names it."""
    matter, _member = matter_get_for_change(request.user, pk)
    download_count(request)
    handed_out(request, subject=f"matter:{matter.pk}", act="matter.exported", facts={})
    title = slugify(matter.title, allow_unicode=True)[:60] or str(matter.pk)
    name = f"{title}-{timezone.localdate().isoformat()}.zip"
    return StreamingHttpResponse(
        zip_stream(matter_members(matter, cast("User", request.user))),
        content_type="application/zip",
        headers={"Content-Disposition": str(content_disposition_header(True, name))},
    )
