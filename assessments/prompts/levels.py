"""From the details of a prompt, or of several together, to the level that its words carry.

Only counts of sets are compared with the borders of levels.yaml, and each count can only grow with
more words: adding words never lowers a level.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assessments.prompts.lexicon import read_file, stock
from assessments.prompts.reading import Because, Detail, Level, PhraseKind, PromptReading

# Kinds of a phrase that name a thing; the others speak of the whole, and weigh half.
THINGS = frozenset({"subject", "setting", "attribute", "character", "data", "instrument"})
MERGED: Mapping[PhraseKind, PhraseKind] = {"style": "medium", "event": "action", "camera": "shot"}
WHOLE = frozenset(
    {"light", "colour", "composition", "viewpoint", "medium", "style", "mood", "tone", "tempo"}
)

LABEL_WEIGHT, GENERIC_WEIGHT = 0.5, 0.25
# Words that nobody listed: a few may be a name, many are a description that cannot be read.
UNKNOWN_WEIGHT = 0.2
MAX_UNKNOWN_WEIGHT = 2
MAX_ALIKE = 2  # details of one kind that count for one element
SPECIFIC: Level = 3  # what is read alone carries it, whatever the rest says


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What a prompt holds, each thing counted once."""

    is_text: bool
    weight: float  # of what is named
    chosen: int
    joining: int  # chosen details that join elements
    bonds: int  # all that joins elements, stock included
    categories: int  # of chosen details
    bound: int  # categories of all details, stock ones included
    labels: int  # categories in which the whole is described
    figure: int
    figure_chosen: int


def count(readings: Collection[PromptReading]) -> Counts:
    """Count what several readings hold together."""
    is_text = all(reading.is_text for reading in readings)
    details = {d for reading in readings for d in reading.details if not _is_empty(d)}
    wanted = {detail for detail in details if detail.kind != "exclusion"}
    if not (is_text and any(detail.strong for detail in wanted)):
        details = wanted  # to leave something out chooses a form for a text, but fixes no picture
    elements = {element for reading in readings for element in reading.elements}
    unknown = {word for reading in readings for word in reading.unknown}
    is_described = any(reading.descriptions for reading in readings)
    chosen = [detail for detail in details if detail.strong]
    figure = [detail for detail in details if detail.figure]
    return Counts(
        is_text=is_text,
        weight=_weight(elements, len(unknown)) or is_described * GENERIC_WEIGHT,
        chosen=_distinct(chosen),
        joining=_distinct([detail for detail in chosen if detail.joins]),
        bonds=_distinct([detail for detail in details if detail.joins]),
        categories=len({_merged(detail.kind) for detail in chosen}),
        bound=len({_merged(detail.kind) for detail in details}),
        labels=len({_merged(kind) for kind, _ in elements if kind in WHOLE}),
        figure=_distinct(figure),
        figure_chosen=_distinct([detail for detail in figure if detail.strong]),
    )


def _is_empty(detail: Detail) -> bool:
    """Whether a detail names nothing: something nice, a thing behind, some light."""
    empty = stock().empty
    return detail.of in empty or not empty.isdisjoint(detail.key.split())


def _distinct(details: Collection[Detail]) -> int:
    """Count words once, and of what says the same of one element a few only: synonyms."""
    said: dict[tuple[str, PhraseKind], set[str]] = {}
    for detail in details:
        said.setdefault((detail.of, detail.kind), set()).add(detail.key)
    few = sum(min(len(keys), MAX_ALIKE) for keys in said.values())
    return min(len({detail.key for detail in details}), few)


def _merged(kind: PhraseKind) -> PhraseKind:
    return MERGED.get(kind, kind)


def _weight(elements: Collection[tuple[PhraseKind, str]], num_unknown: int) -> float:
    generic = stock().generic
    things = {key for kind, key in elements if kind in THINGS} - generic
    others = {key for kind, key in elements} - things
    weight: float = (
        1 if things and any(things <= theme for theme in stock().themes) else len(things)
    )
    weight += sum(GENERIC_WEIGHT if key in generic else LABEL_WEIGHT for key in others)
    return weight + min(num_unknown * UNKNOWN_WEIGHT, MAX_UNKNOWN_WEIGHT)


def weigh(counts: Counts, *, has_boilerplate: bool) -> tuple[Level, tuple[Because, ...]]:
    """Return the level, and why it is not the next one."""
    borders = _borders()
    if counts.weight <= GENERIC_WEIGHT and not counts.bound:
        return 0, ("boilerplate_only" if has_boilerplate else "nothing_readable",)
    if _meets(counts, borders["rich"]):
        return 4, ("bound_details",)
    if _meets(counts, borders["specific"]):
        return 3, (_lacks_for(counts, borders["rich"][0]),)
    if counts.weight <= borders["topic_up_to"] and not counts.chosen:
        return 1, ("one_theme",)
    return 2, (_lacks_for(counts, borders["specific"][0]) if counts.chosen else "side_by_side",)


def _meets(counts: Counts, ways: list[dict[str, int]]) -> bool:
    """Whether one of the ways is met; one that asks for few choices is none for texts."""
    return any(
        all(getattr(counts, name) >= least for name, least in way.items())
        for way in ways
        if not counts.is_text or way.get("chosen", 0) > 1
    )


def _lacks_for(counts: Counts, way: Mapping[str, int]) -> Because:
    if counts.joining < way["joining"] and counts.chosen >= way["chosen"]:
        return "list_only"
    return "few_details" if counts.chosen < way["chosen"] else "few_categories"


@lru_cache(maxsize=1)
def _borders() -> dict[str, Any]:
    return read_file("levels.yaml")
