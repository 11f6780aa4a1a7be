"""The files of the lexicon fit together."""

from __future__ import annotations

import datetime as dt
import re

from assessments.prompts import lexicon
from assessments.prompts.english import look_up
from assessments.prompts.lexicon import FOLDER, chinese, english, groups, read_file, stock


def test_each_file_is_dated():
    days = [read_file(path.name)["as_of"] for path in FOLDER.glob("*.yaml")]
    assert len(days) == len(list(map(dt.date.fromisoformat, days))) == 9


def test_each_word_stands_in_a_group_that_says_what_it_marks():
    known = groups("image").keys()
    for words in (english().words, chinese().words):
        assert [word for word, named in words.items() if not named or not set(named) <= known] == []


def test_both_languages_hold_thousands_of_words_in_the_same_groups():
    own = {name: read_file(name)["words"] for name in ("en.yaml", "zh.yaml")}
    assert all(sum(len(words.split()) for words in own[name].values()) > 3000 for name in own)
    assert own["en.yaml"].keys() ^ own["zh.yaml"].keys() == {"light_fine"}


def test_english_words_stand_in_their_base_form():
    assert [word for word in english().words if not re.fullmatch(r"\S+( \S+)*", word)] == []
    assert lexicon.english().forms["torn"] == ("tear", True)


def test_each_kind_of_content_marks_each_group():
    for kind in ("image", "text", "code", "audio", "video", "model_3d", "mixed"):
        assert groups(kind).keys() == groups("image").keys()


def test_a_stock_pair_names_words_of_the_lexicon():
    known = english().words.keys() | chinese().words.keys()
    unknown = [pair for pair in stock().pairs if not all(w in known or look_up(w)[1] for w in pair)]
    assert unknown == []
