"""The drawing: the same figures as picture and as table, from a pure function."""

from __future__ import annotations

import re

import pytest
from django.template.loader import render_to_string

from assessments import wording
from assessments.exhibits.drawing import NARROW, WIDE, positions
from assessments.exhibits.snapshot import PrecedentPlace


@pytest.fixture(scope="module")
def picture(snapshot):
    made = snapshot()
    return positions(made.result, made.places)


LAYOUTS = pytest.mark.parametrize("layout", [WIDE, NARROW], ids=lambda layout: layout.name)


@LAYOUTS
def test_levels_and_positions_are_evenly_spaced(layout):
    places = [layout.level_x(level) for level in range(5)]
    assert places == [layout.score_x(score) for score in (0, 25, 50, 75, 100)]
    assert places[0] == layout.left and places[-1] == layout.right < layout.width


@LAYOUTS
def test_levels_and_positions_are_those_of_the_result(snapshot, layout):
    made = snapshot()
    picture = positions(made.result, made.places, layout)
    for row in picture.rows:
        assert row.claimed == made.result.claimed.findings[row.dimension].level
        assert row.proved_x == layout.level_x(made.result.proved.findings[row.dimension].level)
    for bar in picture.bars:
        assert bar.proved_x == layout.score_x(made.result.proved.elements[bar.element].score)


@LAYOUTS
def test_no_position_is_printed_as_a_number(snapshot, layout):
    made = snapshot()
    picture = positions(made.result, made.places, layout)
    svg = render_to_string("components/drawing.svg", {"picture": picture})
    above = svg[: svg.index("Dimensions</text>")]
    assert not re.search(r">\s*\(?\d+\)?\s*</text>", above)
    assert [tick.status for tick in picture.status_ticks].count("met") == 2
    table = render_to_string("components/drawing_table.html", {"picture": picture})
    assert not re.search(r"\((0|25|50|75|100)\)", table[: table.index("</table>")])


def test_an_element_that_nothing_closes_has_a_word_and_no_position(picture):
    words = {bar.element for bar in picture.bars if bar.is_unquestioned}
    assert words == {"field", "form"}
    svg = render_to_string("components/drawing.svg", {"picture": picture})
    assert svg.count(str(wording.names.NOT_QUESTIONED)) == 2
    circles = svg[: svg.index("Dimensions</text>")].count("<circle")
    assert circles == 2 * (len(picture.bars) - len(words))


def test_nothing_of_the_narrow_drawing_lies_outside_it(snapshot):
    made = snapshot()
    picture = positions(made.result, made.places, NARROW)
    svg = render_to_string("components/drawing.svg", {"picture": picture})
    for x, y in re.findall(r'<(?:text|circle)[^>]* c?x="([\d.-]+)" c?y="([\d.-]+)"', svg):
        assert 0 <= float(x) <= NARROW.width and 0 <= float(y) <= picture.height


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
        assert f">{row.proved}: " in table
    assert table.count('scope="row"') == len(picture.bars) + len(picture.rows)
