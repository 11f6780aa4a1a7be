"""The words of prompts and what they are there for, read once from the dated files in `lexicon/`.

A word stands in one group or several; groups.yaml says what a group marks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

from assessments.prompts.reading import PhraseKind
from cases.record.project_yaml import read_project_yaml
from cases.record.schema import Kind

FOLDER = Path(__file__).parent / "lexicon"

Part = Literal[
    "head",
    "modifier",
    "verb",
    "relation",
    "label",
    "command",
    "exclude",
    "count",
    "unit",
    "boilerplate",
    "by_artist",
    "function",
    "unknown",
]
Form = Literal["base", "s", "ing", "ed"]

FAMILIES: Mapping[Kind, str] = {"text": "text", "code": "code", "audio": "audio"}


@dataclass(frozen=True, slots=True)
class Group:
    """What the words of one group are; `kind` is None where a word marks nothing by itself."""

    name: str
    part: Part
    strong: bool
    kind: PhraseKind | None


@dataclass(frozen=True, kw_only=True)
class Stock:
    """Turns that anybody would use."""

    pairs: frozenset[tuple[str, str]]
    exclusions: frozenset[str]
    frames: frozenset[str]
    generic: frozenset[str]
    empty: frozenset[str]
    themes: frozenset[frozenset[str]]


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """All words of one language."""

    words: Mapping[
        str, tuple[str, ...]
    ]  # word, or words joined by a space, to groups, likeliest first
    forms: Mapping[str, tuple[str, bool]]  # irregular form to base, and whether a participle
    lengths: Mapping[str, tuple[int, ...]]  # first word of a phrase to the lengths, longest first
    longest: int  # characters
    traditional: Mapping[int, str]  # code of a traditional character to the simplified one


def read_file(name: str) -> dict[str, Any]:
    """Return one of the dated files of the lexicon."""
    loaded: dict[str, Any] = read_project_yaml(FOLDER / name)
    return loaded


@cache
def groups(kind: Kind) -> Mapping[str, Group]:
    """Return the groups as they mark phrases in a prompt for that kind of content."""
    data = read_file("groups.yaml")
    other: dict[str, PhraseKind] = data["kinds"].get(FAMILIES.get(kind, ""), {})
    found = {
        name: Group(
            name, given["part"], given.get("strong", False), other.get(name, given.get("kind"))
        )
        for name, given in data["groups"].items()
    }
    found[""] = Group("", "unknown", False, "other")
    return found


@lru_cache(maxsize=1)
def stock() -> Stock:
    """Return the stock turns of both languages."""
    data = read_file("stock.yaml")
    pairs = f"{data['pairs_en']} {data['pairs_zh']}".split()
    return Stock(
        pairs=frozenset(_pair(pair) for pair in pairs),
        exclusions=frozenset(data["exclusions"].split()),
        frames=frozenset(word.replace("_", " ") for word in data["frames"].split()),
        generic=frozenset(word.replace("_", " ") for word in data["generic"].split()),
        empty=frozenset(data["empty"].split()),
        themes=frozenset(frozenset(theme.split("/")) for theme in data["themes"].split()),
    )


def _pair(text: str) -> tuple[str, str]:
    first, _, second = text.partition("/")
    return first.replace("_", " "), second.replace("_", " ")


@lru_cache(maxsize=1)
def english() -> Lexicon:
    """Return the English words; en.yaml decides where en_general.yaml differs."""
    own = read_file("en.yaml")
    words = _words(own["words"])
    for word, general in _words(read_file("en_general.yaml")["words"]).items():
        known = words.get(word)
        words[word] = (
            (*known, *(name for name in general if _adds(name, known))) if known else general
        )
    forms: dict[str, tuple[str, bool]] = {}
    for pair in own["forms"].split():
        form, _, base = pair.partition("=")
        forms[form.rstrip("~")] = base, form.endswith("~")
    lengths: dict[str, set[int]] = {}
    for phrase in (word for word in words if " " in word):
        first, *rest = phrase.split(" ")
        lengths.setdefault(first, set()).add(1 + len(rest))
    return Lexicon(
        words=words,
        forms=forms,
        lengths={first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()},
        longest=max(map(len, words)),
        traditional={},
    )


@lru_cache(maxsize=1)
def chinese() -> Lexicon:
    """Return the Chinese words."""
    own = read_file("zh.yaml")
    made = [stem + ending for stem in own["stems"].split() for ending in own["endings"].split()]
    words = {
        **_words(read_file("zh_general.yaml")["words"]),
        **dict.fromkeys(made, ("verb_made",)),
        **_words(own["words"]),
    }
    return Lexicon(
        words=words,
        forms={},
        lengths={},
        longest=max(map(len, words)),
        traditional={ord(pair[0]): pair[1] for pair in own["traditional"].split()},
    )


def _adds(group: str, known: tuple[str, ...]) -> bool:
    """A word that en.yaml knows as a thing or a description may be an act besides."""
    return group in ("verb_fine", "verb_rare") and known[0] not in _NEVER_ACTS


_NEVER_ACTS = frozenset(
    {"function", "near", "position", "seen", "exclude", "count", "unit", "command", "quality"}
)


def _words(by_group: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return each word with its groups, in the order in which the file names them."""
    words: dict[str, tuple[str, ...]] = {}
    for group, listed in by_group.items():
        alone = (group,)
        for word in listed.split():
            name = word.replace("_", " ")
            known = words.get(name)
            words[name] = (*known, group) if known else alone
    return words
