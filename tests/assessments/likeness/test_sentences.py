"""Every code that the package can give has its sentence, and no other sentence stands there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from assessments import likeness
from assessments.likeness import extent, measures, nodes, sentences

FOLDER = Path(likeness.__file__).parent


def source(*names: str) -> str:
    return "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in names)


def test_every_reason_for_a_parent_has_a_sentence():
    codes = {code for part in get_args(nodes.ReasonCode) for code in get_args(part) or (part,)}
    assert codes == set(sentences.REASONS)
    assert set(get_args(nodes.Confidence)) == set(sentences.CONFIDENCE)


def test_every_geometry_has_a_sentence():
    assert set(get_args(measures.Geometry)) == set(sentences.GEOMETRY)


def test_every_ground_of_an_extent_has_a_sentence():
    names = {*extent.PictureBounds.model_fields, *extent.TextBounds.model_fields} - {"extent"}
    assert names | {"tone_only"} == set(sentences.GROUNDS)


def test_every_bound_has_a_sentence():
    codes = set(re.findall(r'_bound\([^)]*"(\w+)"\)', source("limits.py")))
    codes -= {"tokens", "places", "runs", "pixels", "features", "items", "file_too_large"}
    assert codes <= set(sentences.REFUSALS)
