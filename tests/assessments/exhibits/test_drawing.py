"""The drawing: the same figures as picture and as table, from a pure function."""

from __future__ import annotations

import re

import pytest
from django.template.loader import render_to_string

from assessments.exhibits.drawing import AXIS_LEFT, AXIS_RIGHT, level_x, positions, score_x
from assessments.exhibits.snapshot import PrecedentPlace


@pytest.fixture(scope="module")
def picture(snapshot):
    made = snapshot()
    return positions(made.result, made.places)


def test_the_border_lies_in_the_middle_and_levels_are_evenly_spaced():
    assert score_x(50) == (AXIS_LEFT + AXIS_RIGHT) / 2
    assert [level_x(4) - level_x(3), level_x(0)] == [level_x(1) - level_x(0), AXIS_LEFT]


def test_levels_and_scores_are_those_of_the_result(snapshot, picture):
    result = snapshot().result
    for row in picture.rows:
        assert row.claimed == result.claimed.findings[row.dimension].level
        assert row.proved == result.proved.findings[row.dimension].level
    for bar in picture.bars:
        assert bar.proved == result.proved.elements[bar.element].score


def test_every_decided_work_stands_once_in_every_row_that_it_reached(snapshot, picture):
    places = snapshot().places
    assert len(picture.rows) == 9
    for row in picture.rows:
        for counts, outcome in (
            (row.protected_counts, "protected"),
            (row.refused_counts, "not_protected"),
        ):
            reached = [
                place.slug
                for place in places
                if place.outcome == outcome and place.levels[row.dimension] is not None
            ]
            assert sorted(slug for stand in counts for slug in stand.slugs) == sorted(reached)
    assert picture.num_protected + picture.num_refused == len(places)


def test_a_place_moves_only_its_own_mark(snapshot):
    result = snapshot().result
    levels = dict.fromkeys(result.claimed.findings, 0)
    low = positions(result, [PrecedentPlace(slug="x", outcome="protected", levels=levels)])
    high = positions(
        result, [PrecedentPlace(slug="x", outcome="protected", levels={**levels, "editing": 4})]
    )
    moved = [a.dimension for a, b in zip(low.rows, high.rows, strict=True) if a != b]
    assert moved == ["editing"]


def test_without_decided_works_the_work_stands_alone(snapshot):
    picture = positions(snapshot().result, [])
    assert picture.num_protected == picture.num_refused == 0
    assert "<svg" in render_to_string("components/drawing.svg", {"picture": picture})


def test_the_picture_names_itself_and_sets_its_font(picture):
    svg = render_to_string("components/drawing.svg", {"picture": picture})
    assert svg.lstrip().startswith("<svg")
    assert re.search(r'<svg[^>]+font-family="Memo', svg)
    assert re.search(r"<title[^>]*>[^<]+</title>\s*<desc[^>]*>[^<]+</desc>", svg)
    assert "style=" not in svg


def test_outcomes_differ_in_shape_and_nothing_in_colour(picture):
    svg = render_to_string("components/drawing.svg", {"picture": picture})
    colours = set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]+)"', svg))
    assert all(len(set(colour[1:])) == 1 for colour in colours)  # greys


def test_the_table_holds_what_the_picture_shows(picture):
    table = render_to_string("components/drawing_table.html", {"picture": picture})
    for row in picture.rows:
        assert f"<td>{row.proved}: " in table
    assert table.count('scope="row"') == len(picture.bars) + len(picture.rows)
