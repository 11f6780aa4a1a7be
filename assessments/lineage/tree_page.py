"""The tree of results as its pages show it: order, depth, what changed and how much.

Reads stored rows only; what was measured stands in comparisons that background work made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from assessments.evidence.models import Upload
from assessments.evidence.queries_extraction import has_preview, uploads_by_key
from assessments.likeness import Changes, DiffPiece, Item, PictureMeasure, changes
from assessments.lineage.models import FileComparison
from assessments.lineage.queries import TreeNode, comparisons_of, tree_of
from assessments.wording import likeness
from assessments.wording.labels import CHANGED
from assessments.wording.times import moment_text
from assessments.works.drafts import Draft

Json = Mapping[str, Any]
SHOWN_PROMPT, SHOWN_TEXT = 600, 240
ITEM_FIELDS = {field.name for field in fields(Item)}
TUPLES = ("inputs", "parents", "ancestors")


def tree_rows(draft: Draft) -> list[dict[str, Any]]:
    """Every result under the one it comes from, with its depth, in the order of making."""
    nodes = tree_of(draft)
    uploads = uploads_by_key(draft)
    by_key = {node.key: node for node in nodes}
    numbers = {node.key: number for number, node in enumerate(nodes, 1)}
    measured = _comparisons_of_edges(nodes, uploads)
    names = {node.key: name_of(node, uploads, numbers) for node in nodes}
    children: dict[str, list[TreeNode]] = {}
    for node in nodes:
        children.setdefault(node.parent, []).append(node)
    rows = []
    for node, depth in _walk(children):
        parent = by_key.get(node.parent)
        rows.append(
            {
                **_row(node, uploads.get(_file_key(node)), names[node.key]),
                "depth": min(depth, 6),
                "number": numbers[node.key],
                "parent": node.parent,
                "parent_name": names.get(node.parent, ""),
                **_relation(parent, node, uploads, measured),
                "likely": [(key, names[key]) for key in _unsure(node) if key in names],
                "has_lost_label": _has_lost_label(node, uploads),
                "duplicate_of": names.get(node.found["duplicate_of"] or "", ""),
            }
        )
    choices = [(row["key"], row["name"]) for row in sorted(rows, key=lambda row: row["number"])]
    below = _descendants(children)
    for row in rows:
        own = below.get(row["key"], set()) | {row["key"]}
        row["likely"] = [choice for choice in row["likely"] if choice[0] not in own]
        own |= {key for key, _ in row["likely"]}
        row["choices"] = [choice for choice in choices if choice[0] not in own]
    return rows


def storyboard_rows(draft: Draft) -> list[dict[str, Any]]:
    """The results in the order of making, each with the instruction that asked for it."""
    nodes = tree_of(draft)
    uploads = uploads_by_key(draft)
    numbers = {node.key: number for number, node in enumerate(nodes, 1)}
    return [
        {
            **_row(node, uploads.get(_file_key(node)), name_of(node, uploads, numbers)),
            "number": numbers[node.key],
            "from_number": numbers.get(node.parent),
        }
        for node in nodes
        if node.item["kind"] == "picture" or node.item["prompt"]
    ]


def lost_labels(draft: Draft) -> dict[str, str]:
    """The files without the label that the one they came from carries, and the name of that one."""
    uploads = uploads_by_key(draft)
    lost = [node for node in tree_of(draft) if _has_lost_label(node, uploads)]
    return {node.key: uploads[node.parent].name for node in lost}


def _has_lost_label(node: TreeNode, uploads: Mapping[str, Upload]) -> bool:
    source, final = uploads.get(node.parent), uploads.get(node.key)
    if source is None or final is None:
        return False
    return bool(source.read_label) and not final.read_label  # type: ignore[attr-defined]


def descents(draft: Draft) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Of each file: the step that its own continues, as `proposing` keys it, and what changed."""
    nodes = {node.key: node for node in tree_of(draft)}
    uploads = uploads_by_key(draft)
    measured = _comparisons_of_edges(list(nodes.values()), uploads)
    found = {}
    for node in nodes.values():
        parent = nodes.get(node.parent)
        if parent is None or "#" in node.key or "#" in parent.key:
            continue
        source, final = uploads.get(parent.key), uploads.get(node.key)
        if source is not None and final is not None:
            comparison = measured.get((source.original_id, final.original_id))
            codes = _changes(parent, node, comparison).changed
            found[node.key] = (f"{parent.key}/1", codes)
    return found


def name_of(node: TreeNode, uploads: Mapping[str, Upload], numbers: Mapping[str, int]) -> str:
    upload = uploads.get(_file_key(node))
    name = upload.name if upload else str(node.item["name"])
    return f"{numbers[node.key]}. {name}"


