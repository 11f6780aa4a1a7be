"""Which file of a draft may be the final work, and which one a person said it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Max

from assessments.evidence.models import Upload
from assessments.evidence.queries_extraction import files_read, has_preview
from assessments.jobs import JobState
from assessments.likeness.final_work import FileTraces, FinalProposal, propose_final
from assessments.likeness.items import base_name
from assessments.likeness.items import records_making as records_runs
from assessments.lineage.models import FileComparison
from assessments.lineage.queries import TreeNode, tree_of, turn_alike
from assessments.proposals.from_files.editing import LAYERED
from assessments.proposals.models import Confirmation
from assessments.proposals.read_files import reports_of_draft
from assessments.works.drafts import Draft
from assessments.works.models import Work

Json = Mapping[str, Any]
PROPOSAL, SECTION, FIELD = "final", "final", "final_work"
# Times of a file that may be the time at which it was finished, the last act first.
FINISHED = ("modified", "edited", "generated", "created", "digitised", "signed")
DOCUMENTS = ("application/pdf", "application/rtf", "text/plain", "text/markdown", "text/html")
OFFICE = ("application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument.")
# Kinds of files that a work of each kind may be; a work of another kind may be any of them.
KINDS: Mapping[str, tuple[str, ...]] = {
    "image": ("image/", "application/pdf", *LAYERED),
    "text": (*DOCUMENTS, *OFFICE, "application/msword"),
    "audio": ("audio/",),
    "video": ("video/", "image/gif", "image/webp"),
}
OF_PROMPTS = ("prompt_likeness", "same_seed")  # grounds that do not concern what is shown
ANY = tuple(dict.fromkeys(beginning for kind in KINDS.values() for beginning in kind))


@dataclass(frozen=True, kw_only=True)
class FinalWork:
    """The candidates with their voices, what a person may choose, and what they decided."""

    proposal: FinalProposal
    uploads: Mapping[str, Upload]  # by key
    choices: Sequence[str]  # keys of the files that can be chosen
    decided: bool = False
    chosen: Upload | None = None  # None where a person decided that none of them is it


def final_work(draft: Draft, reports: Sequence[tuple[Upload, Json]] | None = None) -> FinalWork:
    """Return what is known of the final work of a draft; `reports` where they are loaded."""
    reports = reports_of_draft(draft) if reports is None else reports
    uploads = {str(upload.pk): upload for upload, _ in reports}
    decision = decision_of(draft)
    chosen = uploads.get(str(decision.upload_id)) if decision else None
    is_gone = decision is not None and _is_choice(decision) and chosen is None
    return FinalWork(
        proposal=propose_final(list(_traces(draft, reports))),
        uploads=uploads,
        choices=[str(upload.pk) for upload, report in reports if not records_making(report)],
        decided=decision is not None and not is_gone,
        chosen=chosen if decision and _is_choice(decision) else None,
    )


def state_of_work(work_id: UUID) -> tuple[object, ...]:
    """Return what differs whenever another picture of a work may be shown, or it was assessed."""
    times = Work.objects.filter(pk=work_id).aggregate(
        assessed=Count("assessments", distinct=True),
        held=Count("draft__uploads", distinct=True),
        shown=Max("draft__uploads__original__view__finished_at"),
        decided=Max("draft__confirmations__pk"),
    )
    return tuple(times.values())


def picture_of(draft: Draft, files: Sequence[Upload] | None = None) -> Upload | None:
    """Return the final work where it has a preview, else the newest file that has one.

    `files` are those of the draft, as `files_read` returns them, where the caller has them.
    """
    decision = decision_of(draft)
    shown = [u for u in (files_read(draft) if files is None else files) if has_preview(u)]
    chosen = [upload for upload in shown if decision and upload.pk == decision.upload_id]
    return next(iter(chosen or shown[::-1]), None)


def decision_of(draft: Draft) -> Confirmation | None:
    """Return the newest decision about the final work."""
    return draft.confirmations.filter(proposal=PROPOSAL, section=SECTION).last()


def _is_choice(decision: Confirmation) -> bool:
    return decision.decision != Confirmation.Decision.LEFT_OUT


def may_be_final(report: Json, kind: str) -> bool:
    """Return whether a file may be a work of this kind."""
    is_of_kind = str(report.get("media_type") or "").startswith(KINDS.get(kind, ANY))
    return is_of_kind and not records_making(report)


def records_making(report: Json) -> bool:
    """Return whether a file records how a work was made, so that it is none itself.

    These are conversations, logs of runs, histories of code, workflows and screenshots.
    """
    is_shot = (report.get("extra") or {}).get("screenshot")
    return bool(report.get("messages") or is_shot or records_runs(report))


def _traces(draft: Draft, reports: Sequence[tuple[Upload, Json]]) -> Iterator[FileTraces]:
    kind = str(draft.answers.get("kind") or "")
    given = _given_names(reports)
    nodes = tree_of(draft)
    sources = _sources_of(nodes, [upload for upload, _ in reports])
    alike = _alike_files(nodes)
    for upload, report in reports:
        key = str(upload.pk)
        if may_be_final(report, kind):
            yield FileTraces(
                key=key,
                name=upload.name,
                at=_finished_at(report),
                sources=frozenset(sources.get(key, ())),
                made_from_it=frozenset(other for other, held in sources.items() if key in held),
                alike=alike.get(key, frozenset()),
                has_prompt=bool(report.get("prompt")),
                is_reference=base_name(upload.name) in given,
            )


def _finished_at(report: Json) -> str | None:
    times = report.get("times") or ()
    found = (time["value"] for what in FINISHED for time in times if time.get("what") == what)
    return next(found, None)


def _given_names(reports: Sequence[tuple[Upload, Json]]) -> set[str]:
    """Return the names of the files that a person gave to a tool, as other files state them."""
    names: set[str] = set()
    for _, report in reports:
        names |= {base_name(str(name)) for name in report.get("inputs") or ()}
        for turn in report.get("messages") or ():
            if turn.get("role") == "user":
                attached = (turn.get("extra") or {}).get("attachments") or ()
                names |= {base_name(str(name)) for name in attached}
    return names - {""}


def _alike_files(nodes: Sequence[TreeNode]) -> dict[str, frozenset[str]]:
    """Return the files that are like each other by the tree, where no order is known."""
    found: dict[str, set[str]] = {}
    for node in nodes:
        for other in () if node.parent or node.placed else node.found["unsure"]:
            pair = node.key.partition("#")[0], other["key"].partition("#")[0]
            if pair[0] != pair[1]:
                found.setdefault(pair[0], set()).add(pair[1])
                found.setdefault(pair[1], set()).add(pair[0])
    return {key: frozenset(others) for key, others in found.items()}


def _source_of(node: TreeNode) -> str:
    """Return what a result holds or was made from; a like prompt shows neither."""
    grounds = node.found["grounds"]
    if not node.placed and grounds and grounds[0]["code"] in OF_PROMPTS:
        return ""
    return node.parent or turn_alike(node.found)


def _sources_of(nodes: Sequence[TreeNode], uploads: Sequence[Upload]) -> dict[str, set[str]]:
    """Return the files that each file was made from or holds, by the tree and by comparisons."""
    keys = {str(upload.pk) for upload in uploads}
    sources: dict[str, set[str]] = {}
    above = {node.key: _source_of(node) for node in nodes}
    for key in keys & above.keys():
        at, seen = above[key], {key}
        while at and at not in seen:
            seen.add(at)
            if (file := at.partition("#")[0]) in keys and file != key:
                sources.setdefault(key, set()).add(file)
            at = above.get(at, "")
    by_original = {upload.original_id: str(upload.pk) for upload in uploads}
    rows = FileComparison.objects.filter(
        source_id__in=by_original, final_id__in=by_original, state=JobState.READY
    ).defer("heat_map")
    for row in rows:
        if (row.measure or {}).get("passages"):
            sources.setdefault(by_original[row.final_id], set()).add(by_original[row.source_id])
    return sources
