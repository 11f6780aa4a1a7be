"""The tree of results, the storyboard, and the comparison of two files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.answers.frame import DraftFrame, draft_frame
from assessments.answers.telling import item_title
from assessments.evidence.dates import evidence_of
from assessments.evidence.models import Upload
from assessments.evidence.reports import report_of
from assessments.evidence.views import file_or_404, picture_response
from assessments.jobs import JobRow, JobState, jobs_ahead, worker_seems_absent
from assessments.lineage.compare_page import ComparisonContext, comparison_context
from assessments.lineage.compared_files import text_before_changes
from assessments.lineage.models import FileComparison, Tree
from assessments.lineage.queries import comparison_of, current_tree
from assessments.lineage.services import (
    CyclicPlacement,
    comparison_request,
    node_place,
    tree_retry,
)
from assessments.lineage.tree_page import (
    StoryboardRow,
    TreeRow,
    belonging_nodes,
    storyboard_rows,
    tree_rows,
)
from assessments.quotas.limits import Kind
from assessments.quotas.services import quota_spend
from assessments.wording import names
from assessments.wording.labels import EXTENT
from assessments.works.access_drafts import draft_get_for
from assessments.works.drafts import Draft
from assessments.works.session_drafts import owner_of

BY_HAND = ("edit", "write", "arrange", "prepare")
OPEN = (JobState.QUEUED, JobState.RUNNING)
PAIR = ("source", "final")


@dataclass(frozen=True, kw_only=True)
class JobProgress:
    """How far a job is; without a job, whether files are still being read."""

    job: Tree | FileComparison | None = None
    is_open: bool = False
    nobody: bool = False  # whether no worker seems to run
    ahead: int = 0  # jobs of the same lane whose turn comes before
    now: dt.datetime | None = None


@dataclass(frozen=True, kw_only=True)
class ResultsPage(DraftFrame, JobProgress):
    """The template context of the tree and of the storyboard."""

    rows: list[TreeRow] | list[StoryboardRow]
    tab: Literal["tree", "storyboard"]
    left_out: int  # answers of conversations that nobody said to belong to the work


@dataclass(frozen=True, kw_only=True)
class ComparePage(DraftFrame, JobProgress):
    """The template context of a comparison; `shown` holds its measures once it is ready."""

    uploads: list[Upload]
    source: Upload | None = None
    final: Upload | None = None
    chosen: Mapping[str, str] = field(default_factory=dict)  # the ids as sent, right or wrong
    wrong_pair: bool = False
    unmeasured: bool = False
    shown: ComparisonContext | None = None
    steps: list[tuple[str, str]] = field(default_factory=list)
    step: str = ""
    made: Iterable[tuple[str, Any]] = ()
    extents: list[tuple[str, str]] = field(default_factory=list)
    tab: str = "compare"


@require_http_methods(["GET", "HEAD", "POST"])
def tree(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show every result under the one it comes from; a POST queues a failed tree again."""
    draft = draft_get_for(request, pk)
    grown = current_tree(draft)
    if request.method == "POST":
        if grown is not None:
            tree_retry(grown)
        return redirect("assessments:draft-tree", draft.pk)
    page = ResultsPage(
        **vars(draft_frame(draft)),
        **vars(_job_progress(draft, grown)),
        rows=tree_rows(draft),
        left_out=belonging_nodes(draft)[1],
        tab="tree",
    )
    return render(request, "lineage/tree.html", vars(page))


