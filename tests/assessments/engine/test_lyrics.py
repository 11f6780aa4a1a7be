"""Words that a record calls lyrics are a text of their own beside the music that a tool made."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.engine.lyrics import lyrics_of, phrases_in
from assessments.engine.result import Layer, Result
from cases.record import Step
from tests.support.owners import AUTHOR, RULES, SUNO, WRITE, asked, layer_of, party, result
from tests.support.records import TOOL

VERSE = (
    "[Verse 1]\nI wait in the rain, the paper boat is gone\n"
    "[Chorus]\nYou said the wind recalls, I said the lights go out\n"
)
EXAMINED = [
    {"id": "e1", "what": "chat_export", "made": "contemporaneous",
     "examined_by": {"name": "Wang", "on": "2025-11-01"}},
]  # fmt: skip


def song(
    *parties: dict[str, Any],
    steps: list[dict[str, Any]] | None = None,
    notes: str | None = None,
    more_tools: tuple[dict[str, Any], ...] | list[dict[str, Any]] = (),
    **run: Any,
) -> Result:
    typed = {"id": "g", "by": "p1", "action": "generate", "tool": "t1", "evidence": ["e1"], **run}
    return result(
        *(parties or [AUTHOR]),
        kind="audio",
        notes=notes,
        tools=[SUNO, *more_tools],
        steps=[*(steps or []), typed],
        evidence=EXAMINED,
    )


def lyrics(found: Result) -> Layer | None:
    return next((layer for layer in found.layers if layer.called == "lyrics"), None)


@pytest.mark.parametrize(
    ("prompt", "words"),
    [
        (VERSE, 4),
        ("[主歌] 我在雨巷里等你，纸船漂过旧石阶\n[副歌] 你说风会记得，我说灯会熄灭", 4),
        ("我自己写的歌词：我在雨巷里等你，纸船漂过旧石阶", 2),
        ("[Intro]\nslow piano\n[Verse]\nI wait\n[Outro]\nfade out", 1),
        ("sad piano ballad, 80 bpm, female voice", 0),
        ("歌词：关于雨巷和纸船", 0),
        ("Lyrics: about a rainy alley, a boat", 0),
        ("a song whose lyrics are sad, with a chorus", 0),
        ("[guitar solo] wild, fast", 0),
    ],
)
def test_only_what_is_called_lyrics_is(prompt: str, words: int) -> None:
    step = Step(id="s", action="generate", prompt=prompt)
    assert phrases_in(lyrics_of(step, RULES.appraisal.lyrics)) == words


def test_the_tools_field_of_lyrics_is_read() -> None:
    found = song(prompt="ballad", parameters={"Lyrics": VERSE})
    assert lyrics(found) is not None


def test_who_wrote_them_is_not_taken_from_who_typed_them() -> None:
    found = song(prompt=VERSE)
    layer, music = lyrics(found), found.layers[0]
    assert layer is not None and layer.as_claimed is not None
    assert (layer.claimed, layer.proved) == ("arguable", "arguable")
    assert layer.as_claimed.range == ("unlikely", "likely")
    assert (music.layer, music.claimed) == ("prompted_output", "unlikely")
    assert "who_wrote_lyrics" in asked(found)


def test_a_sole_author_owns_them_as_claimed_and_nobody_as_proved() -> None:
    owned = layer_of(song(prompt=VERSE), "human_text")
    assert (owned.owner, owned.basis, owned.proved_owner) == ("Party 1", "author", "")


def test_of_several_nobody_is_taken_for_their_author() -> None:
    owned = layer_of(song(AUTHOR, party(2, "co_author"), prompt=VERSE), "human_text")
    assert owned.owner == ""


def test_a_step_of_writing_takes_the_place_of_typed_words() -> None:
    found = song(prompt=VERSE, steps=[{**WRITE, "adds": ["wording"], "layer": "lyrics"}])
    assert [layer.called for layer in found.layers] == ["prompted_output", "human_text"]


@pytest.mark.parametrize("intent", ["The lyrics were written by ChatGPT", "歌词由AI生成"])
def test_words_that_a_machine_is_said_to_have_made_are_its_output(intent: str) -> None:
    for found in (song(prompt=VERSE, intent=intent), song(prompt=VERSE, notes=intent)):
        layer = lyrics(found)
        assert layer is not None and layer.layer == "prompted_output"
        assert (layer.claimed, layer.proved) == ("unlikely", "unlikely")
        assert found.claimed.findings["instruction"].level == 0
        assert "who_wrote_lyrics" not in asked(found)


def test_a_recorded_run_that_made_the_lyrics_is_their_layer() -> None:
    model = {"id": "t9", "name": "ChatGPT", "does": "language_model"}
    wrote = {"id": "m", "by": "p1", "action": "generate", "tool": "t9", "prompt": "a sad song"}
    found = song(prompt=VERSE, steps=[wrote], notes="歌词由ChatGPT生成", more_tools=[model])
    assert [layer.called for layer in found.layers] == ["prompted_output", "prompted_output"]


def test_that_a_machine_made_the_music_says_nothing_of_the_words() -> None:
    assert lyrics(song(prompt=VERSE, intent="AI composed the music, the lyrics are mine"))


def test_a_line_is_little() -> None:
    layer = lyrics(song(prompt="[Chorus] la la la"))
    assert layer is not None and layer.claimed == "unlikely"


def test_pictures_have_no_lyrics() -> None:
    run = {"id": "g", "by": "p1", "action": "generate", "tool": "t1", "prompt": VERSE}
    assert lyrics(result(AUTHOR, kind="image", tools=[TOOL], steps=[run])) is None
