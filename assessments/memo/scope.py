"""What an opinion speaks of: the class of work, the rights, the term; read from `scope.yaml`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from assessments.engine.result import Layer
from assessments.exhibits.snapshot import Snapshot
from assessments.memo.levels import opinions

WorkClass = Literal[
    "written",
    "inscription",
    "fine_art",
    "musical",
    "audiovisual",
    "software",
    "fine_art_solid",
    "by_part",
]
Term = Literal["life", "entity", "audiovisual"]
FILE = Path(__file__).with_name("scope.yaml")


class ClassRule(BaseModel):
    """The class of one kind of content, its rules and the rights that matter with it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[WorkClass, Field(alias="class")]
    authority: tuple[str, ...]
    items: tuple[int, ...]
    term: Literal["audiovisual"] | None = None  # None: it depends on the owner


class CalligraphyRule(BaseModel):
    """The kinds of content whose text may be calligraphy, and the rule on its class."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kinds: tuple[str, ...]
    authority: str


class ScopeRules(BaseModel):
    """The rules of `scope.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    classes: dict[str, ClassRule]
    layers: dict[str, str]
    calligraphy: CalligraphyRule
    entity_bases: tuple[str, ...]
    term_authority: tuple[str, ...]
    rights_authority: str
    compilation_authority: str


@lru_cache(maxsize=1)
def scope_rules() -> ScopeRules:
    """Read the rules."""
    data: Any = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return ScopeRules.model_validate(data)


def class_of(snapshot: Snapshot, layer: Layer | None = None) -> ClassRule:
    """Return the class of the work, or of one of its layers."""
    rules = scope_rules()
    kind = snapshot.record.kind
    if layer is not None:
        in_kind = rules.layers.get(f"{kind}.{layer.layer}")
        return rules.classes[in_kind or rules.layers.get(layer.layer) or kind]
    return rules.classes[kind]


def may_be_calligraphy(snapshot: Snapshot, layer: Layer) -> bool:
    """Whether a layer is text that a person put into a picture or a solid work."""
    kinds = scope_rules().calligraphy.kinds
    return layer.layer == "human_text" and snapshot.record.kind in kinds


def term(snapshot: Snapshot) -> Term:
    """Return which paragraph of art. 23 holds for the owner that is named."""
    rules = scope_rules()
    if of_class := class_of(snapshot).term:
        return of_class
    is_entity = snapshot.result.ownership.basis in rules.entity_bases
    return "entity" if is_entity else "life"


def scope_authorities(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the rules on class, rights and term, each once."""
    rules = scope_rules()
    found = [*class_of(snapshot).authority, rules.rights_authority, *rules.term_authority]
    for layer in snapshot.result.layers:
        found += class_of(snapshot, layer).authority
        if may_be_calligraphy(snapshot, layer):
            found.append(rules.calligraphy.authority)
        if layer.layer == "arrangement":
            found.append(rules.compilation_authority)
    return tuple(dict.fromkeys(found))


def is_nothing_a_work(snapshot: Snapshot) -> bool:
    """Whether no part is a work even if everything stated is accepted."""
    return all(part.level == "none" for part in opinions(snapshot, "claimed"))
