"""Reads the tree of a draft, as a person placed its nodes, and stored comparisons."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.evidence.models import Upload
from assessments.evidence.queries_extraction import read_states
from assessments.jobs import JobState
from assessments.lineage.models import FileComparison, Placing, Tree
from assessments.works.drafts import Draft

AS_READ = "as_read"  # the decision by which a conversation belongs


@dataclass(frozen=True, kw_only=True)
class TreeNode:
    """A result of the tree with its effective parent."""

    key: str
    parent: str  # the key of the parent; empty where it has none
    placed: bool  # whether a person chose the parent
    found: Mapping[str, Any]  # the stored node, with the parent that was found

    @property
    def item(self) -> Mapping[str, Any]:
        item: Mapping[str, Any] = self.found["item"]
        return item


def tree_of(draft: Draft) -> list[TreeNode]:
    """Return the nodes of the newest ready tree, with the parents that a person chose."""
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


def turn_alike(node: Mapping[str, Any]) -> str:
    """Return the key of a turn that a file resembles, where no time says which came first.

    `node` is a stored node. A conversation records a making, so that the file is the one in which
    its turn may stand; that the turn came first is not said.
    """
    turns = (candidate["key"] for candidate in node["unsure"] if "#" in candidate["key"])
    return "" if "#" in node["key"] else next(turns, "")


def comparisons_of(pairs: set[tuple[str, str]]) -> dict[tuple[str, str], FileComparison]:
    """Return the stored comparisons by the keys of (source, final), without their heat maps.

    The result includes every comparison with one of the final files, also of other pairs.
    """
    finals = {final for _, final in pairs}
    rows = FileComparison.objects.filter(final_id__in=finals).defer("heat_map")
    return {(row.source_id, row.final_id): row for row in rows}


def comparison_of(source: Upload, final: Upload) -> FileComparison | None:
    """The comparison of two files, whatever its state; None where nobody requested it."""
    pair = {"source_id": source.original_id, "final_id": final.original_id}
    return FileComparison.objects.filter(**pair).first()


def current_tree(draft: Draft) -> Tree | None:
    """The tree of the files as they are; None while files are read or it is not yet requested."""
    signature = files_signature(draft)
    return Tree.objects.filter(draft=draft, of=signature).first() if signature else None


def files_signature(draft: Draft) -> str | None:
    """A digest of everything that the tree is built from; None while a file is being read."""
    states = read_states(draft)
    if any(state.is_open for state in states):
        return None
    lines = sorted(f"{state.upload} {state.sha256} {state.name} {state.state}" for state in states)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def chosen_conversations(draft: Draft) -> set[tuple[str, str]]:
    """Return the conversations that a person chose: id of the file, and key of the conversation."""
    chosen: dict[tuple[str, str], bool] = {}
    decisions = draft.confirmations.filter(section="conversations").order_by("at", "pk")
    for proposal, decision in decisions.values_list("proposal", "decision"):
        file, _, key = proposal.partition("/conversation-")
        chosen[file, key] = decision == AS_READ
    return {pair for pair, belongs in chosen.items() if belongs}


def confirmed_files(draft: Draft) -> set[str]:
    """Return the ids of the files of which a person confirmed a step that still stands."""
    steps = {step.get("id") for step in draft.answers.get("steps") or []}
    confirmed = draft.confirmations.filter(section="steps", item__in=steps)
    return {key.partition("/")[0] for key in confirmed.values_list("proposal", flat=True)}
