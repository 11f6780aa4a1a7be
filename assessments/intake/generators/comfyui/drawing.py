"""What the editor draws: nodes, links and the definitions of subgraphs, as its workflow holds them.

Links are lists [id, source, output, target, input, type] in a workflow and objects in a subgraph,
in which the ids -10 and -20 stand for its inputs and outputs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

# `mode` of a node: LiteGraph's NEVER, and the bypass that ComfyUI's editor adds.
MUTED, BYPASSED = 2, 4
# Node ids that stand for the inputs and the outputs of a subgraph in its links.
SUBGRAPH_INPUTS, SUBGRAPH_OUTPUTS = "-10", "-20"
Drawn = Mapping[str, Any]  # a node as it stands in the file


class Link(NamedTuple):
    """Where a link comes from and where it goes: ids of nodes, and places among their sockets."""

    origin: str
    slot: int
    target: str
    place: int
    kind: str


class Definition:
    """A subgraph, or a group node brought into its form."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data

    @property
    def name(self) -> str:
        return str(self.data.get("name") or self.data.get("id"))

    @cached_property
    def inputs(self) -> list[tuple[str, str]]:
        """Name and type of the inputs in their order."""
        return [
            (str(socket.get("name")), str(socket.get("type")))
            for socket in list_mappings(self.data.get("inputs"))
        ]

    @cached_property
    def nodes(self) -> dict[str, Drawn]:
        return read_nodes(self.data)

    @cached_property
    def links(self) -> dict[str, Link]:
        return read_links(self.data.get("links"))

    def targets(self, slot: int) -> Iterator[tuple[Drawn, Mapping[str, Any]]]:
        """Yield the nodes inside that an input leads to, each with its socket."""
        for key, link in self.links.items():
            if link.origin == SUBGRAPH_INPUTS and link.slot == slot:
                node = self.nodes.get(link.target, {})
                for socket in list_mappings(node.get("inputs")):
                    if str(socket.get("link")) == key:
                        yield node, socket

    def slots_of(self, node: Drawn) -> dict[int, Mapping[str, Any]]:
        """Return the sockets of a node that stands for this definition, by the inputs inside.

        They are matched by name and type, as the editor does; a group node writes the name of a
        node inside before a name that occurs twice.
        """
        found: dict[int, Mapping[str, Any]] = {}
        for socket in list_mappings(node.get("inputs")):
            name, kind = str(socket.get("name")), str(socket.get("type"))
            free = [(at, own) for at, own in enumerate(self.inputs) if at not in found]
            matching = [
                [at for at, own in free if own == (name, kind)],
                [at for at, own in free if own[0] == name],
                [at for at, own in free if name.endswith(f" {own[0]}") and own[1] == kind],
            ]
            for places in matching:
                if places:
                    found[places[0]] = socket
                    break
        return found


def read_nodes(data: Mapping[str, Any]) -> dict[str, Drawn]:
    """Return the nodes of a level by id."""
    return {
        str(node["id"]): node
        for node in list_mappings(data.get("nodes"))
        if "id" in node and isinstance(node.get("type"), str)
    }


def read_links(value: Any) -> dict[str, Link]:
    """Return the links of a level by id, in either of their forms."""
    found: dict[str, Link] = {}
    for link in value if isinstance(value, list) else ():
        if isinstance(link, list) and len(link) >= 5 and isinstance(link[2], int):
            place = link[4] if isinstance(link[4], int) else -1
            kind = str(link[5]) if len(link) > 5 else ""
            found[str(link[0])] = Link(str(link[1]), link[2], str(link[3]), place, kind)
        elif isinstance(link, Mapping) and isinstance(link.get("origin_slot"), int):
            place = link["target_slot"] if isinstance(link.get("target_slot"), int) else -1
            found[str(link.get("id"))] = Link(
                str(link.get("origin_id")),
                link["origin_slot"],
                str(link.get("target_id")),
                place,
                str(link.get("type")),
            )
    return found


def is_drawn(data: Mapping[str, Any]) -> bool:
    """Return whether an object is a workflow as ComfyUI's editor saves it.

    Many programs draw graphs of nodes (n8n, InvokeAI, Flowise). Only LiteGraph, on which this
    editor is built, numbers nodes and links so, gives values of widgets, and sockets with links.
    """
    if not isinstance(data.get("nodes"), list):
        return False
    return "last_node_id" in data or any(map(_is_drawn_node, list_mappings(data["nodes"])))


def _is_drawn_node(node: Mapping[str, Any]) -> bool:
    sockets = (*list_mappings(node.get("inputs")), *list_mappings(node.get("outputs")))
    numbered = any("link" in socket or "links" in socket for socket in sockets)
    return numbered or "widgets_values" in node


def list_mappings(value: Any) -> list[Mapping[str, Any]]:
    """Return the objects of a list; none of any other value."""
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []
