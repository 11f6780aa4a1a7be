"""How a text becomes tokens, a question becomes terms, and both meet."""

from __future__ import annotations

import doctest
from itertools import product

import pytest

from cases.search import bigrams

DOCKET = "参见（2023）京0491民初11279号判决"
FORMS = [
    "（2023）京0491民初11279号",
    "(2023)京0491民初11279号",
    "[2023]京0491民初11279号",
    "〔2023〕京0491民初11279号",
    "【2023】京0491民初11279号",
    "２０２３京０４９１民初１１２７９号",
    " ( 2023 ) 京 0491 民初 11279 号 ",
    "2023京0491民初11279",
]


def matches(text: str, question: str) -> bool:
    """As the databases do it: every term's tokens stand side by side in the text's tokens."""
    tokens = f" {bigrams.bigrams(text)} "
    return all(
        f" {' '.join(term.tokens)}{'' if term.prefix else ' '}" in tokens
        for term in bigrams.terms(question)
    )


def test_a_docket_number_is_found_however_its_brackets_are_written() -> None:
    pairs = product(FORMS, FORMS)
    assert [pair for pair in pairs if not matches(f"见{pair[0]}。", pair[1])] == []


def test_another_docket_number_is_not_found() -> None:
    assert not matches(DOCKET, "（2023）京0491民初1127号")
    assert not matches(DOCKET, "（2024）京0491民初11279号")


@pytest.mark.parametrize("word", ["猫", "猫咪", "晶钻", "猫咪晶钻吊坠", "吊坠", "坠"])
def test_every_part_of_a_chinese_text_is_found(word: str) -> None:
    assert matches("原告的猫咪晶钻吊坠，系图片。", word)


@pytest.mark.parametrize("word", ["咪吊", "坠系", "晶钻猫咪"])
def test_characters_that_do_not_stand_together_are_not_found(word: str) -> None:
    assert not matches("原告的猫咪晶钻吊坠，系图片。", word)


def test_a_line_break_inside_a_chinese_sentence_separates_nothing() -> None:
    assert matches("人工\n智能", "人工智能")


@pytest.mark.parametrize("asked", ["theatre", "Théâtre", "THEATRE", "ｔｈｅａｔｒｅ"])
def test_case_accents_and_width_do_not_matter(asked: str) -> None:
    assert matches("Théâtre D'opéra Spatial", asked)


def test_a_word_is_found_by_its_beginning_but_a_short_name_is_not_another_word() -> None:
    assert matches("copyrights", "copyright")
    assert not matches("light", "Li")


def test_words_stand_in_any_order_and_scripts_may_touch() -> None:
    assert matches("AI绘画作品 by Liu", "Liu AI绘画")
    assert matches("画AI", "画AI")


@pytest.mark.parametrize("hostile", ['"', "' OR 1=1 --", "a:* & !b", "NEAR(a b)", "-", "*", "()"])
def test_what_reaches_a_database_is_only_words(hostile: str) -> None:
    question = bigrams.terms(hostile)
    for written in (bigrams.fts5_question(question), bigrams.tsquery(question)):
        for term in question:
            for token in term.tokens:
                assert token.isalnum()
                written = written.replace(token, "")
        assert set(written) <= set('" *AND' + "'&<->:*() ")


def test_a_question_is_cut_to_a_few_terms() -> None:
    assert len(bigrams.terms(" ".join(f"w{n}" for n in range(1000)))) == bigrams.MAX_TERMS


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        (DOCKET, "(2023)京0491民初11279号", ["（2023）京0491民初11279号"]),
        (
            "见〔２０２３〕京0491民初11279号",
            "2023京0491民初11279号",
            ["〔２０２３〕京0491民初11279号"],
        ),
        ("The copyrights of Liu", "copyright liu", ["copyrights", "Liu"]),
        ("猫咪晶钻", "咪晶", ["咪晶"]),
        ("猫咪晶钻", "猫咪 咪晶", ["猫咪晶"]),
        ("甲。乙", "甲乙", []),
        ("nothing", "else", []),
    ],
)
def test_hits_are_marked_in_the_text_as_it_was_written(
    text: str, asked: str, found: list[str]
) -> None:
    spans = bigrams.highlights(text, bigrams.terms(asked))

    assert [text[start:end] for start, end in spans] == found


def test_the_examples_in_the_module_hold() -> None:
    assert doctest.testmod(bigrams).failed == 0
