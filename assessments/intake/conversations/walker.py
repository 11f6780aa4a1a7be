"""Reads every shape of the table `shapes`: one walk over the turns, whatever the program.

Turns without parents are hung below each other; of several answers to one turn the kept one goes
on. Thinking is counted and never kept. Calls of tools that write files become edits.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

from assessments.intake.conversations import fields, file_tools
from assessments.intake.conversations.conversation import (
    Conversation,
    Node,
    as_mapping,
    by_time,
    iso,
    messages,
    objects,
    order_nodes,
    text_of,
)
from assessments.intake.conversations.shapes import Shape, Speaker
from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, over_limit, problem
from assessments.intake.core.report import Edit

Turn = Mapping[str, Any]
MAX_INSTRUCTIONS = 4000  # characters of what stood above a conversation
NO_MODELS = frozenset({"<synthetic>", "auto", "default", "unknown"})
NAMES_OF_FILES = ("name", "file_name", "fileName", "filename", "origin_name", "title", "id")


def detect(shape: Shape, item: Mapping[str, Any]) -> bool:
    """Return whether an object has what marks a shape."""
    return any(fields.has(item, paths) for paths in shape.marks)


def read(shape: Shape, item: Mapping[str, Any]) -> Iterator[Conversation]:
    """Yield the conversations of an object of this shape."""
    blocks = _index_blocks(shape, item)
    titles = {
        str(entry.get("id")): text_of(fields.first(entry, ("title", "meta.title", "name")))
        for path in shape.groups
        for entry in objects(fields.get(item, path))
    }
    for holder in objects(fields.get(item, shape.many)) if shape.many else [item]:
        turns = objects(fields.first(holder, shape.turns))
        if not shape.group:
            yield _build(shape, holder, turns, blocks, titles)
            continue
        for key, members in _group(shape, turns).items():
            about = {"id": key, "title": titles.get(key)}
            yield _build(shape, about, members, blocks, titles)


def read_lines(shape: Shape, lines: Iterable[Mapping[str, Any]]) -> Conversation:
    """Read JSON lines, each of which may hold a turn, as one conversation."""
    about: dict[str, Any] = {}
    walk = _Walk(shape)
    for line in lines:
        for path in (*shape.id, *shape.title, *shape.created):
            if path not in about and (value := fields.get(line, path)) not in (None, ""):
                about[path] = value
        if detect(shape, line) or fields.first(line, shape.carried):
            walk.add(line)
        elif call := _call_of_line(line):
            walk.add_edits([call], iso(fields.get(line, "timestamp")), None)
    key, title, created = (
        next((about[path] for path in paths if path in about), None)
        for paths in (shape.id, shape.title, shape.created)
    )
    return walk.build(
        id=str(key) if isinstance(key, str | int) else None,
        title=text_of(title),
        created=iso(created),
    )


def _call_of_line(line: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the call that a line holds by itself, as Codex writes it."""
    payload = as_mapping(line.get("payload")) or line
    return payload if str(payload.get("type")) in fields.CALL_KINDS else None


def _group(shape: Shape, turns: list[Turn]) -> dict[str, list[Turn]]:
    groups: dict[str, list[Turn]] = {}
    for turn in turns:
        groups.setdefault(str(fields.first(turn, shape.group) or ""), []).append(turn)
    return groups


def _index_blocks(shape: Shape, item: Mapping[str, Any]) -> Mapping[str, Any]:
    if not shape.blocks[1]:
        return {}
    return {str(block.get("id")): block for block in objects(fields.get(item, shape.blocks[1]))}


def _build(
    shape: Shape,
    holder: Mapping[str, Any],
    turns: list[Turn],
    blocks: Mapping[str, Any],
    titles: Mapping[str, str | None],
) -> Conversation:
    walk = _Walk(shape)
    for turn in turns:
        held = as_mapping(fields.get(turn, shape.inside)) or turn if shape.inside else turn
        walk.add(_with_blocks(held, shape.blocks[0], blocks) if blocks else held)
    key = fields.first(holder, shape.id)
    plain = None if key is None or isinstance(key, dict | list) else str(key)
    return walk.build(
        service=text_of(fields.get(holder, shape.named)) if shape.named else None,
        id=plain,
        title=text_of(fields.first(holder, shape.title)) or titles.get(plain or ""),
        created=iso(fields.first(holder, shape.created)),
        modified=iso(fields.first(holder, shape.modified)),
        model=_model(fields.first(holder, shape.model)),
        instructions=_instructions(fields.first(holder, shape.instructions)),
    )


def _with_blocks(turn: Turn, name: str, blocks: Mapping[str, Any]) -> Turn:
    held = turn.get(name)
    if not isinstance(held, list):
        return turn
    return {**turn, "content": [blocks[key] for key in map(str, held) if key in blocks]}


