"""How sure an opinion is where material of others or several parts hold it down."""

from __future__ import annotations

import re

from django.utils import translation

from assessments.memo import document as d
from assessments.memo import levels
from assessments.memo.compose import document
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


def test_one_level_for_several_parts_holds_for_each(snapshot):
    """The text of a film is by hand, its pictures are not."""
    script, *runs = FILM["steps"]
    told = {**script, "intent": "A child follows three paper cranes over the bridge"}
    made = snapshot("en", load_data({**FILM, "steps": [told, *runs]}))
    found = {la.layer: levels.layer_level(made, la, "claimed") for la in made.result.layers}
    assert found == {"human_text": "will", "prompted_output": "should"}
    assert levels.opinion_level(made, "claimed") == "should"


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
