"""A prompt with its phrases marked, as page and memo show it."""

from __future__ import annotations

import re
from typing import get_args

from django.template.loader import render_to_string
from django.utils import translation

from assessments.exhibits.marked_prompt import MAX_LISTED, marked_prompt
from assessments.prompts.lexicon import english
from assessments.prompts.reading import Because, PhraseKind
from assessments.wording import prompts as words

PROMPT = "An old ferryman mends a torn sail, masterpiece, 8k <b>"


def test_the_pieces_are_the_text_as_it_was_typed():
    marked = marked_prompt(PROMPT, "image")
    assert marked is not None
    assert "".join(piece.text for piece in marked.pieces) == PROMPT
    assert [piece.text for piece in marked.pieces if piece.is_chosen] == ["mends", "torn"]


def test_where_nothing_was_typed_nothing_is_marked():
    assert marked_prompt(None, "image") is None
    assert marked_prompt("", "image") is None


def test_the_level_is_that_of_the_whole_although_the_beginning_is_shown():
    text = (
        "a pier, " * 10 + "an old ferryman mends a torn sail behind a dented boat, moss on the oars"
    )
    marked = marked_prompt(text, "image", 20)
    assert marked is not None and marked.is_cut
    assert "".join(piece.text for piece in marked.pieces) == text[:20]
    assert marked.detail == "specific"


def test_each_kind_has_one_number_and_lists_each_phrase_once():
    marked = marked_prompt("fox, fox, Fox, owl on a pier", "image")
    assert marked is not None
    assert [row.number for row in marked.kinds] == list(range(1, len(marked.kinds) + 1))
    assert [piece.text for piece in marked.kinds[0].phrases] == ["fox", "owl"]


def test_a_long_list_says_how_many_more_there_are():
    names = sorted(_animals())[: MAX_LISTED + 5]
    marked = marked_prompt(", ".join(names), "image", 4000)
    assert marked is not None
    assert sum(len(row.phrases) + row.num_more for row in marked.kinds) == len(names)
    assert max(row.num_more for row in marked.kinds) > 0


def _animals() -> set[str]:
    return {word for word, groups in english().words.items() if groups == ("animal",)}


def test_the_page_names_each_kind_in_words_and_escapes_what_was_typed():
    marked = marked_prompt(PROMPT, "image")
    for language, subject in (("en", "Subject"), ("zh-hans", "主体")):
        with translation.override(language):
            html = render_to_string("components/marked_prompt.html", {"marked": marked})
            assert subject in html
            assert "<b>" not in html and "&lt;b&gt;" in html
            assert 'class="phrase chosen"' in html and 'class="phrase boilerplate"' in html
            shown = re.sub(r"<sup.*?</sup>|<[^>]+>", "", html)
            assert "An old ferryman mends a torn sail, masterpiece, 8k" in shown


def test_each_kind_and_each_reason_has_its_words():
    assert set(get_args(PhraseKind)) == words.PHRASE_KIND.keys()
    assert set(get_args(Because)) == words.BECAUSE.keys()
