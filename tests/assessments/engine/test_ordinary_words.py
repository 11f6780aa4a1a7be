"""Ordinary descriptions of exhibits, inputs, notes and persons are not asked about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from assessments.engine import load_rules
from assessments.engine.appraisal import Appraiser
from assessments.engine.asked_list import questions_of
from cases.record import CreationRecord

RULES = load_rules()
ORDINARY: dict[str, list[list[str]]] = yaml.safe_load(
    (Path(__file__).parents[2] / "resources" / "ordinary_words.yaml").read_text("utf-8")
)
NAMES = ("Lin Yu", "林雨")
AT = "2026-04-10"
RUN: dict[str, Any] = {
    "id": "r",
    "by": "p",
    "action": "generate",
    "tool": "t",
    "at": AT,
    "prompt": "a harbour",
}
PAINT: dict[str, Any] = {
    "id": "h",
    "by": "p",
    "action": "edit",
    "at": AT,
    "extent": "substantial",
    "adds": ["figure"],
}
WRITE = {**PAINT, "action": "write", "adds": ["wording"]}
SHOWN: dict[str, tuple[dict[str, Any], str, str]] = {
    "exhibit_of_runs": (RUN, "account_history", "image"),
    "exhibit_of_hand": (PAINT, "layered_file", "image"),
    "exhibit_of_text": (WRITE, "drafts", "text"),
}
DONE: dict[str, tuple[dict[str, Any], str]] = {
    "step_of_text": (WRITE, "mixed"),
    "step_by_hand": (PAINT, "image"),
}


def _record_of(name: str, **values: Any) -> CreationRecord:
    record = {
        "schema": "creation-record/1",
        "title": "A work",
        "kind": "image",
        "parties": [{"id": "p", "name": name, "kind": "person", "role": "author"}],
        "tools": [{"id": "t", "name": "A tool", "does": "text_to_image"}],
        **values,
    }
    return CreationRecord.model_validate(record)


def asked(place: str, name: str, words: str) -> list[str]:
    """The codes of the questions about the words where they stand."""
    maker = {"id": "p", "name": name, "kind": "person", "role": "author"}
    client = {"id": "c", "name": "A client", "kind": "organisation", "role": "commissioner"}
    values: dict[str, Any] = {"parties": [maker, client], "steps": [RUN, PAINT]}
    kind = "image"
    if place in SHOWN:
        step, what, kind = SHOWN[place]
        piece = {"id": "e", "what": what, "made": "contemporaneous", "shows": words}
        values |= {"steps": [{**step, "evidence": ["e"]}], "evidence": [piece]}
    elif place in DONE:
        step, kind = DONE[place]
        values["steps"] = [{**step, "intent": words}]
    elif place == "contract":
        piece = {"id": "e", "what": "contract", "made": "contemporaneous", "shows": words}
        signed = {"id": "k", "kind": "commission", "parties": ["p", "c"], "says": "silent"}
        values |= {
            "parties": [{**maker, "evidence": ["e"]}, {**client, "evidence": ["e"]}],
            "contracts": [{**signed, "evidence": ["e"]}],
            "evidence": [piece],
        }
    elif place == "note_of_input":
        values["inputs"] = [{"id": "i", "what": "sketch", "made_by": "own", "note": words}]
    elif place == "notes":
        values["notes"] = words
    elif place == "contribution_of_maker":
        values["parties"] = [{**maker, "contribution": words}, client]
    elif place == "contribution_of_client":
        values["parties"] = [maker, {**client, "contribution": words}]
    else:
        source = {"id": "s", "name": "Liu Ming", "kind": "person", "role": "helper"}
        retold = {"id": "i", "what": "text", "made_by": "third_party", "note": "A story"}
        values |= {
            "parties": [maker, {**source, "contribution": words}],
            "steps": [WRITE],
            "inputs": [retold],
        }
        kind = "mixed"
    appraiser = Appraiser(_record_of(name, kind=kind, **values), RULES, None)
    return [found.code.removeprefix("contradiction.") for found in questions_of(appraiser)]


def test_no_ordinary_description_is_asked_about() -> None:
    rows = [
        (place, name, words)
        for place, pairs in ORDINARY.items()
        for pair in pairs
        for name, words in zip(NAMES, pair, strict=True)
    ]

    assert [(*row, found) for row in rows if (found := asked(*row))] == []
    assert len(rows) >= 140


def test_another_said_to_have_written_is_asked_about_where_it_is_no_source() -> None:
    assert asked("contribution_of_source", "Lin Yu", "Wrote the captions") == ["asked_acts"]
    for words in (
        "A contract; the author is Zhao Liang",
        "与甲方签订的合同，图由甲方的设计师绘制",
        "A forged contract with the client",
        "A contract with the illustrator who drew it",
    ):
        assert asked("contract", "Lin Yu", words) == ["asked_exhibit"], words


def test_drawing_lots_and_taking_at_random_are_chance_in_both_languages() -> None:
    for words in ("Picked at random", "Chosen by lot", "随机抽取", "抽签决定"):
        made = _record_of("Lin Yu", steps=[{**RUN, "effect": "visible", "criteria": words}])
        appraiser = Appraiser(made, RULES, None)

        assert appraiser.came_by_chance(appraiser.record.steps[0]), words
        assert asked("notes", "Lin Yu", words) == ["asked_notes"], words
