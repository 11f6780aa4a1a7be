"""What the makers' own words say of effects, lyrics, parts and days, against their labels."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from assessments.engine import CaseBase, Result, assess, load_rules
from tests.assessments.engine.test_lyrics import VERSE, lyrics, song
from tests.support.owners import asked
from tests.support.records import precedent, record

RULES = load_rules()
NONE_DECIDED = CaseBase.build([], RULES)
RUN = {"id": "s1", "by": "p1", "action": "generate", "tool": "t1", "prompt": "a lake"}


def read(base: CaseBase = NONE_DECIDED, **fields: Any) -> Result:
    return assess(record(**fields), base, RULES)


def codes(result: Result) -> set[str]:
    return {found.code.removeprefix("contradiction.") for found in result.contradictions}


@pytest.mark.parametrize(
    "words",
    [
        "the kite appeared by itself, I then described it",
        "it did not do what I asked; I kept it anyway",
        "改完提示词风筝没出来，随便挑了一张",
        "a lucky accident",
    ],
)
def test_an_effect_that_the_words_deny_is_chance(words: str) -> None:
    more = {**RUN, "id": "s2", "parent": "s1", "action": "adjust", "prompt": "a lake, a kite",
            "changed": ["prompt"], "effect": "as_intended"}  # fmt: skip
    assert read(steps=[RUN, more]).claimed.findings["refinement"].level == 3
    result = read(steps=[RUN, {**more, "intent": words}])
    assert result.claimed.findings["refinement"].level == 1
    assert "by_chance" in codes(result)


@pytest.mark.parametrize("notes", ["I wrote the lyrics myself", "歌词由我本人创作", "我写的歌词"])
def test_lyrics_of_the_maker_by_the_record_are_likely_and_nobody_is_asked(notes: str) -> None:
    found = song(prompt=VERSE, notes=notes)
    layer = lyrics(found)
    assert layer is not None and layer.claimed == "likely"
    assert "who_wrote_lyrics" not in asked(found)


@pytest.mark.parametrize("notes", ["lyrics from a Beatles song", "歌词用的是徐志摩的诗"])
def test_lyrics_of_another_by_the_record_are_no_layer_and_no_instruction(notes: str) -> None:
    found = song(prompt=VERSE, notes=notes)
    assert lyrics(found) is None
    assert found.claimed.findings["instruction"].level == 0


@pytest.mark.parametrize(
    "words", ["cut 87 shots so that each wave brings her hand", "87个镜头剪成三段，浪起切到她的手"]
)
def test_words_that_number_the_parts_say_that_there_were_several(words: str) -> None:
    cut = {"id": "s2", "by": "p1", "action": "arrange", "extent": "substantial", "adds": ["cut"]}
    counted = read(kind="video", steps=[RUN, {**cut, "intent": words}])
    assert counted.claimed.conclusion == "protected"
    plain = read(kind="video", steps=[RUN, {**cut, "intent": "so that each wave brings her hand"}])
    assert plain.claimed.conclusion == "arguable"


def test_anothers_picture_is_no_part_where_a_tool_may_have_taken_it_in() -> None:
    cut = {"id": "s2", "by": "p1", "action": "arrange", "extent": "substantial", "adds": ["cut"],
           "intent": "each wave brings her hand"}  # fmt: skip
    photo = {"id": "i1", "what": "photo", "made_by": "third_party", "in_output": "partial"}
    for inputs in ([], [photo]):
        result = read(kind="video", steps=[RUN, cut], inputs=inputs)
        assert result.claimed.conclusion == "arguable"


def test_days_that_cannot_be_right_are_named() -> None:
    later = (dt.date.today() + dt.timedelta(days=400)).isoformat()
    made: dict[str, Any] = {"created_from": "2026-05-01", "published": {"on": "2025-01-01"}}
    assert "day" in codes(read(steps=[RUN], **made))
    assert "day" in codes(read(steps=[RUN], created_from=later))
    assert "day" in codes(
        read(steps=[RUN], created_from="2026-01-01", registration={"on": "2020-01-01"})
    )
    fine: dict[str, Any] = {"created_from": "2026-01-01", "published": {"on": "2026-02-01"}}
    assert "day" not in codes(read(steps=[RUN], **fine))


def test_an_own_photograph_that_is_not_shown_counts_as_none_beside_what_was_prompted() -> None:
    refused = record(steps=[{**RUN, "detail": "ordinary"}])
    base = CaseBase.build(
        [precedent("refused", refused, "not_protected", refused_for="proof")], RULES
    )
    photo = {"id": "i1", "what": "photo", "made_by": "own", "in_output": "dominant"}
    result = read(base, steps=[RUN], inputs=[photo])
    words = {layer.layer: layer.proved for layer in result.layers}
    assert words == {"prompted_output": "not_protected", "own_input": "unlikely"}
    assert result.proved.conclusion == "not_protected"
    unprompted = read(base, tools=[], inputs=[photo])
    assert (unprompted.proved.conclusion, unprompted.proved.basis) == ("unlikely", "scale")


def test_a_word_speaks_for_no_layer_of_a_weaker_word() -> None:
    drawn = {"id": "s2", "by": "p1", "action": "edit", "extent": "substantial",
             "adds": ["figure"], "effect": "visible", "intent": "painted two boats"}  # fmt: skip
    slight = {**drawn, "id": "s3", "extent": "local"}
    result = read(steps=[{**RUN, "by": "p1"}, drawn, slight])
    assert result.claimed.conclusion == "protected"
    assert result.claimed.scope == "part"


def test_independent_making_is_not_said_of_what_shows_anothers_work() -> None:
    photo = {"id": "i1", "what": "photo", "made_by": "third_party", "in_output": "partial"}
    findings = read(steps=[RUN], inputs=[photo]).claimed.findings
    assert findings["distinctiveness"].because == "distinctiveness.others_show"


def test_nobody_is_said_to_have_foreseen_what_only_an_effect_is_stated_of() -> None:
    run = {**RUN, "effect": "visible"}
    assert read(steps=[run], evidence=[]).proved.findings["foreseeability"].because == (
        "foreseeability.effect_unproved"
    )
    said = read(steps=[run], evidence=[], foreseeability="close")
    assert said.proved.findings["foreseeability"].because == "foreseeability.unproved"
