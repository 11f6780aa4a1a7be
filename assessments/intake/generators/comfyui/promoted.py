"""The values that the editor stores on the node of a subgraph, which go before those inside.

Its versions differ. Since the inputs of the subgraph carry the values, there is one for each input
that leads to a widget, in the order of the definition. Before, `properties.proxyWidgets` listed
pairs of a node inside and a widget; a value stands at the place of its pair, and where there is
none, the value inside is the one that was shown and run. A group node stores the values of all
nodes inside, one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from assessments.intake.core import limits
from assessments.intake.generators.comfyui import groups, widgets
from assessments.intake.generators.comfyui.drawing import Definition, Drawn


class _Unknown:
    """The value of an input whose value stands in the file and cannot be placed."""


UNKNOWN: Final = _Unknown()
# The node inside a pair of `proxyWidgets` that stands for the subgraph's own inputs.
OWN_INPUT = "-1"
# Pseudo widgets of `proxyWidgets` that show a picture begin so.
PREVIEW = "$$"


@dataclass(frozen=True)
class Values:
    """The values by input of the subgraph and by node inside, and those that were not placed."""

    given: Mapping[int, Any] = field(default_factory=dict)
    inside: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    unplaced: list[Any] = field(default_factory=list)


def read(node: Drawn, definition: Definition, definitions: Mapping[str, Definition]) -> Values:
    """Return the values that the node of a subgraph holds."""
    if groups.is_group(definition):
        inside = groups.values_inside(node, definition)
        if inside is not None:
            return Values(inside=inside)
        hidden = groups.widgets_inside(definition)
        return Values(
            inside={key: dict.fromkeys(names, UNKNOWN) for key, names in hidden.items()},
            unplaced=node["widgets_values"],
        )
    slots = [
        slot
        for slot in range(len(definition.inputs))
        if _has_widget(definition, slot, definitions, 0)
    ]
    named = widgets.read_named(node)
    if named is not None:
        return _by_name(named, definition)
    values = node.get("widgets_values")
    if not isinstance(values, list) or not values:
        return Values()
    pairs = _read_pairs(node)
    if pairs and len(values) <= len(pairs):
        found = _by_pairs(pairs, values, definition)
        if found:
            return found
    own = [slot for slot, socket in definition.slots_of(node).items() if socket.get("widget")]
    for order in (slots, own):
        found = _by_slots(order, values, definition)
        if found:
            return found
    return Values(given=dict.fromkeys(slots, UNKNOWN), unplaced=values)


def _by_name(named: Mapping[Any, Any], definition: Definition) -> Values:
    return Values(
        given={
            slot: named[name] for slot, (name, _) in enumerate(definition.inputs) if name in named
        }
    )


def _by_slots(slots: list[int], values: list[Any], definition: Definition) -> Values | None:
    """Return the values in the order of the inputs; None where their number or types differ."""
    if len(values) > len(slots):  # some versions stored the control behind a seed, too
        values = [value for value in values if not widgets.is_control(value)]
    if len(values) != len(slots):
        return None
    given = {
        slot: value
        for slot, value in zip(slots, values, strict=True)
        if value is not None  # nothing was stored: the value inside holds
    }
    fit = all(_has_type(value, definition.inputs[slot][1]) for slot, value in given.items())
    return Values(given=given) if fit else None


def _has_type(value: Any, kind: str) -> bool:
    return widgets.has_type(value, widgets.LETTERS.get(kind, "o"))


def _read_pairs(node: Drawn) -> list[tuple[str, str]]:
    properties = node.get("properties")
    listed = properties.get("proxyWidgets") if isinstance(properties, Mapping) else None
    return [
        (str(pair[0]), pair[1])
        for pair in (listed if isinstance(listed, list) else ())
        if isinstance(pair, list) and len(pair) >= 2 and isinstance(pair[1], str)
    ]


def _by_pairs(
    pairs: list[tuple[str, str]], values: list[Any], definition: Definition
) -> Values | None:
    given: dict[int, Any] = {}
    inside: dict[str, dict[str, Any]] = {}
    for (owner, name), value in zip(pairs, values, strict=False):
        if value is None or name.startswith(PREVIEW) or name == widgets.CONTROL_NAME:
            continue
        if widgets.is_control(value):
            return None
        if owner != OWN_INPUT:
            inside.setdefault(owner, {})[name.rpartition(": ")[2]] = value
            continue
        slot = next((at for at, own in enumerate(definition.inputs) if own[0] == name), None)
        if slot is None or not _has_type(value, definition.inputs[slot][1]):
            return None
        given[slot] = value
    for key, names in inside.items():
        node = definition.nodes.get(key)
        known = widgets.place(node).values if node else {}
        for name, value in names.items():
            if name in known and isinstance(known[name], str) != isinstance(value, str):
                return None
    return Values(given=given, inside=inside)


def _has_widget(
    definition: Definition, slot: int, definitions: Mapping[str, Definition], depth: int
) -> bool:
    """Return whether an input leads to a widget of a node inside, through subgraphs within."""
    if depth > limits.BOX_DEPTH.value:
        return False
    for node, socket in definition.targets(slot):
        if socket.get("widget") is not None:
            return True
        below = definitions.get(str(node.get("type")))
        if below is not None and any(
            _has_widget(below, at, definitions, depth + 1) for at in _places(below, node, socket)
        ):
            return True
    return False


def _places(definition: Definition, node: Drawn, socket: Mapping[str, Any]) -> Iterator[int]:
    for slot, own in definition.slots_of(node).items():
        if own is socket:
            yield slot
