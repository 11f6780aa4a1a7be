"""The background work on files that were read: small pictures, comparisons, the tree, archives.

Untrusted pictures are decoded in confined child processes only. The members of an archive are taken
in by whoever calls (`take`), one after the other, so that the bounds on a draft hold for them too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from assessments.evidence.jobs import original_bytes
from assessments.evidence.models import Original
from assessments.evidence.models_views import PictureView
from assessments.intake.core.problems import Rejected
from assessments.jobs import JobFailure, Progress
from assessments.likeness import (
    Fingerprint,
    Item,
    Node,
    build_lineage,
    compare_in_child,
    compare_texts,
    items_of,
)
from assessments.likeness import limits as likeness_limits
from assessments.lineage.models import FileComparison, Tree

MAX_SHOWN_TEXT = 20_000  # characters of an output that are kept with the tree


def comparison_work(comparison: FileComparison, progress: Progress) -> dict[str, Any]:
    """Compare two pictures by area or two texts by words; what is neither is not comparable."""
    progress.stage("comparing")
    texts = [_text(original) for original in (comparison.source, comparison.final)]
    if all(texts):
        return {"measure": _measure_texts(*texts)}
    sizes = (comparison.source.size, comparison.final.size)
    if max(sizes) > likeness_limits.PICTURE_BYTES.value:
        return {"measure": {"kind": "picture", "code": likeness_limits.PICTURE_BYTES.code}}
    measure = compare_in_child(original_bytes(comparison.source), original_bytes(comparison.final))
    plain = measure.as_json() | {"kind": "picture", "heat_map": None}
    return {"measure": plain, "heat_map": measure.heat_map}


def tree_work(tree: Tree, progress: Progress) -> dict[str, Any]:
    """Order the outputs of all files of the draft that were read."""
    progress.stage("growing")
    try:
        nodes = build_lineage(list(_items(tree)))
    except Rejected as rejection:
        raise JobFailure("too_many_items", rejection.problem.code) from rejection
    return {"nodes": [_node(node) for node in nodes]}


def _items(tree: Tree) -> Iterator[Item]:
    uploads = tree.draft.uploads.select_related("original__reading", "original__view")
    for upload in uploads.filter(original__reading__state="ready").order_by("received_at"):
        found = {**(upload.original.reading.found or {}), "file": upload.name}
        if found.get("media_type") == "application/zip" and not found.get("messages"):
            continue
        yield from items_of(found, key=str(upload.pk), fingerprint=_fingerprint(upload.original))


def _fingerprint(original: Original) -> Fingerprint | None:
    view = PictureView.objects.filter(pk=original.pk).only("fingerprint").first()
    return Fingerprint.from_json(view.fingerprint) if view and view.fingerprint else None


def _node(node: Node) -> dict[str, Any]:
    """A node as it is stored: its item without the fingerprint and without a long text."""
    plain = asdict(node)
    plain["item"].pop("fingerprint")
    if node.item.text:
        plain["item"]["text"] = node.item.text[:MAX_SHOWN_TEXT]
    return plain


def _measure_texts(source: str, final: str) -> dict[str, Any]:
    measure = asdict(compare_texts(source, final))
    refused = measure.pop("refused")
    return {**measure, "kind": "text", "code": refused["code"] if refused else None}


def _text(original: Original) -> str:
    found = original.reading.found if hasattr(original, "reading") else None
    return str(((found or {}).get("extra") or {}).get("text") or "")
