"""Does the work of the jobs on several files: comparisons and the tree of outputs.

Untrusted pictures are decoded in confined child processes only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from assessments.evidence.jobs import read_original
from assessments.evidence.killed_child import retried_if_killed
from assessments.evidence.models import Original
from assessments.evidence.models_views import PictureView
from assessments.evidence.reports import report_of, reports_of
from assessments.intake.core.problems import Rejected, raise_limit
from assessments.jobs import JobFailure, JobState, Progress
from assessments.likeness import (
    Fingerprint,
    Item,
    Node,
    build_lineage,
    compare_films,
    compare_in_child,
    compare_texts,
    film_frames_in_child,
    items_of,
)
from assessments.likeness import limits as likeness_limits
from assessments.likeness.lineage import Measure
from assessments.likeness.turns import count_typed
from assessments.lineage.compared_files import ComparedTexts, compared_texts, is_film
from assessments.lineage.models import FileComparison, Tree

MAX_STORED_CHARS = 20_000  # of each text of an output, stored with the tree


def comparison_work(comparison: FileComparison, progress: Progress) -> dict[str, Any]:
    """Compare two pictures by area, two texts by words or two films by their passages.

    Returns the columns to store. Files that are none of these get a measure with the code of the
    problem. Raises `TemporaryFailure` where the processes that compare are killed.
    """
    progress.stage("comparing")
    source, final = comparison.source, comparison.final
    pair = compared_texts(report_of(source), report_of(final), is_one_file=source.pk == final.pk)
    if pair is not None:
        return {"measure": _measure_texts(pair)}
    if is_film(source) and is_film(final):
        return {"measure": _measure_films(source, final)}
    return _measure_pictures(source, final)


def _measure_pictures(source: Original, final: Original) -> dict[str, Any]:
    if max(source.size, final.size) > likeness_limits.PICTURE_BYTES.value:
        return {"measure": {"kind": "picture", "code": likeness_limits.PICTURE_BYTES.code}}
    pictures = read_original(source), read_original(final)
    with retried_if_killed():
        measure = compare_in_child(*pictures)
    stored = measure.as_json() | {"kind": "picture", "heat_map": None}
    return {"measure": stored, "heat_map": measure.heat_map}


def tree_work(tree: Tree, progress: Progress) -> dict[str, Any]:
    """Order the outputs of all read files of a draft; return the columns to store.

    Raises `JobFailure` where there are too many outputs.
    """
    progress.stage("growing")
    try:
        nodes = build_lineage(list(_items(tree)), _measure_of(tree))
    except Rejected as rejection:
        raise JobFailure("too_many_items", rejection.problem.code) from rejection
    return {"nodes": [_node_as_json(node) for node in nodes]}


def _items(tree: Tree) -> Iterator[Item]:
    uploads = tree.draft.uploads.select_related("original__reading", "original__view")
    read = list(uploads.filter(original__reading__state="ready").order_by("received_at"))
    num_answers = 0
    for upload, whole in zip(read, reports_of(read), strict=True):
        # Counted first: each answer holds all that stand above it.
        num_answers += sum(turn.get("role") == "assistant" for turn in whole.get("messages") or ())
        if num_answers > likeness_limits.ITEMS.value:
            raise_limit(likeness_limits.ITEMS)
        report = {**whole, "file": upload.name}
        if report.get("media_type") == "application/zip" and not report.get("messages"):
            continue
        yield from items_of(report, key=str(upload.pk), fingerprint=_fingerprint(upload.original))


def _measure_of(tree: Tree) -> Measure:
    """Return the measure of two pictures of a draft, as their comparison shows it."""
    uploads = {
        str(upload.pk): upload.original for upload in tree.draft.uploads.select_related("original")
    }
    done: dict[tuple[str, str], float | None] = {}

    def measure(source: Item, final: Item) -> float | None:
        first, last = uploads.get(source.key), uploads.get(final.key)
        if first is None or last is None:
            return None
        pair = (first.pk, last.pk)
        if pair not in done and len(done) < likeness_limits.MEASURED_PAIRS.value:
            done[pair] = _changed_area(first, last)
        return done.get(pair)

    return measure


def _changed_area(source: Original, final: Original) -> float | None:
    stored = FileComparison.objects.filter(source=source, final=final, state=JobState.READY).first()
    measure = (stored.measure if stored else None) or _measure_pictures(source, final)["measure"]
    return None if measure.get("code") else measure.get("changed")


def _fingerprint(original: Original) -> Fingerprint | None:
    view = PictureView.objects.filter(pk=original.pk).only("fingerprint").first()
    return Fingerprint.from_json(view.fingerprint) if view and view.fingerprint else None


def _node_as_json(node: Node) -> dict[str, Any]:
    """Return a node as it is stored: without what only the search needs, with its texts cut.

    The turns before each turn would grow with the square of the length of a conversation.
    """
    item = replace(node.item, fingerprint=None, ancestors=())
    stored = asdict(replace(node, item=item))
    stored["item"].pop("fingerprint")
    for name in ("prompt", "negative_prompt", "text"):
        if stored["item"][name]:
            stored["item"][name] = stored["item"][name][:MAX_STORED_CHARS]
    return stored


def _measure_texts(pair: ComparedTexts) -> dict[str, Any]:
    found = compare_texts(pair.source, pair.final)
    measure = asdict(found)
    problem = measure.pop("refused")
    new = [(span.start, span.end) for span in found.final if span.kind == "new"]
    return {
        **measure,
        "kind": "text",
        "code": problem["code"] if problem else None,
        "turns": list(pair.turns),
        "typed": count_typed(pair.messages, pair.final, new) if pair.messages else None,
    }


def _measure_films(source: Original, final: Original) -> dict[str, Any]:
    frames = []
    for original in (source, final):
        if original.size > likeness_limits.FILM_BYTES.value:
            return {"kind": "film", "code": likeness_limits.FILM_BYTES.code}
        with retried_if_killed():
            found = film_frames_in_child(read_original(original))
        if isinstance(found, str):
            return {"kind": "film", "code": found}
        frames.append(found)
    return {**asdict(compare_films(*frames)), "kind": "film"}
