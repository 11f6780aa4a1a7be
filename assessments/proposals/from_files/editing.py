"""A step of editing from what a file states of it: layers, credentials, a line of credit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Protocol

from assessments.intake.provenance import acts
from assessments.proposals.from_files.times import choose_time
from assessments.proposals.from_files.values import Confidence, ProposedField

Json = Mapping[str, Any]
File = tuple[int, Json, str]  # number of its evidence, what the file states, its name
INFERRED: Final = "inferred"
STATED: Final = "stated"
# Times of a file that may be the time of its editing.
SAVED = ("edited", "modified", "created")
LAYERED = (
    "image/vnd.adobe.photoshop",
    "image/openraster",
    "application/x-krita",
    "image/x-xcf",
    "application/x-clip-studio",
    "application/x-procreate",
    "application/x-figma",
    "application/x-sketch",
)
GENERATED = "trainedalgorithmicmedia"


class EditorList(Protocol):
    """The proposed tools, to which a program that edited is added."""

    def id_of_editor(self, program: str, file: str, does: str) -> str: ...


def states_editing(reading: Json) -> bool:
    """Return whether a file states that something was edited: by layers, credentials or credit.

    A film without marks, a flat picture and a text state nothing of the kind: what they are is not
    known, and no step is proposed.
    """
    layers = [edit for edit in reading.get("edits") or () if edit.get("kind") == "layer"]
    if reading.get("media_type") in LAYERED and len(layers) > 1:
        return True
    if (reading.get("extra") or {}).get("edited_with"):
        return True
    return any(True for _ in _list_credited_edits(reading))


def _list_credited_edits(reading: Json) -> Iterator[Json]:
    for action in (reading.get("c2pa") or {}).get("actions") or ():
        source = str(action.get("digital_source_type") or "").lower()
        if action.get("action") in acts.EDITS and not source.endswith(GENERATED):
            yield action


def propose_editing(file: File, tools: EditorList) -> Iterator[tuple[ProposedField, ...]]:
    """Yield a step for what a generator did to the file, and one for the other edits.

    Content Credentials record the acts one by one: a fill by a model is not the crop beside it.
    """
    _, reading, _ = file
    if not states_editing(reading):
        return
    extra, c2pa = reading.get("extra") or {}, reading.get("c2pa") or {}
    program = c2pa.get("claim_generator") or extra.get("program")
    generator = extra.get("edited_with")
    by_hand = list(_list_credited_edits(reading))
    if generator:
        yield tuple(_propose_edit(file, tools, (generator, "image_to_image"), []))
    if by_hand or not generator:
        yield tuple(_propose_edit(file, tools, (program, "other"), by_hand))


def _propose_edit(
    file: File, tools: EditorList, tool: tuple[Any, str], acts: Sequence[Json]
) -> Iterator[ProposedField]:
    at, reading, name = file

    def field(key: str, value: Any, where: str | None, how: Confidence) -> ProposedField:
        return ProposedField(field=key, value=value, file=name, where=where, confidence=how)

    yield field("action", "edit", None, INFERRED)
    program, does = tool
    if isinstance(program, str) and program:
        yield field("tool", tools.id_of_editor(program, name, does), None, INFERRED)
    edits = sorted(str(edit["when"]) for edit in acts if edit.get("when"))
    if edits:
        yield field("at", edits[0], "C2PA", STATED)
    elif time := choose_time(reading, SAVED):
        yield field("at", time["value"], time["source"], INFERRED)
    yield field("evidence", [f"e{at}"], None, INFERRED)
