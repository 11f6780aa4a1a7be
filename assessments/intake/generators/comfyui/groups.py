"""Group nodes, by which the editor folded nodes into one before it had subgraphs.

`extra.groupNodes` holds the nodes by name, with links between their places in the list. They are
brought into the form of a subgraph here: an input for each socket inside without a link, an output
for each one inside that is not only used there, in the order of the nodes. The values of all
widgets inside stand on the group node, one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assessments.intake.core import limits
from assessments.intake.core.problems import raise_limit
from assessments.intake.generators.comfyui import widgets
from assessments.intake.generators.comfyui.drawing import (
    SUBGRAPH_INPUTS,
    SUBGRAPH_OUTPUTS,
    Definition,
    Drawn,
    list_mappings,
)

PREFIXES = ("workflow/", "workflow>")  # of the type of a group node, older and newer
IS_GROUP = "group_node"
Place = tuple[int, int]  # of a node in the list, and of one of its sockets


def definitions(data: Mapping[str, Any]) -> dict[str, Definition]:
    """Return the group nodes of a workflow as definitions of subgraphs, by the type of a node."""
    extra = data.get("extra")
    listed = extra.get("groupNodes") if isinstance(extra, Mapping) else None
    found: dict[str, Definition] = {}
    for name, group in listed.items() if isinstance(listed, Mapping) else ():
        if isinstance(group, Mapping) and isinstance(group.get("nodes"), list):
            definition = Definition(_convert(str(name), group))
            found.update({prefix + str(name): definition for prefix in PREFIXES})
    return found


def is_group(definition: Definition) -> bool:
    return definition.data.get(IS_GROUP) is True


def _convert(name: str, group: Mapping[str, Any]) -> dict[str, Any]:
    nodes = list_mappings(group["nodes"])
    if len(nodes) > limits.GRAPH_NODES.value:
        raise_limit(limits.GRAPH_NODES)
    sources: dict[Place, Place] = {}
    for link in group["links"] if isinstance(group.get("links"), list) else ():
        if isinstance(link, list) and len(link) >= 4 and all(type(at) is int for at in link[:4]):
            sources[link[2], link[3]] = (link[0], link[1])
    made = _Made(nodes, sources, _external(group), group.get("config"))
    return {
        "id": name,
        "name": name,
        IS_GROUP: True,
        "nodes": made.nodes,
        "links": made.links,
        "inputs": made.inputs,
    }


def _external(group: Mapping[str, Any]) -> set[Place]:
    """Return the outputs inside that were also used outside when the group was made."""
    listed = group.get("external")
    return {
        (entry[0], entry[1])
        for entry in (listed if isinstance(listed, list) else ())
        if isinstance(entry, list) and len(entry) >= 2 and all(type(at) is int for at in entry[:2])
    }


class _Made:
    """The nodes, links and inputs of a group in the form of a subgraph."""

    def __init__(
        self, nodes: list[Drawn], sources: Mapping[Place, Place], external: set[Place], config: Any
    ) -> None:
        self.links: list[dict[str, Any]] = []
        self.inputs: list[dict[str, Any]] = []
        self.nodes: list[dict[str, Any]] = []
        self._config = config if isinstance(config, Mapping) else {}
        used = set(sources.values())
        skipped = {
            at
            for at, node in enumerate(nodes)
            if node.get("type") == "Reroute"
            and (at, 0) in sources
            and (at, 0) in used
            and (at, 0) not in external
        }
        later: list[tuple[int, int, dict[str, Any]]] = []
        for at, node in enumerate(nodes):
            sockets = [dict(socket) for socket in list_mappings(node.get("inputs"))]
            self.nodes.append({**node, "id": at, "inputs": sockets})
            for place, socket in enumerate(sockets):
                socket["link"] = None
                if (at, place) in sources:
                    socket["link"] = self._link(*sources[at, place], at, place)
                elif at not in skipped:
                    later.append((at, place, socket))
        for at, place, socket in sorted(later, key=lambda item: "widget" in item[2]):
            self._add_input(at, place, socket)
        self._add_outputs(nodes, used - external, skipped)

    def _link(self, origin: Any, slot: int, target: Any, place: int) -> int:
        self.links.append(
            {
                "id": len(self.links) + 1,
                "origin_id": origin,
                "origin_slot": slot,
                "target_id": target,
                "target_slot": place,
            }
        )
        return len(self.links)

    def _add_input(self, at: int, place: int, socket: dict[str, Any]) -> None:
        custom = self._custom(at, "input", str(socket.get("name")))
        if custom.get("visible") is False:
            return
        socket["link"] = self._link(int(SUBGRAPH_INPUTS), len(self.inputs), at, place)
        name = custom.get("name") or socket.get("label") or socket.get("name")
        self.inputs.append({"name": name, "type": socket.get("type")})

    def _add_outputs(self, nodes: list[Drawn], inner: set[Place], skipped: set[int]) -> None:
        count = 0
        for at, node in enumerate(nodes):
            if at in skipped:
                continue
            for slot in range(len(list_mappings(node.get("outputs")))):
                shown = self._custom(at, "output", str(slot)).get(
                    "visible", (at, slot) not in inner
                )
                if shown:
                    self._link(at, slot, int(SUBGRAPH_OUTPUTS), count)
                    count += 1

    def _custom(self, at: int, side: str, name: str) -> Mapping[str, Any]:
        """Return what a person changed about an input or output of the group."""
        found: Any = self._config
        for key in (str(at), side, name):
            found = found.get(key) if isinstance(found, Mapping) else None
        return found if isinstance(found, Mapping) else {}


def values_inside(node: Drawn, definition: Definition) -> dict[str, dict[str, Any]] | None:
    """Return the values that a group node holds, by the node inside; None if they do not fit."""
    values = node.get("widgets_values")
    if not isinstance(values, list) or not values:
        return {}
    found: dict[str, dict[str, Any]] = {}
    rest = values
    for key, inner in definition.nodes.items():
        own = inner.get("widgets_values")
        if not isinstance(own, list) or not own:
            continue
        linked = set(_converted(inner))
        shown = [name not in linked for name in widgets.owners(inner)]
        count = sum(shown)
        if len(rest) < count:
            return None
        taken = iter(rest[:count])
        rest = rest[count:]
        merged = [next(taken) if mine else old for mine, old in zip(shown, own, strict=True)]
        placed = widgets.place({**inner, "widgets_values": merged})
        if set(placed.values) != set(widgets.place(inner).values):
            return None
        found[key] = {name: value for name, value in placed.values.items() if name not in linked}
    converted = sum(len(list(_converted(inner))) for inner in definition.nodes.values())
    return found if len(rest) <= converted else None


def widgets_inside(definition: Definition) -> dict[str, list[str]]:
    """Return the names of the widgets of the nodes inside."""
    return {key: list(widgets.place(inner).values) for key, inner in definition.nodes.items()}


def _converted(node: Drawn) -> Iterator[str]:
    """Yield the names of the widgets that were made into inputs."""
    for socket in list_mappings(node.get("inputs")):
        if socket.get("widget") is not None:
            yield str(socket.get("name"))
