"""What is proved needs words that are understood: what may speak against it is asked about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from assessments.engine import load_rules
from assessments.engine.appraisal import Appraiser
from cases.record import CreationRecord

RULES = load_rules()
PAIRS: dict[str, dict[str, list[list[str]]]] = yaml.safe_load(
    (Path(__file__).parents[2] / "resources" / "contrary_words.yaml").read_text("utf-8")
)
SPEAK_AGAINST_STEP = frozenset(
    {"machine", "copied", "copied_text", "copied_perhaps", "others_hand", "prompt"}
)
NAMES = ("Lin Yu", "林雨")
WRITTEN = {"id": "s", "by": "p", "action": "write", "at": "2026-04-02", "extent": "substantial"}
PAINTED = {**WRITTEN, "action": "edit", "adds": ["figure"]}
RUN = {"id": "s", "by": "p", "action": "generate", "tool": "t", "at": "2026-04-02"}


def appraiser(name: str, kind: str, step: dict[str, Any], **values: Any) -> Appraiser:
    record = {
        "schema": "creation-record/1",
        "title": "A work",
        "kind": kind,
        "parties": [{"id": "p", "name": name, "kind": "person", "role": "author"}],
        "tools": [{"id": "t", "name": "A tool", "does": "text_to_image"}],
        "steps": [step],
        **values,
    }
    return Appraiser(CreationRecord.model_validate(record), RULES, None)


def state(place: str, name: str, words: str) -> str:
    """What words do where they stand: nothing, may (speak against), against."""
    if place.startswith("exhibit"):
        piece = {"id": "e", "what": "drafts", "made": "contemporaneous", "shows": words}
        step, kind = (WRITTEN, "text") if place == "exhibit_of_text" else (RUN, "image")
        read = appraiser(name, kind, {**step, "evidence": ["e"]}, evidence=[piece])
        against = read.is_against(read.record.evidence[0])
        asked = read.shows_less(read.record.evidence[0], read.record.steps[0])
        return "against" if against else "may" if asked else "nothing"
    if place.startswith("notes"):
        step, kind = (WRITTEN, "text") if place == "notes_of_text" else (RUN, "image")
        read = appraiser(name, kind, step, notes=words)
        of_whole = read.asked_of_whole(read.act_kind(read.record.steps[0]))
        return "against" if read.doubts else "may" if of_whole else "nothing"
    if place == "note_of_input":
        sketch = {"id": "i", "what": "sketch", "made_by": "own", "note": words}
        read = appraiser(name, "image", RUN, inputs=[sketch])
        item = read.record.inputs[0]
        if read.made_by(item) != "own" or read.is_without_expression(item):
            return "against"
        return "may" if read.asked_of_input(item) else "nothing"
    field = "criteria" if place == "reason_of_run" else "intent"
    acts: dict[str, dict[str, Any]] = {
        "picture_by_hand": PAINTED,
        "writing": WRITTEN,
        "reason_of_run": RUN,
    }
    read = appraiser(name, "text" if place == "writing" else "image", {**acts[place], field: words})
    act = read.record.steps[0]
    found = read.admissions_of(act) & SPEAK_AGAINST_STEP
    return "against" if found else "may" if any(read.asked_of_step(act)) else "nothing"


def test_words_in_both_languages_give_the_same_state() -> None:
    rows = [
        (place, expected, name, words)
        for place, by_state in PAIRS.items()
        for expected, pairs in by_state.items()
        for pair in pairs
        for name, words in zip(NAMES, pair, strict=True)
    ]

    wrong = [(*row, found) for row in rows if (found := state(row[0], row[2], row[3])) != row[1]]

    assert wrong == []
    assert len(rows) >= 160
