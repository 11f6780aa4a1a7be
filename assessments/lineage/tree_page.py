"""What the pages of the tree and the storyboard show: order, depth, changes and measures.

The functions read stored rows only; jobs have made the comparisons.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from typing import Any, NamedTuple

from assessments.evidence.models import Upload
from assessments.evidence.queries_extraction import has_preview, uploads_by_key
from assessments.intake.screenshots.names import of_name
from assessments.likeness import Changes, DiffPiece, Item, PictureMeasure, changes
from assessments.likeness.items import ItemKind
from assessments.likeness.nodes import STATED
from assessments.lineage.models import FileComparison
from assessments.lineage.queries import (
    TreeNode,
    chosen_conversations,
    comparisons_of,
    confirmed_files,
    tree_of,
)
from assessments.wording import likeness
from assessments.wording.labels import CHANGED
from assessments.wording.times import moment_text
from assessments.works.drafts import Draft

Json = Mapping[str, Any]
MAX_PROMPT_CHARS, MAX_TEXT_CHARS = 600, 240
MAX_DEPTH = 6  # of indentation
ITEM_FIELDS = {field.name for field in fields(Item)}
TUPLE_FIELDS = ("inputs", "parents", "ancestors")


@dataclass(frozen=True, kw_only=True)
class ResultRow:
    """One result: what its file states of it."""

    key: str
    name: str
    upload: Upload | None
    has_preview: bool
    kind: ItemKind
    at: str
    generator: str
    prompt: str
    text: str
    chosen: bool | None  # whether it was kept in its conversation
    placed: bool  # whether a person chose the parent
    own_file: bool  # whether the file holds this result alone
    told_by_text: bool  # whether a text only names the generator


@dataclass(frozen=True, kw_only=True)
class SettingChange:
    """A setting before and after, in words."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class ParentRelation:
    """Why a result stands under its parent, what was changed, and how much the results differ."""

    grounds: Sequence[str] = ()
    confidence: str = ""
    changed: Sequence[str] = ()
    prompt_diff: Sequence[DiffPiece] = ()
    negative_diff: Sequence[DiffPiece] = ()
    settings: Sequence[SettingChange] = ()
    source: Upload | None = None
    measured: str = ""
    has_map: bool = False


@dataclass(frozen=True, kw_only=True)
class TreeRow(ResultRow, ParentRelation):
    """One result of the tree."""

    depth: int
    number: int
    parent: str
    parent_name: str
    likely: list[tuple[str, str]]  # the results that may be the parent: key and name
    choices: list[tuple[str, str]]  # the other results that may become the parent
    has_lost_label: bool
    duplicate_of: str


@dataclass(frozen=True, kw_only=True)
class StoryboardRow(ResultRow):
    """One result of the storyboard."""

    number: int
    from_number: int | None
    is_dated: bool  # whether its place in the order is known


class Descent(NamedTuple):
    """The key of the step that a step continues, what was changed, and who says so."""

    parent: str = ""
    changed: tuple[str, ...] = ()
    is_stated: bool = False  # by a file or by a person; otherwise it is only likely


def tree_rows(draft: Draft) -> list[TreeRow]:
    """Return every result below its parent, with its depth, siblings in the order of making."""
    nodes, _ = belonging_nodes(draft)
    uploads = uploads_by_key(draft)
    by_key = {node.key: node for node in nodes}
    numbers = {node.key: number for number, node in enumerate(nodes, 1)}
    measured = _comparisons_of_edges(nodes, uploads)
    names = {node.key: node_name(node, uploads, numbers) for node in nodes}
    children: dict[str, list[TreeNode]] = {}
    for node in nodes:
        children.setdefault(node.parent, []).append(node)
    ordered = list(_depth_first(children))
    shown = {node.key for node, _ in ordered}
    below = _descendants_by_node(children)
    rows = []
    for node, depth in ordered:
        # A result cannot come from itself or from a result that comes from it.
        excluded = below.get(node.key, set()) | {node.key}
        likely = [key for key in _unsure_keys(node) if key in names and key not in excluded]
        excluded |= set(likely)
        result = _result_row(node, uploads.get(_file_key(node)), names[node.key])
        relation = _parent_relation(by_key.get(node.parent), node, uploads, measured)
        rows.append(
            TreeRow(
                **vars(result),
                **vars(relation),
                depth=min(depth, MAX_DEPTH),
                number=numbers[node.key],
                parent=node.parent,
                parent_name=names.get(node.parent, ""),
                likely=[(key, names[key]) for key in likely],
                choices=[
                    (key, name)
                    for key, name in names.items()
                    if key in shown and key not in excluded
                ],
                has_lost_label=_has_lost_label(node, uploads),
                duplicate_of=names.get(node.found["duplicate_of"] or "", ""),
            )
        )
    return rows