def _unsure(node: TreeNode) -> list[str]:
    return [candidate["key"] for candidate in node.found["unsure"]]


def _file_key(node: TreeNode) -> str:
    return node.key.partition("#")[0]


def _row(node: TreeNode, upload: Upload | None, name: str) -> dict[str, Any]:
    item = node.item
    own_file = upload is not None and "#" not in node.key
    text = item.get("text") or ""
    return {
        "key": node.key,
        "name": name,
        "upload": upload,
        "has_preview": upload is not None and own_file and has_preview(upload),
        "kind": item["kind"],
        "at": moment_text(str(item.get("at") or "").replace("T", " ")),
        "generator": item.get("generator") or "",
        "prompt": (item.get("prompt") or "")[:SHOWN_PROMPT],
        "text": text[:SHOWN_TEXT],
        "chosen": item.get("chosen"),
        "placed": node.placed,
        "own_file": own_file,
    }


def _walk(children: Mapping[str, list[TreeNode]]) -> Iterator[tuple[TreeNode, int]]:
    """Depth first; the tree has no circle, since placing refuses one."""
    waiting = [(node, 0) for node in reversed(children.get("", []))]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        waiting += [(child, depth + 1) for child in reversed(children.get(node.key, []))]


def _descendants(children: Mapping[str, list[TreeNode]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for node, _ in reversed(list(_walk(children))):
        below = found.setdefault(node.key, set())
        for child in children.get(node.key, []):
            below |= {child.key} | found.get(child.key, set())
    return found


def _comparisons_of_edges(
    nodes: list[TreeNode], uploads: Mapping[str, Upload]
) -> dict[tuple[str, str], FileComparison]:
    pairs = {
        (uploads[node.parent].original_id, uploads[node.key].original_id)
        for node in nodes
        if node.parent in uploads and node.key in uploads
    }
    return comparisons_of(pairs) if pairs else {}


def _relation(
    parent: TreeNode | None,
    node: TreeNode,
    uploads: Mapping[str, Upload],
    measured: Mapping[tuple[str, str], FileComparison],
) -> dict[str, Any]:
    """Why it is placed here, what was changed, and how much the result differs."""
    if parent is None:
        return {"grounds": [], "confidence": "", "changed": [], "prompt_diff": [], "settings": []}
    source, final = uploads.get(parent.key), uploads.get(node.key)
    comparison = measured.get((source.original_id, final.original_id)) if source and final else None
    found, measure = _changes(parent, node, comparison), picture_measure(comparison)
    as_found = node.parent == node.found["parent"]
    return {
        "grounds": [likeness.reason(setting) for setting in node.found["grounds"]]
        if as_found
        else [],
        "confidence": likeness.confidence(node.found["confidence"]) if as_found else "",
        "changed": [str(CHANGED[code]) for code in found.changed],
        "prompt_diff": _differing_pieces(found.prompt),
        "negative_diff": _differing_pieces(found.negative_prompt),
        "settings": [
            {
                "name": likeness.setting_name(setting.name),
                "before": likeness.setting_value(setting.before),
                "after": likeness.setting_value(setting.after),
            }
            for setting in found.settings
            if node.item["parameters"]  # a file that states none did not change them
        ],
        "source": source,
        "measured": _area(measure),
        "has_map": measure is not None and measure.code is None and bool(measure.changed),
    }


def _differing_pieces(pieces: tuple[DiffPiece, ...]) -> tuple[DiffPiece, ...]:
    """Nothing where both are the same: the instruction itself is shown then."""
    return pieces if any(piece.kind != "same" for piece in pieces) else ()


def _changes(parent: TreeNode, node: TreeNode, comparison: FileComparison | None) -> Changes:
    measure = picture_measure(comparison)
    return changes(item_of(parent.item), item_of(node.item), measure)


def _area(measure: PictureMeasure | None) -> str:
    return likeness.share(measure.changed) if measure and measure.changed is not None else ""


def picture_measure(comparison: FileComparison | None) -> PictureMeasure | None:
    """The stored measure of two pictures; None while there is none, and for texts."""
    measure = comparison.measure if comparison is not None else None
    if not measure or measure.get("kind") != "picture":
        return None
    return PictureMeasure.from_json(measure)


def item_of(plain: Json) -> Item:
    """A stored item as a value again."""
    given = {name: value for name, value in plain.items() if name in ITEM_FIELDS}
    return Item(**{**given, **{name: tuple(given.get(name) or ()) for name in TUPLES}})
