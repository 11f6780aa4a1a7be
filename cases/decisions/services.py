"""Changing a decision: every way in ends in `decision_settle`, which keeps the one value that
pages, reasoning, search and history read in step with the columns and rows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Model

from cases.decisions import documents, rows
from cases.decisions.models import Decision
from cases.decisions.models_judged import Judged
from cases.decisions.models_search import SearchEntry
from cases.library.loading import examine
from cases.record import Problem
from cases.search.texts import entry_of


class NotPublishable(ValueError):
    """A decision that the library's rules keep from the public, with every reason."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def decision_problems(*, decision: Decision, status: str = "published") -> tuple[Problem, ...]:
    """Everything that keeps the decision from having this status."""
    return _problems(rows.data_of_rows(decision) | {"status": status})


@transaction.atomic
def decision_publish(*, decision: Decision, reason: str = "", user: Any = None) -> Decision:
    """Show the decision to everybody and compare works with it, if the library's rules allow."""
    decision.status = "published"
    decision.status_reason_en = decision.status_reason_zh = ""
    return _settle(decision, reason=reason, user=user)


@transaction.atomic
def decision_restore(
    *, decision: Decision, version: Any, reason: str = "", user: Any = None
) -> Decision:
    """Make the content what it was in an earlier version; slug and status stay as they are."""
    data = json.loads(version.document)
    kept = {name: getattr(decision, name) for name in STATE}
    rows.rows_write(decision, data)
    for name, value in kept.items():
        setattr(decision, name, value)
    return _settle(decision, reason=reason, user=user)


@transaction.atomic
def decision_settle(*, decision: Decision, reason: str = "", user: Any = None) -> Decision:
    """Bring value, history and search in step with rows that were edited.

    Raises:
        NotPublishable: the decision is published and its rows break a rule. The caller's
            transaction must not be committed then.
    """
    _number_rows(decision)
    return _settle(decision, reason=reason, user=user)


@transaction.atomic
def decision_store(
    *,
    data: dict[str, Any],
    decision: Decision | None = None,
    reason: str,
    user: Any = None,
    coming: frozenset[str] = frozenset(),
) -> Decision:
    """Write a whole decision, new or over an existing one.

    `coming` names decisions that the same transaction is about to write.
    """
    if decision is None:
        # A published row must never be without its value, not even before its parts are there.
        document = _canonical(data)
        decision = Decision(content_hash=documents.hash_of(document))
    rows.rows_write(decision, data)
    return _settle(decision, reason=reason, user=user, coming=coming)


@transaction.atomic
def decision_to_draft(
    *, decision: Decision, reason_en: str, reason_zh: str, reason: str = "", user: Any = None
) -> Decision:
    """Take the decision back from the public, to be worked on."""
    return _take_back(decision, "draft", (reason_en, reason_zh), reason, user)


@transaction.atomic
def decision_withdraw(
    *, decision: Decision, reason_en: str, reason_zh: str, reason: str = "", user: Any = None
) -> Decision:
    """Take the decision out of the library for good; its address says so and why."""
    return _take_back(decision, "withdrawn", (reason_en, reason_zh), reason, user)


STATE = ("slug", "status", "status_reason_en", "status_reason_zh")


def _take_back(
    decision: Decision, status: str, said: tuple[str, str], reason: str, user: Any
) -> Decision:
    decision.status = status
    decision.status_reason_en, decision.status_reason_zh = said
    return _settle(decision, reason=reason, user=user)


def _settle(
    decision: Decision, *, reason: str, user: Any, coming: frozenset[str] = frozenset()
) -> Decision:
    data = rows.data_of_rows(decision)
    if decision.status == "published":
        problems = _problems(data, coming)
        if problems:
            raise NotPublishable(problems)
    document = _canonical(data)
    changed = document != decision.document or not decision.content_hash
    decision.document, decision.content_hash = document, documents.hash_of(document)
    _save(decision, with_history=changed, reason=reason, user=user)
    SearchEntry.objects.update_or_create(decision=decision, defaults=entry_of(data))
    return decision


def _problems(data: dict[str, Any], coming: frozenset[str] = frozenset()) -> tuple[Problem, ...]:
    _value, problems = examine(data)
    known = coming.union(Decision.objects.values_list("slug", flat=True))
    missing = [
        Problem(field=f"treatment[{n}].slug", code="no_decision", params={"slug": slug})
        for n, treatment in enumerate(data.get("treatment", ()))
        if (slug := treatment.get("slug")) and slug not in known
    ]
    return (*problems, *missing)


def _canonical(data: dict[str, Any]) -> str:
    """The canonical text of a whole decision; an unfinished draft is kept as it stands."""
    try:
        return documents.text_of(documents.value_of_data(data))
    except ValueError:
        return documents.text_of_data(data)


def _save(decision: Decision, *, with_history: bool, reason: str, user: Any) -> None:
    if with_history:
        decision.__dict__.pop("skip_history_when_saving", None)
        decision._change_reason = reason
        if user is not None:
            decision._history_user = user
    else:
        decision.skip_history_when_saving = True
    decision.save()
    decision.__dict__.pop("skip_history_when_saving", None)


def _number_rows(decision: Decision) -> None:
    """Give every part its number, so that a row without one stays where it was put: last."""
    tables: tuple[type[Model], ...] = (*rows.TABLES, Judged)
    for table in tables:
        _number(table._default_manager.filter(decision=decision))
    for judged in decision.judged_set.all():
        _number(judged.layerholding_set.all())


def _number(parts: Iterable[Any]) -> None:
    count: dict[str, int] = {}
    for part in parts:
        kind = getattr(part, "part", "")
        count[kind] = count.get(kind, 0) + 1
        if part.position != count[kind]:
            part.position = count[kind]
            part.save(update_fields=["position"])
