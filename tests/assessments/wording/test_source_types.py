"""What a file states of how it came into being is said in words wherever its contents are."""

from __future__ import annotations

from django.utils import translation

from assessments.wording.contents import contents, unread_in_words
from assessments.wording.source_types import source_type, states_model

BASE = "http://cv.iptc.org/newscodes/digitalsourcetype/"


def test_a_code_stands_behind_its_words_and_an_unknown_one_stays_as_it_is() -> None:
    value = f"{BASE}trainedAlgorithmicMedia"
    assert source_type(value) == "created by a trained model (trainedAlgorithmicMedia)"
    with translation.override("zh-hans"):
        assert source_type(value) == "由训练所得的模型生成 (trainedAlgorithmicMedia)"
    assert source_type("drawn on a wall") == "drawn on a wall"


def test_only_what_a_model_made_as_a_whole_counts_as_made_by_it() -> None:
    def states(code: str) -> bool:
        return states_model({"extra": {"digital_source_type": BASE + code}})

    assert states("trainedAlgorithmicMedia")
    assert not states("compositeWithTrainedAlgorithmicMedia") and not states("humanEdits")
    assert not states_model({})


def test_source_type_label_and_lyrics_are_said() -> None:
    extra = {
        "digital_source_type": f"{BASE}humanEdits",
        "visible_label": "（本文由AI生成）",
        "lyrics": "[Verse]\nrain",
    }
    assert contents({"extra": extra}) == [
        "Its metadata state how it came into being: edited by people without generating tools "
        "(humanEdits).",
        "It carries a visible label: “（本文由AI生成）”",
        "It carries lyrics: “[Verse] rain”",
    ]


def test_a_text_that_is_not_understood_is_quoted() -> None:
    extra = {"texts_not_understood": [{"name": "comment", "text": "prompt: slow guqin"}]}
    assert unread_in_words({"extra": extra}) == ["Not understood, in comment: “prompt: slow guqin”"]
