"""The editor's workflow as a graph: widget values by position become inputs by name.

It is used only where a file has no API prompt. Newer workflows name their widgets; for older ones
`widgets` has the order for the common nodes, and any other node keeps only its links. Subgraphs are
unfolded, bypassed nodes are passed through and muted nodes are left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessments.intake.core import limits
from assessments.intake.core.problems import raise_limit
from assessments.intake.generators.comfyui.graph import Graph, Node, flatten_choice
from assessments.intake.generators.comfyui.widgets import orders

# `mode` of a node: LiteGraph's NEVER, and the bypass that ComfyUI's editor adds.
MUTED, BYPASSED = 2, 4
# Node ids that stand for the inputs and the outputs of a subgraph in its links.
SUBGRAPH_INPUTS, SUBGRAPH_OUTPUTS = "-10", "-20"
# Values of the control that the editor puts after a seed.
CONTROLS = {"fixed", "increment", "decrement", "randomize"}
Link = tuple[str, int]  # id of the source node, index of its output


def build(data: Mapping[str, Any]) -> Graph | None:
    """Build the graph of a workflow; return None where the object holds no nodes."""
    definitions = data.get("definitions")
    listed = definitions.get("subgraphs") if isinstance(definitions, Mapping) else None
    subgraphs = {
        str(subgraph["id"]): subgraph
        for subgraph in (listed if isinstance(listed, list) else ())
        if isinstance(subgraph, Mapping) and "id" in subgraph
    }
    nodes: dict[str, Node] = {}
    _unfold(data, "", {}, subgraphs, nodes, 0)
    return Graph(nodes=nodes) if nodes else None


def _unfold(
    data: Mapping[str, Any],
    prefix: str,
    given_inputs: Mapping[int, Any],
    subgraphs: Mapping[str, Mapping[str, Any]],
    nodes: dict[str, Node],
    depth: int,
) -> None:
    """Add the nodes of one level; `given_inputs` holds what a subgraph's inputs are linked to."""
    listed = data.get("nodes")
    drawn = {
        str(node["id"]): node
        for node in (listed if isinstance(listed, list) else ())
        if isinstance(node, Mapping) and "id" in node and isinstance(node.get("type"), str)
    }
    if len(nodes) + len(drawn) > limits.GRAPH_NODES.value or depth > limits.BOX_DEPTH.value:
        raise_limit(limits.GRAPH_NODES)
    links = _read_links(data.get("links"))
    level = _Level(prefix, given_inputs, drawn, links, subgraphs)
    for key, node in drawn.items():
        if node.get("mode") in (MUTED, BYPASSED):
            continue
        inputs = level.read_inputs(node)
        inner = subgraphs.get(node["type"])
        if inner is None:
            nodes[prefix + key] = Node(prefix + key, node["type"], flatten_choice(inputs))
        else:
            names = [
                str(i.get("name"))
                for i in _list_mappings(inner.get("inputs") or node.get("inputs"))
            ]
            given = {index: inputs.get(name) for index, name in enumerate(names)}
            _unfold(inner, f"{prefix}{key}:", given, subgraphs, nodes, depth + 1)


class _Level:
    """The nodes and links of one level, and the search from an input to its source."""

    def __init__(
        self,
        prefix: str,
        given_inputs: Mapping[int, Any],
        drawn: Mapping[str, Mapping[str, Any]],
        links: Mapping[str, Link],
        subgraphs: Mapping[str, Mapping[str, Any]],
    ) -> None:
        self.prefix, self.outside, self.drawn = prefix, given_inputs, drawn
        self.links, self.subgraphs = links, subgraphs
        self.named = {  # SetNode and GetNode connect by name instead of by a drawn link
            str(_first_value(node)): str(socket["link"])
            for node in drawn.values()
            if node["type"] == "SetNode"
            for socket in _list_mappings(node.get("inputs"))
            if socket.get("link") is not None
        }

    def read_inputs(self, node: Mapping[str, Any]) -> dict[str, Any]:
        """Return the widget values and the links of a node by the names of its inputs."""
        found = _read_widgets(node)
        for socket in _list_mappings(node.get("inputs")):
            if socket.get("link") is not None:
                value = self.find_source(str(socket["link"]), str(socket.get("type")), 0)
                if value is not None:
                    found[str(socket.get("name"))] = value
        return found

    def find_source(self, link: str, kind: str, depth: int) -> Any:
        """Return the source of a link, a node or an input of the subgraph, through bypasses."""
        if link not in self.links or depth > limits.BOX_DEPTH.value:
            return None
        origin, slot = self.links[link]
        if origin == SUBGRAPH_INPUTS:
            return self.outside.get(slot)
        node = self.drawn.get(origin)
        if node is None or node.get("mode") == MUTED:
            return None
        if node.get("type") == "GetNode":
            named = self.named.get(str(_first_value(node)))
            return self.find_source(named, kind, depth + 1) if named else None
        if node.get("mode") == BYPASSED:
            for socket in _list_mappings(node.get("inputs")):
                if socket.get("link") is not None and str(socket.get("type")) == kind:
                    return self.find_source(str(socket["link"]), kind, depth + 1)
            return None
        inner = self.subgraphs.get(str(node.get("type")))
        if inner is None:
            return [self.prefix + origin, slot]
        return self.find_output(inner, f"{self.prefix}{origin}:", slot)

    def find_output(self, inner: Mapping[str, Any], prefix: str, slot: int) -> Any:
        """Return the link to the node inside a subgraph that feeds one of its outputs."""
        for link in _list_mappings(inner.get("links")):
            if str(link.get("target_id")) == SUBGRAPH_OUTPUTS and link.get("target_slot") == slot:
                return [f"{prefix}{link.get('origin_id')}", link.get("origin_slot", 0)]
        return None


def _read_links(value: Any) -> dict[str, Link]:
    # Links are lists [id, source, output, target, input, type]; in subgraphs they are objects.
    found: dict[str, Link] = {}
    for link in value if isinstance(value, list) else ():
        if isinstance(link, list) and len(link) >= 5 and isinstance(link[2], int):
            found[str(link[0])] = (str(link[1]), link[2])
        elif isinstance(link, Mapping) and isinstance(link.get("origin_slot"), int):
            found[str(link.get("id"))] = (str(link.get("origin_id")), link["origin_slot"])
    return found


def _read_widgets(node: Mapping[str, Any]) -> dict[str, Any]:
    values = node.get("widgets_values")
    if isinstance(values, Mapping):
        return {str(key): value for key, value in values.items()}
    if not isinstance(values, list):
        return {}
    plain = [value for value in values if not _is_control(value)]
    named = tuple(
        str(socket.get("name"))
        for socket in _list_mappings(node.get("inputs"))
        if socket.get("widget") is not None
    )
    known = orders().get(str(node.get("type")))
    names = named if len(named) == len(plain) else known or ()
    pairs = zip(names, plain, strict=False)
    return {name: value for name, value in pairs if name != "_" and _is_scalar(value)}


def _first_value(node: Mapping[str, Any]) -> Any:
    values = node.get("widgets_values")
    return values[0] if isinstance(values, list) and values else None


def _is_control(value: Any) -> bool:
    return isinstance(value, str) and value in CONTROLS


def _is_scalar(value: Any) -> bool:
    return not isinstance(value, list)


def _list_mappings(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []
