"""Whether a prompt has changed: only its marked content counts."""

from __future__ import annotations

import pytest

from assessments.prompts import contents_differ

SAME = [
    ("a cat", "  A   CAT! "),
    ("a cat, masterpiece, best quality", "best quality, (cat:1.4), 8k"),
    ("girl, red dress --ar 3:4", "red dress, girl --ar 16:9 --v 6"),
    ("a lighthouse keeper", "a lighthosue keeper"),
    ("a woman on a bridge", "a womann on a bridge"),
    ("一只橘猫坐在窗台上", "一只橘猫，坐在窗台上，高清，杰作"),
    ("<lora:a:0.5> fox", "<lora:a:0.9> fox"),
    ("", "masterpiece"),
    ("a gray cat, color photo", "a grey cat, colour photograph"),
]
# What a prompt asks for when these are added is the same as before.
EMPTY = [
    *[", please try again", ", thank you very much", " -- I do not like it, do it better"],
    *[
        ". The file should be saved on my desktop",
        ". I ate hotpot yesterday",
        ". It is raining here today",
    ],
    *[
        ". Redo it",
        ", generate another one",
        ". It still looks wrong",
        ". Make this one really good",
    ],
    *[
        ". Use the same prompt as before",
        ". Generate 4 images",
        ". You did well, next one",
        ". I am tired today",
    ],
    *[
        "，谢谢你，再来一张吧",
        "。我昨天吃了火锅",
        "，再来一次",
        "，请重新生成",
        "。今天天气真好",
        "。不太满意",
    ],
    *[
        "，画得好看一点",
        "。图片保存到桌面",
        "。和上次一样",
        "。再给我来一张",
        "。老板催我了",
        "。麻烦快一点，我赶时间",
    ],
]
# These ask for something else, though they begin like the others.
MORE = [
    *[
        ". I want a dog in the background",
        ". Add a dog",
        ". I am standing in a field of tulips",
        ", no lantern",
    ],
    *[
        ". It is raining",
        ". She looks better dressed",
        ". make the boat bigger",
        ". Two more boats",
        ", seen from above",
    ],
    *[
        ". Again and again the waves hit the rocks",
        ". A file lies on the desktop",
        ". the same woman twice",
    ],
    *[
        "，再画一只猫",
        "，换一只狗",
        "。重新画成夜景",
        "。再给她加一顶帽子",
        "。外面下着大雨",
        "，不要灯笼",
        "，光从左边来",
    ],
    *[
        "。桌面上放着一封信",
        "。她很累，靠在墙上",
        "。画面更暗一点",
        "。把灯笼改成两盏",
        "，俯拍",
        "。我站在她身后",
    ],
]
UNKNOWN = [
    ("a woman crouches beside a drifting boat", "a woman squats beside a floating boat"),
    ("一位少女蹲在积水的小巷左侧", "一位女孩蹲在积水的小巷左侧"),
    ("一只橘猫坐在窗台上", "an orange cat sits on the windowsill"),
    ("a cat", "a cat, zorgblat"),
    ("雨夜站台上的老人与黄狗", "雨夜站台上的老头与黄色的狗"),
    ("an old man with a dog on a bench", "an elderly man with a dog on a bench"),
    ("a man in a red hat and a blue coat", "a man in a blue hat and a red coat"),
    ("戴一副鐐銬的人", "戴一副镣铐的人"),
]
SCENES = (
    "a woman in a blue raincoat stands at the left edge of a flooded alley, one lantern behind her",
    "一位穿蓝色雨衣的少女蹲在积水小巷左侧，身后一盏红灯笼",
)
OTHER = [
    ("a cat", "a car"),
    ("a red hat", "a blue hat"),
    ("an old man on a bench", "an old woman on a bench"),
    ("站台上的老人", "站台上的男孩"),
    ("boat left of centre", "boat right of centre"),
    ("two lanterns", "three lanterns"),
    ("a dog", "a dog, no hat"),
    ("a lighthouse", "a lighthouse at dusk"),
    ("一只橘猫坐在窗台上", "一只黑猫坐在窗台上"),
    ("一只猫站在窗台上", "一只猫站在窗台下"),
    ("", "a cat"),
    ("山上一轮新月", "山上一轮满月"),
    ("穿红袍的人", "穿青袍的人"),
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_the_same_content_written_otherwise_has_not_changed(first: str, second: str):
    assert not contents_differ(first, second)
    assert not contents_differ(second, first)


@pytest.mark.parametrize(("first", "second"), OTHER)
def test_other_content_has_changed(first: str, second: str):
    assert contents_differ(first, second)
    assert contents_differ(second, first)


@pytest.mark.parametrize("words", EMPTY)
def test_words_that_ask_for_nothing_change_nothing(words: str):
    assert [contents_differ(scene, scene + words) for scene in SCENES] == [False, False]


@pytest.mark.parametrize("words", MORE)
def test_words_that_ask_for_something_change_it(words: str):
    assert [contents_differ(scene, scene + words) for scene in SCENES] == [True, True]


@pytest.mark.parametrize(("first", "second"), UNKNOWN)
def test_what_nobody_can_know_is_not_called_a_change_nor_the_same(first: str, second: str):
    assert contents_differ(first, second) is None
    assert contents_differ(second, first) is None


def test_two_long_prompts_are_compared_at_once():
    assert not contents_differ("qwert yuiop " * 3000, " ".join(f"w{n}x" for n in range(3000)))


HERON = (
    "a heron standing on one leg at left foreground, red lantern hanging from a broken pier behind "
    "it, fog lit from behind by a pale morning sun, muted teal and rust palette, ink wash texture"
)
CROW = (
    "穿打补丁蓝布袄的老太太把最后一块面包喂给落在亡夫椅子上的独眼乌鸦，她身后的厨房窗外停着推土机"
)
CROW_IN_TRADITIONAL = (
    "穿打補丁藍布襖的老太太把最後一塊麵包餵給落在亡夫椅子上的獨眼烏鴉，她身後的廚房窗外停著推土機"
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (HERON, HERON.replace("pale", "light").replace("lightt", "palett")),
        (HERON, HERON + ", really a truly lovely picture of exactly that, as I said above"),
        (HERON, f"Please draw me {HERON} thank you very much, make it perfect this time"),
        (HERON, HERON + ", with something nice somewhere"),
        (CROW, CROW_IN_TRADITIONAL),
        (CROW, f"请帮我画一下{CROW}"),
    ],
)
def test_words_that_ask_for_nothing_are_no_change_that_is_known(before: str, after: str) -> None:
    assert contents_differ(before, after) is not True
    assert contents_differ(after, before) is not True


def test_a_new_thing_beside_such_words_is_a_change() -> None:
    assert contents_differ(HERON, f"Please draw me {HERON}, a white crane flying away") is True
    assert contents_differ(CROW, CROW_IN_TRADITIONAL + "，天空飞过一群白鹤") is True
