"""Readings into proposals: one step for each output or turn, its tool, and the file as evidence.

Files that only differ in their ending (a picture and the text its program wrote beside it) speak of
one step. What kind of act a step was is inferred and marked so; what an act meant is left open.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from assessments.proposals.from_files.values import (
    Contradiction,
    Proposal,
    Proposals,
    Proposed,
    Side,
    differing,
)

Json = Mapping[str, Any]
TIMES = ("generated", "created", "digitised", "signed")
INFERRED, STATED = "inferred", "stated"
LAYERED = ("image/vnd.adobe.photoshop", "image/openraster", "application/x-krita")
MODELS_OF = {"image": "text_to_image", "audio": "audio", "video": "video"}


def propose(readings: Sequence[Json], names: Sequence[str]) -> Proposals:
    """What the files propose; `names` are the files' names as the person called them."""
    files = list(zip(readings, names, strict=True))
    evidence = tuple(
        Proposal(of="evidence", id=f"e{at}", fields=tuple(_evidence(reading, name)))
        for at, (reading, name) in enumerate(files, start=1)
    )
    tools = _Tools()
    groups = [fields for group in _beside_each_other(files) for fields in _steps(group, tools)]
    steps = tuple(
        Proposal(of="steps", id=f"s{at}", fields=fields)
        for at, fields in enumerate(groups, start=1)
    )
    return Proposals(
        tools=tuple(tools.proposals),
        steps=steps,
        evidence=evidence,
        contradictions=(*_between(steps), *_within(files)),
    )


_File = tuple[int, Json, str]  # the number of its evidence, what was read, its name


def _opened(files: Sequence[tuple[Json, str]]) -> Iterator[_File]:
    """Every file, and the members of an archive as files that the archive shows."""
    for at, (reading, name) in enumerate(files, start=1):
        members = (reading.get("extra") or {}).get("members") or ()
        if reading.get("messages") or not members:
            yield at, reading, name
        for member in members:
            yield at, member, f"{name}/{member.get('file')}"


def _beside_each_other(files: Sequence[tuple[Json, str]]) -> list[list[_File]]:
    """Files that differ in nothing but their ending, together; a conversation stands alone."""
    groups: dict[str, list[_File]] = {}
    for at, reading, name in _opened(files):
        alone = bool(reading.get("messages") or reading.get("edits"))
        stem = str(PurePosixPath(name.replace("\\", "/")).with_suffix("")) if name else ""
        own = f"{at} {len(groups)}"
        groups.setdefault(own if alone or not stem else f"/{stem}", []).append((at, reading, name))
    return list(groups.values())


def _steps(group: list[_File], tools: _Tools) -> Iterator[tuple[Proposed, ...]]:
    at, reading, name = group[0]
    if reading.get("messages"):
        yield from _turns(at, reading, name, tools)
    elif _edited(reading):
        yield from _edits(at, reading, name)
    else:
        fields = [one for file in group if _made(file[1]) for one in _generation(file, tools)]
        if fields:
            yield tuple(fields)


def _made(reading: Json) -> bool:
    """Whether the file says anything of a generation."""
    stated = _known(reading.get("parameters") or {})
    return bool(reading.get("generator") or reading.get("prompt") or stated)


def _known(parameters: Json) -> dict[str, Any]:
    return {name: value for name, value in parameters.items() if value not in (None, [], ())}


# --- One output -------------------------------------------------------------------------------


def _generation(file: _File, tools: _Tools) -> Iterator[Proposed]:
    at, reading, name = file
    confidence = reading.get("confidence") or STATED

    def field(key: str, value: Any, where: str | None, how: str = confidence) -> Proposed:
        return Proposed(field=key, value=value, file=name, where=where, confidence=how)

    yield field("action", "generate", None, INFERRED)
    if tool := tools.of(reading, name):
        yield field("tool", tool, _place(reading, reading.get("generator")), INFERRED)
    if time := _time(reading):
        yield field("at", time["value"], time["source"], STATED)
    for key in ("prompt", "negative_prompt"):
        if reading.get(key):
            yield field(key, reading[key], _place(reading, reading[key]))
    for key, value in _known(reading.get("parameters") or {}).items():
        yield field(f"parameters.{key}", value, _place(reading, value))
    yield field("evidence", [f"e{at}"], None, INFERRED)


def _time(reading: Json) -> Json | None:
    times = reading.get("times") or ()
    return next((one for what in TIMES for one in times if one.get("what") == what), None)


def _place(reading: Json, value: Any) -> str | None:
    """The text in the file that holds the value; the only text there is, where none repeats it."""
    raw = reading.get("raw") or ()
    if value is None or not raw:
        return None
    forms = _forms(value)
    for one in raw:
        if any(form in one["text"] for form in forms):
            return str(one["where"])
    return str(raw[0]["where"]) if len(raw) == 1 else None


