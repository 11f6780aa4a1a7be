"""The panel on the page of a decision: the levels of each work that it judged."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from assessments import wording
from assessments.engine import dimension_levels, find_all, load_rules
from cases.library.schema import Bilingual, Decision, JudgedRecord


@dataclass(frozen=True, kw_only=True)
class Position:
    """A judged work on one dimension, by the facts that its court held proved."""

    dimension: str
    level: int
    meaning: str
    because: str
    turned_on: bool
    x: int  # of the mark on a scale that is 0 to 100 wide


@dataclass(frozen=True, kw_only=True)
class Positions:
    """A judged work on every dimension."""

    title: Bilingual
    rows: tuple[Position, ...]


def positions_panel(request: HttpRequest, decision: Decision) -> SafeString | None:
    """Render a table for each judged work; None for a decision that judged none."""
    works = [_positions(judged) for judged in decision.judged]
    if not works:
        return None
    context = {"works": works, "named": len(works) > 1}
    return render_to_string("results/_panel_positions.html", context, request=request)


def _positions(judged: JudgedRecord) -> Positions:
    rules = load_rules()
    levels = dimension_levels(find_all(judged.record, rules), rules, "proved")
    return Positions(
        title=judged.title,
        rows=tuple(
            Position(
                dimension=wording.dimension(name),
                level=level.level,
                meaning=wording.level(name, level.level),
                because=wording.sentence(level.because),
                turned_on=name in judged.turned_on,
                x=100 * level.level // level.of,
            )
            for name, level in levels.items()
        ),
    )