def storyboard_rows(draft: Draft) -> list[StoryboardRow]:
    """Return what can be seen, and prompted results: the dated ones first, then the others.

    A screenshot shows a screen, and a text without a prompt has nothing to be seen.
    """
    uploads = uploads_by_key(draft)
    shown = [node for node in belonging_nodes(draft)[0] if _is_shown(node, uploads)]
    shown.sort(key=lambda node: not node.item["at"])
    numbers = {node.key: number for number, node in enumerate(shown, 1)}
    rows = []
    for node in shown:
        upload = uploads.get(_file_key(node))
        result = _result_row(node, upload, node_name(node, uploads, numbers))
        rows.append(
            StoryboardRow(
                **vars(result),
                number=numbers[node.key],
                from_number=numbers.get(node.parent),
                is_dated=bool(node.item["at"]),
            )
        )
    return rows


def _is_shown(node: TreeNode, uploads: Mapping[str, Upload]) -> bool:
    upload = uploads.get(_file_key(node))
    if upload is not None and (of_name(upload.name) or _read_as_screenshot(upload)):
        return False
    is_seen = upload is not None and "#" not in node.key and has_preview(upload)
    is_seen = is_seen and node.item["kind"] != "text"
    return bool(node.item["kind"] == "picture" or is_seen or node.item["prompt"])


def _read_as_screenshot(upload: Upload) -> bool:
    """Return whether the bytes of a file mark it as a screenshot (`uploads_by_key`)."""
    return bool(getattr(upload, "read_screenshot", None))


def belonging_nodes(draft: Draft) -> tuple[list[TreeNode], int]:
    """Return the results that belong to the work, and how many answers were left out.

    An answer of a conversation belongs if a person chose the conversation or confirmed a step of
    its file, or if a file is like it. Where there is nothing beside conversations, all belong.
    """
    nodes = tree_of(draft)
    if all("#" in node.key for node in nodes):
        return nodes, 0
    chosen, steps = chosen_conversations(draft), confirmed_files(draft)
    related = {
        key.partition("#")[0]
        for node in nodes
        if "#" not in node.key
        for key in (node.parent, *_unsure_keys(node))
    }
    several = _with_several_conversations(nodes)
    shown = []
    for node in nodes:
        file, _, turn = node.key.partition("#")
        belongs = file in related or (file in steps and file not in several)
        if not turn or node.placed or belongs or (file, _conversation(node)) in chosen:
            shown.append(node)
    kept = {node.key for node in shown}
    return [node if node.parent in kept else replace(node, parent="") for node in shown], len(
        nodes
    ) - len(shown)


def _conversation(node: TreeNode) -> str:
    name = str(node.item.get("conversation") or "")
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _with_several_conversations(nodes: Sequence[TreeNode]) -> set[str]:
    found: dict[str, set[str]] = {}
    for node in nodes:
        if "#" in node.key:
            found.setdefault(_file_key(node), set()).add(_conversation(node))
    return {file for file, names in found.items() if len(names) > 1}


def lost_labels(draft: Draft) -> dict[str, str]:
    """Return the files that lost the label of their parent: key, and name of the parent."""
    uploads = uploads_by_key(draft)
    lost = [node for node in tree_of(draft) if _has_lost_label(node, uploads)]
    return {node.key: uploads[node.parent].name for node in lost}


def _has_lost_label(node: TreeNode, uploads: Mapping[str, Upload]) -> bool:
    source, final = uploads.get(node.parent), uploads.get(node.key)
    if source is None or final is None:
        return False
    return bool(source.read_label) and not final.read_label  # type: ignore[attr-defined]


def descents_by_file(draft: Draft) -> dict[str, Descent]:
    """Return for each file the step that its step continues, and the changes as codes.

    The keys are those of `proposals.matching.ProposedStep`.
    """
    nodes = {node.key: node for node in tree_of(draft)}
    uploads = uploads_by_key(draft)
    descents = {}
    for node in nodes.values():
        parent = nodes.get(node.parent)
        if parent is None or "#" in node.key or "#" in parent.key:
            continue
        source, final = uploads.get(parent.key), uploads.get(node.key)
        if source is not None and final is not None:
            is_stated = node.placed or node.found["confidence"] == STATED
            codes = _changes_between(parent, node).changed
            descents[node.key] = Descent(f"{parent.key}/1", codes, is_stated)
    return descents


def node_name(node: TreeNode, uploads: Mapping[str, Upload], numbers: Mapping[str, int]) -> str:
    """Return the number of a result with the name of its file."""
    upload = uploads.get(_file_key(node))
    name = upload.name if upload else str(node.item["name"])
    return f"{numbers[node.key]}. {name}"


