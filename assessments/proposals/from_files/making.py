"""Proposals from what files state: one step for each output or turn, its tool, and the evidence.

Files that differ only in their ending (a picture and the text written beside it) belong to one
step. The action of a step is inferred and marked as such; its intent is left open.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, Final

from assessments.proposals.from_files import runs
from assessments.proposals.from_files.values import (
    Confidence,
    Contradiction,
    Proposal,
    Proposals,
    ProposedField,
    Side,
    differing_fields,
)

Json = Mapping[str, Any]
# Times of a file that may be the time of its generation, the most direct first.
TIMES = ("generated", "created", "digitised", "signed")
INFERRED: Final = "inferred"
STATED: Final = "stated"
LAYERED = ("image/vnd.adobe.photoshop", "image/openraster", "application/x-krita")
# Top-level media type -> what the tool does (`Does` of the creation record).
PURPOSES = {"image": "text_to_image", "audio": "audio", "video": "video"}


def propose(readings: Sequence[Json], names: Sequence[str]) -> Proposals:
    """Return the proposals of the files; `names` are the names that the person gave them."""
    files = list(zip(readings, names, strict=True))
    evidence = tuple(
        Proposal(of="evidence", id=f"e{at}", fields=tuple(_propose_evidence(reading, name)))
        for at, (reading, name) in enumerate(files, start=1)
    )
    tools = _ToolList()
    groups = [fields for group in _group_by_stem(files) for fields in _propose_steps(group, tools)]
    steps = tuple(
        Proposal(of="steps", id=f"s{at}", fields=fields)
        for at, fields in enumerate(groups, start=1)
    )
    return Proposals(
        tools=tuple(tools.proposals),
        steps=steps,
        evidence=evidence,
        contradictions=(*_compare_files(steps), *_list_file_contradictions(files)),
    )


_File = tuple[int, Json, str]  # number of its evidence, what the file states, its name


def _open_archives(files: Sequence[tuple[Json, str]]) -> Iterator[_File]:
    """Yield every file, and the members of an archive with the number of the archive."""
    for at, (reading, name) in enumerate(files, start=1):
        members = (reading.get("extra") or {}).get("members") or ()
        if reading.get("messages") or not members:
            yield from ((at, run, name) for run in runs.expand(reading, name))
        for member in members:
            inside = f"{name}/{member.get('file')}"
            yield from ((at, run, inside) for run in runs.expand(member, inside))


def _group_by_stem(files: Sequence[tuple[Json, str]]) -> list[list[_File]]:
    """Group files that differ only in their ending; conversations and edited files stay alone."""
    groups: dict[str, list[_File]] = {}
    for at, reading, name in _open_archives(files):
        alone = bool(reading.get("messages") or reading.get("edits") or reading.get("alone"))
        path = reading.get("result_file") or name.replace("\\", "/")
        stem = str(PurePosixPath(path).with_suffix("")) if path else ""
        own = f"{at} {len(groups)}"
        groups.setdefault(own if alone or not stem else f"/{stem}", []).append((at, reading, name))
    return list(groups.values())


def _propose_steps(group: list[_File], tools: _ToolList) -> Iterator[tuple[ProposedField, ...]]:
    at, reading, name = group[0]
    if reading.get("messages"):
        yield from _propose_turns(at, reading, name, tools)
    elif _has_edits(reading):
        yield from _propose_edits(at, reading, name)
    else:
        fields = [
            field
            for file in group
            if _states_generation(file[1])
            for field in _propose_generation(file, tools)
        ]
        if fields:
            yield tuple(fields)


def _states_generation(reading: Json) -> bool:
    """Return whether a file states a generator, a prompt or a setting."""
    stated = _drop_empty(reading.get("parameters") or {})
    return bool(reading.get("generator") or reading.get("prompt") or stated)


def _drop_empty(parameters: Json) -> dict[str, Any]:
    return {name: value for name, value in parameters.items() if value not in (None, [], ())}


# --- One output -------------------------------------------------------------------------------


def _propose_generation(file: _File, tools: _ToolList) -> Iterator[ProposedField]:
    at, reading, name = file
    confidence: Confidence = reading.get("confidence") or STATED

    def field(
        key: str, value: Any, where: str | None, how: Confidence = confidence
    ) -> ProposedField:
        return ProposedField(field=key, value=value, file=name, where=where, confidence=how)

    yield field("action", "generate", None, INFERRED)
    if tool := tools.id_of(reading, name):
        yield field("tool", tool, _locate_value(reading, reading.get("generator")), INFERRED)
    if time := _choose_time(reading):
        yield field("at", time["value"], time["source"], STATED)
    for key in ("prompt", "negative_prompt"):
        if reading.get(key):
            yield field(key, reading[key], _locate_value(reading, reading[key]))
    for key, value in _drop_empty(reading.get("parameters") or {}).items():
        yield field(f"parameters.{key}", value, _locate_value(reading, value))
    for key in ("outputs", "kept"):
        if reading.get(key) is not None:
            yield field(key, reading[key], None)
    yield field("evidence", [f"e{at}"], None, INFERRED)


def _choose_time(reading: Json) -> Json | None:
    times = reading.get("times") or ()
    return next((time for what in TIMES for time in times if time.get("what") == what), None)


def _locate_value(reading: Json, value: Any) -> str | None:
    """Return the place of the text that holds a value; the only text, where none repeats it."""
    raw = reading.get("raw") or ()
    if value is None or not raw:
        return None
    forms = _spell_value(value)
    for entry in raw:
        if any(form in entry["text"] for form in forms):
            return str(entry["where"])
    return str(raw[0]["where"]) if len(raw) == 1 else None


def _spell_value(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        written = json.dumps(value)[1:-1], json.dumps(value, ensure_ascii=False)[1:-1]
        return tuple(form for form in (value, *written) if form.strip())
    if isinstance(value, float) and value.is_integer():
        return (str(value), str(int(value)))
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return (str(value[0].get("name")),)
    return (str(value),)


class _ToolList:
    """The proposed tools, each combination of generator and model once."""

    def __init__(self) -> None:
        self.proposals: list[Proposal] = []
        self._ids: dict[tuple[str, str | None], str] = {}

    def id_of(self, reading: Json, name: str) -> str | None:
        generator = reading.get("generator")
        if not generator:
            return None
        model = (reading.get("parameters") or {}).get("model")
        key = (str(generator), model)
        if key not in self._ids:
            self._ids[key] = f"t{len(self._ids) + 1}"
            fields = tuple(_propose_tool(reading, name, str(generator), model))
            self.proposals.append(Proposal(of="tools", id=self._ids[key], fields=fields))
        return self._ids[key]


def _propose_tool(
    reading: Json, file: str, generator: str, model: str | None
) -> Iterator[ProposedField]:
    place = _locate_value(reading, generator)
    yield ProposedField(field="name", value=generator, file=file, where=place, confidence=STATED)
    if model:
        place = _locate_value(reading, model)
        yield ProposedField(field="version", value=model, file=file, where=place, confidence=STATED)
    if does := _infer_purpose(reading):
        yield ProposedField(field="does", value=does, file=file, where=None, confidence=INFERRED)


def _infer_purpose(reading: Json) -> str | None:
    if reading.get("messages"):
        return "language_model"
    kind = str(reading.get("media_type") or "").partition("/")[0]
    if kind == "image" and reading.get("inputs"):
        return "image_to_image"
    return PURPOSES.get(kind)


# --- A conversation ---------------------------------------------------------------------------


def _propose_turns(
    at: int, reading: Json, name: str, tools: _ToolList
) -> Iterator[tuple[ProposedField, ...]]:
    """Propose a step for each prompt of the person that has an answer."""
    messages = reading["messages"]
    answers: dict[str, list[Json]] = {}
    for message in messages:
        if message.get("role") == "assistant" and message.get("parent"):
            answers.setdefault(message["parent"], []).append(message)
    tool = tools.id_of(reading, name)
    for message in messages:
        if message.get("role") == "user" and message.get("text"):
            given = answers.get(message.get("id") or "", [])
            if given or not _has_parents(messages):
                yield tuple(_propose_turn(at, message, given, name, tool))


def _has_parents(messages: Sequence[Json]) -> bool:
    return any(message.get("parent") for message in messages)


def _propose_turn(
    at: int, asked: Json, answers: list[Json], name: str, tool: str | None
) -> Iterator[ProposedField]:
    where = f"message {asked['id']}" if asked.get("id") else None

    def field(key: str, value: Any, how: Confidence = STATED) -> ProposedField:
        return ProposedField(field=key, value=value, file=name, where=where, confidence=how)

    yield field("action", "generate", INFERRED)
    if tool:
        yield field("tool", tool, INFERRED)
    if asked.get("at"):
        yield field("at", asked["at"])
    yield field("prompt", asked["text"])
    models = {answer["model"] for answer in answers if answer.get("model")}
    if len(models) == 1:
        yield field("parameters.model", models.pop())
    if answers:
        yield field("outputs", len(answers))
        if all(answer.get("chosen") is not None for answer in answers):
            yield field("kept", sum(bool(answer["chosen"]) for answer in answers))
    yield field("evidence", [f"e{at}"], INFERRED)


# --- Documents and code -----------------------------------------------------------------------


def _has_edits(reading: Json) -> bool:
    return any(
        edit.get("kind") in ("insert", "delete", "move", "commit") for edit in _get_edits(reading)
    )


def _get_edits(reading: Json) -> Sequence[Json]:
    return reading.get("edits") or ()


def _propose_edits(at: int, reading: Json, name: str) -> Iterator[tuple[ProposedField, ...]]:
    """Propose a step for each author of tracked changes or commits."""
    authors: dict[str | None, list[Json]] = {}
    for edit in _get_edits(reading):
        if edit.get("kind") in ("insert", "delete", "move", "commit"):
            authors.setdefault(edit.get("author"), []).append(edit)
    for author, edits in authors.items():
        yield tuple(_propose_edit(at, author, edits, name))


def _propose_edit(
    at: int, author: str | None, edits: list[Json], name: str
) -> Iterator[ProposedField]:
    commits = edits[0].get("kind") == "commit"
    where = "commits" if commits else "tracked changes"

    def field(key: str, value: Any, how: Confidence = STATED) -> ProposedField:
        return ProposedField(field=key, value=value, file=name, where=where, confidence=how)

    yield field("action", "write" if commits else "edit", INFERRED)
    if author:
        yield field("by", author)  # the name in the file; a person chooses the party of the record
    times = sorted(edit["at"] for edit in edits if edit.get("at"))
    if times:
        yield field("at", times[0])
    if commits:
        yield field("repeat", len(edits))
    yield field("evidence", [f"e{at}"], INFERRED)


def _propose_evidence(reading: Json, name: str) -> Iterator[ProposedField]:
    def field(key: str, value: Any, how: Confidence) -> ProposedField:
        return ProposedField(field=key, value=value, file=name, where=None, confidence=how)

    yield field("what", _classify_evidence(reading), INFERRED)
    if reading.get("sha256"):
        yield field("sha256", reading["sha256"], "verified")


def _classify_evidence(reading: Json) -> str:
    if reading.get("messages"):
        return "chat_export"
    if reading.get("media_type") in LAYERED:
        return "layered_file"
    if _has_edits(reading):
        return "drafts"
    return "generation_metadata" if _states_generation(reading) else "original_file"


# --- Contradictions ----------------------------------------------------------------


def _compare_files(steps: Iterable[Proposal]) -> Iterator[Contradiction]:
    for step in steps:
        for name, sides in differing_fields(step.fields):
            yield Contradiction(code="files_differ", at=f"steps/{step.id}#{name}", sides=sides)


def _list_file_contradictions(files: Sequence[tuple[Json, str]]) -> Iterator[Contradiction]:
    """Yield the contradictions within one file, which its reader reported as problems."""
    for at, (reading, name) in enumerate(files, start=1):
        for problem in reading.get("problems") or ():
            if problem.get("code") != "contradiction":
                continue
            params = problem.get("params") or {}
            sides = (params.get("first"), params.get("second"))
            yield Contradiction(
                code="file_differs",
                at=f"evidence/e{at}#{params.get('field')}",
                sides=tuple(Side(value=value, file=name) for value in sides),
            )
