"""Words of nodes that are not understood, found by going back along every link.

Where a sampler's conditioning comes from a node of an unknown kind, the words that went into it
stand on nodes before it. They are given with a problem that names the node, because which of them
are the prompt is not known.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator

from assessments.intake.generators.comfyui.graph import Graph, Node
from assessments.intake.generators.comfyui.widgets import is_words

# Parts of names of inputs that hold texts which are no words of a prompt.
NO_PROMPT = (
    "negative",
    "neg_",
    "system",
    "prefix",
    "suffix",
    "file",
    "path",
    "name",
    "url",
    "mask",
    "token",
    "regex",
    "delimiter",
    "separator",
)
# The text that a node is asked with stands under one of these, the first ones before others.
PLAIN = ("prompt", "text", "string", "value", "caption", "script", "lyrics", "description")
ASKING = (
    "prompt",
    "text",
    "caption",
    "script",
    "lyrics",
    "description",
    "words",
    "string",
    "value",
)
MAX_TEXTS = 20
# Parts of class names of nodes that only show a text; it is that of an earlier run.
SHOWING = ("show", "display", "preview")
ROLE, LETTER = re.compile(r"(?i)pos|neg"), re.compile(r"[^\W\d_]")
_NEGATIVE = re.compile(
    r"(?i)\b(?:worst|low|bad|poor) (?:quality|anatomy|hands)|\bblurry\b.*\bugly\b"
    r"|\bugly\b.*\bblurry\b"
    r"|\bbad anatomy\b|最差质量|低质量"
)


def upstream_words(graph: Graph, start: Node) -> list[str]:
    """Return the texts of a node and of those before it, the farthest first, each once.

    Texts under names that only mention words (`region_text`) are kept as further words.
    """
    texts: dict[str, None] = {}
    for node in walk(graph, start):
        several = len(node.words) > 1  # one of them may be the negative prompt
        for name, text in _asked(node):
            if sounds_negative(text) or (several and text in node.words):
                graph.further.append((node, text))
            elif name.rpartition(".")[2] in PLAIN:
                texts.setdefault(text.strip())
            else:
                graph.further.append((node, text))
        if len(texts) + len(graph.further) >= MAX_TEXTS:
            break
    return list(texts)[::-1]


def asked_words(node: Node) -> list[str]:
    """Return the texts of one node that may be a prompt, by the names of its inputs."""
    return [text for _, text in _asked(node)]


def _asked(node: Node) -> list[tuple[str, str]]:
    """Return names and texts; words without a name stand under the plainest one."""
    shown = any(mark in node.kind.lower() for mark in SHOWING)
    words = () if shown else node.words
    found: list[tuple[int, str, str]] = [(0, PLAIN[0], text) for text in words]
    for name, value in node.inputs.items():
        plain = name.lower()
        rank = next((at for at, mark in enumerate(ASKING) if mark in plain), None)
        if rank is None or any(mark in plain for mark in NO_PROMPT):
            continue
        if isinstance(value, str) and value.strip() and (is_words(value) or rank < 2):
            found.append((rank, plain, value))
    found.sort(key=lambda entry: entry[0])
    return [(name, text) for _, name, text in found]


def words_for_roles(node: Node) -> list[str]:
    """Return the texts of a node under names that begin like `positive` or `negative`."""
    return [
        value
        for name, value in node.inputs.items()
        if isinstance(value, str) and ROLE.match(name) and LETTER.search(value)
    ]


def sounds_negative(text: str) -> bool:
    """Return whether a text reads like a list of what a picture shall not show."""
    return bool(_NEGATIVE.search(text))


def find_asker(graph: Graph, ends: Iterator[Node]) -> Node | None:
    """Return the nearest node with words before one of these nodes, or one of them itself."""
    for end in ends:
        for node in walk(graph, end):
            if any(is_words(text) for text in asked_words(node)):
                return node
    return None


def walk(graph: Graph, start: Node) -> Iterator[Node]:
    """Yield a node and those before it by any link, the nearest first."""
    waiting, seen = deque([start]), {start.id}
    while waiting:
        node = waiting.popleft()
        if not graph.spend_step():
            return
        yield node
        for _, target in graph.links(node):
            if target.id not in seen:
                seen.add(target.id)
                waiting.append(target)
