"""The graph of ComfyUI as nodes, whose inputs are values or links, and the lookup of single values.

An API prompt maps a node id to `{"class_type": …, "inputs": {…}}`; a link is a list of the source
node's id and the index of its output. Every walk counts its steps, keeps the visited nodes and has
a maximum depth, so that cycles, diamonds and long chains of a hostile graph end. Nothing is
computed: a value that only an execution of the graph would give is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from assessments.intake.core import limits
from assessments.intake.core.coerce import number, to_int
from assessments.intake.core.problems import Problem, problem, raise_limit

T = TypeVar("T")
MAX_DEPTH = 120  # links in a row; the walks recurse, and Python allows 1,000 frames
MAX_DECISIONS = 20  # switches that hang on each other; real graphs have one or two
# Inputs through which a node passes a value on, tried in this order.
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
# Inputs of a chosen model that are read; nodes of model services write them as `model.<name>`.
CHOICE_INPUTS = frozenset(
    {"prompt", "negative_prompt", "text", "script", "lyrics", "seed", "width", "height", "size"}
)
# Nodes whose output is drawn by lot as the graph runs: what stands on them is what they draw from.
# A node of noise or of a seed holds the seed itself.
_DRAWN_LOTS = re.compile(r"^(?!.*(?:noise|seed)).*random")
_NUMBERED_INPUT = re.compile(
    r"(?:any|input|value|text|string|in|image|latent|model|clip|vae|cond|conditioning|pipe)_?0*"
    r"(\d{1,3})"
)
# Inputs by which a switch with numbered inputs chooses.
_CHOOSING = ("select", "Input", "index", "channel", "selected", "choice")


class Node(NamedTuple):
    """A node: its class (`kind`) and its inputs, each a value or a link to another node.

    `words` are texts of the node whose place among its inputs is not known; a node is `unnamed`
    where that holds for all its values.
    """

    id: str
    kind: str
    inputs: Mapping[str, Any]
    words: tuple[str, ...] = ()
    unnamed: bool = False


@dataclass
class Graph:
    """The nodes by id, the number of steps taken, and the problems found on the way."""

    nodes: dict[str, Node]
    steps: int = 0
    notes: dict[str, Problem] = field(default_factory=dict)
    further: list[tuple[Node, str]] = field(default_factory=list)  # words of unknown use
    switched_off: list[Node] = field(default_factory=list)  # nodes that would generate
    deciding: set[str] = field(default_factory=set)  # switches of which the way is sought
    _links: dict[str, list[tuple[str, Node]]] = field(default_factory=dict)

    def link(self, value: Any) -> Node | None:
        """Return the node that a link leads to; None for a plain value or a dangling link."""
        if isinstance(value, list) and len(value) == 2 and isinstance(value[1], int):
            return self.nodes.get(str(value[0])) if isinstance(value[0], str | int) else None
        return None

    def spend_step(self, depth: int = 0) -> bool:
        """Count one step; return False beyond the maximum depth.

        Raises `Rejected` when the step budget of the graph is used up.
        """
        self.steps += 1
        if self.steps > limits.GRAPH_STEPS.value:
            raise_limit(limits.GRAPH_STEPS)
        if depth > MAX_DEPTH:
            self.add_problem(problem(limits.GRAPH_STEPS.code, most=MAX_DEPTH, unit="levels"))
            return False
        return True

    def add_problem(self, issue: Problem) -> None:
        """Record a problem, once for each code."""
        self.notes.setdefault(issue.code, issue)

    def links(self, node: Node) -> list[tuple[str, Node]]:
        """Return the inputs that lead to other nodes; cached, because every walk needs them."""
        found = self._links.get(node.id)
        if found is None:
            pairs = [(n, self.link(v)) for n, v in node.inputs.items() if type(v) is list]
            found = self._links[node.id] = [(name, target) for name, target in pairs if target]
        return found


def build(data: Mapping[str, Any]) -> Graph | None:
    """Build the graph of an API prompt; return None where the object holds no nodes."""
    nodes = {}
    for key, value in data.items():
        if isinstance(value, dict) and isinstance(value.get("class_type"), str):
            inputs = value.get("inputs")
            inputs = inputs if isinstance(inputs, dict) else {}
            nodes[str(key)] = Node(str(key), value["class_type"], flatten_choice(inputs))
    if len(nodes) > limits.GRAPH_NODES.value:
        raise_limit(limits.GRAPH_NODES)
    return Graph(nodes=nodes) if nodes else None


def flatten_choice(inputs: dict[str, Any]) -> dict[str, Any]:
    """Add the inputs of a chosen model (`model.prompt`) under their short names, too."""
    if "." not in "".join(inputs):
        return inputs
    own = {name.rpartition(".")[2]: value for name, value in inputs.items() if "." in name}
    return {name: value for name, value in own.items() if name in CHOICE_INPUTS} | inputs


def branches(graph: Graph, node: Node) -> list[Any] | None:
    """Return the input that a switch selects; None for any other node.

    All of its inputs are returned where the file does not say which, and a problem is noted.
    """
    inputs, kind = node.inputs, node.kind.lower()
    if "on_true" in inputs and "on_false" in inputs:
        way = inputs.get("switch", inputs.get("boolean", inputs.get("condition")))
        chosen = _decide(graph, node, way, boolean)
        both = [inputs["on_true"], inputs["on_false"]]
        return _note_open(graph, node, both) if chosen is None else [both[not chosen]]
    if "switch" not in kind:
        return None
    numbered = [
        (int(match[1]), value)
        for name, value in inputs.items()
        if (match := _NUMBERED_INPUT.fullmatch(name)) and value is not None
    ]
    numbered.sort(key=lambda pair: pair[0])
    listed = [value for _, value in numbered]
    way = next((inputs[name] for name in _CHOOSING if name in inputs), None)
    if way is None:  # the first that is connected (rgthree/rgthree-comfy)
        return listed or None
    select = _decide(graph, node, way, integer)
    picked = [value for place, value in numbered if place == select]
    return picked or _note_open(graph, node, listed) or None


def other_way(node: Node, picked: list[Any]) -> list[Any]:
    """Return the input of a switch of two ways that was not selected."""
    ways = [node.inputs.get("on_true"), node.inputs.get("on_false")]
    return [way for way in ways if way is not None and way not in picked]


def _note_open(graph: Graph, node: Node, listed: list[Any]) -> list[Any]:
    """Note that it is not known which of its inputs a switch selects, where they differ."""
    if any(value != listed[0] for value in listed):
        graph.add_problem(problem("ambiguous", count=len(listed), field=node.kind))
    return listed


def _decide(
    graph: Graph, node: Node, value: Any, resolve: Callable[[Graph, Any], T | None]
) -> T | None:
    """Return which way a switch goes; None where that hangs on itself, or on too many others."""
    if node.id in graph.deciding:
        graph.add_problem(problem("graph_cycle"))
        return None
    if len(graph.deciding) >= MAX_DECISIONS:
        return None
    graph.deciding.add(node.id)
    try:
        return resolve(graph, value)
    finally:
        graph.deciding.discard(node.id)


def boolean(graph: Graph, value: Any) -> bool | None:
    """Resolve a value that is true or false."""
    return scalar(graph, value, (), lambda flag: flag if isinstance(flag, bool) else None)


def integer(graph: Graph, value: Any, *names: str) -> int | None:
    """Resolve a whole number, following links through inputs of these names."""
    return scalar(graph, value, names, to_int)


def amount(graph: Graph, value: Any, *names: str) -> int | float | None:
    """Resolve a number, following links through inputs of these names."""
    return scalar(graph, value, names, number)


def label(graph: Graph, value: Any, *names: str) -> str | None:
    """Resolve the name of a sampler or model: a text, or the `content` of an object around it."""
    return scalar(graph, value, names, _read_label)


def _read_label(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("content")
    return value if isinstance(value, str) and value.strip() else None


def scalar(
    graph: Graph, value: Any, names: tuple[str, ...], convert: Callable[[Any], T | None]
) -> T | None:
    """Convert a value, or the value at the end of its links under one of the names."""
    if not isinstance(value, list):
        return convert(value)
    return _resolve(graph, value, names, convert, set())


def _resolve(
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
        graph.add_problem(problem("graph_cycle"))
        return None
    if not graph.spend_step(len(seen)):
        return None
    seen.add(node.id)
    if _DRAWN_LOTS.search(node.kind.lower()):
        return None
    picked = branches(graph, node)
    if picked is None:
        picked = [node.inputs[name] for name in (*names, *PASS_THROUGH) if name in node.inputs]
    for candidate in picked:
        found = _resolve(graph, candidate, names, convert, seen)
        if found is not None:
            return found
    return None
