"""The common form of chat exports: a conversation with a tree of turns.

Which branch was kept is known only where the export marks it or where there is only one branch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from assessments.intake.conversations.moments import iso
from assessments.intake.core.problems import Problem
from assessments.intake.core.report import Edit, Message

__all__ = [
    "Conversation",
    "Node",
    "as_mapping",
    "by_time",
    "chain_nodes",
    "iso",
    "messages",
    "objects",
    "order_nodes",
    "text_of",
]


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """One conversation with all its branches, in the order of the export."""

    service: str | None  # None where it is not named
    id: str | None = None
    title: str | None = None
    created: str | None = None  # ISO 8601
    modified: str | None = None
    model: str | None = None  # stated for the conversation, where its turns name none
    instructions: str | None = None  # that stood above the conversation
    messages: tuple[Message, ...] = ()
    edits: tuple[Edit, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Node:
    """A node of the export; nodes without a turn are left out later."""

    id: str
    parent: str | None
    role: str | None = None  # None for a node without a turn
    text: str = ""
    at: str | None = None
    model: str | None = None
    thinking_chars: int = 0
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def speaks(self) -> bool:
        """Whether the node is a turn with a text or an attachment."""
        return self.role is not None and bool(self.text.strip() or self.extra)


def messages(nodes: Iterable[Node], current: str | None) -> tuple[Message, ...]:
    """Return the turns among the nodes, with new parents, their branch and their variants."""
    by_id = {node.id: node for node in nodes}
    speaking = [node for node in by_id.values() if node.speaks]
    parents = {node.id: _find_speaking_parent(node, by_id) for node in speaking}
    chosen = _mark_chosen(by_id, current)
    variants = _number_variants(speaking, {key: parent for key, (parent, _) in parents.items()})
    return tuple(
        _build_message(node, *parents[node.id], chosen.get(node.id), variants[node.id])
        for node in speaking
    )


def _build_message(
    node: Node,
    parent: str | None,
    silent_thinking: int,
    chosen: bool | None,
    variant: tuple[int, int],
) -> Message:
    extra = dict(node.extra)
    if thinking := node.thinking_chars + silent_thinking:
        extra["thinking_chars"] = thinking
    if variant[1] > 1:
        extra |= {"variant": variant[0], "variants": variant[1]}
    return Message(
        role=node.role or "user",
        text=node.text,
        at=node.at,
        model=node.model,
        parent=parent,
        id=node.id,
        chosen=chosen,
        extra=extra,
    )


def _find_speaking_parent(node: Node, by_id: Mapping[str, Node]) -> tuple[str | None, int]:
    """Return the nearest ancestor with a turn, and the characters of thinking in between."""
    seen, thinking, key = {node.id}, 0, node.parent
    while key is not None and key in by_id and key not in seen:
        seen.add(key)
        if by_id[key].speaks:
            return key, thinking
        thinking += by_id[key].thinking_chars
        key = by_id[key].parent
    return None, thinking


def _number_variants(
    speaking: list[Node], parents: Mapping[str, str | None]
) -> dict[str, tuple[int, int]]:
    """Number the turns of one role with the same parent, as (number, count).

    They are regenerated answers or rephrased prompts. Turns of which no parent is stated need not
    be either.
    """
    groups: dict[tuple[str | None, str | None], list[str]] = {}
    for node in speaking:
        parent = parents[node.id] or node.parent
        alone = f"{node.id} alone" if parent is None else parent
        groups.setdefault((alone, node.role), []).append(node.id)
    return {
        key: (place, len(group))
        for group in groups.values()
        for place, key in enumerate(group, start=1)
    }


def _mark_chosen(by_id: Mapping[str, Node], current: str | None) -> dict[str, bool | None]:
    if current in by_id:
        kept = set(_trace_path(by_id, current))
        return {key: key in kept for key in by_id}
    shared = _find_shared(by_id)
    return {key: True if key in shared else None for key in by_id}


def _find_shared(by_id: Mapping[str, Node]) -> set[str]:
    """Return the nodes that all branches share; without a mark the rest is undecided."""
    children: dict[str | None, list[str]] = {}
    for node in by_id.values():
        children.setdefault(node.parent if node.parent in by_id else None, []).append(node.id)
    shared: set[str] = set()
    below = children.get(None, [])
    while len(below) == 1 and below[0] not in shared:
        shared.add(below[0])
        below = children.get(below[0], [])
    return shared


def _trace_path(by_id: Mapping[str, Node], key: str | None) -> list[str]:
    path: dict[str, None] = {}
    while key is not None and key in by_id and key not in path:
        path[key] = None
        key = by_id[key].parent
    return list(path)


def chain_nodes(nodes: Iterable[Node]) -> list[Node]:
    """Make each node the child of the one before, for exports without parents."""
    hung: list[Node] = []
    for node in nodes:
        hung.append(replace(node, parent=hung[-1].id if hung else None))
    return hung


def order_nodes(nodes: Iterable[Node]) -> tuple[list[Node], bool]:
    """Return the turns of a list without parents in the order of time, each below the one before.

    A list need not be in order: exports of Claude are not. The person comes first at equal times.
    Where two turns of one speaker still follow each other, the second may answer or replace
    anything: it has no parent then, and the second value is true.
    """
    hung: list[Node] = []
    doubtful = False
    last: Node | None = None
    for turn in by_time(nodes):
        repeats = turn.speaks and last is not None and last.role == turn.role
        repeats = repeats and turn.role in ("user", "assistant")
        doubtful = doubtful or repeats
        parent = hung[-1].id if hung and not repeats else None
        hung.append(replace(turn, parent=parent))
        last = turn if turn.speaks else last
    return hung, doubtful


def by_time(nodes: Iterable[Node]) -> list[Node]:
    """Return the turns in the order of time; as they stand where one of them has no time."""
    return [node for _, node in sorted(_with_times(nodes), key=lambda pair: pair[0])]


def _with_times(nodes: Iterable[Node]) -> Iterator[tuple[tuple[float, int], Node]]:
    """Yield each node with what it is sorted by; nothing where a turn has no time."""
    listed = list(nodes)
    timed = all(node.at for node in listed if node.speaks)
    latest = 0.0
    for node in listed:
        latest = _seconds(node.at) if timed and node.at else latest
        person_first = int(node.role != "user") if timed and node.at else 1
        yield (latest, person_first if timed else 0), node


def _seconds(at: str) -> float:
    moment = datetime.fromisoformat(at)
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (OverflowError, OSError):
        return 0.0


def text_of(value: Any) -> str | None:
    """Return a non-empty text, or None."""
    return value if isinstance(value, str) and value else None


def as_mapping(value: Any) -> Mapping[str, Any]:
    """Return an object of JSON, or an empty one."""
    return value if isinstance(value, dict) else {}


def objects(value: Any) -> list[Mapping[str, Any]]:
    """Return the objects of a list; anything else in it is dropped."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
