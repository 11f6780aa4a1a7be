"""What is read of a draft's files: how far each is, and the tree as a person has placed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models.fields.json import KeyTransform

from assessments.jobs import State
from assessments.models import Comparison, Draft, Placing, Tree, Upload

OPEN = (State.QUEUED, State.RUNNING)


@dataclass(frozen=True, kw_only=True)
class ReadState:
    """How far a file is: whether it is still read or still made a small picture of."""

    upload: str
    sha256: str
    name: str
    state: str
    is_open: bool


@dataclass(frozen=True, kw_only=True)
class TreeNode:
    """A result, where it was found to belong and where a person put it."""

    key: str
    parent: str  # "" where it comes from none
    placed: bool  # by a person
    found: Mapping[str, Any]  # the node as grown

    @property
    def item(self) -> Mapping[str, Any]:
        item: Mapping[str, Any] = self.found["item"]
        return item


def read_states(draft: Draft) -> list[ReadState]:
    """Of every file of a draft, without loading what was found in it."""
    rows = draft.uploads.order_by("received_at").values_list(
        "pk",
        "original_id",
        "name",
        "original__reading__state",
        "original__view__state",
        "unpacking__state",
        KeyTransform("media_type", "original__reading__found"),
    )
    return [_state(*row) for row in rows]


def _state(
    pk: Any, sha256: str, name: str, reading: str, view: str, unpacking: str, media: str | None
) -> ReadState:
    picture = bool(media) and str(media).startswith("image/")
    waits = (picture and view is None) or (media == "application/zip" and unpacking is None)
    is_open = reading in OPEN or view in OPEN or unpacking in OPEN
    return ReadState(
        upload=str(pk),
        sha256=sha256,
        name=name,
        state=f"{reading}/{view}",
        is_open=is_open or (reading == State.READY and waits),
    )


def files_read(draft: Draft) -> list[Upload]:
    """The files of a draft in the order received, each with what a list shows of its reading."""
    found = "original__reading__found"
    return list(
        draft.uploads.select_related("original__reading", "original__view", "unpacking")
        .defer("original__reading__found", "original__view__preview", "original__view__fingerprint")
        .annotate(
            read_generator=KeyTransform("generator", found),
            read_media_type=KeyTransform("media_type", found),
            read_confidence=KeyTransform("confidence", found),
            read_problems=KeyTransform("problems", found),
            read_label=KeyTransform("aigc_label", found),
        )
        .order_by("received_at")
    )


def uploads_by_key(draft: Draft) -> dict[str, Upload]:
    """The files of a draft by the key that the tree knows them by, each with its label."""
    rows = draft.uploads.select_related("original__view").defer(
        "original__view__preview", "original__view__fingerprint"
    )
    label = KeyTransform("aigc_label", "original__reading__found")
    return {str(upload.pk): upload for upload in rows.annotate(read_label=label)}


def has_preview(upload: Upload) -> bool:
    """Whether a small picture of it was made."""
    view = getattr(upload.original, "view", None)
    return view is not None and view.state == State.READY and not view.code


def tree_of(draft: Draft) -> list[TreeNode]:
    """The newest tree that is ready, as placed by a person where one did."""
    tree = Tree.objects.filter(draft=draft, state=State.READY).order_by("-queued_at").first()
    if tree is None:
        return []
    placed = dict(Placing.objects.filter(draft=draft).values_list("node", "parent"))
    keys = {one["key"] for one in tree.nodes}
    return [_tree_node(one, placed, keys) for one in tree.nodes]


def _tree_node(one: Mapping[str, Any], placed: Mapping[str, str], keys: set[str]) -> TreeNode:
    key = one["key"]
    by_person = key in placed and (not placed[key] or placed[key] in keys)
    parent = placed[key] if by_person else one["parent"] or ""
    return TreeNode(key=key, parent=parent, placed=by_person, found=one)


def comparisons_of(pairs: set[tuple[str, str]]) -> dict[tuple[str, str], Comparison]:
    """The comparisons of pairs of originals that were made, without their maps."""
    finals = {final for _, final in pairs}
    rows = Comparison.objects.filter(final_id__in=finals).defer("heat_map")
    return {(row.source_id, row.final_id): row for row in rows}
