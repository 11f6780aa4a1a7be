"""The values of a node of the editor's workflow by the names of its widgets.

The editor stores values by position. Names come from the node itself, where a newer editor wrote
them, or from a table of published node definitions (`widget_names.txt`, whose head names its
sources and the script that writes it). An order counts only where every value has the type of its
widget; where none fits, texts are kept without a name, because words are not to be lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

# Values of the control that the editor puts after a seed; its first version stored true or false.
CONTROLS = frozenset({"fixed", "increment", "decrement", "randomize"})
CONTROL_NAME = "control_after_generate"
SEEDS = frozenset({"seed", "noise_seed"})
# Types of inputs as the editor writes them -> letter of the table.
LETTERS = {"STRING": "s", "INT": "i", "FLOAT": "f", "BOOLEAN": "b", "COMBO": "c"}
# Nodes outside the collections of the table: city96/ComfyUI-GGUF, kijai/ComfyUI-KJNodes (virtual);
# yolain/ComfyUI-Easy-Use (image_output says whether the node shows or saves).
FURTHER = """
UnetLoaderGGUF\tunet_name:c
UnetLoaderGGUFAdvanced\tunet_name:c dequant_dtype:c patch_dtype:c patch_on_device:b
CLIPLoaderGGUF\tclip_name:c type:c
PrimitiveNode\tvalue:o+
SeedNode\tseed:i+
easy kSampler\timage_output:c link_id:i save_prefix:s
"""
MAX_KIND = 200  # characters in the name of a node class
# What older versions of a node stored where newer ones store true or false.
SWITCHES = ("enabled", "disabled", "enable", "disable", "yes", "no", "on", "off", "true", "false")
MODEL_FILES = (".safetensors", ".ckpt", ".gguf", ".pth", ".pt", ".sft")
# A choice that adds to a text; its value is a sentence that says so (Impact Pack, Easy-Use).
ADDING = "Select to add"
# A choice has a short name, beside what stands in brackets; a longer text is words.
MAX_CHOICE, MAX_CHOICE_WORDS = 200, 5
_TABLE = "\n" + Path(__file__).with_name("widget_names.txt").read_text("utf-8") + FURTHER
# A text of several words, or of several Chinese or Japanese characters.
# Nothing is tried twice: a widget may hold a whole picture in Base64, without a blank.
_WORDS = re.compile(r"(?<!\S)\S++\s++\S++\s++\S|[\u3040-\u30ff\u3400-\u9fff]{4}")
_NO_WORDS = re.compile(r"\s*+(?:https?://|#version|[\d.,;:()*+/-][\d\s.,;:()*+/-]*+$|$)")
# A widget in the table; its name may hold blanks.
_WIDGET = re.compile(r"(.+?):([a-z])(\+?)(?: |$)")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_CHECKS: dict[str, Callable[[Any], bool]] = {
    "s": lambda value: isinstance(value, str),
    "i": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "f": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "b": lambda value: isinstance(value, bool) or value in SWITCHES,
    "c": lambda value: not isinstance(value, str) or _is_choice(value),
    "o": lambda value: True,
}


class Widget(NamedTuple):
    """A widget of a node; a control may stand behind the value of one that is `controlled`."""

    name: str
    letter: str
    controlled: bool


@dataclass(frozen=True)
class Placed:
    """The values of a node by name, and the words among those that have no name."""

    values: Mapping[str, Any] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    unnamed: bool = False  # no order fits the values


def place(node: Mapping[str, Any]) -> Placed:
    """Return the values of a node by the names of its widgets."""
    values = read_named(node) or node.get("widgets_values")
    if isinstance(values, Mapping):
        return Placed({str(name): value for name, value in values.items() if name != CONTROL_NAME})
    if not isinstance(values, list) or not values:
        return Placed()
    fits = [fit for order in _orders_of(node) if (fit := _fit(order, values))]
    best = next((fit for fit in fits if fit.whole), None) or max(
        (fit for fit in fits if fit.partly), key=lambda fit: len(fit.values), default=None
    )
    placed = _without_names(str(node.get("type")), values)
    if best:
        plain = {name: value for name, value in best.values.items() if _is_plain(value)}
        placed = Placed(plain, () if best.whole else _words_beside(best, placed.words))
    loras = {
        f"lora_{index}": value
        for index, value in enumerate(values)
        if isinstance(value, Mapping) and "lora" in value
    }
    return replace(placed, values={**placed.values, **loras}) if loras else placed


def read_named(node: Mapping[str, Any]) -> Mapping[Any, Any] | None:
    """Return the values of a node that stores them with their names; None for any other.

    Such a node stores a list, too, which every version of the editor reads; it goes first.
    """
    named, values = node.get("widgets_values_named"), node.get("widgets_values")
    if not isinstance(named, Mapping) or not named:
        return None
    if not isinstance(values, list):
        return named
    if len(values) == len(named):
        return dict(zip(named, values, strict=True))
    return named if all(value in values for value in named.values()) else None


def owners(node: Mapping[str, Any]) -> list[str | None]:
    """Return for each stored value of a node the name of its widget; a control has the seed's."""
    values = node["widgets_values"]
    fits = [fit for order in _orders_of(node) if (fit := _fit(order, values))]
    best = next((fit for fit in fits if fit.whole), None)
    return best.owners if best else [None] * len(values)


