"""Reading the library: every file valid, or one refusal that names every problem of every file.

Pure: no Django. Loading into the database is the business of `cases.services`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from cases.library.checking import problems_among, problems_of_decision
from cases.library.schema import Decision
from cases.record import InvalidRecord, Problem
from cases.record.checking import problems_of_whole
from cases.record.loading import without_nulls
from cases.record.plain import faults
from cases.record.reading import decode, parse, read_bytes
from cases.record.shape import shape_problems

FOLDER = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class FileProblem:
    """One fault of one file."""

    path: Path
    problem: Problem

    def __str__(self) -> str:
        return f"{self.path.name}: {self.problem}"


class InvalidLibrary(ValueError):
    """Files of decisions that cannot be used, with every problem found in them."""

    def __init__(self, problems: Iterable[FileProblem]) -> None:
        self.problems: tuple[FileProblem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def load_file(path: Path | str) -> Decision:
    """The decision in one file, which bears its slug as its name."""
    path = Path(path)
    decision, problems = _examine_file(path)
    if decision is None:
        raise InvalidLibrary(problems)
    return decision


def load_all(folder: Path | str = FOLDER) -> list[Decision]:
    """Every decision of a folder, ordered by slug."""
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
    """The decision in a YAML text; refuses with `InvalidRecord`, as a record would."""
    decision, problems = examine(parse(text, "yaml"))
    if decision is None:
        raise InvalidRecord(problems)
    return decision


def examine(data: Any) -> tuple[Decision | None, list[Problem]]:
    """The decision in plain data, or everything that keeps the data from being one."""
    if not isinstance(data, dict):
        return None, [Problem(field="", code="not_mapping")]
    problems = faults(data)
    data = without_nulls(data)
    decision = None
    try:
        decision = Decision.model_validate(data)
    except ValidationError as error:
        problems += shape_problems(error, Decision)
    problems += _problems_of_records(data)
    if decision is not None:
        problems += problems_of_decision(decision)
    return (None if problems else decision), problems


def content_hash(decision: Decision) -> str:
    """SHA-256 over what the decision says, whatever the layout of its file."""
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


def _problems_of_records(data: dict[str, Any]) -> list[Problem]:
    judged = data.get("judged")
    found: list[Problem] = []
    for n, item in enumerate(judged if isinstance(judged, list) else []):
        record = item.get("record") if isinstance(item, dict) else None
        if isinstance(record, dict):
            place = f"judged[{n}].record"
            found += [problem.under(place) for problem in problems_of_whole(record)]
    return found
