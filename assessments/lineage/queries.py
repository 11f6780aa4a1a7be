"""What is read of a draft's files: how far each is, and the tree as a person has placed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.jobs import JobState
from assessments.lineage.models import FileComparison, Placing, Tree
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
    tree = Tree.objects.filter(draft=draft, state=JobState.READY).order_by("-queued_at").first()
    if tree is None:
        return []
    placed = dict(Placing.objects.filter(draft=draft).values_list("node", "parent"))
    keys = {node["key"] for node in tree.nodes}
    return [_tree_node(node, placed, keys) for node in tree.nodes]


def _tree_node(node: Mapping[str, Any], placed: Mapping[str, str], keys: set[str]) -> TreeNode:
    key = node["key"]
    by_person = key in placed and (not placed[key] or placed[key] in keys)
    parent = placed[key] if by_person else node["parent"] or ""
    return TreeNode(key=key, parent=parent, placed=by_person, found=node)


def comparisons_of(pairs: set[tuple[str, str]]) -> dict[tuple[str, str], FileComparison]:
    """The comparisons of pairs of originals that were made, without their maps."""
    finals = {final for _, final in pairs}
    rows = FileComparison.objects.filter(final_id__in=finals).defer("heat_map")
    return {(row.source_id, row.final_id): row for row in rows}
