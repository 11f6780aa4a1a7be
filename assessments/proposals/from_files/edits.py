"""Proposals from documents with tracked changes and from the history of code.

A step for each author of changes, and of commits with the tools that they name, as long as nobody
else's stand between by their times: what a tool or a program is named for was a run of it. That a
person made the rest by hand no file says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from assessments.proposals.from_files.authors import machine_of
from assessments.proposals.from_files.commits import ALSO, REPEATED
from assessments.proposals.from_files.values import (
    INFERRED,
    STATED,
    Confidence,
    ProposedField,
    StepDraft,
    seconds_of,
    usable_time,
)

Json = Mapping[str, Any]
KINDS = frozenset({"insert", "delete", "move", "commit"})
# Endings of files that hold texts for readers; the others of a history of code count as code.
TEXTS = (".txt", ".md", ".markdown", ".rst", ".tex", ".org", ".adoc", ".fountain", ".srt", ".docx")
# Author and tools of commits or changes; a change to a document names no tool.
_Who = tuple[str | None, tuple[str, ...]]
# Steps of one file; beyond them, one for each author and tools, whatever stands between.
MAX_STEPS = 100


def has_edits(reading: Json) -> bool:
    """Return whether a file records who changed something."""
    return any(edit.get("kind") in KINDS for edit in _edits_of(reading))


def _edits_of(reading: Json) -> Sequence[Json]:
    return reading.get("edits") or ()


def propose_edits(
    at: int, reading: Json, name: str, tool_of: Callable[[str, str, str], str], before: int
) -> Iterator[StepDraft]:
    """Yield the steps of a file in the order of their first time; each follows the one before.

    One without a time follows none. Commits that another file proposes already are left out; the
    numbers of the steps are those that they have with them.
    """
    groups = enumerate(_groups_of(reading), start=before + 1)
    kept = [
        (number, who, [edit for edit in edits if not _is_repeated(edit)])
        for number, (who, edits) in groups
    ]
    follows = 0
    for number, who, edits in sorted(kept, key=lambda group: _first_time(group[2])):
        if not edits:
            continue
        tool = tool_of(who[1][0], name, _purpose_of(edits)) if len(who[1]) == 1 else None
        fields = tuple(_propose_edit(at, who, edits, name, tool))
        is_dated = bool(_times_of(edits))
        yield StepDraft(fields=fields, number=number, continues=follows if is_dated else 0)
        follows = number if is_dated else follows


def _purpose_of(edits: Sequence[Json]) -> str:
    """Return what a program named in changes most likely made; empty where no file is named."""
    if edits[0].get("kind") != "commit":
        return "language_model"
    files = [file for edit in edits for file in (edit.get("extra") or {}).get("files") or ()]
    paths = [str(file.get("path") or "").lower() for file in files]
    if not paths:
        return ""
    return "language_model" if all(path.endswith(TEXTS) for path in paths) else "code"


def edits_of_step(reading: Json, number: int) -> list[Json]:
    """Return the changes of the step with this number, of a file that is no archive."""
    groups = _groups_of(reading)
    return groups[number - 1][1] if 0 < number <= len(groups) else []


def has_several_steps(reading: Json) -> bool:
    """Return whether the changes of a file are more than one step."""
    return len(_groups_of(reading)) > 1


def _groups_of(reading: Json) -> list[tuple[_Who, list[Json]]]:
    """Return the changes of each step: first one for each author, by its place in the file.

    Behind them stand what the same made later, after somebody else, and what has no time beside
    what has one.
    """
    whole: dict[_Who, list[Json]] = {}
    for edit in _edits_of(reading):
        if edit.get("kind") in KINDS:
            whole.setdefault((edit.get("author"), _tools_of(edit)), []).append(edit)
    parts = _parts_in_time(whole)
    if sum(map(len, parts.values())) > MAX_STEPS:
        return list(whole.items())
    later = [(who, part) for who, found in parts.items() for part in found[1:]]
    return [*((who, found[0]) for who, found in parts.items()), *later]


def _parts_in_time(whole: Mapping[_Who, list[Json]]) -> dict[_Who, list[list[Json]]]:
    """Return the changes of each author in parts between which nobody else's stand by time."""
    timed = sorted(
        (
            (_first_time([edit]), place, at)
            for place, edits in enumerate(whole.values())
            for at, edit in enumerate(edits)
        ),
    )
    who = list(whole)
    places: dict[_Who, list[list[int]]] = {name: [] for name in who}
    last: tuple[int, bool] | None = None
    for seconds, place, at in timed:
        here = (place, seconds != float("inf"))
        if here != last:
            places[who[place]].append([])
        places[who[place]][-1].append(at)
        last = here
    return {
        name: [[whole[name][at] for at in sorted(part)] for part in found]
        for name, found in places.items()
    }


def _is_repeated(edit: Json) -> bool:
    return bool((edit.get("extra") or {}).get(REPEATED))


def _tools_of(edit: Json) -> tuple[str, ...]:
    """Return the tools of a change: those that it names, else the program that is its author."""
    extra = edit.get("extra") or {}
    own = machine_of(edit.get("author"), extra.get("address"))
    return tuple(extra.get("tools") or ((own,) if own else ()))


def _times_of(edits: Sequence[Json]) -> list[tuple[float, str]]:
    stated = (usable_time(edit.get("at")) for edit in edits)
    return sorted((seconds, at) for at in stated if (seconds := seconds_of(at)) is not None and at)


def _first_time(edits: Sequence[Json]) -> float:
    times = _times_of(edits)
    return times[0][0] if times else float("inf")


def _propose_edit(
    at: int, who: _Who, edits: list[Json], name: str, tool: str | None
) -> Iterator[ProposedField]:
    author, tools = who
    commits = edits[0].get("kind") == "commit"
    where = "commits" if commits else "tracked changes"

    def field(key: str, value: Any, how: Confidence = STATED) -> ProposedField:
        return ProposedField(field=key, value=value, file=name, where=where, confidence=how)

    by_hand = "write" if commits else "edit"
    yield field("action", "generate" if tools else by_hand, INFERRED)
    if tool:
        yield field("tool", tool, INFERRED)
    if author:
        address = (edits[0].get("extra") or {}).get("address")
        yield field("author", author)
        if not machine_of(author, address):
            yield field("by", author)  # the name in the file; a person chooses the party
    if times := _times_of(edits):
        yield field("at", times[0][1])
    if commits:
        yield field("repeat", len(edits))
    others = [file for edit in edits for file in (edit.get("extra") or {}).get(ALSO) or ()]
    yield field("evidence", [f"e{file}" for file in dict.fromkeys((at, *others))], INFERRED)
