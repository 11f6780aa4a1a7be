"""What the nodes of a graph that give a text do with the words they get.

An API prompt holds no types, so a node is known by its class and by its inputs. Nothing counts as
handed on unchanged unless the class says so: a node may choose, cut or rewrite while the graph
runs, and words that it did not use are not the prompt. Expressions of a file are never run, since
one of them may take for ever.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal

from assessments.intake.core import limits
from assessments.intake.generators.comfyui import fallback
from assessments.intake.generators.comfyui.graph import Graph, Node
from assessments.intake.generators.comfyui.widgets import is_words

Effect = Literal[
    "describes", "rewrites", "translates", "styles", "chooses", "computes", "joins", "passes",
    "unknown",
]  # fmt: skip
Read = Callable[[Any], str | None]
# Parts of class names, lower case, without spaces and underscores.
# Nodes that put a picture into words, also where the picture is no longer linked.
DESCRIBERS = (
    "florence",
    "caption",
    "interrogat",
    "tagger",
    "vqa",
    "describe",
    "moondream",
    "blip",
    "imagetotext",
    "image2text",
    "img2txt",
    "imagetoprompt",
    "image2prompt",
)
# Nodes that rewrite by a language model.
REWRITERS = (
    "textgenerate",
    "ollama",
    "llm",
    "promptenhance",
    "enhanceprompt",
    "promptexpan",
    "chatgpt",
    "openai",
    "gemini",
    "deepseek",
    "qwenvl",
)
# Of these, the ones that look at a picture while they rewrite what was typed.
SEEING_REWRITERS = ("promptenhance", "enhanceprompt", "promptexpan", "ltx2prompt")
# Nodes that choose among words while the graph runs (sd-dynamic-prompts, Impact Pack, Inspire Pack,
# Easy-Use), and how the choices are written: {a|b} and __name__.
CHOOSERS = ("wildcard", "dprandom", "dpcombin", "dpjinja", "dynamicprompt", "randomprompt")
CHOICES = re.compile(r"\{[^{}|]*\|[^{}]*\}|__[^\s_][^\n]{0,200}?__")
TRANSLATORS = ("translat",)
STYLERS = ("styler",)
JOINING = re.compile(r"concat|join|combine|append|merge")
SHOWING = re.compile(r"show|display|preview|save|reroute|context|pipe")
# Nodes that hold a text, or hand on the single one that they get.
BOXES = re.compile(
    r"primitive|multiline|textbox|literal|constant|^(?:easy)?(?:positive|negative)$"
    r"|(?:text|string|prompt|box|input|value|node|any|anything)(?:[^a-z].*)?$"
)
# Parts of class names of nodes that do not hand a text on as it is.
CHANGING = re.compile(
    r"random|regex|replace|split|substring|extract|select|choose|pick|index|shuffle|line|list|trim"
    r"|case|reverse|truncate|slice|filter|parse|format|template|file|generat|schedul|remove|strip"
    r"|clean|convert|edit|layout|load"
)
_HOLDERS = re.compile(r"primitive|multiline")
# Inputs that lead to a picture, by the names in use.
_PICTURE = re.compile(
    r"(?i)(?:^|_|\.)(?:images?|videos?|frames|pixels|pictures?|img|photo)[_a-z]?\d*$"
)
# A node beside these carries a picture along with other things.
_CARRIED = frozenset({"clip", "positive", "text_positive", "conditioning", "base_ctx", "pipe"})
# Names of the inputs that hold the words of a node, beside numbered ones.
JOINED_INPUT = re.compile(r"(string|text|prompt|input|str|part)_?([a-z]|\d{1,2})")
WORD_NAMES = frozenset(
    {"text", "string", "value", "prompt", "text_input", "user_prompt", "multiline_text",
     "instruction", "question", "query", "tags", "caption", "populated_text", "custom_prompt",
     "source", "system_prompt"}
)  # fmt: skip
_ROLES = frozenset({"positive", "negative", "text_positive", "text_negative"})
_SETTINGS = frozenset({"text_0", "title", "_meta", "speak_and_recognation", "autorefresh"})
CASES: dict[str, Callable[[str], str]] = {
    "UPPERCASE": str.upper,
    "lowercase": str.lower,
    "Capitalize": str.capitalize,
    "Title Case": str.title,
}
_HAN = re.compile(r"[\u3400-\u9fff]")


def plain_kind(node: Node) -> str:
    """Return the class of a node in lower case, without spaces and underscores."""
    return node.kind.lower().replace(" ", "").replace("_", "")


def describes(node: Node) -> bool:
    """Return whether the class of a node says that it puts a picture into words."""
    kind = plain_kind(node)
    return any(mark in kind for mark in DESCRIBERS)


def handed_on(graph: Graph, node: Node, names: Iterable[str]) -> list[Any]:
    """Return the values under these names; of a node that shows a text, those that it gets first.

    What such a node holds itself is what it showed before.
    """
    values = [node.inputs[name] for name in names if name in node.inputs]
    if SHOWING.search(plain_kind(node)):
        values.sort(key=lambda value: graph.link(value) is None)
    return values


def translates(node: Node) -> bool:
    """Return whether an encoder translates its own words; a person may have pressed it before."""
    kind = plain_kind(node)
    by_hand = node.inputs.get("manual_translate") is True  # AlekPet/ComfyUI_Custom_Nodes_AlekPet
    return not by_hand and any(mark in kind for mark in TRANSLATORS)


def effect(graph: Graph, node: Node) -> Effect:
    """Return what a node that gives a text does with the words that it gets."""
    kind = plain_kind(node)
    seeing = _takes_picture(graph, node)
    if describes(node):
        return "describes"
    if seeing and not any(mark in kind for mark in SEEING_REWRITERS):
        return "unknown" if SHOWING.search(kind) else "describes"
    for marks, found in _NAMED:
        if any(mark in kind for mark in marks):
            return found
    if kind in _COMPUTED or ("replace" in kind and {"find", "replace"} <= set(node.inputs)):
        return "computes"
    if SHOWING.search(kind):
        return "passes"
    if _HOLDERS.search(kind) and "random" not in kind:
        return "passes"
    if CHANGING.search(kind):
        return "unknown"
    if JOINING.search(kind):
        return "joins" if any(map(JOINED_INPUT.fullmatch, node.inputs)) else "unknown"
    names = {name for name, value in node.inputs.items() if value is not None} - _SETTINGS
    single = len(names) <= 1 or names <= _ROLES
    return "passes" if single and BOXES.search(kind) else "unknown"


_NAMED: tuple[tuple[tuple[str, ...], Effect], ...] = (
    (REWRITERS, "rewrites"),
    (("ltx2prompt",), "rewrites"),
    (CHOOSERS, "chooses"),
    (TRANSLATORS, "translates"),
    (STYLERS, "styles"),
)


def _takes_picture(graph: Graph, node: Node) -> bool:
    """Return whether a picture is linked to a node that carries no conditioning or pipe along."""
    if not _CARRIED.isdisjoint(node.inputs):
        return False
    return any(
        _PICTURE.search(name) or _gives_picture(source) for name, source in graph.links(node)
    )


def _gives_picture(node: Node) -> bool:
    kind = plain_kind(node)
    return kind.startswith(("loadimage", "loadvideo", "vhsloadvideo", "vaedecode", "imagescale"))


def compute(node: Node, read: Read) -> str | None:
    """Return the exact text of a node that replaces, cuts or changes case; None where unknown."""
    work = _COMPUTED.get(plain_kind(node), _replace)
    return work(node, read)


def _read_source(node: Node, read: Read) -> str | None:
    return read(node.inputs.get("string", node.inputs.get("text")))


def _replaced(text: str | None, find: str | None, by: str | None) -> str | None:
    if text is None or by is None or not find:
        return None
    if len(text) + text.count(find) * len(by) > limits.PROMPT_CHARS.value:
        return None
    return text.replace(find, by)


def _replace(node: Node, read: Read) -> str | None:
    inputs = node.inputs
    return _replaced(_read_source(node, read), read(inputs.get("find")), read(inputs["replace"]))


def _substring(node: Node, read: Read) -> str | None:
    text, start, end = _read_source(node, read), node.inputs.get("start"), node.inputs.get("end")
    if text is None or not isinstance(start, int) or not isinstance(end, int):
        return None
    return text[start:end]


def _trim(node: Node, read: Read) -> str | None:
    return _read_source(node, read)  # blanks around a prompt are left out in any case


def _change_case(node: Node, read: Read) -> str | None:
    text, change = _read_source(node, read), CASES.get(str(node.inputs.get("mode")))
    return change(text) if text is not None and change else None


def _take_line(node: Node, read: Read) -> str | None:
    """Return the one line that is chosen; several lines make several pictures.

    Some versions leave out empty lines, and translate Chinese (yolain/ComfyUI-Easy-Use).
    """
    text = read(node.inputs.get("prompt"))
    start, most = node.inputs.get("start_index"), node.inputs.get("max_rows")
    if text is None or not isinstance(start, int) or not isinstance(most, int):
        return None
    lines = text.split("\n")
    if not all(map(str.strip, lines)) or _HAN.search(text):
        return None
    start = max(0, min(start, len(lines) - 1))
    chosen = lines[start : start + most]
    return chosen[0] if len(chosen) == 1 else None


def _apply_string_function(node: Node, read: Read) -> str | None:
    """Return what StringFunction gives (pythongosssss/ComfyUI-Custom-Scripts)."""
    texts = [read(node.inputs.get(name, "")) for name in ("text_a", "text_b", "text_c")]
    tidy, action = node.inputs.get("tidy_tags") == "yes", node.inputs.get("action")
    known = ["" if text == "undefined" else text for text in texts if text is not None]
    if len(known) < len(texts):
        return None
    out: str | None = None
    if action == "append":
        out = (", " if tidy else "").join(text for text in known if text)
    elif action == "replace" and not (known[1].startswith("/") and known[1].endswith("/")):
        out = _replaced(*known)
    if out is None or not tidy:
        return out
    return out.replace("  ", " ").replace(" ,", ",").replace(",,", ",").replace(",,", ",")


_COMPUTED: dict[str, Callable[[Node, Read], str | None]] = {
    "stringreplace": _replace,
    "stringsubstring": _substring,
    "stringtrim": _trim,
    "caseconverter": _change_case,
    "easypromptline": _take_line,
    "stringfunction|pysssss": _apply_string_function,
}


def words_before(graph: Graph, node: Node) -> Iterator[tuple[Node, str]]:
    """Yield the words on a node and on those before it, but not those behind its pictures."""
    waiting, seen = [node], {node.id}
    while waiting:
        at = waiting.pop(0)
        if not graph.spend_step():
            return
        for name, value in at.inputs.items():
            short = name.rpartition(".")[2].lower()
            named = short in WORD_NAMES or JOINED_INPUT.fullmatch(short)
            if isinstance(value, str) and value.strip() and (named or _is_asked(short, value)):
                yield at, value
        yield from ((at, text) for text in at.words)
        for name, source in graph.links(at):
            if source.id not in seen and not _PICTURE.search(name) and not _gives_picture(source):
                seen.add(source.id)
                waiting.append(source)


def _is_asked(name: str, value: str) -> bool:
    """Return whether a value under an unknown name reads like words, not like a setting."""
    return is_words(value) and not any(mark in name for mark in fallback.NO_PROMPT)


def leaves_choice(node: Node, text: str | None) -> bool:
    """Return whether a text leaves a choice to the node that has it, which holds no choice made."""
    populated = node.inputs.get("populated_text")
    if not text or (isinstance(populated, str) and populated.strip()):
        return False
    kind = plain_kind(node)
    return any(mark in kind for mark in CHOOSERS) and bool(CHOICES.search(text))


def order_input(name: str) -> tuple[int, str]:
    """Return the sort key of a numbered or lettered input: text 2 before text 10, a before b."""
    match = JOINED_INPUT.fullmatch(name)
    last = match[2] if match else name
    return (int(last), "") if last.isdigit() else (0, last)
