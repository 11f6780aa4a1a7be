"""The services that change a decision.

Each of them ends in `_settle`, which updates the canonical value, the history and the search entry
from the columns and rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Protocol

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.db.models import Model

from cases.decisions import documents, rows
from cases.decisions.docket_numbers import numbers_settle, taken_numbers
from cases.decisions.models import Decision
from cases.decisions.models_judged import Judged
from cases.decisions.models_search import SearchEntry
from cases.decisions.queries import decisions_named
from cases.library.checking import problems_of_directions
from cases.library.loading import examine
from cases.library.schema import Status
from cases.record import Problem
from cases.search.texts import entry_of

Actor = User | AnonymousUser | None


class Version(Protocol):
    """A version in the history of a decision."""

    document: str


class NotPublishable(ValueError):
    """A decision breaks rules of the library; `problems` has all of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def decision_problems(*, decision: Decision, status: Status = "published") -> tuple[Problem, ...]:
    """Return every problem that prevents this status."""
    return _find_problems(rows.data_of_rows(decision) | {"status": status})


@transaction.atomic
def decision_publish(*, decision: Decision, reason: str = "", user: Actor = None) -> Decision:
    """Publish a decision; raises `NotPublishable`."""
    _lock(decision)
    decision.status = "published"
    decision.status_reason_en = decision.status_reason_zh = ""
    return _settle(decision, reason=reason, user=user)


@transaction.atomic
def decision_restore(
    *, decision: Decision, version: Version, reason: str = "", user: Actor = None
) -> Decision:
    """Restore the content of an earlier version; slug and status are unchanged."""
    _lock(decision)
    data = json.loads(version.document)
    kept = {name: getattr(decision, name) for name in STATE}
    rows.rows_write(decision, data)
    for name, value in kept.items():
        setattr(decision, name, value)
    return _settle(decision, reason=reason, user=user)


@transaction.atomic
def decision_settle(*, decision: Decision, reason: str = "", user: Actor = None) -> Decision:
    """Update value, history and search entry after the rows were edited.

    Raises:
        NotPublishable: the decision is published and its rows break a rule. The caller must roll
            back its transaction.
    """
    _lock(decision)
    _number_rows(decision)
    return _settle(decision, reason=reason, user=user)


@transaction.atomic
def decision_store(
    *,
    data: dict[str, Any],
    decision: Decision | None = None,
    reason: str,
    user: Actor = None,
    expected_slugs: frozenset[str] = frozenset(),
) -> Decision:
    """Write a decision, as a new one or over an existing one.

    `expected_slugs` has the slugs of decisions that the same transaction will write.
    """
    if decision is None:
        # A constraint requires the hash of a published row before its parts are written.
        document = _format_canonical(data)
        decision = Decision(content_hash=documents.hash_of(document))
    rows.rows_write(decision, data)
    return _settle(decision, reason=reason, user=user, expected_slugs=expected_slugs)


@transaction.atomic
def decision_to_draft(
    *, decision: Decision, reason_en: str, reason_zh: str, reason: str = "", user: Actor = None
) -> Decision:
    """Take a decision back to draft, with the reason in both languages."""
    return _take_back(decision, "draft", (reason_en, reason_zh), reason, user)


@transaction.atomic
def decision_withdraw(
    *, decision: Decision, reason_en: str, reason_zh: str, reason: str = "", user: Actor = None
) -> Decision:
    """Withdraw a decision; its page shows the reason."""
    return _take_back(decision, "withdrawn", (reason_en, reason_zh), reason, user)


# Columns that a restored version does not change.
STATE = ("slug", "status", "status_reason_en", "status_reason_zh")


def _lock(decision: Decision) -> None:
    """Read a decision again and keep others from changing it until the transaction ends.

    All its columns are saved later, so those that others changed meanwhile must be known.
    """
    decision.refresh_from_db(from_queryset=Decision.objects.select_for_update())


def _take_back(
    decision: Decision, status: Status, reasons: tuple[str, str], reason: str, user: Actor
) -> Decision:
    _lock(decision)
    decision.status = status
    decision.status_reason_en, decision.status_reason_zh = reasons
    return _settle(decision, reason=reason, user=user)


def _settle(
    decision: Decision, *, reason: str, user: Actor, expected_slugs: frozenset[str] = frozenset()
) -> Decision:
    data = rows.data_of_rows(decision)
    problems: Iterable[Problem] = ()
    if decision.status == "published":
        problems = _find_problems(data, expected_slugs)
    elif decision.status == "draft":  # it may be incomplete, but not a second entry
        problems = taken_numbers(data, expected_slugs)
    if problems:
        raise NotPublishable(problems)
    if not numbers_settle(decision, data, expected_slugs):  # taken since they were looked up
        raise NotPublishable(taken_numbers(data, expected_slugs))
    document = _format_canonical(data)
    changed = document != decision.document or not decision.content_hash
    decision.document, decision.content_hash = document, documents.hash_of(document)
    _save(decision, with_history=changed, reason=reason, user=user)
    SearchEntry.objects.update_or_create(decision=decision, defaults=entry_of(data))
    return decision


def _find_problems(
    data: dict[str, Any], expected_slugs: frozenset[str] = frozenset()
) -> tuple[Problem, ...]:
    value, problems = examine(data)
    known = expected_slugs.union(Decision.objects.values_list("slug", flat=True))
    missing = [
        Problem(field=f"treatment[{n}].slug", code="no_decision", params={"slug": slug})
        for n, treatment in enumerate(data.get("treatment", ()))
        if (slug := treatment.get("slug")) and slug not in known
    ]
    unclear: list[Problem] = []
    if value is not None:
        named = decisions_named(value)
        stored = {slug: named[slug] for slug in named.keys() - expected_slugs}
        unclear = problems_of_directions(value, stored)
    return (*problems, *missing, *unclear, *taken_numbers(data, expected_slugs))


def _format_canonical(data: dict[str, Any]) -> str:
    """Return the canonical text of a decision, or of the plain data of an incomplete draft."""
    try:
        return documents.text_of(documents.value_of_data(data))
    except ValueError:
        return documents.text_of_data(data)


def _save(decision: Decision, *, with_history: bool, reason: str, user: Actor) -> None:
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
    """Number the rows of each list, so that a row without a position stays at the end."""
    tables: tuple[type[Model], ...] = (*rows.TABLES, Judged)
    for table in tables:
        _number_parts(table._default_manager.filter(decision=decision))
    for judged in decision.judged_set.all():
        _number_parts(judged.layerholding_set.all())


def _number_parts(parts: Iterable[Any]) -> None:
    count: dict[str, int] = {}
    for part in parts:
        kind = getattr(part, "part", "")
        count[kind] = count.get(kind, 0) + 1
        if part.position != count[kind]:
            part.position = count[kind]
            part.save(update_fields=["position"])
