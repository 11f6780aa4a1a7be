"""Outputs find their parents on the strongest ground there is, and none on a guess."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PIL import Image, ImageOps

from assessments.intake.core.problems import Rejected
from assessments.likeness import Item, build_lineage, items_of, limits, lineage
from assessments.likeness.pictures import fingerprint
from assessments.likeness.tokens import tokens
from tests.support.drawings import encode_picture, paint_share, scene

FOX = "a red fox in deep snow, low morning sun, long shadows"
GREY_FOX = "a grey fox in deep snow, low morning sun, long shadows"
TRAM = "tram depot interior with neon signs and wet concrete floor"


def picture(key: str, minute: int | None = None, **values) -> Item:
    at = None if minute is None else f"2026-03-01T10:{minute:02}:00Z"
    return Item(key=key, **({"name": f"{key}.png", "kind": "picture", "at": at} | values))


def seed_settings(seed: int, model: str = "m") -> dict[str, object]:
    return {"seed": seed, "model": model}


def parents(*items: Item) -> dict[str, str | None]:
    return {grown.key: grown.parent for grown in build_lineage(items)}


def node(key: str, *items: Item):
    return next(grown for grown in build_lineage(items) if grown.key == key)


def codes(key: str, *items: Item) -> list[str]:
    return [ground.code for ground in node(key, *items).grounds]


def test_a_generation_that_names_its_parent_hangs_on_it_whatever_the_clock_says():
    first = picture("one", 30, generation="g1")
    second = picture("two", 10, generation="g2", parent_generation="g1")
    assert parents(second, first) == {"one": None, "two": "one"}
    assert node("two", first, second).confidence == "stated"
    assert [grown.key for grown in build_lineage([second, first])] == ["one", "two"]


def test_a_file_that_went_in_is_the_parent():
    child = picture("b", 5, inputs=("clipspace/A.png [input]",))
    assert parents(picture("a", 1), child)["b"] == "a"
    assert codes("b", picture("a", 1), child) == ["input_name"]


def test_two_files_of_that_name_are_asked_about():
    twins = (picture("a", 1), picture("c", 2, name="A.PNG"))
    found = node("b", *twins, picture("b", 5, inputs=("a.png",)))
    assert found.parent is None
    assert [candidate.key for candidate in found.unsure] == ["a", "c"]


def test_signed_credentials_name_a_parent():
    assert parents(picture("a", 1), picture("b", 2, parents=("a.png",)))["b"] == "a"


def test_the_same_seed_and_model_make_an_iteration_of_the_latest_before():
    items = (
        picture("a", 1, prompt=FOX, parameters=seed_settings(7)),
        picture("b", 2, prompt=FOX, parameters=seed_settings(7)),
        picture("c", 3, prompt=GREY_FOX, parameters=seed_settings(7)),
    )
    assert parents(*items) == {"a": None, "b": "a", "c": "b"}
    assert codes("c", *items) == ["same_seed", "prompt_likeness", "time_order"]


def test_a_seed_that_a_template_shares_makes_no_parent():
    items = (
        picture("a", 1, prompt=FOX, parameters=seed_settings(7)),
        picture("b", 2, prompt=TRAM, parameters=seed_settings(7)),
    )
    assert parents(*items)["b"] is None


def test_another_model_with_the_same_seed_is_no_iteration_by_seed():
    items = (
        picture("a", 1, prompt=FOX, parameters=seed_settings(7)),
        picture("b", 2, prompt=GREY_FOX, parameters=seed_settings(7, "n")),
    )
    assert codes("b", *items) == ["prompt_likeness", "time_order"]
    assert node("b", *items).confidence == "possible"


def test_a_like_prompt_is_only_a_possibility_and_an_unlike_one_nothing():
    items = (picture("a", 1, prompt=FOX), picture("b", 2, prompt=GREY_FOX))
    assert node("b", *items).confidence == "possible"
    assert parents(items[0], picture("c", 3, prompt=TRAM))["c"] is None


def test_time_alone_makes_no_parent():
    assert parents(picture("a", 1), picture("b", 2)) == {"a": None, "b": None}


def test_without_any_order_there_is_no_parent_but_a_question():
    items = (picture("fox", prompt=FOX), picture("wolf", prompt=GREY_FOX))
    for grown in build_lineage(items):
        assert grown.parent is None and len(grown.unsure) == 1


def test_numbers_in_like_names_give_the_order_where_no_clock_does():
    items = (
        picture("x", name="00010-7.png", prompt=GREY_FOX),
        picture("y", name="00009-7.png", prompt=FOX),
    )
    assert parents(*items) == {"y": None, "x": "y"}
    assert "name_order" in codes("x", *items)


def test_a_name_that_goes_on_from_another_is_a_later_version():
    items = (
        picture("x", name="狐狸_终稿.jpg", prompt=GREY_FOX),
        picture("y", name="狐狸.png", prompt=FOX),
    )
    short = (picture("y", name="fox.png", prompt=FOX), picture("x", name="foxes.png", prompt=FOX))

    assert parents(*items)["x"] is None  # two characters begin too many names
    longer = [replace(item, name=f"雪中{item.name}") for item in items]
    assert codes("x", *longer)[-1] == "suffix_order"
    assert parents(*short)["x"] is None


def test_a_copy_without_the_data_of_its_making_is_possibly_a_later_one():
    made, bare = (
        fingerprint(encode_picture(image)) for image in (scene(3), paint_share(scene(3), 0.1))
    )
    first = picture("a", name="out.png", prompt=FOX, parameters=seed_settings(7), fingerprint=made)
    final = picture("b", name="work.jpg", fingerprint=bare)

    assert parents(first, final) == {"a": None, "b": "a"}
    assert node("b", first, final).confidence == "possible"
    started = replace(first, parameters={**seed_settings(7), "denoise": 0.5})
    assert parents(started, final)["b"] is None


def test_a_mirrored_and_cropped_copy_is_recognised():
    turned = ImageOps.mirror(scene(4)).crop((60, 40, 440, 330))
    items = (
        picture("a", 1, fingerprint=fingerprint(encode_picture(scene(4)))),
        picture("b", 2, fingerprint=fingerprint(encode_picture(turned))),
        picture("c", 3, fingerprint=fingerprint(encode_picture(scene(5)))),
    )

    assert parents(*items) == {"a": None, "b": "a", "c": None}
    assert codes("b", *items)[0] == "picture_mirrored"


def test_a_time_without_a_zone_does_not_settle_a_few_hours():
    items = (
        picture("fox", prompt=FOX, at="2026-03-01T10:00:00Z"),
        picture("wolf", prompt=GREY_FOX, at="2026-03-01T12:00:00"),
    )
    assert set(parents(*items).values()) == {None}


def fingerprinted_item(key: str, minute: int, image: Image.Image, **values) -> Item:
    return picture(key, minute, fingerprint=fingerprint(encode_picture(image)), **values)


def test_a_picture_in_which_another_is_seen_descends_from_it():
    near = (
        fingerprinted_item("a", 1, scene(1)),
        fingerprinted_item("b", 2, paint_share(scene(1), 0.1)),
    )
    assert codes("b", *near) == ["picture_hash", "time_order"]
    crop = (
        fingerprinted_item("a", 1, scene(1)),
        fingerprinted_item("b", 2, scene(1).crop((120, 90, 440, 330))),
    )
    assert codes("b", *crop) == ["picture_features", "time_order"]


def test_an_unrelated_picture_has_no_parent():
    assert (
        parents(fingerprinted_item("a", 1, scene(1)), fingerprinted_item("b", 2, scene(2)))["b"]
        is None
    )


def test_the_likest_picture_is_the_parent_and_not_the_latest():
    items = (
        fingerprinted_item("a", 1, scene(1)),
        fingerprinted_item("b", 2, paint_share(scene(1), 0.3)),
        fingerprinted_item("c", 3, scene(1)),
    )
    assert parents(*items)["c"] == "a"


def test_texts_descend_by_their_words():
    draft = "清晨的薄雾漫过石桥，河面上浮着几片枯叶，老人提着竹篮走下台阶。"
    items = (
        picture("a", 1, kind="text", text=draft),
        picture("b", 2, kind="text", text=draft.replace("老人", "少年")),
        picture("c", 3, kind="text", text="完全不同的一段话，讲的是城市夜里的电车与霓虹灯。"),
    )
    assert parents(*items) == {"a": None, "b": "a", "c": None}


def test_the_same_bytes_are_a_duplicate_and_no_child():
    items = (picture("a", 1, sha256="f" * 64), picture("b", 2, sha256="f" * 64))
    assert node("b", *items).duplicate_of == "a" and parents(*items)["b"] is None


def test_sources_that_name_each_other_make_no_circle():
    items = (picture("a", 1, inputs=("b.png",)), picture("b", 2, inputs=("a.png",)))
    found = parents(*items)
    assert sorted(found.values(), key=str) in (["a", None], ["b", None], [None, "a"], [None, "b"])


CHAT = {
    "file": "conversations.json",
    "media_type": "application/json",
    "generator": "ChatGPT",
    "messages": [
        {"id": "u1", "role": "user", "text": "draw a fox", "parent": None},
        {
            "id": "t1",
            "role": "tool",
            "text": "",
            "parent": "u1",
            "at": "2026-03-01T10:00:00Z",
            "extra": {"pictures": [{"asset": "sediment://file_aa11", "gen_id": "g1", "seed": 5}]},
        },
        {"id": "u2", "role": "user", "text": "make it grey", "parent": "t1"},
        {
            "id": "t2",
            "role": "tool",
            "text": "",
            "parent": "u2",
            "at": "2026-03-01T10:05:00Z",
            "extra": {"pictures": [{"asset": "sediment://file_bb22"}]},
        },
    ],
}


def test_a_conversation_hangs_each_picture_on_the_one_before_it():
    items = items_of(CHAT, key="chat")
    assert [item.prompt for item in items] == ["draw a fox", "make it grey"]
    assert parents(*items) == {"chat#t1.0": None, "chat#t2.0": "chat#t1.0"}
    assert codes("chat#t2.0", *items) == ["conversation"]


def test_a_file_beside_its_conversation_is_one_output_with_it():
    file = Item(key="f", name="user-1/file_bb22-0f.png", kind="picture", sha256="e" * 64)
    found = node("f", *items_of(CHAT, key="chat"), file)
    assert found.parent == "chat#t1.0" and found.item.prompt == "make it grey"


def test_a_reading_becomes_an_item_with_the_best_of_its_times():
    reading = {
        "file": "a.png",
        "media_type": "image/png",
        "sha256": "d" * 64,
        "parameters": {"seed": 3, "steps": None, "loras": []},
        "times": [
            {"what": "modified", "value": "2026-03-02", "source": "PNG tIME"},
            {"what": "created", "value": "2026-03-01", "source": "EXIF"},
        ],
    }
    (item,) = items_of(reading, key="a")
    assert (item.kind, item.at, item.at_source) == ("picture", "2026-03-01", "EXIF")
    assert item.parameters == {"seed": 3}


def test_too_many_outputs_are_refused_by_name():
    with pytest.raises(Rejected) as rejection:
        build_lineage([picture(str(at)) for at in range(limits.ITEMS.value + 1)])
    assert rejection.value.problem.code == "too_many_items"


def test_pictures_beyond_the_bound_are_said_to_be_unmatched(monkeypatch):
    items = (fingerprinted_item("a", 1, scene(1)), fingerprinted_item("b", 2, scene(2)))
    assert node("b", *items).compared
    monkeypatch.setattr(limits, "PAIRS", limits.Limit(value=0, unit="pairs", code=""))
    assert not node("b", *items).compared


def test_texts_beyond_the_bound_are_said_to_be_unmatched(monkeypatch):
    items = (picture("a", 1, kind="text", text=FOX), picture("b", 2, kind="text", text=GREY_FOX))
    assert node("b", *items).parent == "a"
    monkeypatch.setattr(limits, "TREE_TOKENS", limits.Limit(value=5, unit="tokens", code=""))
    assert node("b", *items).parent is None and not node("b", *items).compared


def test_the_members_of_an_archive_are_outputs_beside_its_conversation():
    member = {"file": "file_bb22.png", "media_type": "image/png", "sha256": "a" * 64}
    export = {**CHAT, "extra": {"members": [member]}}
    found = {grown.key: grown for grown in build_lineage(items_of(export, key="zip"))}
    assert set(found) == {"zip#t1.0", "zip/0"} and found["zip/0"].parent == "zip#t1.0"


def test_many_outputs_are_ordered_in_bounded_steps():
    items = [picture(f"p{at}", at % 60, prompt=f"{FOX} {at}") for at in range(300)]
    assert len(build_lineage(items)) == 300


def test_the_same_outputs_of_another_person_take_the_same_work(monkeypatch):
    split: list[str] = []

    def split_words(text: str, *, max_tokens: int):
        split.append(text)
        return tokens(text, max_tokens=max_tokens)

    monkeypatch.setattr(lineage, "tokens", split_words)
    outputs = [picture("a", 1, prompt=FOX), picture("b", 2, prompt=GREY_FOX)]
    numbers = []
    for _ in range(2):
        build_lineage(outputs)
        numbers.append(len(split))
        split.clear()
    assert numbers[0] == numbers[1] > 0


def chat_item(key: str, said: str, conversation: str, **values) -> Item:
    shared = {"kind": "text", "text": said, "turn": key, "conversation": conversation}
    return picture(key, **{**shared, **values})


def test_answers_of_separate_conversations_are_not_linked_by_their_words():
    draft = "清晨的薄雾漫过石桥，河面上浮着几片枯叶，老人提着竹篮走下台阶。"
    items = (
        chat_item("a", draft, "one", at="2026-03-01T10:00:00Z"),
        chat_item("b", draft.replace("老人", "少年"), "two", at="2026-03-02T10:00:00Z"),
    )
    assert parents(*items) == {"a": None, "b": None}


def test_two_results_of_one_prompt_are_variants_and_neither_comes_from_the_other():
    items = (picture("a", 1, prompt=FOX), picture("b", 2, prompt=FOX))
    assert parents(*items) == {"a": None, "b": None}


def test_flat_pictures_are_not_alike():
    def flat(shade: int) -> Image.Image:
        return Image.new("RGB", (512, 384), (shade, shade, shade))

    items = (fingerprinted_item("a", 1, flat(250)), fingerprinted_item("b", 2, flat(255)))
    assert not node("b", *items).unsure and parents(*items)["b"] is None


def likely_sources() -> tuple[Item, ...]:
    return (
        fingerprinted_item("a", 1, paint_share(scene(1), 0.1)),
        fingerprinted_item("b", 2, paint_share(scene(1), 0.2)),
        fingerprinted_item("c", 3, scene(1)),
    )


def test_of_several_pictures_the_one_that_differs_least_is_the_parent():
    areas = {"a": 0.4, "b": 0.1}
    nodes = build_lineage(likely_sources(), lambda source, final: areas[source.key])
    (found,) = (one for one in nodes if one.key == "c")

    assert found.parent == "b"
    assert (found.grounds[0].code, found.grounds[0].value) == ("picture_area", 0.1)


def test_pictures_that_differ_as_little_are_all_named_and_none_is_the_parent():
    nodes = build_lineage(likely_sources(), lambda source, final: 0.1)
    (found,) = (one for one in nodes if one.key == "c")
    assert found.parent is None and {one.key for one in found.unsure} == {"a", "b"}


def test_a_call_of_a_tool_and_a_workflow_are_no_results():
    said: list[dict[str, Any]] = [
        {"id": "u", "role": "user", "text": "a lantern", "parent": None},
        {"id": "a", "role": "assistant", "text": '{"prompt": "ink"}', "parent": "u"},
        {"id": "t", "role": "tool", "text": "", "parent": "a"},
    ]
    said[1]["extra"] = {"recipient": "t2uay3k"}
    said[2]["extra"] = {"pictures": [{"asset": "one", "asked": "ink wash, expanded"}]}
    (item,) = items_of({"messages": said}, key="k")
    assert (item.kind, item.prompt) == ("picture", "a lantern")

    workflow = {"media_type": "text/plain", "problems": [{"code": "workflow_not_run"}]}
    assert items_of({**workflow, "extra": {"text": "{}"}}, key="k") == ()
    data = {"media_type": "text/plain", "extra": {"text": '{"nodes": [{"id": 1}]}'}}
    assert items_of(data, key="k")[0].text is None


def test_a_nearer_picture_of_unknown_order_is_named_beside_the_earlier_one():
    seen = fingerprint(encode_picture(scene(1)))
    one = picture("a", name="a.png", prompt=FOX, fingerprint=seen)
    two = picture("b", name="b.png", prompt=TRAM, inputs=("a.png",), fingerprint=seen)
    last = picture("c", name="work.jpg", fingerprint=seen)
    areas = {"a": 0.3, "b": 0.06}
    nodes = build_lineage((one, two, last), lambda source, final: areas[source.key])
    (found,) = (grown for grown in nodes if grown.key == "c")

    assert found.parent is None and [other.key for other in found.unsure] == ["b", "a"]
