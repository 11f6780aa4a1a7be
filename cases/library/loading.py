"""Reading the files of the library: all of them, or an error with every problem of every file.

The module uses no Django; `cases.services` loads the decisions into the database.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from cases.library.schema import Decision
from cases.record import InvalidRecord, Problem
from cases.record.checking import problems_of_whole
from cases.record.loading import drop_nulls
from cases.record.plain import find_faults
from cases.record.reading import decode, parse, read_bytes
from cases.record.shape import shape_problems

FOLDER = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class FileProblem:
    """A problem of one file."""

    path: Path
    problem: Problem

    def __str__(self) -> str:
        return f"{self.path.name}: {self.problem}"


class InvalidLibrary(ValueError):
    """Files of decisions are invalid; `problems` has every problem found."""

    def __init__(self, problems: Iterable[FileProblem]) -> None:
        self.problems: tuple[FileProblem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def load_file(path: Path | str) -> Decision:
    """Load one file, whose name is the slug of its decision; raises `InvalidLibrary`."""
    path = Path(path)
    decision, problems = _examine_file(path)
    if decision is None:
        raise InvalidLibrary(problems)
    return decision


def load_all(folder: Path | str = FOLDER) -> list[Decision]:
    """Load every decision of a folder, ordered by slug; raises `InvalidLibrary`."""
    from cases.library.checking import problems_among

    found: dict[Path, Decision] = {}
    problems: list[FileProblem] = []
    for path in sorted(Path(folder).glob("*.yaml")):
        decision, faulty = _examine_file(path)
        problems += faulty
        if decision is not None:
            found[path] = decision
    for n, problem in problems_among(list(found.values())):
        problems.append(FileProblem(path=list(found)[n], problem=problem))
    if problems:
        raise InvalidLibrary(problems)
    return sorted(found.values(), key=lambda decision: decision.slug)


def parse_decision(text: str) -> Decision:
    """Parse the decision in a YAML text; raises `InvalidRecord`."""
    decision, problems = examine(parse(text, "yaml"))
    if decision is None:
        raise InvalidRecord(problems)
    return decision


def examine(data: Any) -> tuple[Decision | None, list[Problem]]:
    """Return the decision in plain data, or None and every problem."""
    from cases.library.checking import problems_of_decision  # stored decisions were checked

    if not isinstance(data, dict):
        return None, [Problem(field="", code="not_mapping")]
    problems = find_faults(data)
    data = drop_nulls(data, Decision)
    decision = None
    try:
        decision = Decision.model_validate(data)
    except ValidationError as error:
        problems += shape_problems(error, Decision)
    problems += _check_records(data)
    if decision is not None:
        problems += problems_of_decision(decision)
    return (None if problems else decision), problems


def content_hash(decision: Decision) -> str:
    """Return the SHA-256 of the content of a decision, whatever the layout of its file."""
    plain = decision.model_dump(mode="json", by_alias=True)
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _examine_file(path: Path) -> tuple[Decision | None, list[FileProblem]]:
    try:
        decision, problems = examine(parse(decode(read_bytes(path)), "yaml"))
    except InvalidRecord as error:
        decision, problems = None, list(error.problems)
    if decision is not None and decision.slug != path.stem:
        params = {"slug": decision.slug, "name": path.name}
        problems = [Problem(field="slug", code="slug_not_file_name", params=params)]
        decision = None
    return decision, [FileProblem(path=path, problem=problem) for problem in problems]


def _check_records(data: dict[str, Any]) -> list[Problem]:
    judged = data.get("judged")
    found: list[Problem] = []
    for n, item in enumerate(judged if isinstance(judged, list) else []):
        record = item.get("record") if isinstance(item, dict) else None
        if isinstance(record, dict):
            place = f"judged[{n}].record"
            found += [problem.under(place) for problem in problems_of_whole(record)]
    return found
