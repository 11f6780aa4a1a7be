"""A held file is what its bytes say, whatever its exhibit is called."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any, get_args

import pytest
from PIL import Image, ImageDraw

from assessments.engine import CaseBase, Result, assess
from assessments.engine.held_files import Form, HeldFile, HeldFiles
from assessments.engine.provenance import Provenance
from assessments.exhibits.held import held_file
from assessments.intake import read as read_file
from assessments.intake.containers import pixels
from tests.support.records import RULES, record

PAINTED = {
    "id": "s1", "action": "edit", "intent": "painted two tits and a snowy branch",
    "extent": "substantial", "adds": ["figure"], "effect": "as_intended", "evidence": ["e1"],
}  # fmt: skip
EXAMINED = {"name": "Zhou Wenhua", "on": "2026-11-01"}


def read(what: str, file: HeldFile, **fields: Any) -> Result:
    piece = {"id": "e1", "what": what, "made": "contemporaneous", "examined_by": EXAMINED}
    made = record(steps=[PAINTED], tools=[], evidence=[piece], **fields)
    held = HeldFiles(files={"e1": file})
    return assess(made, CaseBase.build([], RULES), RULES, files=held)


def file_of(form: Form | None, **values: Any) -> HeldFile:
    return HeldFile(form=form, anchored=True, made="contemporaneous", **values)


def codes(result: Result) -> set[str]:
    return {found.code.removeprefix("contradiction.") for found in result.contradictions}


@pytest.mark.parametrize("form", [form for form in get_args(Form) if form != "layers"])
def test_work_by_hand_is_not_shown_by_a_layered_file_without_layers(form: Form) -> None:
    flat = read("layered_file", file_of(form))
    assert flat.proved.conclusion == "unlikely"
    assert [c.field for c in flat.contradictions] == ["evidence[0].what"]
    assert codes(flat) == {"not_of_kind"}
    assert flat.claimed.conclusion == "protected"


@pytest.mark.parametrize("form", ["layers", None])
def test_layers_or_what_nobody_can_count_may_be_a_layered_file(form: Form | None) -> None:
    found = read("layered_file", file_of(form))
    assert (found.proved.conclusion, codes(found)) == ("protected", set())


@pytest.mark.parametrize("form", get_args(Form))
def test_a_finished_result_leaves_open_who_made_it_by_hand(form: Form) -> None:
    named = read("original_file", file_of(form)).proved.conclusion
    is_result = form in ("picture", "sound", "film")
    assert named == ("arguable" if is_result else "protected")
    described = {"id": "e1", "what": "original_file", "made": "contemporaneous"}
    made = record(steps=[PAINTED], tools=[], evidence=[{**described, "examined_by": EXAMINED}])
    assert assess(made, CaseBase.build([], RULES), RULES).proved.conclusion == "protected"


@pytest.mark.parametrize("file_format", ["PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("count", [1, 2])
def test_several_frames_are_no_picture_alone(file_format: str, count: int) -> None:
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("red", "blue")][:count]
    out = io.BytesIO()
    frames[0].save(out, file_format, save_all=count > 1, append_images=frames[1:])
    report = read_file(out.getvalue(), name="a").as_json()
    form = held_file(report, made="contemporaneous").form
    assert form == ("picture" if count == 1 else None)


@pytest.mark.parametrize("form", ["letters", "layers", "sound"])
def test_what_a_screen_showed_is_a_film_or_a_picture_of_it(form: Form) -> None:
    assert codes(read("screen_recording", file_of(form))) == {"not_of_kind"}
    assert codes(read("screen_recording", file_of("film"))) == set()
    assert codes(read("screen_recording", file_of("picture"))) == set()


@pytest.mark.parametrize(("form", "level"), [("picture", 3), ("film", 4)])
def test_a_still_of_a_screen_carries_no_more_than_what_anybody_can_write(
    form: Form, level: int
) -> None:
    piece = {"id": "e1", "what": "screen_recording", "made": "contemporaneous"}
    made = record(steps=[PAINTED], evidence=[piece])
    file = HeldFile(form=form, made="contemporaneous")
    case = Provenance(made, RULES, HeldFiles(files={"e1": file}))
    assert case.carries(made.evidence[0], "process") == level


@pytest.mark.parametrize("what", ["drafts", "original_file", "notarised"])
def test_a_picture_of_nothing_shows_nothing(what: str) -> None:
    found = read(what, file_of("picture", is_empty=True))
    assert (found.proved.conclusion, codes(found)) == ("unlikely", {"empty_file"})
    assert read(what, file_of("picture")).proved.conclusion != "unlikely"


@pytest.mark.parametrize(
    ("form", "word"), [("letters", "unlikely"), ("film", "protected"), (None, "protected")]
)
def test_a_file_that_is_not_what_it_is_called_is_no_copy_of_the_work(
    form: Form | None, word: str
) -> None:
    signed = {"on": "2026-01-01", "signature": True}
    copy = file_of(form, existed_on=dt.date(2026, 1, 1))
    piece = {"id": "e1", "what": "screen_recording", "made": "contemporaneous",
             "examined_by": EXAMINED}  # fmt: skip
    unlinked = {**PAINTED, "evidence": []}
    made = record(steps=[unlinked], tools=[], evidence=[piece], published=signed)
    found = assess(
        made, CaseBase.build([], RULES), RULES, files=HeldFiles(files={"e1": copy})
    ).proved
    assert found.conclusion == word


@pytest.mark.parametrize("form", ["letters", "film"])
def test_words_in_a_file_that_is_no_recording_show_no_prompt(form: Form) -> None:
    words = "a red lantern hanging from a stone bridge at night, three paper cranes to its left"
    run = {"id": "s1", "action": "generate", "tool": "t1", "prompt": words, "evidence": ["e1"]}
    piece = {"id": "e1", "what": "screen_recording", "made": "contemporaneous"}
    made = record(steps=[run], evidence=[piece])
    held = HeldFiles(files={"e1": file_of(form, prompts=(words,))})
    found = assess(made, CaseBase.build([], RULES), RULES, files=held)
    assert (found.proved.findings["instruction"].level == 0) is (form == "letters")


@pytest.mark.parametrize("form", ["picture", "layers"])
def test_whoever_examined_a_file_that_is_none_confirmed_no_other(form: Form) -> None:
    layered = {"id": "e1", "what": "layered_file", "made": "contemporaneous",
               "examined_by": EXAMINED}  # fmt: skip
    drafts = {"id": "e2", "what": "witness", "made": "contemporaneous"}
    step = {**PAINTED, "evidence": ["e1", "e2"]}
    made = record(steps=[step], tools=[], evidence=[layered, drafts])
    held = HeldFiles(files={"e1": file_of(form), "e2": file_of(None)})
    found = assess(made, CaseBase.build([], RULES), RULES, files=held).proved.conclusion
    assert (found == "unlikely") is (form == "picture")


def test_nothing_is_promised_of_the_examination_of_such_a_file() -> None:
    piece = {"id": "e1", "what": "layered_file", "made": "contemporaneous"}
    made = record(steps=[PAINTED], tools=[], evidence=[piece])
    done = {
        form: assess(
            made,
            CaseBase.build([], RULES),
            RULES,
            files=HeldFiles(files={"e1": file_of(form)}),
        ).improvements
        for form in ("picture", "layers")
    }
    examined = {form: any(i.do == "examine.exhibits" for i in done[form]) for form in done}
    assert examined == {"picture": False, "layers": True}


@pytest.mark.parametrize(
    ("media_type", "layers", "form"),
    [
        ("text/plain", None, "letters"),
        ("image/png", None, "picture"),
        ("image/gif", None, "film"),
        ("image/tiff", None, None),
        ("image/svg+xml", None, None),
        ("image/vnd.adobe.photoshop", 12, "layers"),
        ("image/vnd.adobe.photoshop", 1, "picture"),
        ("image/vnd.adobe.photoshop", None, None),
        ("application/x-krita", 3, "layers"),
        ("audio/mpeg", None, "sound"),
        ("video/mp4", None, "film"),
        ("application/pdf", None, None),
        (None, None, None),
    ],
)
def test_the_reader_says_what_a_file_is(
    media_type: str | None, layers: int | None, form: Form | None
) -> None:
    report = {"media_type": media_type, "extra": {"layers": layers} if layers else {}}
    assert held_file(report, made="unknown").form == form


@pytest.mark.parametrize("file_format", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("is_drawn", [True, False])
def test_a_picture_of_one_colour_is_seen_to_be_one(file_format: str, is_drawn: bool) -> None:
    image = Image.new("RGB", (640, 480), (30, 60, 90))
    if is_drawn:
        ImageDraw.Draw(image).line((10, 10, 60, 40), fill=(250, 250, 250), width=3)
    out = io.BytesIO()
    image.save(out, file_format)
    assert pixels.is_one_colour(out.getvalue(), *image.size) is not is_drawn


@pytest.mark.parametrize("mode", ["L", "P", "LA", "RGBA", "I;16"])
def test_pictures_in_other_modes_are_read_or_left_alone(mode: str) -> None:
    image = Image.new("RGB", (64, 64), (200, 200, 200)).convert("RGBA")
    drawn = image.copy()
    ImageDraw.Draw(drawn).rectangle((4, 4, 40, 40), fill=(10, 10, 10, 255))
    found = []
    for each in (image, drawn):
        out = io.BytesIO()
        made = Image.new(mode, (64, 64)) if mode == "I;16" else each.convert(mode)
        made.save(out, "PNG")
        found.append(pixels.is_one_colour(out.getvalue(), 64, 64))
    assert found == ([False, False] if mode == "I;16" else [True, False])


def test_several_frames_are_no_picture_of_one_colour() -> None:
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:])
    assert not pixels.is_one_colour(out.getvalue(), 64, 64)


def test_the_reader_of_pictures_states_it() -> None:
    report = {"media_type": "image/png", "extra": {"picture": {"one_colour": True}}}
    assert held_file(report, made="unknown").is_empty
    assert not held_file({"media_type": "image/png"}, made="unknown").is_empty
    assert not held_file({**report, "prompt": "a duck"}, made="unknown").is_empty
