"""Which clips stand in a film, in which order, from where: measured on films that were encoded."""

from __future__ import annotations

import numpy as np
import pytest

from assessments.likeness import FilmFrames, compare_films, film_frames_in_child, limits
from tests.support.made_films import clip, encode, part


def frames(data: bytes) -> FilmFrames:
    found = film_frames_in_child(data)
    assert isinstance(found, FilmFrames)
    return found


@pytest.fixture(scope="module")
def film() -> FilmFrames:
    """Parts of three shots in a row, saved smaller and in another kind of file."""
    cut = [*part(2, 0.5, 2.0), *part(7, 0, 1.5), *part(1, 1, 3)]
    return frames(encode(cut, size=(240, 180), kind="avi"))


@pytest.mark.parametrize(
    ("seed", "in_film", "in_clip"),
    [(2, (0.0, 1.5), (0.5, 2.0)), (7, (1.5, 3.0), (0.0, 1.5)), (1, (3.0, 5.0), (1.0, 3.0))],
)
def test_a_clip_is_found_where_it_was_cut_in(film, seed, in_film, in_clip):
    (passage,) = compare_films(frames(encode(clip(seed))), film).passages

    assert (passage.start, passage.end) == pytest.approx(in_film, abs=0.3)
    assert (passage.source_start, passage.source_end) == pytest.approx(in_clip, abs=0.3)


@pytest.mark.parametrize("seed", [3, 4, 5, 6])
def test_a_clip_that_is_not_in_the_film_is_not_found(film, seed):
    assert compare_films(frames(encode(clip(seed))), film).passages == ()


def test_parts_in_another_order_are_two_passages():
    whole = frames(encode(clip(8)))
    turned = frames(encode([*part(8, 1.5, 3.0), *part(8, 0.0, 1.5)]))
    late, early = compare_films(whole, turned).passages

    assert late.source_start > early.source_start


@pytest.mark.parametrize("step", [2, 0.5])
def test_a_clip_at_another_speed_is_found(step):
    shot = clip(9, 4.0)
    count = round(len(shot) / step)
    played = [shot[min(len(shot) - 1, round(at * step))] for at in range(count)]
    (passage, *more) = compare_films(frames(encode(shot)), frames(encode(played))).passages

    assert passage.end - passage.start > 0.8 * count / 10
    assert not more


def test_black_frames_are_like_nothing():
    black = [np.zeros((240, 320, 3), np.uint8)] * 30
    assert compare_films(frames(encode(black)), frames(encode([*black, *clip(1)]))).passages == ()


def test_what_is_no_film_is_refused():
    assert film_frames_in_child(b"no film at all") == "unknown_format"
    assert film_frames_in_child(b"\0\0\0\x18ftypisom" + bytes(400)) == "damaged"


def test_only_the_beginning_of_a_long_film_is_looked_at(monkeypatch):
    from assessments.likeness import film_frames

    monkeypatch.setattr(limits, "FILM_SAMPLES", limits.Limit(value=5, unit="frames", code=""))
    found = film_frames.read_frames(encode(clip(1)))

    assert (len(found["hashes"]), found["whole"]) == (5, False)
    assert found["seconds"] < 1.5
