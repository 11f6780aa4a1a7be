"""How sure an opinion is where material of others or several parts hold it down."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from assessments.engine.codes import BASES
from assessments.memo import document as d
from assessments.memo import levels
from assessments.memo.build import MemoBuilder
from assessments.memo.compose import document
from assessments.memo.sections import voice
from cases.record import load, load_data
from tests.support.memo_documents import COMPANY, text_of
from tests.support.owned_works import FILM


def test_open_material_of_others_holds_every_opinion_down(snapshot):
    def by_hand(made):
        (layer,) = [la for la in made.result.layers if la.layer == "hand_editing"]
        return levels.layer_level(made, layer, "claimed")

    company = load(COMPANY)
    made = snapshot("en", company)
    assert levels.opinion_level(made, "claimed") == by_hand(made) == "should"
    assert by_hand(snapshot("en", company.model_copy(update={"inputs": ()}))) == "will"


def test_parts_of_different_levels_are_each_stated_with_their_own(snapshot):
    """The text of a film is by hand, its pictures are not."""
    script, *runs = FILM["steps"]
    told = {**script, "intent": "A child follows three paper cranes over the bridge"}
    made = snapshot("en", load_data({**FILM, "steps": [told, *runs]}))
    found = {la.layer: levels.layer_level(made, la, "claimed") for la in made.result.layers}
    assert found == {"human_text": "will", "prompted_output": "should"}
    stated = levels.opinions(made, "claimed")
    assert [(part.level, [la.layer for la in part.layers]) for part in stated] == [
        ("will", ["human_text"]),
        ("should", ["prompted_output"]),
    ]
    with translation.override("en"):
        said = voice.overall(MemoBuilder(made), "claimed")
    assert "“script” (Round 1), is a work protected by copyright. Of " in said
    assert re.search(r"\. Of [^.]*\(Rounds 2[^.]*\) the answer is: should be a work\.$", said)


def test_the_elements_are_as_sure_as_the_part_that_they_are_shown_of(composed):
    for made in (memo.made for memo in composed if memo.form == "opinion"):
        for basis in BASES:
            answer = made.result.answer(basis)
            layer = next((la for la in made.result.layers if la.id == answer.layer), None)
            found = levels.element_levels(made, basis)
            argued = [found[n] for n, e in answer.elements.items() if not e.is_unquestioned]
            if answer.scope == "style":
                assert levels.weakest(argued) == levels.opinion_level(made, basis)
            elif layer is not None and levels.layer_level(made, layer, basis) != "reserved":
                whole = levels.layer_level(made, layer, basis)
                assert levels.weakest(argued) == whole, made.record.title


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_between_which_levels_it_lies_stands_wherever_the_answer_does(composed, language):
    """In the levels of the memo, not in those of the page of a result."""
    found = 0
    for memo in composed:
        if memo.form != "opinion" or memo.language != language:
            continue
        with translation.override(language):
            for basis in BASES:
                text = voice.range_text(MemoBuilder(memo.made), basis)
                found += bool(text)
                places = ("letter", "answers")
                for key in (*places, "conclusion") if basis == "proved" else places:
                    assert text in "\n".join(memo.texts(key)), (memo.made.record.title, key)
        whole = "\n".join(memo.texts("letter", "answers", "conclusion"))
        assert not re.search("“(?:Likely|Arguable|Not) ?protected|“Arguable”", whole)
    assert found


def test_each_open_matter_names_whom_it_concerns(snapshot):
    """A6: the same question of two tools is told apart."""
    with translation.override("en"):
        built = document(snapshot("en", load(COMPANY)))
    ownership = next(section for section in built.sections if section.id == "ownership")
    lists = [block for block in ownership.blocks if isinstance(block, d.List) and block.ordered]
    items = [text_of(item) for block in lists for item in block.items]
    assert len(items) == len(set(items))
    assert any("Stable Diffusion XL" in item for item in items)


def test_working_papers_print_words_and_no_codes(composed):
    codes = re.compile(r"\b(random|technical|as_intended|unknown|input_originals|none)\b")
    for memo in composed:
        if memo.form == "papers" and memo.language != "en":
            printed = memo.texts("papers-appraisals")
            assert [text for text in printed if codes.search(text)] == []
