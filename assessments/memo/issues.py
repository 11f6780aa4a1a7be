"""The law by issue: which rules and decisions an opinion states, always as they stand that day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict

from assessments import wording
from assessments.engine.result import Result
from assessments.exhibits.snapshot import Snapshot
from assessments.memo.scope import scope_authorities
from cases.law.loading import HOME, load_law
from cases.law.mentions import find_mentions
from cases.law.validity import article
from cases.record import CreationRecord

IssueName = Literal[
    "unsettled",
    "work",
    "ownership",
    "proof",
    "timestamps",
    "third_party",
    "duties",
    "remedies",
]
# A burden of proof, and a risk that has its own warning.
NO_DUTIES = ("keep_records", "third_party_input")
FILE = Path(__file__).with_name("issues.yaml")


class StatementRule(BaseModel):
    """What rules give, by the code of a sentence."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    say: str
    keys: tuple[str, ...]


class IssueRule(BaseModel):
    """An issue with the statements that it always brings."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: IssueName
    statements: tuple[StatementRule, ...]
    when: Literal["", "timestamp", "third_party"] = ""
    of_result: Literal["", "elements", "ownership", "duties"] = ""
    decisions: tuple[str, ...] = ()


class WeakFactRule(BaseModel):
    """What makes a kind of weak fact weigh."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    decisions: tuple[str, ...]
    keys: tuple[str, ...]


class IssueRules(BaseModel):
    """The rules of `issues.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    issues: tuple[IssueRule, ...]
    weak_facts: dict[str, WeakFactRule]

    @property
    def decisions(self) -> tuple[str, ...]:
        """Every decision that an issue or a weak fact may bring, each once."""
        named = [slug for issue in self.issues for slug in issue.decisions]
        named += [slug for rule in self.weak_facts.values() for slug in rule.decisions]
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A statement with the rules of it that are in force."""

    say: str
    keys: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Issue:
    """An issue of one memo: statements, further rules in force, decisions of the snapshot."""

    id: IssueName
    statements: tuple[Statement, ...]
    further: tuple[str, ...]
    decisions: tuple[str, ...]


@lru_cache(maxsize=1)
def issue_rules() -> IssueRules:
    """Read the rules."""
    data: Any = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return IssueRules.model_validate(data)


def issues(snapshot: Snapshot) -> tuple[Issue, ...]:
    """Return the issues that a case raises."""
    found = []
    for rule in issue_rules().issues:
        if rule.when and not _is_raised(rule.when, snapshot.record):
            continue
        statements = tuple(
            Statement(say=statement.say, keys=keys)
            for statement in rule.statements
            if (keys := tuple(current(statement.keys, snapshot.dated)))
        )
        stated = {key for statement in statements for key in statement.keys}
        further = current(_of_result(rule, snapshot), snapshot.dated)
        issue = Issue(
            id=rule.id,
            statements=statements,
            further=tuple(key for key in further if key not in stated),
            decisions=tuple(s for s in rule.decisions if s in snapshot.decisions_by_slug),
        )
        if issue.statements or issue.further or issue.decisions:
            found.append(issue)
    return tuple(found)


def stated_keys(snapshot: Snapshot) -> tuple[str, ...]:
    """Return every rule that the issues and the scope name, each once."""
    keys = [
        key
        for issue in issues(snapshot)
        for key in (*(k for s in issue.statements for k in s.keys), *issue.further)
    ]
    return tuple(dict.fromkeys([*keys, *current(scope_authorities(snapshot), snapshot.dated)]))


def current(keys: Iterable[str], on: dt.date) -> Iterator[str]:
    """Yield the Chinese rules that apply on a day; one that was replaced gives its successor."""
    articles, seen = load_law().articles, set[str]()
    for key in keys:
        if key not in articles:
            continue
        found = article(key, on)
        if found.successor is not None:
            found = article(found.successor, on)
        applies = found.state in ("in_force", "earlier_text", "later_text")
        if found.instrument.jurisdiction == HOME and applies and found.article.id not in seen:
            seen.add(found.article.id)
            yield found.article.id


def has_third_party_material(record: CreationRecord) -> bool:
    """Whether material of others went in, or an add-on of which nothing says whose it is."""
    return bool(add_on_steps(record)) or any(
        item.made_by == "third_party" for item in record.inputs
    )


def add_on_steps(record: CreationRecord) -> list[str]:
    """Return the steps whose parameters name an add-on (LoRA) that no input tells of."""
    if any(item.what == "model" for item in record.inputs):
        return []
    return [step.id for step in record.steps if (step.parameters or {}).get("loras")]


def _is_raised(when: str, record: CreationRecord) -> bool:
    if when == "timestamp":
        return any(piece.what == "timestamp" for piece in record.evidence)
    return has_third_party_material(record)


def _of_result(rule: IssueRule, snapshot: Snapshot) -> Iterable[str]:
    result = snapshot.result
    match rule.of_result:
        case "elements":
            return (key for keys in snapshot.element_law.values() for key in keys)
        case "ownership":
            return _of_ownership(result)
        case "duties":
            return (
                duty.source
                for duty in result.duties
                if duty.status != "not_applicable" and duty.what not in NO_DUTIES
            )
    return ()


def _of_ownership(result: Result) -> Iterator[str]:
    yield from result.ownership.authority
    for of_layer in result.ownership.layers:
        for claim in of_layer.bases:
            yield from claim.authority
    for question in result.ownership.open_questions:
        named = find_mentions(wording.sentence(question.code))
        yield from (mention.id for mention in named)
