"""What a decision or a rule was when something was made from it, to tell later what changed.

A state is plain JSON: a digest of the data, the name in both languages, and of a decision how it
stood. It is stored with assessments and memos.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from cases.library.schema import Decision
from cases.library.standing import NEVER_BINDING, Standing

State = dict[str, Any]
WITHDRAWN = "withdrawn"
NOT_ENDED = frozenset({"", None, *NEVER_BINDING})
Change = Literal["withdrawn", "ended", "standing", "edited"]


@dataclass(frozen=True, kw_only=True)
class Changed:
    """A decision or a rule that changed; `name` in both languages, `standing` as it is now."""

    key: str
    name: Mapping[str, str]
    change: Change
    standing: str


def decision_state(decision: Decision, standing: Standing) -> State:
    """Return the state of a decision; its `standing` is empty where it binds as it did."""
    plain = decision.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    name = {"en": decision.short_name.en, "zh": decision.short_name.zh}
    return {"digest": digest(plain), "name": name, "standing": standing_code(standing)}


def law_state(entry: Mapping[str, Any]) -> State:
    """Return the state of a rule, as `load_authorities` gives it or an assessment stored it."""
    plain = {n: str(v) if isinstance(v, dt.date) else v for n, v in entry.items()}
    return {"digest": digest(plain), "name": dict(entry["cite"])}


def standing_code(standing: Standing) -> str:
    """Return what ended a decision, else its finality where it does not bind, else nothing."""
    if standing.end is not None:
        return standing.end.relation
    return "" if standing.binding else standing.finality


def changed_since(before: Mapping[str, State], now: Mapping[str, State]) -> tuple[Changed, ...]:
    """Return what of `before` is different now: the gravest change of each, in its order."""
    found = []
    for key, state in before.items():
        after = now.get(key)
        if change := _change(state, after):
            standing = str((after or {}).get("standing") or "")
            changed = Changed(key=key, name=state["name"], change=change, standing=standing)
            found.append(changed)
    return tuple(found)


def digest(value: Any) -> str:
    """Return the SHA-256 digest of a JSON value."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _change(before: State, now: State | None) -> Change | None:
    if now is None:
        return None if before.get("standing") == WITHDRAWN else "withdrawn"
    if before.get("standing") != now.get("standing"):
        return "standing" if now.get("standing") in NOT_ENDED else "ended"
    return "edited" if before["digest"] != now["digest"] else None
