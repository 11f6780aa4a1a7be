"""What could not be read is said not to have been read; nothing is said of what it fixes."""

from __future__ import annotations

import pytest

from assessments.prompts import read_prompt

ENGLISH = "an old ferryman mends a torn sail on a wet pier, low winter sun behind him"
FOREIGN = {
    "French": "un vieux pêcheur répare un filet déchiré sur le quai mouillé, vu du bateau",
    "Spanish": "un viejo pescador remienda una red rota en el muelle mojado",
    "German": "Porträt einer alten Fischerin mit zerrissenem Netz, Abendlicht von links",
    "Italian": "un uomo anziano ripara una vela strappata sul molo bagnato",
    "Russian": "старый рыбак чинит рваную сеть на мокром причале, солнце за его спиной",
    "Korean": "낡은 등대 아래에서 그물을 고치는 늙은 어부, 뒤에서 비치는 낮은 겨울 해",
    "Japanese": "霧の中の古い桟橋で、破れた網を繕う老漁師、背後から低い冬の太陽、水彩",
    "Arabic": "صياد عجوز يصلح شبكة ممزقة على الرصيف المبلل",
    "none": "asdf qwer zxcv blorf trindle vask moop",
    "few words read": "a cat, un chat roux assis sur le toit mouillé, regardant la lune",
}


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN)
def test_a_prompt_of_another_language_is_not_read(text: str):
    reading = read_prompt(text)
    assert reading.detail is None
    assert reading.because[0] == "not_readable"
    assert not {"side_by_side", "one_theme", "few_details"} & set(reading.because)


def test_of_a_mixed_prompt_the_part_that_can_be_read_counts_and_the_rest_is_named():
    mixed = read_prompt(f"{ENGLISH}; {FOREIGN['Russian']}")
    assert mixed.level == read_prompt(ENGLISH).level
    assert mixed.detail == "specific"
    assert "partly_readable" in mixed.because


def test_names_loan_words_and_asides_make_no_prompt_unread():
    for text in (
        "Portrait of Zyntharion Velkath",
        "可爱の猫咪，穿着红色斗篷",
        "随便什么人，blorf或者vask",
        "a cat <lora:zxcvqwer_moop_v3:0.8>",
        "霜降节气",
    ):
        assert read_prompt(text).detail is not None, text


def test_what_lies_beyond_what_is_read_is_unread():
    reading = read_prompt("a cat. " + " " * 20_000 + f"{ENGLISH}. " * 400)
    assert reading.detail is None
    assert "read_in_part" in reading.because


@pytest.mark.parametrize("text", ["👵🧥🍞🐦🪑🏠🚜", "старуха кормит ворону", "qzx wvk plm vrrt"])
def test_pictures_ciphers_and_other_languages_are_not_read(text: str) -> None:
    assert read_prompt(text).detail is None
