"""What changes what is made of a draft's files: taking in, reading again, comparing, placing."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import transaction

from assessments.audit.log import audit_append
from assessments.evidence.models import Upload
from assessments.evidence.queries_extraction import read_states
from assessments.jobs import JobState, dispatch, retry
from assessments.lineage.models import FileComparison, Placing, Tree
from assessments.lineage.queries import tree_of
from assessments.works.drafts import Draft, audit_subject

MAX_MEASURED_EDGES = 60  # pairs of parent and child that are compared without being asked for


class CyclicPlacement(ValueError):
    """A result cannot come from itself, nor from what came from it."""


def comparison_request(source: Upload, final: Upload) -> FileComparison:
    """The comparison of two files; asked for now unless it was before, failed ones once more."""
    comparison, made = FileComparison.objects.get_or_create(
        source_id=source.original_id, final_id=final.original_id
    )
    if made:
        dispatch(comparison)
    return comparison


def comparison_retry(comparison: FileComparison) -> bool:
    return retry(comparison)


def tree_request(draft: Draft) -> Tree | None:
    """The tree of the files as they are; asked for now unless it was; None while some are read."""
    signature = _signature(draft)
    if signature is None:
        return None
    tree, made = Tree.objects.get_or_create(draft=draft, of=signature)
    if made:
        dispatch(tree)
    elif tree.state == JobState.READY:
        Tree.objects.filter(draft=draft, queued_at__lt=tree.queued_at).exclude(pk=tree.pk).delete()
        _compare_edges(draft, tree)
    return tree


def tree_retry(tree: Tree) -> bool:
    return retry(tree)


@transaction.atomic
def node_place(draft: Draft, *, node: str, parent: str, by: Any) -> None:
    """Give a result another parent, or none; raises `CyclicPlacement`."""
    Draft.objects.select_for_update().get(pk=draft.pk)
    nodes = {placed.key: placed for placed in tree_of(draft)}
    if node not in nodes or (parent and parent not in nodes):
        raise KeyError(node)
    at = parent
    while at:
        if at == node:
            raise CyclicPlacement
        at = nodes[at].parent
    before = nodes[node].parent
    Placing.objects.update_or_create(
        draft=draft, node=node, defaults={"parent": parent, "by": _user_or_none(by)}
    )
    audit_append(
        subject=audit_subject(draft),
        act="result.placed",
        actor=by.pk if by else None,
        facts={"result": node, "before": before, "parent": parent},
    )


def _signature(draft: Draft) -> str | None:
    """A digest of everything that the tree is grown from; None while a file is being read."""
    states = read_states(draft)
    if any(state.is_open for state in states):
        return None
    lines = sorted(f"{state.upload} {state.sha256} {state.name} {state.state}" for state in states)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _compare_edges(draft: Draft, tree: Tree) -> None:
    """Measure what became of each picture in the next one, as far as the bound allows."""
    shas = {str(pk): sha for pk, sha in draft.uploads.values_list("pk", "original_id")}
    pairs = {
        (shas[node["parent"]], shas[node["key"]])
        for node in tree.nodes
        if node["parent"] in shas and node["key"] in shas and node["item"]["kind"] == "picture"
    }
    pairs = {pair for pair in pairs if pair[0] != pair[1]}
    known = set(
        FileComparison.objects.filter(final_id__in=[final for _, final in pairs]).values_list(
            "source_id", "final_id"
        )
    )
    for source, final in sorted(pairs - known)[: max(0, MAX_MEASURED_EDGES - len(pairs & known))]:
        comparison, made = FileComparison.objects.get_or_create(source_id=source, final_id=final)
        if made:
            dispatch(comparison)


def _user_or_none(by: Any) -> Any:
    return by if by is not None and by.is_authenticated else None
