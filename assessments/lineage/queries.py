"""What is read of a draft's files: how far each is, and the tree as a person has placed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.jobs import State
from assessments.lineage.models import Comparison, Placing, Tree
from assessments.works.drafts import Draft


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
