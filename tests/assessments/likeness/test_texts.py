"""What became of a text: new, moved and removed, as exactly as the edit was made."""

from __future__ import annotations

import random

import pytest

from assessments.likeness import compare_texts, limits
from assessments.likeness.tokens import tokens

CHINESE = (
    "清晨的薄雾漫过石桥，河面上浮着几片枯叶。老人提着竹篮慢慢走下台阶，篮里装着昨夜摘的莲子。"
    "对岸的茶馆刚刚卸下门板，伙计把炉火拨旺，水汽从铜壶嘴里一缕一缕地升起来。"
    "孩子们背着书包跑过巷口，笑声惊起屋檐下的燕子，它们绕着钟楼飞了两圈才散开。"
    "裁缝铺的灯还亮着，师傅低头缝一件青布长衫，针脚细密得几乎看不见。"
)
ENGLISH = (
    "The ferry left before dawn with eleven passengers and a crate of lemons on its deck. "
    "Nobody spoke until the lighthouse slid behind the headland, when a boy asked what the "
    "captain was writing. She answered that every crossing deserved one honest sentence. "
    "By noon wind had pushed salt into our sleeves, and gulls followed us like rumours."
)
FRESH = {
    CHINESE: list("甲乙丙丁戊己庚辛壬癸"),
    ENGLISH: ["zinc", "quartz", "vivid", "jumbo", "fjord", "wax", "nymph", "glyph"],
}


def pieces(text: str) -> list[str]:
    return [token.text for token in tokens(text)]


def joined(parts: list[str], text: str) -> str:
    return (" " if text is ENGLISH else "").join(parts)


def fresh(text: str, count: int) -> list[str]:
    source = FRESH[text]
    return [source[at % len(source)] for at in range(count)]


@pytest.mark.parametrize("text", [CHINESE, ENGLISH], ids=["zh", "en"])
@pytest.mark.parametrize("share", [0.05, 0.2, 0.5])
@pytest.mark.parametrize("way", ["insert", "replace", "block"])
def test_new_words_are_measured_as_they_were_written(text, share, way):
    parts = pieces(text)
    rng = random.Random(7)
    count = max(1, round(len(parts) * share))
    if way == "block":
        at = len(parts) // 3
        final = parts[:at] + fresh(text, count) + parts[at:]
    else:
        final = list(parts)
        places = sorted(rng.sample(range(len(parts)), count), reverse=True)
        for at, word in zip(places, fresh(text, count), strict=True):
            final[at : at + (way == "replace")] = [word]
    measure = compare_texts(text, joined(final, text))
    assert measure.new_share == pytest.approx(count / len(final), abs=0.005)
    assert measure.moved_share == 0
    removed = count / len(parts) if way == "replace" else 0
    assert measure.removed_share == pytest.approx(removed, abs=0.005)


@pytest.mark.parametrize("text", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_two_halves_that_change_places_are_moved_and_nothing_is_new(text):
    parts = pieces(text)
    middle = len(parts) // 2
    measure = compare_texts(text, joined(parts[middle:] + parts[:middle], text))
    assert measure.new_share == measure.removed_share == 0
    assert measure.moved_share == pytest.approx(0.5, abs=0.02)


def test_a_removed_passage_is_removed_and_nothing_else():
    parts = pieces(CHINESE)
    measure = compare_texts(CHINESE, "".join(parts[:20] + parts[50:]))
    assert measure.removed_share == pytest.approx(30 / len(parts))
    assert (measure.new_share, measure.moved_share) == (0, 0)


def test_seven_tokens_elsewhere_are_new_and_eight_are_moved():
    parts = pieces(ENGLISH)
    for size, kind in ((7, "new"), (8, "moved")):
        measure = compare_texts(ENGLISH, joined(parts + parts[10 : 10 + size], ENGLISH))
        assert measure.final[-1].kind == kind


def test_spans_show_the_words_they_speak_of():
    source, final = "他望着窗外的雨。", "她望着窗外的大雨。"
    measure = compare_texts(source, final)
    shown = [(span.kind, final[span.start : span.end]) for span in measure.final]
    assert shown == [
        ("new", "她"),
        ("same", "望着窗外的"),
        ("new", "大"),
        ("same", "雨。"),
    ]
    assert [source[span.start : span.end] for span in measure.source if span.kind == "removed"] == [
        "他"
    ]


def test_white_space_alone_changes_nothing():
    measure = compare_texts(ENGLISH, ENGLISH.replace(" ", "\n  "))
    assert (measure.new_share, measure.moved_share, measure.removed_share) == (0, 0, 0)


def test_a_text_without_words_has_no_share():
    assert compare_texts("", "").new_share is None
    assert compare_texts(CHINESE, " ").removed_share == 1


def test_a_text_that_is_too_long_is_refused_not_cut():
    measure = compare_texts("长" * (limits.TEXT_TOKENS.value + 1), "短")
    assert measure.refused is limits.TEXT_TOKENS and measure.new_share is None


def test_the_largest_texts_are_compared_in_bounded_steps():
    words = [str(random.Random(1).random()) for _ in range(1)] + [
        f"w{n % 997}" for n in range(39_000)
    ]
    measure = compare_texts(" ".join(words), " ".join(words[20_000:] + words[:20_000]))
    assert measure.new_share == 0