def is_control(value: Any) -> bool:
    """Return whether a value is that of the control behind a seed."""
    return isinstance(value, str) and value in CONTROLS


def is_words(value: Any) -> bool:
    """Return whether a value is a text of several words, and no address, number or program."""
    return isinstance(value, str) and bool(_WORDS.search(value)) and not _NO_WORDS.match(value)


def has_type(value: Any, letter: str) -> bool:
    """Return whether a value can be that of a widget of this type; null can be of any."""
    return value is None or _CHECKS[letter](value)


def _is_choice(text: str) -> bool:
    short = len(text) <= MAX_CHOICE and "\n" not in text
    return short and len(_IN_BRACKETS.sub("", text).split()) <= MAX_CHOICE_WORDS


def _words_beside(fit: _Fit, words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for text in words if text not in fit.values.values())


def _is_plain(value: Any) -> bool:
    return not isinstance(value, list)


class _Fit(NamedTuple):
    values: dict[str, Any]
    whole: bool  # every widget has a value and every value a widget
    partly: bool  # one of the two is longer, and the last values stay without a widget
    owners: list[str | None]


def _fit(order: tuple[Widget, ...], values: list[Any]) -> _Fit | None:
    """Give the values to the widgets in turn; None where a value has not the type of its widget."""
    found: dict[str, Any] = {}
    owners: list[str | None] = []
    place = 0
    for index, widget in enumerate(order):
        if place == len(values):
            return _Fit(found, whole=False, partly=index > 0, owners=owners)
        value = values[place]
        if not has_type(value, widget.letter) or (widget.letter != "s" and is_control(value)):
            return None
        found[widget.name] = value
        owners.append(widget.name)
        place += 1
        following = order[index + 1].letter if index + 1 < len(order) else ""
        if place < len(values) and _is_control_of(widget, values[place], following):
            owners.append(widget.name)
            place += 1
    rest = values[place:]
    return _Fit(found, whole=not rest, partly=not any(map(is_control, rest)), owners=owners)


def _is_control_of(widget: Widget, value: Any, following: str) -> bool:
    if not widget.controlled and widget.name not in SEEDS:
        return False
    return is_control(value) or (isinstance(value, bool) and following != "b")


def _without_names(kind: str, values: list[Any]) -> Placed:
    """Return what needs no name: the number before a control is the seed, and words are words."""
    seeds = [
        value
        for value, after in zip(values, values[1:], strict=False)
        if is_control(after) and _CHECKS["i"](value)
    ]
    words = tuple(value for value in values if is_words(value))
    named = {"seed": seeds[0]} if len(seeds) == 1 else {}
    return Placed({**named, **_loaded(kind, values)}, words, unnamed=True)


def _loaded(kind: str, values: list[Any]) -> dict[str, Any]:
    """Return the one file of a model that a node loads; of a LoRA with the number behind it."""
    files = [at for at, value in enumerate(values) if isinstance(value, str) and _is_model(value)]
    if len(files) != 1 or "load" not in kind.lower():
        return {}
    (at,) = files
    if "lora" not in kind.lower():
        return {"ckpt_name": values[at]}
    weight = values[at + 1] if at + 1 < len(values) else None
    return {"lora_name": values[at], **({"strength": weight} if _CHECKS["f"](weight) else {})}


def _is_model(value: str) -> bool:
    return len(value) <= MAX_CHOICE and value.lower().endswith(MODEL_FILES)


def _orders_of(node: Mapping[str, Any]) -> Iterator[tuple[Widget, ...]]:
    """Yield the possible orders of a node's widgets: its own, then those of the table."""
    sockets = node.get("inputs")
    own = tuple(
        Widget(name, LETTERS.get(str(socket.get("type")), "o"), name in SEEDS)
        for socket in (sockets if isinstance(sockets, list) else ())
        if isinstance(socket, Mapping) and socket.get("widget") is not None
        for name in (str(socket.get("name")),)
    )
    values = node["widgets_values"]
    plain = sum(not is_control(value) for value in values)
    if own and len(own) == plain:
        yield tuple(widget._replace(controlled=True) for widget in own)
    yield from _known_orders(str(node.get("type")))


@lru_cache(maxsize=4096)
def _known_orders(kind: str) -> tuple[tuple[Widget, ...], ...]:
    found = []
    mark = f"\n{kind}\t"
    at = _TABLE.find(mark) if len(kind) <= MAX_KIND and "\n" not in kind else -1
    while at >= 0:
        start = at + len(mark)
        end = _TABLE.find("\n", start)
        widgets = _WIDGET.findall(_TABLE[start:end])
        found.append(tuple(_widget(name, letter, plus) for name, letter, plus in widgets))
        at = _TABLE.find(mark, end)
    return tuple(found)


def _widget(name: str, letter: str, plus: str) -> Widget:
    return Widget(name, "o" if name.startswith(ADDING) else letter, bool(plus))
