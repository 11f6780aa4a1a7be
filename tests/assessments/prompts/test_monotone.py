"""Adding words never lowers the level, and hostile prompts take no longer than others.

Only a question, a choice left open or words to the reader may: they take back what they name.
"""

from __future__ import annotations

import re

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from assessments.prompts import read_prompt
from assessments.prompts.lexicon import chinese, english
from assessments.prompts.scanner import tokenize
from tests.assessments.prompts.samples import Sample, pairs, samples

PROMPTS = (*samples(), *(side for pair in pairs() for side in pair))
BOILERPLATE = (
    "masterpiece, best quality",
    "8k",
    "(high quality:1.2)",
    "<lora:x:0.8>",
    "--ar 16:9",
    "杰作，细节丰富",
)
UNKNOWN = ("blorf", "trindle vask", "зима", "魑魅")
prompts = st.sampled_from(PROMPTS)
unseen = st.sampled_from(UNKNOWN)
boilerplate = st.sampled_from(BOILERPLATE)
listed = st.lists(st.sampled_from(sorted(english().words)), min_size=1, max_size=4).map(" ".join)
listed_chinese = st.lists(st.sampled_from(sorted(chinese().words)), min_size=1, max_size=3).map(
    "".join
)
another = prompts.map(lambda sample: sample.text)
anything = st.one_of(unseen, boilerplate, listed, listed_chinese, another, st.text(max_size=40))
many = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def assume_it_asks(more: str) -> None:
    """Leave out additions that open what was said before them, or turn it into a question."""
    for kind in ("image", "text"):
        kinds = {phrase.kind for phrase in read_prompt(f"x {more}", kind).phrases}
        assume(kinds.isdisjoint({"aside", "exclusion"}))
    assume(not re.search("[?？]", more))


def level(text: str, sample: Sample) -> int:
    return read_prompt.__wrapped__(text, sample.kind).level


def places_between_phrases(text: str) -> list[int]:
    return [
        found.end()
        for found in re.finditer(r"[,;，。；：]|\.(?=\s)", text)
        if not text[found.end() : found.end() + 1].isdigit()
    ]


@many
@given(prompts, anything, st.sampled_from([" ", ", ", "，", "\n"]))
def test_words_added_at_the_end_never_lower_the_level(sample: Sample, more: str, joint: str):
    assume_it_asks(more)
    assert level(sample.text + joint + more, sample) >= sample_level(sample)


@many
@given(prompts, anything)
def test_words_added_in_front_never_lower_the_level(sample: Sample, more: str):
    assume_it_asks(more)
    assert level(f"{more}, {sample.text}", sample) >= sample_level(sample)


@many
@given(prompts, anything, st.data())
def test_a_phrase_added_between_phrases_never_lowers_the_level(sample, more, data):
    places = places_between_phrases(sample.text)
    assume_it_asks(more)
    if places:
        at = data.draw(st.sampled_from(places))
        text = f"{sample.text[:at]} {more}, {sample.text[at:]}"
        assert level(text, sample) >= sample_level(sample)


@many
@given(prompts, st.one_of(unseen, boilerplate), st.data())
def test_boilerplate_and_unknown_words_change_nothing_wherever_they_stand(sample, more, data):
    words = [token.start for token in tokenize(sample.text) if token.mark != "boundary"]
    if words:
        at = data.draw(st.sampled_from(words))
        text = f"{sample.text[:at]} {more} {sample.text[at:]}"
        assert level(text, sample) >= sample_level(sample)


@many
@given(prompts, prompts, st.sampled_from(["no {}", "without {}", "{}?", "don't draw {}", "不要{}"]))
def test_what_is_excluded_or_asked_never_raises_the_level_of_a_picture(sample, other, form):
    # After "while" it is wanted again, as after "but".
    first = re.split(r"[,;:.，。；：、]|\bwhile\b", other.text)[0]
    added = level(f"{sample.text}\n{form.format(first)}", sample)
    if sample.kind in ("image", "model_3d"):
        assert added <= sample_level(sample)


def sample_level(sample: Sample) -> int:
    return read_prompt(sample.text, sample.kind).level


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str):
    reading = read_prompt.__wrapped__(text, "mixed")
    assert 0 <= reading.level <= 4
    assert reading == read_prompt.__wrapped__(text, "mixed")


def test_a_long_prompt_says_that_it_was_read_in_part():
    assert "read_in_part" in read_prompt("a cat, " * 5000).because