def _forms(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        written = json.dumps(value)[1:-1], json.dumps(value, ensure_ascii=False)[1:-1]
        return tuple(form for form in (value, *written) if form.strip())
    if isinstance(value, float) and value.is_integer():
        return (str(value), str(int(value)))
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return (str(value[0].get("name")),)
    return (str(value),)


class _Tools:
    """Each tool once, with the model it was used with."""

    def __init__(self) -> None:
        self.proposals: list[Proposal] = []
        self._ids: dict[tuple[str, str | None], str] = {}

    def of(self, reading: Json, name: str) -> str | None:
        generator = reading.get("generator")
        if not generator:
            return None
        model = (reading.get("parameters") or {}).get("model")
        key = (str(generator), model)
        if key not in self._ids:
            self._ids[key] = f"t{len(self._ids) + 1}"
            fields = tuple(_tool(reading, name, str(generator), model))
            self.proposals.append(Proposal(of="tools", id=self._ids[key], fields=fields))
        return self._ids[key]


def _tool(reading: Json, file: str, generator: str, model: str | None) -> Iterator[Proposed]:
    place = _place(reading, generator)
    yield Proposed(field="name", value=generator, file=file, where=place, confidence=STATED)
    if model:
        place = _place(reading, model)
        yield Proposed(field="version", value=model, file=file, where=place, confidence=STATED)
    if does := _does(reading):
        yield Proposed(field="does", value=does, file=file, where=None, confidence=INFERRED)


def _does(reading: Json) -> str | None:
    if reading.get("messages"):
        return "language_model"
    kind = str(reading.get("media_type") or "").partition("/")[0]
    if kind == "image" and reading.get("inputs"):
        return "image_to_image"
    return MODELS_OF.get(kind)


# --- A conversation ---------------------------------------------------------------------------


def _turns(at: int, reading: Json, name: str, tools: _Tools) -> Iterator[tuple[Proposed, ...]]:
    """One step for each thing that the person asked and that was answered."""
    messages = reading["messages"]
    answers: dict[str, list[Json]] = {}
    for one in messages:
        if one.get("role") == "assistant" and one.get("parent"):
            answers.setdefault(one["parent"], []).append(one)
    tool = tools.of(reading, name)
    for one in messages:
        if one.get("role") == "user" and one.get("text"):
            given = answers.get(one.get("id") or "", [])
            if given or not _has_parents(messages):
                yield tuple(_turn(at, one, given, name, tool))


def _has_parents(messages: Sequence[Json]) -> bool:
    return any(one.get("parent") for one in messages)


def _turn(
    at: int, asked: Json, answers: list[Json], name: str, tool: str | None
) -> Iterator[Proposed]:
    where = f"message {asked['id']}" if asked.get("id") else None

    def field(key: str, value: Any, how: str = STATED) -> Proposed:
        return Proposed(field=key, value=value, file=name, where=where, confidence=how)

    yield field("action", "generate", INFERRED)
    if tool:
        yield field("tool", tool, INFERRED)
    if asked.get("at"):
        yield field("at", asked["at"])
    yield field("prompt", asked["text"])
    models = {one["model"] for one in answers if one.get("model")}
    if len(models) == 1:
        yield field("parameters.model", models.pop())
    if answers:
        yield field("outputs", len(answers))
        if all(one.get("chosen") is not None for one in answers):
            yield field("kept", sum(bool(one["chosen"]) for one in answers))
    yield field("evidence", [f"e{at}"], INFERRED)


# --- Documents and code -----------------------------------------------------------------------


def _edited(reading: Json) -> bool:
    return any(
        one.get("kind") in ("insert", "delete", "move", "commit") for one in _edits_of(reading)
    )


def _edits_of(reading: Json) -> Sequence[Json]:
    return reading.get("edits") or ()


def _edits(at: int, reading: Json, name: str) -> Iterator[tuple[Proposed, ...]]:
    """One step for each author, from what is recorded under the author's name."""
    authors: dict[str | None, list[Json]] = {}
    for one in _edits_of(reading):
        if one.get("kind") in ("insert", "delete", "move", "commit"):
            authors.setdefault(one.get("author"), []).append(one)
    for author, edits in authors.items():
        yield tuple(_edit(at, author, edits, name))


def _edit(at: int, author: str | None, edits: list[Json], name: str) -> Iterator[Proposed]:
    commits = edits[0].get("kind") == "commit"
    where = "commits" if commits else "tracked changes"

    def field(key: str, value: Any, how: str = STATED) -> Proposed:
        return Proposed(field=key, value=value, file=name, where=where, confidence=how)

    yield field("action", "write" if commits else "edit", INFERRED)
    if author:
        yield field("by", author)  # a name as the file has it; the record's party is chosen later
    times = sorted(one["at"] for one in edits if one.get("at"))
    if times:
        yield field("at", times[0])
    if commits:
        yield field("repeat", len(edits))
    yield field("evidence", [f"e{at}"], INFERRED)


def _evidence(reading: Json, name: str) -> Iterator[Proposed]:
    def field(key: str, value: Any, how: str) -> Proposed:
        return Proposed(field=key, value=value, file=name, where=None, confidence=how)

    yield field("what", _what(reading), INFERRED)
    if reading.get("sha256"):
        yield field("sha256", reading["sha256"], "verified")


def _what(reading: Json) -> str:
    if reading.get("messages"):
        return "chat_export"
    if reading.get("media_type") in LAYERED:
        return "layered_file"
    if _edited(reading):
        return "drafts"
    return "generation_metadata" if _made(reading) else "original_file"


# --- What does not go together ----------------------------------------------------------------


def _between(steps: Iterable[Proposal]) -> Iterator[Contradiction]:
    for step in steps:
        for name, sides in differing(step.fields):
            yield Contradiction(code="files_differ", at=f"steps/{step.id}#{name}", sides=sides)


def _within(files: Sequence[tuple[Json, str]]) -> Iterator[Contradiction]:
    """What a reader found one file to say twice and differently."""
    for at, (reading, name) in enumerate(files, start=1):
        for one in reading.get("problems") or ():
            if one.get("code") != "contradiction":
                continue
            params = one.get("params") or {}
            sides = (params.get("first"), params.get("second"))
            yield Contradiction(
                code="file_differs",
                at=f"evidence/e{at}#{params.get('field')}",
                sides=tuple(Side(value=value, file=name) for value in sides),
            )
