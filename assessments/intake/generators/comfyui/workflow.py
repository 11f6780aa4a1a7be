"""The editor's workflow as a graph: widget values by position become inputs by name.

It is used only where a file has no API prompt. Subgraphs and group nodes are unfolded, bypassed
nodes are passed through and muted nodes are left out. A value that the editor stores for a subgraph
as a whole goes before the default inside; one that cannot be placed leaves that input unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from assessments.intake.core import limits
from assessments.intake.core.problems import problem, raise_limit
from assessments.intake.generators.comfyui import everywhere, groups, path, promoted, widgets
from assessments.intake.generators.comfyui.drawing import (
    BYPASSED,
    MUTED,
    SUBGRAPH_INPUTS,
    SUBGRAPH_OUTPUTS,
    Definition,
    Drawn,
    Link,
    list_mappings,
    read_links,
    read_nodes,
)
from assessments.intake.generators.comfyui.graph import Graph, Node, flatten_choice

# Nodes that connect by name instead of by a drawn link (kijai/ComfyUI-KJNodes, ComfyUI-Easy-Use).
SETTERS = ("SetNode", "easy setNode")
GETTERS = ("GetNode", "easy getNode")
# Nodes that hold a person's notes on the graph and never run.
NOTES = frozenset({"Note", "MarkdownNote", "Label (rgthree)", "Note Plus (mtb)"})
MAX_HOPS = 60  # from an input to its source, over bypassed nodes, names and subgraphs


def build(data: Mapping[str, Any]) -> Graph | None:
    """Build the graph of a workflow; return None where the object holds no nodes."""
    definitions = data.get("definitions")
    listed = definitions.get("subgraphs") if isinstance(definitions, Mapping) else None
    subgraphs = {
        str(subgraph["id"]): Definition(subgraph)
        for subgraph in list_mappings(listed)
        if "id" in subgraph
    }
    unfolding = _Unfolding(subgraphs | groups.definitions(data))
    unfolding.add_nodes(_Level(unfolding, data, None))
    return unfolding.graph if unfolding.graph.nodes else None


class _Unfolding:
    """Adds the nodes of a workflow, level by level, to a graph."""

    def __init__(self, definitions: Mapping[str, Definition]) -> None:
        self.definitions = definitions
        self.graph = Graph(nodes={})
        self._drawn = 0

    def add_nodes(self, level: _Level) -> None:
        self._drawn += len(level.drawn)
        if self._drawn > limits.GRAPH_NODES.value or level.depth > limits.BOX_DEPTH.value:
            raise_limit(limits.GRAPH_NODES)
        for key, node in level.drawn.items():
            if node.get("mode") in (MUTED, BYPASSED) or node["type"] in NOTES:
                self._note_switched_off(level, key)
                continue
            inner = level.inner(key)
            if inner is not None:
                self.add_nodes(inner)
                continue
            inputs, placed = level.read_inputs(key)
            name = level.prefix + key
            self.graph.nodes[name] = Node(
                name, node["type"], flatten_choice(inputs), placed.words, placed.unnamed
            )

    def _note_switched_off(self, level: _Level, key: str) -> None:
        """Keep a node that is turned off, if it would generate."""
        node = level.drawn[key]
        if node["type"] in NOTES or level.inner(key) is not None:
            return
        found = Node(level.prefix + key, node["type"], widgets.place(node).values)
        if path.generates(found):
            self.graph.switched_off.append(found)

    def note_unplaced(self, values: list[Any], name: str) -> None:
        """Note values of a subgraph that cannot be placed, and keep the words among them."""
        self.graph.add_problem(problem("graph_values_unplaced", count=len(values), node=name))
        holder = Node("", name, {})
        self.graph.further.extend((holder, text) for text in values if widgets.is_words(text))


class _Place(NamedTuple):
    """Where a subgraph stands: its level, its node there, its definition and its values."""

    level: _Level
    node: str
    definition: Definition
    values: promoted.Values
    sockets: Mapping[int, Mapping[str, Any]]


class _Level:
    """The nodes and links of one level, and the search from an input to its source."""

    def __init__(
        self, unfolding: _Unfolding, data: Mapping[str, Any], place: _Place | None
    ) -> None:
        self.place, self._unfolding = place, unfolding
        self.depth: int = place.level.depth + 1 if place else 0
        self.prefix: str = f"{place.level.prefix}{place.node}:" if place else ""
        self.drawn = read_nodes(data)
        self.links = read_links(data.get("links"))
        self.outputs = {
            link.place: link for link in self.links.values() if link.target == SUBGRAPH_OUTPUTS
        }
        self.named = {
            str(_first_value(node)): str(socket["link"])
            for node in self.drawn.values()
            if node["type"] in SETTERS
            for socket in list_mappings(node.get("inputs"))
            if socket.get("link") is not None
        }
        self.broadcast, issues = everywhere.connections(data, self.drawn, self.links)
        for issue in issues:
            unfolding.graph.add_problem(issue)
        self._inner: dict[str, _Level] = {}

    def inner(self, key: str) -> _Level | None:
        """Return the level inside a node; None for a node that is no subgraph."""
        node = self.drawn[key]
        definition = self._unfolding.definitions.get(node["type"])
        if definition is None:
            return None
        if key not in self._inner:
            values = promoted.read(node, definition, self._unfolding.definitions)
            if values.unplaced:
                self._unfolding.note_unplaced(values.unplaced, definition.name)
            place = _Place(self, key, definition, values, definition.slots_of(node))
            self._inner[key] = _Level(self._unfolding, definition.data, place)
        return self._inner[key]

    def read_inputs(self, key: str) -> tuple[dict[str, Any], widgets.Placed]:
        """Return the values and links of a node by name, and which of its values have a name."""
        node = self.drawn[key]
        placed = widgets.place(node)
        own = self.place.values.inside.get(key, {}) if self.place else {}
        found = {**placed.values, **own}
        for at, socket in enumerate(list_mappings(node.get("inputs"))):
            value = self._find_input(key, at, socket, 0)
            if value is not None:
                found[str(socket.get("name"))] = value
        for name, value in found.items():
            if value is promoted.UNKNOWN:
                found[name] = None  # the input is there, its value is not known
        return found, placed

    def _find_input(self, key: str, at: int, socket: Mapping[str, Any], hops: int) -> Any:
        """Return what a socket is linked to; None where it is not linked or leads nowhere."""
        kind = str(socket.get("type"))
        if socket.get("link") is not None:
            return self._find_source(str(socket["link"]), kind, hops)
        source = self.broadcast.get((key, at))
        return self._follow(source, kind, hops) if source else None

    def _find_source(self, link: str, kind: str, hops: int) -> Any:
        source = self.links.get(link)
        return self._follow(source, kind, hops) if source else None

    def _follow(self, source: Link, kind: str, hops: int) -> Any:
        """Return the source of a link, a node or a value of the subgraph, through bypasses."""
        if hops > MAX_HOPS:
            return None
        origin, slot = source.origin, source.slot
        if origin == SUBGRAPH_INPUTS:
            return self._find_outside(slot, hops + 1)
        node = self.drawn.get(origin)
        if node is None or node.get("mode") == MUTED:
            return None
        if node["type"] in GETTERS:
            return self._find_named(str(_first_value(node)), kind, hops + 1)
        if node.get("mode") == BYPASSED:
            return self._pass_through(origin, slot, kind, hops + 1)
        inner = self.inner(origin) if self.depth < limits.BOX_DEPTH.value else None
        if inner is None:
            return [self.prefix + origin, slot]
        below = inner.outputs.get(slot)
        return inner._follow(below, kind, hops + 1) if below else None

    def _find_outside(self, slot: int, hops: int) -> Any:
        """Return what an input of this subgraph is linked to outside, or its value there."""
        place = self.place
        if place is None:
            return None
        socket = place.sockets.get(slot)
        if socket is not None:
            sockets = list_mappings(place.level.drawn[place.node].get("inputs"))
            found = place.level._find_input(place.node, sockets.index(socket), socket, hops)
            if found is not None:
                return found
        name = place.definition.inputs[slot][0] if slot < len(place.definition.inputs) else ""
        outer = place.level.place
        own = outer.values.inside.get(place.node, {}) if outer else {}
        return own.get(name, place.values.given.get(slot))

    def _find_named(self, name: str, kind: str, hops: int) -> Any:
        """Return what a node that sets this name is linked to, here or on a level around."""
        level: _Level | None = self
        while level:
            if name in level.named:
                return level._find_source(level.named[name], kind, hops)
            level = level.place.level if level.place else None
        return None

    def _pass_through(self, key: str, slot: int, kind: str, hops: int) -> Any:
        """Return what a bypassed node passes on: the input at the same place, or one of the kind.

        ComfyUI's editor prefers the input at the place of the output where both have one type.
        """
        sockets = list(enumerate(list_mappings(self.drawn[key].get("inputs"))))
        same = sockets[slot : slot + 1] if slot >= 0 else []
        for at, socket in [*same, *sockets]:
            if str(socket.get("type")) == kind:
                found = self._find_input(key, at, socket, hops)
                if found is not None:
                    return found
        return None


def _first_value(node: Drawn) -> Any:
    values = node.get("widgets_values")
    return values[0] if isinstance(values, list) and values else None
