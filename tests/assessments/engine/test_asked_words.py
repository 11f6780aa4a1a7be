"""Words that may speak against a record hold what is proved at arguable; what is claimed stays."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.engine import CaseBase, Result, assess, load_rules
from assessments.engine.held_files import HeldFile, HeldFiles
from tests.support.records import record

RULES = load_rules()
NONE_DECIDED = CaseBase.build([], RULES)
EXAMINED = {"name": "Wang Lei", "on": "2026-09-01"}
DRAFTS = {
    "id": "e1",
    "what": "drafts",
    "made": "contemporaneous",
    "shows": "all drafts of the chapters",
    "examined_by": EXAMINED,
}
AUTHOR = {"id": "p1", "name": "Lin Yu", "kind": "person", "role": "author", "evidence": ["e1"]}
WRITE = {
    "id": "s1",
    "by": "p1",
    "action": "write",
    "at": "2026-03-01",
    "intent": "the first three chapters",
    "extent": "substantial",
    "adds": ["wording"],
    "evidence": ["e1"],
}


def read(files: HeldFiles | None = None, **fields: Any) -> Result:
    base = {"kind": "text", "tools": [], "parties": [AUTHOR], "steps": [WRITE]}
    made = record(**{**base, "evidence": [DRAFTS], **fields})
    return assess(made, NONE_DECIDED, RULES, None, files)


def answers(result: Result) -> tuple[str, str, str]:
    return result.claimed.conclusion, result.proved.conclusion, result.ownership.proved_owner


def questions(result: Result) -> list[tuple[str, str, str]]:
    return [
        (found.field, found.value, found.code.removeprefix("contradiction."))
        for found in result.contradictions
        if found.code.startswith("contradiction.asked_")
    ]


def test_an_ordinary_description_keeps_its_answer() -> None:
    result = read()

    assert answers(result) == ("protected", "protected", "Lin Yu")
    assert questions(result) == []


@pytest.mark.parametrize(
    ("fields", "question"),
    [
        (
            {"evidence": [{**DRAFTS, "shows": "drafts; the author is Zhao Liang"}]},
            ("evidence[0].shows", "the author is Zhao Liang", "asked_exhibit"),
        ),
        (
            {"steps": [{**WRITE, "intent": "Pasted the answer into Word"}]},
            ("steps[0].intent", "Pasted the answer into Word", "asked_step"),
        ),
        (
            {"steps": [{**WRITE, "parameters": {"seed": 3, "CFG scale": 7}}]},
            ("steps[0].parameters", "cfg_scale, seed", "asked_settings"),
        ),
        (
            {"steps": [{**WRITE, "outputs": 8, "kept": 1}]},
            ("steps[0].outputs", "8", "asked_outputs"),
        ),
        (
            {"notes": "Finished in May. The novel was written by my brother"},
            ("notes", "The novel was written by my brother", "asked_notes"),
        ),
        (
            {"parties": [{**AUTHOR, "contribution": "automatic writing"}]},
            ("parties[0].kind", "Lin Yu", "asked_machine"),
        ),
        (
            {
                "parties": [
                    AUTHOR,
                    {
                        "id": "p2",
                        "name": "Li",
                        "kind": "person",
                        "role": "helper",
                        "contribution": "wrote all the chapters",
                    },
                ]
            },
            ("parties[1].contribution", "wrote all the chapters", "asked_acts"),
        ),
    ],
)
def test_words_that_may_speak_against_are_quoted_and_held_at_arguable(
    fields: dict[str, Any], question: tuple[str, str, str]
) -> None:
    result = read(**fields)

    assert answers(result) == ("protected", "arguable", "")
    assert questions(result) == [question]


def test_an_exhibit_against_another_weighs_though_the_other_is_clear() -> None:
    for words in ("the full text was generated before the drafts", "written by Zhao Liang"):
        witness = {"id": "e2", "what": "witness", "made": "later", "shows": words}
        linked = {**WRITE, "evidence": ["e1", "e2"]}

        assert answers(read(steps=[linked], evidence=[DRAFTS, witness]))[1:] == ("arguable", "")
        # Of one that is linked to nothing nobody said that it concerns something else.
        assert answers(read(evidence=[DRAFTS, witness]))[1:] == ("arguable", "")


def test_an_exhibit_that_shows_less_takes_nothing_from_another_that_is_clear() -> None:
    less = {**DRAFTS, "id": "e2", "shows": "only the last page is in it"}
    linked = {**WRITE, "evidence": ["e1", "e2"]}

    assert answers(read(steps=[linked], evidence=[DRAFTS, less]))[1] == "protected"
    alone = {**WRITE, "evidence": ["e2"]}
    assert answers(read(steps=[alone], evidence=[DRAFTS, less]))[1] == "arguable"


def test_a_lawyers_words_on_an_exhibit_that_was_examined_settle_it_but_no_denial() -> None:
    less = {**DRAFTS, "shows": "only the chapters are in it"}
    assert answers(read(appraiser="lawyer", evidence=[less]))[1] == "protected"
    denied = {**DRAFTS, "shows": "the drafts were forged"}
    assert answers(read(appraiser="lawyer", evidence=[denied]))[1] == "arguable"


def test_what_a_decider_says_is_not_asked_about() -> None:
    piece = {**DRAFTS, "shows": "drafts; the author is Zhao Liang"}

    assert questions(read(appraiser="decider", evidence=[piece])) == []


def test_who_only_paid_is_no_author_until_more_is_said() -> None:
    for said in ("only paid for the subscription", "只负责出钱和组织"):
        result = read(parties=[{**AUTHOR, "contribution": said}])

        assert result.ownership.owner == result.ownership.proved_owner == ""
        assert questions(result) == [("parties[0].contribution", said, "asked_only_paid")]


@pytest.mark.parametrize(
    "text",
    ["This text was generated by ChatGPT.", "作者：赵亮\n正文第一章", "x", "Same line. " * 20],
)
def test_a_held_file_is_read_for_what_it_says_of_itself(text: str) -> None:
    def held(words: str) -> HeldFiles:
        file = HeldFile(text=words, made="contemporaneous", anchored=True, form="letters")
        return HeldFiles(files={"e1": file})

    clear = read(held("The harbour lay in fog. Nobody spoke. The lamp went out at nine."))
    assert clear.proved.conclusion != "arguable"
    assert questions(clear) == []
    result = read(held(text))
    assert result.proved.conclusion == "arguable"
    assert [code for _, _, code in questions(result)] == ["asked_file"]


def test_a_contract_whose_signature_is_denied_shows_nothing() -> None:
    def owner(shows: str) -> str:
        client = {"id": "p2", "name": "A client", "kind": "organisation", "role": "commissioner"}
        contract = {
            "id": "c1",
            "kind": "commission",
            "on": "2026-01-01",
            "parties": ["p1", "p2"],
            "says": "commissioner_owns",
            "clause": "The copyright belongs to the client",
            "evidence": ["e2"],
        }
        paper = {**DRAFTS, "id": "e2", "what": "contract", "shows": shows}
        parties = [AUTHOR, {**client, "evidence": ["e2"]}]
        made = read(parties=parties, contracts=[contract], evidence=[DRAFTS, paper])
        return made.ownership.proved_owner

    assert owner("the contract, signed: The copyright belongs to the client") == "A client"
    assert owner("the signature on it was found to be forged") == ""
