"""The panel on the page of a decision: what was held on each dimension of each judged work."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from assessments import wording
from cases.library.schema import DIMENSIONS, Bilingual, Decision, HeldLevel, JudgedRecord

MAX_LEVEL = 4


@dataclass(frozen=True, kw_only=True)
class HeldRow:
    """What was held on one dimension; a level that was not reached has no meaning and no place."""

    dimension: str
    held: HeldLevel
    meaning: str
    turned_on: bool
    x: int  # of the mark on a scale that is 0 to 100 wide


@dataclass(frozen=True, kw_only=True)
class HeldWork:
    """What was held on every dimension of one judged work."""

    title: Bilingual
    rows: tuple[HeldRow, ...]


def held_panel(request: HttpRequest, decision: Decision) -> SafeString | None:
    """Render a table for each judged work; None where no levels are stated."""
    works = [_list_held(judged) for judged in decision.judged if judged.held]
    if not works:
        return None
    context = {"works": works, "named": len(works) > 1}
    return render_to_string("results/_panel_held.html", context, request=request)


def _list_held(judged: JudgedRecord) -> HeldWork:
    return HeldWork(
        title=judged.title,
        rows=tuple(
            HeldRow(
                dimension=wording.dimension(name),
                held=held,
                meaning="" if held.level is None else wording.level(name, held.level),
                turned_on=name in judged.turned_on_dimensions,
                x=100 * (held.level or 0) // MAX_LEVEL,
            )
            for name in DIMENSIONS
            if (held := judged.held.get(name))
        ),
    )
