"""Requests comparisons and trees, and places results in a tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from assessments.audit.log import audit_append
from assessments.evidence.models import Upload
from assessments.evidence.reports import report_of
from assessments.jobs import JobState, dispatch, retry
from assessments.lineage.compared_files import is_film
from assessments.lineage.models import FileComparison, Placing, Tree
from assessments.lineage.queries import comparison_of, files_signature, tree_of, turn_alike
from assessments.works.access_drafts import draft_locked
from assessments.works.drafts import Draft, audit_subject
from assessments.works.owners import draft_key

REQUEST_WITHIN = timedelta(minutes=10)  # the sweep looks for changes of files so far back
MAX_PER_ROUND = 100  # drafts in one round of the sweep
MAX_MEASURED_EDGES = 60  # pairs of parent and child compared without a request


class CyclicPlacement(ValueError):
    """A result cannot come from itself, nor from what came from it."""


def comparison_request(source: Upload, final: Upload) -> FileComparison:
    """Request the comparison of two files; one that failed is queued once more.

    One that was made before films were compared and words were counted is made anew.
    """
    stored = comparison_of(source, final)
    if stored is not None and stored.state == JobState.READY and _is_outdated(stored):
        stored.delete()
    comparison, made = FileComparison.objects.get_or_create(
        source_id=source.original_id,
        final_id=final.original_id,
        defaults={"owner_key": draft_key(final.draft)},
    )
    if made:
        dispatch(comparison)
    else:
        retry(comparison)
    return comparison


def _is_outdated(comparison: FileComparison) -> bool:
    measure = comparison.measure or {}
    kind, code = measure.get("kind"), measure.get("code")
    if kind == "text":
        return not code and "kept" not in measure
    return bool(code) and is_film(comparison.source) and kind != "film"


def tree_request(draft: Draft) -> None:
    """Request the tree of a draft's files, unless it was requested or files are still being read.

    Called after every change of the files (`evidence.follow_up`).
    """
    signature = files_signature(draft)
    if signature is None:
        return
    tree, made = Tree.objects.get_or_create(
        draft=draft, of=signature, defaults={"owner_key": draft_key(draft)}
    )
    if made:
        dispatch(tree)


def trees_request() -> int:
    """Request the trees of drafts whose files changed lately; a lost worker may have missed one."""
    since = timezone.now() - REQUEST_WITHIN
    changed = Draft.objects.filter(
        Q(uploads__original__reading__finished_at__gte=since)
        | Q(uploads__original__view__finished_at__gte=since)
        | Q(uploads__unpacking__finished_at__gte=since)
    ).distinct()
    before = Tree.objects.count()
    for draft in changed[:MAX_PER_ROUND]:
        tree_request(draft)
    return Tree.objects.count() - before


def tree_retry(tree: Tree) -> bool:
    """Queue a failed tree once more; False where it did not fail."""
    return retry(tree)


def tree_finish(tree: Tree) -> None:
    """Remove the trees of earlier states of the files, and request the measures of its edges."""
    Tree.objects.filter(draft=tree.draft_id, queued_at__lt=tree.queued_at).delete()
    _compare_edges(tree.draft, tree)


@transaction.atomic
def node_place(draft: Draft, *, node: str, parent: str, by: User | None) -> None:
    """Give a result another parent, or ("") none.

    Raises `CyclicPlacement` where the parent comes from the result, KeyError where one of them is
    not in the tree.
    """
    draft_locked(draft)
    nodes = {placed.key: placed for placed in tree_of(draft)}
    if node not in nodes or (parent and parent not in nodes):
        raise KeyError(node)
    at = parent
    while at:
        if at == node:
            raise CyclicPlacement
        at = nodes[at].parent
    before = nodes[node].parent
    Placing.objects.update_or_create(draft=draft, node=node, defaults={"parent": parent, "by": by})
    audit_append(
        subject=audit_subject(draft),
        act="result.placed",
        actor=by.pk if by else None,
        facts={"result": node, "before": before, "parent": parent},
    )


def _compare_edges(draft: Draft, tree: Tree) -> None:
    """Request the comparison of each result with its parent, and of clips with the longest film.

    Of texts only those are compared whose parent stands in another file, as in a conversation.
    """
    uploads = {str(upload.pk): upload for upload in draft.uploads.order_by("received_at")}
    pairs = dict.fromkeys(
        (uploads[source].original_id, uploads[final].original_id)
        for node in tree.nodes
        if node["item"]["kind"] in ("picture", "text")
        and (final := node["key"]) in uploads
        and (source := _source_key(node)) in uploads
    )
    pairs |= dict.fromkeys(_film_pairs(list(uploads.values())))
    wanted = [pair for pair in pairs if pair[0] != pair[1]]
    known = set(
        FileComparison.objects.filter(final_id__in=[final for _, final in wanted]).values_list(
            "source_id", "final_id"
        )
    )
    left = MAX_MEASURED_EDGES - len(known & set(wanted))
    for source, final in [pair for pair in wanted if pair not in known][: max(0, left)]:
        comparison, made = FileComparison.objects.get_or_create(
            source_id=source, final_id=final, defaults={"owner_key": draft_key(draft)}
        )
        if made:
            dispatch(comparison)


def _source_key(node: Mapping[str, Any]) -> str:
    """Return the key of the file that a result comes from; of a text also that of a turn's file."""
    parent = str(node["parent"] or turn_alike(node))
    return parent.partition("#")[0] if node["item"]["kind"] == "text" else parent


def _film_pairs(uploads: Sequence[Upload]) -> Iterator[tuple[str, str]]:
    """Yield each clip with the longest film, in which the others may stand."""
    seconds = {
        upload.original_id: (report_of(upload.original).get("extra") or {}).get("seconds") or 0
        for upload in uploads
        if is_film(upload.original)
    }
    longest = max(seconds, key=lambda key: seconds[key], default="")
    yield from ((key, longest) for key in seconds if key != longest)
