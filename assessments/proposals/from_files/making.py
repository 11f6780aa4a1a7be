"""Proposals from what files state: one step for each output or turn, its tool, and the evidence.

What conversations propose is made in `turns`, what documents and code propose in `edits`. Files
that differ only in their ending (a picture and the text written beside it) belong to one
step. Its action is stated where a generator wrote the file, otherwise inferred and marked as such;
its intent is left open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from mimetypes import guess_type
from pathlib import PurePosixPath
from typing import Any

from assessments.likeness.items import generates_nothing, is_workflow, states_source
from assessments.proposals.from_files import runs
from assessments.proposals.from_files.commits import mark_repeated
from assessments.proposals.from_files.editing import LAYERED, propose_editing
from assessments.proposals.from_files.edits import has_edits, propose_edits
from assessments.proposals.from_files.places import locate_value
from assessments.proposals.from_files.times import choose_time
from assessments.proposals.from_files.turns import propose_turns
from assessments.proposals.from_files.values import (
    INFERRED,
    SETTING,
    STATED,
    WORDS,
    Chosen,
    Confidence,
    Contradiction,
    Proposal,
    Proposals,
    ProposedField,
    Side,
    StepDraft,
    differing_fields,
)

Json = Mapping[str, Any]
# Times of a file that may be the time of its generation, the most direct first.
TIMES = ("generated", "created", "digitised", "signed")
# Settings that only a generator has; a size is stated by every picture and film.
# The record has one kind for what a screen showed, a moment of it or a recording.
SCREEN = "screen_recording"
SETTINGS = ("steps", "cfg_scale", "seed", "sampler", "model", "loras")
# Top-level media type -> what the tool does (`Does` of the creation record).
PURPOSES = {"image": "text_to_image", "audio": "audio", "video": "video"}


def propose(
    readings: Sequence[Json], names: Sequence[str], chosen: Sequence[Chosen] = ()
) -> Proposals:
    """Return the proposals of the files; `names` are the names that the person gave them.

    `chosen` has the conversations of each file that belong to the work; None for all of them.
    """
    files = list(zip(readings, names, strict=True))
    belonging = dict(enumerate(chosen, start=1))
    evidence = tuple(
        Proposal(of="evidence", id=f"e{at}", fields=tuple(_propose_evidence(reading, name)))
        for at, (reading, name) in enumerate(files, start=1)
    )
    tools = _ToolList()
    counts: dict[int, int] = {}
    found = []
    for group in _group_by_stem(mark_repeated(files)):
        at = group[0][0]
        before = counts.get(at, 0)
        drafts, counts[at] = _propose_steps(group, tools, belonging.get(at), before)
        found += drafts
    steps = tuple(
        Proposal(
            of="steps",
            id=f"s{number}",
            fields=draft.fields,
            number=draft.number,
            continues=draft.continues,
        )
        for number, draft in enumerate(found, start=1)
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


def _propose_steps(
    group: list[_File], tools: _ToolList, chosen: Chosen, before: int
) -> tuple[list[StepDraft], int]:
    """Return the steps of a group of files, and how many steps of its evidence there are so far."""
    at, reading, name = group[0]
    if reading.get("messages"):

        def tool_of(does: str) -> str | None:
            return tools.id_of(reading, name, does)

        return propose_turns(at, reading, name, tool_of, chosen, before)
    if has_edits(reading):
        drafts = list(propose_edits(at, reading, name, tools.of_author, before))
        return drafts, before + len(drafts)
    fields = [
        field
        for file in group
        if states_generation(file[1])
        for field in _propose_generation(file, tools)
    ]
    found = [tuple(fields)] if fields else []
    for file in group:
        if not states_generation(file[1]):
            found += propose_editing(file, tools)
    drafts = [StepDraft(fields=each, number=before + n) for n, each in enumerate(found, 1)]
    return drafts, before + len(drafts)


def states_generation(reading: Json) -> bool:
    """Return whether a file states a generator, a prompt or a setting of one."""
    parameters = reading.get("parameters") or {}
    stated = _drop_empty({name: parameters.get(name) for name in SETTINGS})
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
        # A generator's own signature covers the values that it names, and none beside them.
        signed = (reading.get("signature") or {}).get("signed")
        covered = signed is None or key == "action" or key.removeprefix(SETTING) in signed
        how = how if covered or how != "verified" else STATED
        return ProposedField(field=key, value=value, file=name, where=where, confidence=how)

    # A workflow says what would be made; a name alone does not say that it made the file. Nor does
    # a graph in which nothing is understood to generate: it may enlarge a photograph.
    is_run = not is_workflow(reading) and not generates_nothing(reading)
    is_made = bool(reading.get("generator")) and is_run
    made: Confidence = confidence if is_made else INFERRED
    yield field("action", "generate", None, made)
    does = _infer_purpose(reading)
    if tool := tools.id_of(reading, name, does):
        place = locate_value(reading, reading.get("generator"))
        yield field("tool", tool, place, made if does else INFERRED)
    if time := choose_time(reading, TIMES):
        how: Confidence = STATED if time.get("what") == "generated" else INFERRED
        yield field("at", time["value"], time["source"], how)
    for key in ("prompt", "negative_prompt"):
        if reading.get(key):
            yield field(key, reading[key], locate_value(reading, reading[key]))
    for key, value in _drop_empty(reading.get("parameters") or {}).items():
        yield field(f"{SETTING}{key}", value, locate_value(reading, value))
    for key, words in _list_further_words(reading):
        yield field(f"{WORDS}{key}", words, locate_value(reading, words))
    for key in ("outputs", "kept"):
        if reading.get(key) is not None:
            yield field(key, reading[key], None)
    yield field("evidence", [f"e{at}"], None, INFERRED)


def _list_further_words(reading: Json) -> Iterator[tuple[str, str]]:
    """Yield words beside the prompt under the name of the place where they stood, each name once.

    They are settings of the same step: of a region, a style, a second pass. None is a step.
    """
    seen: dict[str, int] = {}
    for entry in (reading.get("extra") or {}).get("further_words") or ():
        name = str(entry.get("where")).replace(".", " ")
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name} ({seen[name]})", str(entry.get("text"))


class _ToolList:
    """The proposed tools, each combination of generator and model once."""

    def __init__(self) -> None:
        self.proposals: list[Proposal] = []
        self._ids: dict[tuple[str, str | None, str], str] = {}

    def id_of(self, reading: Json, name: str, does: str) -> str | None:
        """Return the id of the generator of a file; `does` is empty where it is left open."""
        generator = reading.get("generator")
        if not generator:
            return None
        model = (reading.get("parameters") or {}).get("model")
        places = locate_value(reading, generator), locate_value(reading, model)
        return self._add((str(generator), model, does), name, places)

    def of_author(self, tool: str, name: str, does: str) -> str:
        """Return the id of the program that changes name as their author or co-author."""
        return self._add((tool, None, does), name)

    def id_of_editor(self, program: str, file: str, does: str) -> str:
        """Return the id of a program that edited; it is a tool without a model."""
        return self._add((program, None, does), file)

    def _add(
        self,
        key: tuple[str, str | None, str],
        file: str,
        places: tuple[str | None, str | None] = (None, None),
    ) -> str:
        if key not in self._ids:
            self._ids[key] = f"t{len(self._ids) + 1}"
            fields = tuple(_propose_tool(*key, file, *places))
            self.proposals.append(Proposal(of="tools", id=self._ids[key], fields=fields))
        return self._ids[key]


def _propose_tool(
    name: str, model: str | None, does: str, file: str, *places: str | None
) -> Iterator[ProposedField]:
    for key, value, place in zip(("name", "version"), (name, model), places, strict=True):
        if value:
            yield ProposedField(field=key, value=value, file=file, where=place, confidence=STATED)
    if does:
        yield ProposedField(field="does", value=does, file=file, where=None, confidence=INFERRED)


def _infer_purpose(reading: Json) -> str:
    """Return what a generator did, by the kind of what it made; empty where that is not known."""
    made = reading.get("result_file")
    named = guess_type(PurePosixPath(str(made)).name)[0] if made else None
    kind = str(named or reading.get("media_type") or "").partition("/")[0]
    if kind == "image" and states_source(reading):
        return "image_to_image"
    return PURPOSES.get(kind, "")


# --- Evidence ---------------------------------------------------------------------------------


def _propose_evidence(reading: Json, name: str) -> Iterator[ProposedField]:
    def field(key: str, value: Any, how: Confidence) -> ProposedField:
        return ProposedField(field=key, value=value, file=name, where=None, confidence=how)

    what = _classify_evidence(reading)
    yield field("what", what, INFERRED)
    if what == SCREEN:
        # Anybody can edit a picture: it carries no more than metadata that anybody can write.
        yield field("strength", "fair", INFERRED)
    if reading.get("sha256"):
        yield field("sha256", reading["sha256"], "verified")


def _classify_evidence(reading: Json) -> str:
    if reading.get("messages"):
        return "chat_export"
    if reading.get("media_type") in LAYERED:
        return "layered_file"
    if has_edits(reading):
        return "drafts"
    if states_generation(reading):
        return "generation_metadata"
    return SCREEN if (reading.get("extra") or {}).get("screenshot") else "original_file"


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
