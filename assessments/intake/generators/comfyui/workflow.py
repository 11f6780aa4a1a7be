"""The editor's workflow as a graph: widgets by position become inputs by name.

Needed only where a file lost its API prompt. Newer workflows name their widgets; for older ones the
order of the common nodes is known and any other node keeps only its links. Subgraphs are unfolded,
bypassed nodes passed through, muted ones left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessments.intake.core import limits
from assessments.intake.core.problems import refuse
from assessments.intake.generators.comfyui.graph import Graph, Node, plainly
from assessments.intake.generators.comfyui.widgets import orders

MUTED, BYPASSED = 2, 4
CONTROLS = {"fixed", "increment", "decrement", "randomize"}
Link = tuple[str, int]


def graph(data: Mapping[str, Any]) -> Graph | None:
    """The workflow's graph; None where the object is no workflow."""
    definitions = data.get("definitions")
    listed = definitions.get("subgraphs") if isinstance(definitions, Mapping) else None
    subgraphs = {
        str(one["id"]): one
        for one in (listed if isinstance(listed, list) else ())
        if isinstance(one, Mapping) and "id" in one
    }
    nodes: dict[str, Node] = {}
    _unfold(data, "", {}, subgraphs, nodes, 0)
    return Graph(nodes=nodes) if nodes else None


def _unfold(
    data: Mapping[str, Any],
    prefix: str,
    outside: Mapping[int, Any],
    subgraphs: Mapping[str, Mapping[str, Any]],
    nodes: dict[str, Node],
    depth: int,
) -> None:
    """Add the nodes of one level; `outside` holds what a subgraph's inputs are linked to."""
    listed = data.get("nodes")
    drawn = {
        str(one["id"]): one
        for one in (listed if isinstance(listed, list) else ())
        if isinstance(one, Mapping) and "id" in one and isinstance(one.get("type"), str)
    }
    if len(nodes) + len(drawn) > limits.GRAPH_NODES.most or depth > limits.BOX_DEPTH.most:
        refuse(limits.GRAPH_NODES)
    links = _links(data.get("links"))
    level = _Level(prefix, outside, drawn, links, subgraphs)
    for key, one in drawn.items():
        if one.get("mode") in (MUTED, BYPASSED):
            continue
        inputs = level.inputs(one)
        inner = subgraphs.get(one["type"])
        if inner is None:
            nodes[prefix + key] = Node(prefix + key, one["type"], plainly(inputs))
        else:
            names = [str(i.get("name")) for i in _maps(inner.get("inputs") or one.get("inputs"))]
            given = {index: inputs.get(name) for index, name in enumerate(names)}
            _unfold(inner, f"{prefix}{key}:", given, subgraphs, nodes, depth + 1)


class _Level:
    """One level's nodes and links, and the way from an input to what feeds it."""

    def __init__(
        self,
        prefix: str,
        outside: Mapping[int, Any],
        drawn: Mapping[str, Mapping[str, Any]],
        links: Mapping[str, Link],
        subgraphs: Mapping[str, Mapping[str, Any]],
    ) -> None:
        self.prefix, self.outside, self.drawn = prefix, outside, drawn
        self.links, self.subgraphs = links, subgraphs
        self.named = {  # a name that was set stands for a link that is not drawn
            str(_first_value(node)): str(one["link"])
            for node in drawn.values()
            if node["type"] == "SetNode"
            for one in _maps(node.get("inputs"))
            if one.get("link") is not None
        }

    def inputs(self, node: Mapping[str, Any]) -> dict[str, Any]:
        found = _widgets(node)
        for one in _maps(node.get("inputs")):
            if one.get("link") is not None:
                value = self.source(str(one["link"]), str(one.get("type")), 0)
                if value is not None:
                    found[str(one.get("name"))] = value
        return found

    def source(self, link: str, kind: str, depth: int) -> Any:
        """What a link comes from: a node, an input of the subgraph, or through a bypassed node."""
        if link not in self.links or depth > limits.BOX_DEPTH.most:
            return None
        origin, slot = self.links[link]
        if origin == "-10":
            return self.outside.get(slot)
        node = self.drawn.get(origin)
        if node is None or node.get("mode") == MUTED:
            return None
        if node.get("type") == "GetNode":
            named = self.named.get(str(_first_value(node)))
            return self.source(named, kind, depth + 1) if named else None
        if node.get("mode") == BYPASSED:
            for one in _maps(node.get("inputs")):
                if one.get("link") is not None and str(one.get("type")) == kind:
                    return self.source(str(one["link"]), kind, depth + 1)
            return None
        inner = self.subgraphs.get(str(node.get("type")))
        if inner is None:
            return [self.prefix + origin, slot]
        return self.output(inner, f"{self.prefix}{origin}:", slot)

    def output(self, inner: Mapping[str, Any], prefix: str, slot: int) -> Any:
        """The node inside a subgraph that feeds one of its outputs."""
        for one in _maps(inner.get("links")):
            if str(one.get("target_id")) == "-20" and one.get("target_slot") == slot:
                return [f"{prefix}{one.get('origin_id')}", one.get("origin_slot", 0)]
        return None


def _links(value: Any) -> dict[str, Link]:
    found: dict[str, Link] = {}
    for one in value if isinstance(value, list) else ():
        if isinstance(one, list) and len(one) >= 5 and isinstance(one[2], int):
            found[str(one[0])] = (str(one[1]), one[2])
        elif isinstance(one, Mapping) and isinstance(one.get("origin_slot"), int):
            found[str(one.get("id"))] = (str(one.get("origin_id")), one["origin_slot"])
    return found


def _widgets(node: Mapping[str, Any]) -> dict[str, Any]:
    values = node.get("widgets_values")
    if isinstance(values, Mapping):
        return {str(key): value for key, value in values.items()}
    if not isinstance(values, list):
        return {}
    plain = [value for value in values if not _is_control(value)]
    named = tuple(
        str(one.get("name")) for one in _maps(node.get("inputs")) if one.get("widget") is not None
    )
    known = orders().get(str(node.get("type")))
    names = named if len(named) == len(plain) else known or ()
    pairs = zip(names, plain, strict=False)
    return {name: value for name, value in pairs if name != "_" and _plain(value)}


def _first_value(node: Mapping[str, Any]) -> Any:
    values = node.get("widgets_values")
    return values[0] if isinstance(values, list) and values else None


def _is_control(value: Any) -> bool:
    return isinstance(value, str) and value in CONTROLS


def _plain(value: Any) -> bool:
    return not isinstance(value, list)


def _maps(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
