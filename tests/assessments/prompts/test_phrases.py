"""How phrases are marked, and what binds them."""

from __future__ import annotations

from assessments.prompts import PromptReading, read_prompt


def marked(reading: PromptReading) -> dict[str, str]:
    return {phrase.text: phrase.kind for phrase in reading.phrases}


def bound(reading: PromptReading) -> dict[str, str]:
    return {
        phrase.text: reading.phrases[phrase.bound_to].text
        for phrase in reading.phrases
        if phrase.bound_to is not None
    }


def test_a_phrase_keeps_its_place_in_the_text():
    text = "An old  ferryman,\nmasterpiece, 撑着竹篙 (torn sail:1.3)"
    for phrase in read_prompt(text).phrases:
        assert text[phrase.start : phrase.end] == phrase.text


def test_english_phrases_are_marked_by_what_they_are_there_for():
    kinds = marked(
        read_prompt(
            "old ferryman mending a torn sail on a pier, ochre coat, low angle, rim light, "
            "oil painting, art nouveau, melancholy atmosphere, highly detailed, by wlop"
        )
    )
    assert kinds["ferryman"] == "subject"
    assert kinds["torn"] == "attribute"
    assert kinds["mending"] == "action"
    assert kinds["pier"] == "setting"
    assert kinds["ochre"] == "colour"
    assert kinds["low angle"] == "viewpoint"
    assert kinds["rim light"] == "light"
    assert kinds["oil painting"] == "medium"
    assert kinds["art nouveau"] == "style"
    assert kinds["atmosphere"] == "mood"
    assert kinds["highly detailed"] == kinds["wlop"] == "boilerplate"


def test_chinese_phrases_are_marked_by_what_they_are_there_for():
    kinds = marked(
        read_prompt(
            "老船夫修补破旧的船帆，江面，赭石色，低视角，逆光，水墨画，赛博朋克，孤独感，杰作，高清"
        )
    )
    assert kinds["老船夫"] == "subject"
    assert kinds["破旧"] == "attribute"
    assert kinds["修补"] == "action"
    assert kinds["江面"] == "setting"
    assert kinds["赭石"] == "colour"
    assert kinds["低视角"] == "viewpoint"
    assert kinds["逆光"] == "light"
    assert kinds["水墨画"] == "medium"
    assert kinds["赛博朋克"] == "style"
    assert kinds["孤独感"] == "mood"
    assert kinds["杰作"] == kinds["高清"] == "boilerplate"


def test_a_detail_is_bound_to_what_it_describes():
    reading = read_prompt("a dented helmet behind a sofa, gulls following the wake")
    assert bound(reading)["dented"] == "helmet"
    assert bound(reading)["behind"] == "sofa"
    assert bound(reading)["following"] in ("gulls", "wake")
    assert bound(read_prompt("生锈的钥匙"))["生锈"] == "钥匙"


def test_what_anybody_would_say_is_stock():
    stock = {
        phrase.text: phrase.stock for phrase in read_prompt("a beautiful dented helmet").phrases
    }
    assert (stock["beautiful"], stock["dented"]) == (True, False)
    assert all(p.stock for p in read_prompt("abandoned building, burning candle").phrases)
    assert not all(p.stock for p in read_prompt("abandoned violin").phrases)


def test_traditional_characters_are_read_as_simplified_ones():
    traditional = read_prompt("生鏽的機器人坐在廢棄天橋下")
    simplified = read_prompt("生锈的机器人坐在废弃天桥下")
    assert traditional.details == simplified.details
    assert traditional.phrases[0].text == "生鏽"


def test_words_of_both_languages_are_read_in_one_prompt():
    kinds = marked(read_prompt("一个cute girl，穿着school uniform，looking at viewer，3D玻璃质感"))
    assert kinds["girl"] == "subject"
    assert kinds["school uniform"] == "attribute"
    assert kinds["looking at viewer"] == "viewpoint"
    assert kinds["玻璃质感"] == "attribute"


def test_what_is_excluded_is_marked_so():
    kinds = marked(read_prompt("a pier --no boats"))
    assert kinds["boats"] == "exclusion"
    assert marked(read_prompt("海边，不要船"))["船"] == "exclusion"
