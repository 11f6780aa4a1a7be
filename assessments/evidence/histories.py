"""How to get the original history out of a tool, as data with its sources (`histories.yaml`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import get_language

FILE = Path(__file__).with_name("histories.yaml")


@dataclass(frozen=True, kw_only=True)
class HistoryStatement:
    """One statement, and on what it rests: sources, others' reports, files seen, or nothing."""

    text: str
    sources: tuple[str, ...]
    second_hand: bool
    own: bool


@dataclass(frozen=True, kw_only=True)
class ToolHistory:
    """What is known of one tool."""

    name: str
    says: tuple[HistoryStatement, ...]


def histories() -> tuple[ToolHistory, ...]:
    """Return what is known of each tool, in the active language."""
    language = "zh" if (get_language() or "").startswith("zh") else "en"
    return tuple(
        ToolHistory(
            name=tool["name"],
            says=tuple(_read_statement(entry, language) for entry in tool["says"]),
        )
        for tool in _load()["tools"]
    )


def looked_up() -> date:
    """Return the day on which the sources were looked up."""
    day: date = _load()["looked_up"]
    return day


def _read_statement(entry: dict[str, Any], language: str) -> HistoryStatement:
    return HistoryStatement(
        text=entry[language],
        sources=tuple(entry.get("sources") or ()),
        second_hand=bool(entry.get("second_hand")),
        own=bool(entry.get("own")),
    )


@cache
def _load() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return data
