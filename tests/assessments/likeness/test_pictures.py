"""What became of a picture: place, area, tone, map; refused where it cannot be compared."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageEnhance, ImageFile, ImageFilter

from assessments.likeness import PictureMeasure, compare_in_child, fingerprint_in_child
from assessments.likeness.pictures import compare, fingerprint
from tests.support.drawings import SIZE, encode_picture, paint_share, scene
from tests.support.made_files import RESOURCES

WIDTH, HEIGHT = SIZE


def after(edited: Image.Image, **options: int) -> PictureMeasure:
    kind = "JPEG" if options else "PNG"
    return compare(encode_picture(scene(1)), encode_picture(edited, kind, **options))


@pytest.mark.parametrize(
    "edited",
    [
        scene(1),
        scene(1).resize((WIDTH * 2, HEIGHT * 2)),
        scene(1).resize((WIDTH * 3 // 4, HEIGHT * 3 // 4)),
        scene(1).convert("L"),
    ],
    ids=["same", "larger", "smaller", "grey"],
)
def test_saving_scaling_and_greying_change_no_area(edited):
    found = after(edited, quality=80)
    assert found.descends == "yes" and found.changed < 0.01
    assert (found.beyond, found.cut) == (0, 0)


def test_another_tone_is_reported_apart_from_the_area():
    found = after(ImageEnhance.Brightness(scene(1)).enhance(0.8))
    assert found.is_toned and found.changed < 0.05
    assert not after(scene(1)).is_toned


@pytest.mark.parametrize("share", [0.03, 0.1, 0.2, 0.35])
def test_a_painted_area_is_measured_where_it_is(share):
    found = after(paint_share(scene(1), share), quality=85)
    assert found.changed == pytest.approx(share, abs=0.035)
    box = found.areas[0]
    assert box.left == pytest.approx(0.25, abs=0.03) and box.top == pytest.approx(0.25, abs=0.03)


def test_half_painted_over_does_not_become_a_change_of_tone():
    found = after(paint_share(scene(1), 0.5))
    assert found.changed == pytest.approx(0.5, abs=0.05) and not found.is_toned


def test_a_crop_is_recognised_and_says_what_was_cut():
    found = after(scene(1).crop((48, 36, WIDTH - 48, HEIGHT - 36)))
    assert (found.geometry, found.descends) == ("cropped", "yes")
    assert found.cut == pytest.approx(1 - 0.8 * 0.8, abs=0.03) and found.changed < 0.02


def test_a_part_of_a_collage_is_recognised_in_its_place():
    collage = Image.new("RGB", SIZE)
    half = (WIDTH // 2, HEIGHT // 2)
    for number, seed in enumerate((5, 1, 6, 7)):
        collage.paste(scene(seed).resize(half), ((number % 2) * half[0], number // 2 * half[1]))
    found = after(collage)
    assert (found.geometry, found.descends) == ("placed", "yes")
    assert found.beyond == pytest.approx(0.75, abs=0.02)
    box = found.source_in_final
    assert (round(box.left, 1), round(box.top, 1), round(box.bottom, 1)) == (0.5, 0.0, 0.5)


def test_a_picture_that_was_extended_says_how_much_lies_beyond():
    wide = scene(8).resize((WIDTH * 5 // 4, HEIGHT))
    wide.paste(scene(1), (0, 0))
    found = after(wide)
    assert found.geometry == "extended" and found.beyond == pytest.approx(0.2, abs=0.02)


def test_a_mirrored_picture_descends_and_says_so():
    found = after(scene(1).transpose(Image.Transpose.FLIP_LEFT_RIGHT))
    assert found.mirrored and found.descends == "yes" and found.changed < 0.01


def test_a_turned_picture_descends():
    found = after(scene(1).rotate(90, expand=True))
    assert found.descends == "yes" and found.changed < 0.02


def test_an_unrelated_picture_is_not_comparable_and_never_wholly_new():
    found = after(scene(2))
    assert (found.descends, found.code) == ("unknown", "not_comparable")
    assert found.changed is None and found.heat_map is None


def test_a_picture_redrawn_on_the_same_composition_is_not_comparable():
    blurred = [scene(seed).filter(ImageFilter.GaussianBlur(12)) for seed in (1, 2)]
    fine = ImageChops.subtract(scene(2), blurred[1], offset=128)
    found = after(ImageChops.add(blurred[0], fine, offset=-128))
    assert found.grounds["dhash"] < 0.3 and found.code == "not_comparable"


def test_a_flat_picture_is_at_most_a_question():
    blank = Image.new("RGB", SIZE, "white")
    found = compare(encode_picture(blank), encode_picture(blank))
    assert found.flat and found.descends == "maybe"


def test_the_map_is_a_picture_of_the_final_work_with_the_change_in_colour():
    found = after(paint_share(scene(1), 0.2))
    shown = Image.open(io.BytesIO(found.heat_map))
    assert shown.size == SIZE
    inside: Any = shown.getpixel((WIDTH // 4 + 40, HEIGHT // 4 + 40))
    outside: Any = shown.getpixel((10, HEIGHT - 10))
    assert len(set(outside)) == 1 and inside[0] > inside[2] + 30


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "damaged"),
        (b"\x89PNG\r\n\x1a\n broken", "damaged"),
        (encode_picture(Image.new("RGB", (8, 8))), "picture_too_small"),
        ((RESOURCES / "hostile" / "pixels_13000x13000_169MP.png").read_bytes(), "too_many_pixels"),
        ((RESOURCES / "hostile" / "itxt_bomb_600MB.png").read_bytes(), "damaged"),
    ],
    ids=["empty", "broken", "small", "huge", "bomb"],
)
def test_what_is_no_comparable_picture_is_refused_by_code(data, code, monkeypatch):
    # WeasyPrint allows cut pictures for its whole process; the child that compares has none.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)
    assert compare(encode_picture(scene(1)), data).code == code
    assert compare(data, encode_picture(scene(1))).code == code


def test_the_child_answers_as_the_function_does():
    edited = encode_picture(paint_share(scene(1), 0.1))
    assert compare_in_child(encode_picture(scene(1)), edited) == compare(
        encode_picture(scene(1)), edited
    )
    assert fingerprint_in_child(encode_picture(scene(1))) == fingerprint(encode_picture(scene(1)))
    assert fingerprint_in_child(b"no picture") == "damaged"


def test_a_child_that_dies_is_a_code(monkeypatch):
    monkeypatch.setattr("assessments.likeness.confined.CHILD", "tests.support.dying_child")
    assert compare_in_child(b"1", b"2").code == "reader_died"