def _instructions(value: Any) -> str | None:
    return fields.join_text(value)[:MAX_INSTRUCTIONS] or None if value else None


def _model(value: Any) -> str | None:
    name = text_of(value)
    return None if name in NO_MODELS else name


class _Walk:
    """The turns of one conversation as they are added."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._nodes: list[Node] = []
        self._ids: set[str] = set()
        self._kept: dict[str, bool] = {}  # of turns that a file marks as kept or not
        self._places: dict[str, int] = {}  # versions of one turn have equal numbers
        self._edits: list[tuple[str | None, Edit]] = []  # with the id of their call
        self._failed: set[str] = set()
        self._carried: str | None = None
        self._chars = 0

    def add(self, turn: Turn) -> None:
        """Add an element of the list of turns."""
        if self._shape.carried:
            self._carried = _model(fields.first(turn, self._shape.carried)) or self._carried
        place = len(self._nodes)
        for version, kept, about in self._versions(turn):
            for speaker in self._shape.speakers:
                node = self._speak(speaker, version, about)
                self._nodes.append(node)
                self._ids.add(node.id)
                if kept is not None:
                    self._kept[node.id] = kept
                elif fields.first(version, speaker.chosen) is True:
                    self._kept[node.id] = True
                if self._shape.versions:
                    self._places[node.id] = place

    def _versions(self, turn: Turn) -> Iterator[tuple[Turn, bool | None, Turn]]:
        """Yield the versions of a turn, whether each was kept, and what stands beside it."""
        versions = self._shape.versions
        listed = fields.get(turn, versions.at) if versions else None
        if versions is None or not isinstance(listed, list) or not listed:
            yield turn, None, {}
            return
        selected = fields.get(turn, versions.selected)
        known = isinstance(selected, int) and 0 <= selected < len(listed) > 1
        beside = fields.get(turn, versions.about) if versions.about else None
        for number, version in enumerate(listed):
            kept = number == selected if known else None
            about = beside[number] if isinstance(beside, list) and number < len(beside) else {}
            # What stands in the turn itself was said of the version that was kept.
            own = _without_details(turn) if kept is False else turn
            text = self._shape.speakers[0].text[0]
            held = {text: version} if isinstance(version, str) else as_mapping(version)
            yield {**own, **held}, kept, as_mapping(about)

    def _speak(self, speaker: Speaker, turn: Turn, about: Turn) -> Node:
        value = fields.first(turn, speaker.text)
        text = fields.join_text(value)
        thinking = fields.count_thinking(value)
        if fields.is_thinking(turn):
            text, thinking = "", thinking + len(text)
        key = fields.first(turn, speaker.id)
        key = str(key) if isinstance(key, str | int) else None
        if key is None or key in self._ids:
            key = f"#{len(self._nodes)}"
        at = iso(fields.first(about, speaker.at)) or iso(fields.first(turn, speaker.at))
        beside = (call for path in speaker.calls for call in objects(fields.get(turn, path)))
        made = (call for call in beside if not file_tools.made_nothing(call))
        self.add_edits(chain(fields.calls(value), made), at, key)
        self._failed |= file_tools.failed_calls(objects(value))
        self._chars += len(text)
        role = speaker.role or _role(speaker, turn)
        if role in ("user", "assistant") and _is_machine(speaker, turn, text):
            role = "system"
        elif role == "user" and speaker.machine_tags:
            text = _without_tags(text, speaker.machine_tags)
        parent = fields.first(turn, speaker.parent)
        models = (_model(fields.first(holder, speaker.model)) for holder in (about, turn))
        model = next(filter(None, models), None) or self._carried
        thought = (fields.join_text(fields.get(turn, path)) for path in speaker.thinking)
        return Node(
            id=key,
            parent=str(parent) if isinstance(parent, str | int) else None,
            role=role if self._chars <= limits.EXPORT_TEXT.value else None,
            text=text,
            at=at,
            model=model if role == "assistant" else None,
            thinking_chars=thinking + sum(map(len, thought)),
            extra=_attachments(speaker, turn),
        )

    def add_edits(
        self, calls: Iterable[Mapping[str, Any]], at: str | None, turn: str | None
    ) -> None:
        """Add the edits of calls of tools."""
        author = self._carried or self._shape.service
        for call in map(file_tools.parse_call, calls):
            if len(self._edits) < limits.EDITS.value:
                found = file_tools.read_call(call, author=author, at=at, turn=turn)
                self._edits += ((call.id, edit) for edit in found)

    def build(self, service: str | None = None, **about: Any) -> Conversation:
        """Return the conversation."""
        nodes, current, problems = self._hang()
        if self._chars > limits.EXPORT_TEXT.value:
            problems = (*problems, over_limit(limits.EXPORT_TEXT))
        models = {node.id: node.model for node in nodes if node.model}
        edits = (edit for key, edit in self._edits if key is None or key not in self._failed)
        return Conversation(
            service=service or self._shape.service,
            messages=messages(nodes, current),
            edits=tuple(_with_model(edit, models) for edit in edits),
            problems=problems,
            **about,
        )

    def _hang(self) -> tuple[list[Node], str | None, tuple[Problem, ...]]:
        """Give the turns without a parent one; return the last turn of the branch that was kept."""
        stated = any(node.parent in self._ids for node in self._nodes if node.speaks)
        if not self._shape.ordered and not stated:
            nodes, doubtful = order_nodes(self._nodes)
            return nodes, None, (problem("order_uncertain"),) if doubtful else ()
        listed = self._nodes if self._shape.ordered else by_time(self._nodes)
        hung: list[Node] = []
        answered: set[str | None] = set()
        last: Node | None = None  # the turn that the next one continues
        decided = True
        for node in listed:
            before = hung[-1] if hung else None
            own = node.parent if node.parent in self._ids else None
            is_version = bool(before and self._is_version_of(node, before))
            if own is None:
                own = before.parent if before and is_version else (last.id if last else None)
            node = replace(node, parent=own)
            hung.append(node)
            rivals = is_version or (node.role == "assistant" and own in answered)
            if node.role == "assistant" and node.speaks:
                answered.add(own)
            if not rivals or self._kept.get(node.id):
                last = node
            elif node.id not in self._kept and not self._is_decided(own, hung):
                decided = False
        marked = bool(self._kept) and decided
        return hung, last.id if last and marked else None, ()

    def _is_version_of(self, node: Node, other: Node) -> bool:
        place = self._places.get(node.id)
        return place is not None and place == self._places.get(other.id)

    def _is_decided(self, parent: str | None, hung: list[Node]) -> bool:
        return any(self._kept.get(other.id) for other in hung if other.parent == parent)


def _role(speaker: Speaker, turn: Turn) -> str | None:
    for path, roles in speaker.roles.items():
        value = fields.get(turn, path)
        value = value.lower() if isinstance(value, str) else value
        if isinstance(value, str | bool) and value in roles:
            return roles[value]
    return None


def _is_machine(speaker: Speaker, turn: Turn, text: str) -> bool:
    marked = any(fields.get(turn, path) == value for path, value in speaker.machine.items())
    marked = marked or any(fields.get(turn, path) for path in speaker.failed)
    return marked or (bool(speaker.machine_text) and text.lstrip().startswith(speaker.machine_text))


def _without_tags(text: str, tags: tuple[str, ...]) -> str:
    """Return the text without the elements that the program put into it."""
    for tag in tags:
        opening, closing = f"<{tag}>", f"</{tag}>"
        while (start := text.find(opening)) >= 0 and (end := text.find(closing, start)) >= 0:
            text = text[:start] + text[end + len(closing) :]
    return text.strip()


def _without_details(turn: Turn) -> Turn:
    """Return a turn without what was said of its kept version alone."""
    dropped = ("extra", "gen_started", "gen_finished", "send_date")
    return {key: value for key, value in turn.items() if key not in dropped}


def _with_model(edit: Edit, models: Mapping[str, str | None]) -> Edit:
    model = models.get(str(edit.extra.get("turn")))
    return replace(edit, author=model) if model else edit


def _attachments(speaker: Speaker, turn: Turn) -> dict[str, Any]:
    names: list[str] = []
    for path in speaker.files:
        value = fields.get(turn, path)
        for item in value if isinstance(value, list) else [value]:
            name = item if isinstance(item, str) else fields.first(item, NAMES_OF_FILES)
            # A `data:` or signed address is no name, and may give access to the file.
            if isinstance(name, str) and ":" not in name[:8] and len(name) < 1000:
                names.append(name)
    return {"attachments": list(dict.fromkeys(names))} if names else {}


def prepare(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an object with what programs hide put where the table looks for it.

    Chatbox keeps each session under a key of its own; Cherry Studio keeps the names of its topics
    as JSON in a text in a text.
    """
    if "chat-sessions-list" in item:
        sessions = [value for key, value in item.items() if key.startswith("session:")]
        return {**item, "chatbox_sessions": sessions}
    store = fields.get(item, "localStorage.persist:cherry-studio")
    if isinstance(store, str) and "indexedDB" in item:
        assistants = as_mapping(_load(as_mapping(_load(store)).get("assistants")))
        listed = [*objects(assistants.get("assistants")), assistants.get("defaultAssistant")]
        topics = [topic for held in listed for topic in objects(as_mapping(held).get("topics"))]
        return {**item, "cherry_topics": topics}
    return item


def _load(text: Any) -> Any:
    if not isinstance(text, str) or len(text) > limits.JSON_BYTES.value:
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
