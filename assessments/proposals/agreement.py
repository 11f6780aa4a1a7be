"""Whether two values of a field mean the same, in whatever notation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assessments.proposals.from_files.values import same_value

Json = Mapping[str, Any]


def values_agree(name: str, one: Any, other: Any) -> bool:
    """Return whether two values of a field mean the same, in whatever notation."""
    plain = name.rpartition(".")[2]
    if name == "tool":
        return _tools_agree(one, other)
    return same_value(plain, one, other)


def _tools_agree(one: Json, other: Json) -> bool:
    """Return whether one name contains the other: a person types a name, provider or model."""
    names = [str(tool.get("name") or "").casefold() for tool in (one, other)]
    return bool(all(names)) and (names[0] in names[1] or names[1] in names[0])
