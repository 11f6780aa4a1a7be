"""Every code that the package can give has its sentence, and no other sentence stands there."""

from __future__ import annotations

import re
from pathlib import Path

from assessments import likeness
from assessments.likeness import extent, sentences, tree
from assessments.likeness.order import DATA, NAME, SUFFIX, TIME, TURN

FOLDER = Path(likeness.__file__).parent


def source(*names: str) -> str:
    return "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in names)


def test_every_reason_for_a_parent_has_a_sentence():
    given = set(re.findall(r'Reason\(code="(\w+)"', source("tree.py")))
    given |= {NAME, TIME, TURN, SUFFIX, DATA, tree.SEEN, tree.SEEN_MIRRORED}
    given |= set(re.findall(r'\("(\w+)", (?:\[|_called)', source("tree.py"))) | {"conversation"}
    assert given == set(sentences.REASONS)
    assert set(tree.STRENGTH) | {"undecided"} == set(sentences.CONFIDENCE)


def test_every_geometry_has_a_sentence():
    given = set(re.findall(r'"(same|scaled|cropped|extended|placed|moved)"', source("pictures.py")))
    assert given == set(sentences.GEOMETRY)


def test_every_ground_of_an_extent_has_a_sentence():
    names = {*extent.PictureBounds.model_fields, *extent.TextBounds.model_fields} - {"extent"}
    assert names | {"tone_only"} == set(sentences.GROUNDS)


def test_every_bound_has_a_sentence():
    codes = set(re.findall(r'_bound\([^)]*"(\w+)"\)', source("limits.py")))
    codes -= {"tokens", "places", "runs", "pixels", "features", "items", "file_too_large"}
    assert codes <= set(sentences.REFUSALS)
