"""ComfyUI's graph as nodes with inputs that are values or links; and single values out of it.

Every walk counts its steps, remembers where it has been and goes no deeper than a bound, so that
circles, diamonds and endless chains end. Nothing is computed: a value that only running the graph
would give is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from assessments.intake.core import limits
from assessments.intake.core.coerce import number, whole
from assessments.intake.core.problems import Problem, problem, refuse

T = TypeVar("T")
DEPTH = 120
PASS_THROUGH = (
    "value",
    "Value",
    "int",
    "float",
    "number",
    "input",
    "any",
    "anything",
    "source",
    "base_ctx",
    "",
)
OF_A_CHOICE = frozenset({"prompt", "negative_prompt", "seed", "width", "height", "size"})
_NUMBERED = re.compile(r"(?:any|input|value|text|string|in)_?0*(\d{1,3})")


class Node(NamedTuple):
    """A step of the graph: its class and its inputs, each a value or a link to another node."""

    id: str
    kind: str
    inputs: Mapping[str, Any]


@dataclass
class Graph:
    """The nodes by id, with the budget of steps and what was noticed on the way."""

    nodes: dict[str, Node]
    steps: int = 0
    notes: dict[str, Problem] = field(default_factory=dict)
    _links: dict[str, list[tuple[str, Node]]] = field(default_factory=dict)

    def link(self, value: Any) -> Node | None:
        """The node a link leads to; None for a plain value or a link into nothing."""
        if isinstance(value, list) and len(value) == 2 and isinstance(value[1], int):
            return self.nodes.get(str(value[0])) if isinstance(value[0], str | int) else None
        return None

    def spend(self, depth: int = 0) -> bool:
        """Take one step; False once too deep. Refuses the graph when all steps are used up."""
        self.steps += 1
        if self.steps > limits.GRAPH_STEPS.most:
            refuse(limits.GRAPH_STEPS)
        if depth > DEPTH:
            self.note(problem(limits.GRAPH_STEPS.code, most=DEPTH, unit="levels"))
            return False
        return True

    def note(self, one: Problem) -> None:
        self.notes.setdefault(one.code, one)

    def links(self, node: Node) -> list[tuple[str, Node]]:
        """The inputs that lead to other nodes; looked up once, because every walk asks."""
        found = self._links.get(node.id)
        if found is None:
            pairs = [(n, self.link(v)) for n, v in node.inputs.items() if type(v) is list]
            found = self._links[node.id] = [(name, target) for name, target in pairs if target]
        return found


def build(data: Mapping[str, Any]) -> Graph | None:
    """The graph of an API prompt; None where the object holds no nodes."""
    nodes = {}
    for key, value in data.items():
        if isinstance(value, dict) and isinstance(value.get("class_type"), str):
            inputs = value.get("inputs")
            inputs = inputs if isinstance(inputs, dict) else {}
            nodes[str(key)] = Node(str(key), value["class_type"], plainly(inputs))
    if len(nodes) > limits.GRAPH_NODES.most:
        refuse(limits.GRAPH_NODES)
    return Graph(nodes=nodes) if nodes else None


def plainly(inputs: dict[str, Any]) -> dict[str, Any]:
    """The inputs, with those of a chosen model (`model.prompt`) under their own names, too."""
    if "." not in "".join(inputs):
        return inputs
    own = {name.rpartition(".")[2]: value for name, value in inputs.items() if "." in name}
    return {name: value for name, value in own.items() if name in OF_A_CHOICE} | inputs


def branches(graph: Graph, node: Node) -> list[Any] | None:
    """For a node that picks one of its inputs: the picked one first; None for any other node."""
    inputs, kind = node.inputs, node.kind.lower()
    if "on_true" in inputs and "on_false" in inputs:
        chosen = boolean(
            graph, inputs.get("switch", inputs.get("boolean", inputs.get("condition")))
        )
        both = [inputs["on_true"], inputs["on_false"]]
        return both[::-1] if chosen is False else both
    if "switch" not in kind:
        return None
    numbered = [
        (int(match[1]), value)
        for name, value in inputs.items()
        if (match := _NUMBERED.fullmatch(name)) and value is not None
    ]
    numbered.sort(key=lambda pair: pair[0])
    select = whole(inputs.get("select", inputs.get("Input", inputs.get("index"))))
    picked = [value for place, value in numbered if place == select]
    return picked or [value for _, value in numbered] or None


def boolean(graph: Graph, value: Any) -> bool | None:
    return scalar(graph, value, (), lambda one: one if isinstance(one, bool) else None)


def integer(graph: Graph, value: Any, *names: str) -> int | None:
    return scalar(graph, value, names, whole)


def amount(graph: Graph, value: Any, *names: str) -> int | float | None:
    return scalar(graph, value, names, number)


def label(graph: Graph, value: Any, *names: str) -> str | None:
    """A name of a sampler or model: a text, or the `content` of an object around it."""
    return scalar(graph, value, names, _label)


def _label(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("content")
    return value if isinstance(value, str) and value.strip() else None


def scalar(
    graph: Graph, value: Any, names: tuple[str, ...], convert: Callable[[Any], T | None]
) -> T | None:
    """A value, or what stands at the end of its links under one of the names."""
    if not isinstance(value, list):
        return convert(value)
    return _scalar(graph, value, names, convert, set())


def _scalar(
    graph: Graph,
    value: Any,
    names: tuple[str, ...],
    convert: Callable[[Any], T | None],
    seen: set[str],
) -> T | None:
    node = graph.link(value)
    if node is None:
        return None if isinstance(value, list) else convert(value)
    if node.id in seen:
        graph.note(problem("graph_cycle"))
        return None
    if not graph.spend(len(seen)):
        return None
    seen.add(node.id)
    picked = branches(graph, node)
    if picked is None:
        picked = [node.inputs[name] for name in (*names, *PASS_THROUGH) if name in node.inputs]
    for one in picked:
        found = _scalar(graph, one, names, convert, seen)
        if found is not None:
            return found
    return None