def _unsure_keys(node: TreeNode) -> list[str]:
    return [candidate["key"] for candidate in node.found["unsure"]]


def _file_key(node: TreeNode) -> str:
    return node.key.partition("#")[0]


def _result_row(node: TreeNode, upload: Upload | None, name: str) -> ResultRow:
    item = node.item
    own_file = upload is not None and "#" not in node.key
    return ResultRow(
        key=node.key,
        name=name,
        upload=upload,
        has_preview=upload is not None and own_file and has_preview(upload),
        kind=item["kind"],
        at=moment_text(str(item.get("at") or "")),
        generator=item.get("generator") or "",
        prompt=(item.get("prompt") or "")[:MAX_PROMPT_CHARS],
        text=(item.get("text") or "")[:MAX_TEXT_CHARS],
        chosen=item.get("chosen"),
        placed=node.placed,
        own_file=own_file,
        told_by_text=bool(item.get("told_by_text")),
    )


def _depth_first(children: Mapping[str, list[TreeNode]]) -> Iterator[tuple[TreeNode, int]]:
    """Yield each node with its depth; `node_place` rejects cycles, so that this ends."""
    waiting = [(node, 0) for node in reversed(children.get("", []))]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        waiting += [(child, depth + 1) for child in reversed(children.get(node.key, []))]


def _descendants_by_node(children: Mapping[str, list[TreeNode]]) -> dict[str, set[str]]:
    descendants: dict[str, set[str]] = {}
    for node, _ in reversed(list(_depth_first(children))):
        below = descendants.setdefault(node.key, set())
        for child in children.get(node.key, []):
            below |= {child.key} | descendants.get(child.key, set())
    return descendants


def _comparisons_of_edges(
    nodes: list[TreeNode], uploads: Mapping[str, Upload]
) -> dict[tuple[str, str], FileComparison]:
    pairs = {
        (uploads[node.parent].original_id, uploads[node.key].original_id)
        for node in nodes
        if node.parent in uploads and node.key in uploads
    }
    return comparisons_of(pairs) if pairs else {}


def _parent_relation(
    parent: TreeNode | None,
    node: TreeNode,
    uploads: Mapping[str, Upload],
    measured: Mapping[tuple[str, str], FileComparison],
) -> ParentRelation:
    if parent is None:
        return ParentRelation()
    source, final = uploads.get(parent.key), uploads.get(node.key)
    comparison = measured.get((source.original_id, final.original_id)) if source and final else None
    found, measure = _changes_between(parent, node), picture_measure(comparison)
    is_as_found = node.parent == node.found["parent"]
    # In a conversation what was asked before still holds: a further request replaces none.
    follows = "#" in node.key and _file_key(parent) == _file_key(node)
    changed = [code for code in found.changed if not (follows and code == "prompt")]
    return ParentRelation(
        grounds=[likeness.reason(ground) for ground in node.found["grounds"]]
        if is_as_found
        else [],
        confidence=likeness.confidence(node.found["confidence"]) if is_as_found else "",
        changed=[str(CHANGED[code]) for code in changed],
        prompt_diff=() if follows else _differing_pieces(found.prompt),
        negative_diff=_differing_pieces(found.negative_prompt),
        settings=[
            SettingChange(
                name=likeness.setting_name(setting.name),
                before=likeness.setting_value(setting.before),
                after=likeness.setting_value(setting.after),
            )
            for setting in found.settings
            if node.item["parameters"]  # a file that states none did not change them
        ],
        source=source,
        measured=_area_text(measure),
        has_map=measure is not None and measure.code is None and bool(measure.changed),
    )


def _differing_pieces(pieces: tuple[DiffPiece, ...]) -> tuple[DiffPiece, ...]:
    """Return the pieces of a difference; none where both texts are the same."""
    return pieces if any(piece.kind != "same" for piece in pieces) else ()


def _changes_between(parent: TreeNode, node: TreeNode) -> Changes:
    return changes(item_from_json(parent.item), item_from_json(node.item))


def _area_text(measure: PictureMeasure | None) -> str:
    return likeness.share(measure.changed) if measure and measure.changed is not None else ""


def picture_measure(comparison: FileComparison | None) -> PictureMeasure | None:
    """Return the stored measure of two pictures; None while there is none, and for texts."""
    measure = comparison.measure if comparison is not None else None
    if not measure or measure.get("kind") != "picture":
        return None
    return PictureMeasure.from_json(measure)


def item_from_json(stored: Json) -> Item:
    """Return a stored item as a value."""
    values = {name: value for name, value in stored.items() if name in ITEM_FIELDS}
    return Item(**{**values, **{name: tuple(values.get(name) or ()) for name in TUPLE_FIELDS}})
