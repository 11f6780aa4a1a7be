"""Connections that no drawn link shows: nodes that send what they get to every free input.

The nodes "Anything Everywhere" and their kin (chrisgoringe/cg-use-everywhere) store in
`extra.ue_links` what they connected when the workflow was saved. Older versions stored nothing;
there an input is connected where one single source of its type is sent and nothing restricts it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from assessments.intake.core.problems import Problem, problem
from assessments.intake.generators.comfyui.drawing import (
    BYPASSED,
    MUTED,
    Drawn,
    Link,
    list_mappings,
)

SENDERS = frozenset(
    {
        "Anything Everywhere",
        "Anything Everywhere?",
        "Anything Everywhere3",
        "Prompts Everywhere",
        "Seed Everywhere",
    }
)
PROMPTS = "Prompts Everywhere"
SEED = "Seed Everywhere"
SEED_INPUTS = ("seed", "noise_seed")
# What the inputs of "Prompts Everywhere" are sent to, by the names of inputs.
SIDES = (re.compile(r"(_|\b)pos(itive|_|\b)"), re.compile(r"(_|\b)neg(ative|_|\b)"))
RESTRICTIONS = ("group_restricted", "color_restricted")
Connections = Mapping[tuple[str, int], Link]  # from a node and a place among its sockets


class _Sent(NamedTuple):
    link: Link
    kind: str
    names: re.Pattern[str] | None


def connections(
    data: Mapping[str, Any], drawn: Mapping[str, Drawn], links: Mapping[str, Link]
) -> tuple[Connections, list[Problem]]:
    """Return the sources of inputs without a link, and a problem where some are not known."""
    extra = data.get("extra")
    stored = extra.get("ue_links") if isinstance(extra, Mapping) else None
    if isinstance(stored, list) and stored:
        return _read_stored(stored, drawn)
    senders = [
        node
        for node in drawn.values()
        if node["type"] in SENDERS and node.get("mode") not in (MUTED, BYPASSED)
    ]
    if not senders:
        return {}, []
    sent, restricted = _list_sent(senders, links, drawn)
    return _connect(sent, drawn, restricted)


def _read_stored(
    stored: list[Any], drawn: Mapping[str, Drawn]
) -> tuple[Connections, list[Problem]]:
    found: dict[tuple[str, int], Link] = {}
    lost = False
    for entry in list_mappings(stored):
        target, place = str(entry.get("downstream")), entry.get("downstream_slot")
        slot, kind = entry.get("upstream_slot"), str(entry.get("type"))
        sockets = list_mappings(drawn.get(target, {}).get("inputs"))
        known = isinstance(place, int) and isinstance(slot, int) and 0 <= place < len(sockets)
        if known and str(sockets[int(str(place))].get("type")) in (kind, "*", "COMBO"):
            origin = str(entry.get("upstream"))
            at = int(str(place))
            found[target, at] = Link(origin, int(str(slot)), target, at, kind)
        elif target in drawn:
            lost = True
    return found, [problem("graph_connections_unknown")] if lost else []


def _kind_of(link: Link, socket: Mapping[str, Any], drawn: Mapping[str, Drawn]) -> str:
    """Return the type of what is sent: that of the output, else of the link or the socket.

    Older versions stored `*` for both and renamed the socket to the type.
    """
    outputs = list_mappings(drawn.get(link.origin, {}).get("outputs"))
    output = outputs[link.slot].get("type") if 0 <= link.slot < len(outputs) else None
    found = (output, link.kind, socket.get("type"), socket.get("name"))
    return next((str(kind) for kind in found if kind and kind != "*"), "*")


def _list_sent(
    senders: list[Drawn], links: Mapping[str, Link], drawn: Mapping[str, Drawn]
) -> tuple[list[_Sent], bool]:
    """Return what is sent, and whether a sender restricts to whom."""
    sent: list[_Sent] = []
    restricted = False
    for node in senders:
        properties = node.get("properties")
        own = properties if isinstance(properties, Mapping) else {}
        newer = own.get("ue_properties")
        own = {**own, **(newer if isinstance(newer, Mapping) else {})}
        values = node.get("widgets_values")
        patterns = values if node["type"].endswith("?") and isinstance(values, list) else []
        if any(own.get(mark) for mark in RESTRICTIONS) or any(
            isinstance(pattern, str) and pattern not in ("", ".*") for pattern in patterns
        ):
            restricted = True
            continue
        for at, socket in enumerate(list_mappings(node.get("inputs"))):
            link = links.get(str(socket.get("link")))
            if link is None:
                continue
            kind = _kind_of(link, socket, drawn)
            side = SIDES[at] if node["type"] == PROMPTS and at < len(SIDES) else None
            sent.append(_Sent(link, kind, side))
        if node["type"] == SEED:
            link = Link(str(node["id"]), 0, "", -1, "INT")
            sent.append(_Sent(link, "INT", re.compile("|".join(SEED_INPUTS))))
    return sent, restricted


def _connect(
    sent: list[_Sent], drawn: Mapping[str, Drawn], restricted: bool
) -> tuple[Connections, list[Problem]]:
    found: dict[tuple[str, int], Link] = {}
    unclear = restricted
    for key, node in drawn.items():
        if node["type"] in SENDERS:
            continue
        for at, socket in enumerate(list_mappings(node.get("inputs"))):
            name = str(socket.get("name"))
            seeded = name in SEED_INPUTS
            if socket.get("link") is not None or (socket.get("widget") is not None and not seeded):
                continue
            fitting = [
                sender
                for sender in sent
                if sender.kind == str(socket.get("type"))
                and (sender.names.search(name) if sender.names else not seeded)
                and sender.link.origin != key
            ]
            if len(fitting) == 1:
                found[key, at] = fitting[0].link
            elif fitting:
                unclear = True
    return found, [problem("graph_connections_unknown")] if unclear else []
