"""Loading the files of decisions into the database without overwriting changes of curators."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext_noop

from cases import library
from cases.decisions import documents
from cases.decisions.differences import FieldDifference, differences
from cases.decisions.docket_numbers import taken_numbers
from cases.decisions.models import Decision
from cases.decisions.models_judged import Judged
from cases.decisions.services import decision_store
from cases.library.dockets import LISTING
from cases.record import Problem

# Translated where the history is shown.
REASON = gettext_noop("Loaded from the library's files")

Action = Literal["created", "updated", "unchanged", "kept", "without_file"]


@dataclass(frozen=True, kw_only=True)
class LoadedDecision:
    """The result of loading one decision."""

    slug: str
    action: Action
    status: str
    differences: tuple[FieldDifference, ...] = ()  # between a kept row and its file


@dataclass(frozen=True, kw_only=True)
class LoadReport:
    """The result of a load, or of a dry run."""

    loaded: tuple[LoadedDecision, ...]

    def with_action(self, action: Action) -> list[LoadedDecision]:
        """Return the decisions with this action."""
        return [loaded for loaded in self.loaded if loaded.action == action]


def library_load(*, folder: Path = library.FOLDER, dry_run: bool = False) -> LoadReport:
    """Update the database from the files.

    A row that a curator changed, published or withdrew is kept, and so is a row without a file.

    Raises:
        InvalidLibrary: a file is invalid; nothing is loaded.
    """
    values = library.load_all(folder)
    with transaction.atomic():
        # Locked, so that no curator changes a row between its comparison and its update.
        present = {row.slug: row for row in Decision.objects.select_for_update()}
        files = frozenset(value.slug for value in values)
        _refuse_taken_slugs(values, folder)
        _refuse_taken_numbers(values, folder, files)
        loaded = [_load(value, present.get(value.slug), files, dry_run) for value in values]
        loaded += [
            LoadedDecision(slug=row.slug, action="without_file", status=row.status)
            for row in present.values()
            if row.slug not in files and row.seed_hash
        ]
    return LoadReport(loaded=tuple(loaded))


def _load(
    value: library.Decision, row: Decision | None, files: frozenset[str], dry_run: bool
) -> LoadedDecision:
    text = documents.text_of(value)
    digest = documents.hash_of(text)
    action = _choose_action(row, digest)
    found: tuple[FieldDifference, ...] = ()
    if action == "kept" and row is not None:
        found = tuple(differences(json.loads(row.document), json.loads(text)))
    if not dry_run and action in ("created", "updated"):
        decision = decision_store(
            data=json.loads(text), decision=row, reason=REASON, expected_slugs=files
        )
        _record_file_hash(decision, digest)
    elif not dry_run and row is not None and row.content_hash == digest != row.seed_hash:
        _record_file_hash(row, digest)
    status = row.status if action == "kept" and row is not None else value.status
    return LoadedDecision(slug=value.slug, action=action, status=status, differences=found)


def _choose_action(row: Decision | None, digest: str) -> Action:
    if row is None:
        return "created"
    if row.content_hash == digest:
        return "unchanged"
    return "kept" if row.is_edited else "updated"


def _record_file_hash(decision: Decision, digest: str) -> None:
    """Store the hash of the file of a row, without a version in the history."""
    Decision.objects.filter(pk=decision.pk).update(seed_hash=digest)


def _refuse_taken_slugs(values: Iterable[library.Decision], folder: Path) -> None:
    """Raise `InvalidLibrary` where a slug of a file belongs to another decision by now."""
    owners = dict(Judged.objects.values_list("slug", "decision__slug"))
    taken = [
        library.FileProblem(
            path=folder / f"{value.slug}.yaml",
            problem=Problem(
                field=f"judged[{n}].slug",
                code="slug_taken",
                params={"slug": judged.slug, "other": owners[judged.slug]},
            ),
        )
        for value in values
        for n, judged in enumerate(value.judged)
        if owners.get(judged.slug, value.slug) != value.slug
    ]
    if taken:
        raise library.InvalidLibrary(taken)


def _refuse_taken_numbers(
    values: Iterable[library.Decision], folder: Path, files: frozenset[str]
) -> None:
    """Raise `InvalidLibrary` where a number of a file belongs to a decision without a file."""
    taken = [
        library.FileProblem(path=folder / f"{value.slug}.yaml", problem=problem)
        for value in values
        for problem in taken_numbers(value.model_dump(include=LISTING), files)
    ]
    if taken:
        raise library.InvalidLibrary(taken)