@require_POST
def place(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give a result another parent in the tree."""
    draft = draft_get_for(request, pk)
    node, parent = request.POST.get("node", ""), request.POST.get("parent", "")
    try:
        node_place(draft, node=node, parent=parent, by=owner_of(request))
    except CyclicPlacement:
        messages.error(request, gettext("A result cannot come from one of its own later versions."))
    except KeyError:
        messages.error(request, gettext("This result is no longer there."))
    else:
        messages.success(request, gettext("Moved."))
    return redirect("assessments:draft-tree", draft.pk)


@require_safe
def storyboard(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the results in the order of making, with the prompt below each."""
    draft = draft_get_for(request, pk)
    page = ResultsPage(
        **vars(draft_frame(draft)),
        **vars(_job_progress(draft, current_tree(draft))),
        rows=storyboard_rows(draft),
        left_out=belonging_nodes(draft)[1],
        tab="storyboard",
    )
    return render(request, "lineage/storyboard.html", vars(page))


def _job_progress(draft: Draft, job: Tree | FileComparison | None) -> JobProgress:
    """Return how far a job is; without one the files are still being read, if there are any."""
    now = timezone.now()
    return JobProgress(
        job=job,
        is_open=job.state in OPEN if job else draft.uploads.exists(),
        nobody=isinstance(job, JobRow) and worker_seems_absent(job, now),
        ahead=jobs_ahead(job) if isinstance(job, JobRow) else 0,
        now=timezone.localtime(now),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what became of one file in another, and the extent of the edit that this suggests."""
    draft = draft_get_for(request, pk)
    uploads = list(draft.uploads.order_by("received_at"))
    page = ComparePage(**vars(draft_frame(draft)), uploads=uploads)
    # The form posts the two files; the address of a comparison names them.
    chosen = {name: request.POST.get(name) or request.GET.get(name, "") for name in PAIR}
    source, final = chosen.values()
    page, status = replace(page, chosen=chosen), 200
    is_same = bool(source) and source == final and not _tracks_changes(draft, source)
    if is_same or (request.method == "POST" and not (source and final)):
        page = replace(page, wrong_pair=True)
        status = 422 if request.method == "POST" else 200
    elif source and final:
        pair = file_or_404(draft, source), file_or_404(draft, final)
        if request.method == "POST":
            quota_spend(request, Kind.COMPARISONS)
            comparison_request(*pair)
            query = urlencode({"source": source, "final": final})
            return redirect(f"{reverse('assessments:draft-compare', args=[draft.pk])}?{query}")
        page = _add_comparison(page, *pair)
    return render(request, "lineage/compare.html", vars(page), status=status)


def _tracks_changes(draft: Draft, upload: str) -> bool:
    """Return whether a file can be compared with itself as it was before its tracked changes."""
    return bool(text_before_changes(report_of(file_or_404(draft, upload).original)))


def _add_comparison(page: ComparePage, source: Upload, final: Upload) -> ComparePage:
    """Add the measures of two files, or how far their comparison is; `unmeasured` without one."""
    comparison = comparison_of(source, final)
    if comparison is None:
        return replace(page, source=source, final=final, unmeasured=True)
    is_ready = comparison.state == JobState.READY
    return replace(
        page,
        **vars(_job_progress(page.draft, comparison)),
        source=source,
        final=final,
        shown=comparison_context(comparison, source, final) if is_ready else None,
        steps=_edit_steps(page.draft),
        step=_step_showing(page.draft, final),
        made=names.MADE.items(),
        extents=[(code, capfirst(str(name))) for code, name in EXTENT.items()],
    )


def _edit_steps(draft: Draft) -> list[tuple[str, str]]:
    """Return the steps by hand, which have an extent: id and title."""
    steps = list(enumerate(draft.answers.get("steps") or [], 1))
    return [
        (step["id"], item_title(draft.answers, "steps", step, at))
        for at, step in steps
        if step.get("action") in BY_HAND
    ]


def _step_showing(draft: Draft, final: Upload) -> str:
    """Return the id of the step by hand that has the final work as evidence; empty if none has."""
    pieces = set(evidence_of(draft.answers, final))
    steps = (step for step in draft.answers.get("steps") or [] if step.get("action") in BY_HAND)
    return next((step["id"] for step in steps if pieces & set(step.get("evidence") or ())), "")


@require_safe
def heat_map(request: HttpRequest, pk: UUID, source: UUID, final: UUID) -> HttpResponse:
    """Return the picture of where two pictures of a draft differ, made by this server."""
    draft = draft_get_for(request, pk)
    pair = file_or_404(draft, source), file_or_404(draft, final)
    row = FileComparison.objects.filter(
        source_id=pair[0].original_id, final_id=pair[1].original_id
    ).first()
    if row is None or not row.heat_map:
        raise Http404
    return picture_response(bytes(row.heat_map), "image/png")
