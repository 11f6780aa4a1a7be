"""The rules of a record as a whole: ids, references, parents of steps, the order of dates.

The checks work on plain data and skip values of a wrong type, so that all problems are reported
together with those of the types. Doubts about a valid record do not refuse it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cases.record.dates import Moment, is_certainly_before, read_date, read_moment
from cases.record.limits import LIMITS
from cases.record.plain import shorten_text
from cases.record.problems import Problem
from cases.record.schema import CreationRecord

LISTS = ("parties", "contracts", "tools", "inputs", "steps", "evidence")
# Texts of one line: names, ids and numbers.
SHORT_TEXTS = frozenset(
    {"title", "id", "name", "layer", "version", "provider", "where", "authority", "number"}
)
LISTS_CITING_EVIDENCE = (
    ("parties", "evidence"),
    ("contracts", "evidence"),
    ("tools", "terms_evidence"),
    ("inputs", "evidence"),
    ("steps", "evidence"),
)


def problems_of_whole(data: dict[str, Any]) -> Iterator[Problem]:
    """Yield the problems of a record as a whole."""
    for name in LISTS:
        yield from _check_duplicate_ids(data, name)
    yield from _check_references(data)
    yield from _check_parents(data)
    yield from _check_counts(data)
    yield from _check_dates(data)
    yield from _check_lengths(data)


def _check_lengths(value: Any, place: str = "") -> Iterator[Problem]:
    """Yield the short texts that are too long. A stored record is not held to it."""
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _check_lengths(item, f"{place}[{number}]")
    elif isinstance(value, dict):
        for name, item in value.items():
            here = f"{place}.{name}" if place else name
            if isinstance(item, str):
                if name in SHORT_TEXTS and len(item.strip()) > LIMITS.line_chars:
                    limit = {"limit": LIMITS.line_chars}
                    yield Problem(field=here, code="too_long", params=limit)
            elif name != "parameters":
                yield from _check_lengths(item, here)


def doubts(record: CreationRecord) -> list[Problem]:
    """Return what a person should check in a valid record."""
    return [*_find_doubtful_dates(record), *_find_doubtful_evidence(record)]


def _iterate_items(data: dict[str, Any], name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    value = data.get(name)
    if isinstance(value, list):
        yield from ((n, item) for n, item in enumerate(value) if isinstance(item, dict))


def _get_name(item: dict[str, Any], field: str) -> str | None:
    value = item.get(field)
    return value.strip() or None if isinstance(value, str) else None


def _find_ids(data: dict[str, Any], name: str) -> dict[str, int]:
    """Map each id to the index of its first use."""
    found: dict[str, int] = {}
    for n, item in _iterate_items(data, name):
        id = _get_name(item, "id")
        if id is not None:
            found.setdefault(id, n)
    return found


def _check_duplicate_ids(data: dict[str, Any], name: str) -> Iterator[Problem]:
    first = _find_ids(data, name)
    for n, item in _iterate_items(data, name):
        id = _get_name(item, "id")
        if id is not None and first[id] != n:
            params = {"id": id, "first": f"{name}[{first[id]}]"}
            yield Problem(field=f"{name}[{n}].id", code="duplicate_id", params=params)


def _check_references(data: dict[str, Any]) -> Iterator[Problem]:
    parties, tools, evidence = (
        _find_ids(data, "parties"),
        _find_ids(data, "tools"),
        _find_ids(data, "evidence"),
    )
    for n, step in _iterate_items(data, "steps"):
        for field, known, code in (("by", parties, "no_party"), ("tool", tools, "no_tool")):
            id = _get_name(step, field)
            if id is not None and id not in known:
                yield Problem(field=f"steps[{n}].{field}", code=code, params={"id": id})
    for name, field in LISTS_CITING_EVIDENCE:
        yield from _check_list(data, name, field, evidence, "no_evidence")
    yield from _check_list(data, "contracts", "parties", parties, "no_party")
    steps = _find_ids(data, "steps")
    yield from _check_list(data, "evidence", "shows_steps", steps, "no_step")


def _check_list(
    data: dict[str, Any], name: str, field: str, known: dict[str, int], code: str
) -> Iterator[Problem]:
    """Yield the ids in a list of each item that name nothing."""
    for n, item in _iterate_items(data, name):
        cited = item.get(field)
        for m, id in enumerate(cited if isinstance(cited, list) else []):
            if isinstance(id, str) and id.strip() and id.strip() not in known:
                place = f"{name}[{n}].{field}[{m}]"
                yield Problem(field=place, code=code, params={"id": id.strip()})


# Parents of steps


def _check_parents(data: dict[str, Any]) -> Iterator[Problem]:
    places = _find_ids(data, "steps")
    cycle_of = _find_cycles(_map_parents(data, places))
    reported: set[str] = set()
    for n, step in _iterate_items(data, "steps"):
        id, parent = _get_name(step, "id"), _get_name(step, "parent")
        place = f"steps[{n}].parent"
        if parent is None:
            continue
        if parent not in places:
            yield Problem(field=place, code="no_step", params={"id": parent})
        elif parent == id:
            yield Problem(field=place, code="parent_self", params={"id": parent})
        elif id in cycle_of:
            if id not in reported:
                reported.update(cycle_of[id])
                params = {"circle": _format_cycle(cycle_of[id])}
                yield Problem(field=place, code="parent_circular", params=params)
        elif places[parent] > n:
            yield Problem(field=place, code="parent_later", params={"id": parent})


def _map_parents(data: dict[str, Any], places: dict[str, int]) -> dict[str, str]:
    parents: dict[str, str] = {}
    for n, step in _iterate_items(data, "steps"):
        id, parent = _get_name(step, "id"), _get_name(step, "parent")
        if id is not None and parent in places and parent is not None and places[id] == n:
            parents[id] = parent
    return parents


def _find_cycles(parents: dict[str, str]) -> dict[str, list[str]]:
    """Map each id on a cycle of parents to the ids of the cycle, in order.

    A step has at most one parent, so every chain of parents is followed once, until it ends or
    reaches a visited step; a step of the same chain closes a cycle.
    """
    cycle_of: dict[str, list[str]] = {}
    passed: set[str] = set()
    for start in parents:
        line: dict[str, None] = {}
        at: str | None = start
        while at is not None and at not in passed:
            passed.add(at)
            line[at] = None
            at = parents.get(at)
        if at is not None and at in line:
            ids = list(line)
            circle = ids[ids.index(at) :]
            cycle_of.update(dict.fromkeys(circle, circle))
    return cycle_of


def _format_cycle(circle: list[str]) -> str:
    return shorten_text(" → ".join([*circle, circle[0]]))


# Numbers and dates


def _check_counts(data: dict[str, Any]) -> Iterator[Problem]:
    for n, step in _iterate_items(data, "steps"):
        outputs, kept = step.get("outputs"), step.get("kept")
        if type(outputs) is int and type(kept) is int and kept > outputs:
            params = {"kept": kept, "outputs": outputs}
            yield Problem(field=f"steps[{n}].kept", code="kept_exceeds_outputs", params=params)


def _check_dates(data: dict[str, Any]) -> Iterator[Problem]:
    start, end = read_date(data.get("created_from")), read_date(data.get("created_to"))
    if start and end and end < start:
        yield _build_order_problem("created_to", "dates_reversed", end, start, "created_from")
    places = _find_ids(data, "steps")
    times = {n: read_moment(step.get("at")) for n, step in _iterate_items(data, "steps")}
    previous: tuple[int, Moment] | None = None
    for n, step in _iterate_items(data, "steps"):
        at = times[n]
        if at is None:
            continue
        parent_at = times.get(places.get(_get_name(step, "parent") or "", n))
        place = f"steps[{n}].at"
        if parent_at and is_certainly_before(at, parent_at):
            yield _build_order_problem(place, "before_parent", at, parent_at, "")
        elif previous and is_certainly_before(at, previous[1]):
            earlier = f"steps[{previous[0]}]"
            yield _build_order_problem(place, "before_previous", at, previous[1], earlier)
        previous = n, at


def _build_order_problem(place: str, code: str, this: Moment, other: Moment, field: str) -> Problem:
    params = {"this": this.isoformat(), "other": other.isoformat(), "other_field": field}
    return Problem(field=place, code=code, params=params)


# Doubts


def _find_doubtful_dates(record: CreationRecord) -> Iterator[Problem]:
    first, last = record.created_from, record.created_to
    published = record.published.on if record.published else None
    if published and last and published < last:
        yield _build_order_problem("published.on", "published_before_finished", published, last, "")
    for n, step in enumerate(record.steps):
        place = f"steps[{n}].at"
        if step.at is None:
            continue
        if published and is_certainly_before(published, step.at):
            yield _build_order_problem(
                "published.on", "published_before_step", published, step.at, place
            )
        early = first is not None and is_certainly_before(step.at, first)
        late = last is not None and is_certainly_before(last, step.at)
        if early or late:
            params = {"this": step.at.isoformat()}
            yield Problem(field=place, code="outside_creation", params=params)


def _find_doubtful_evidence(record: CreationRecord) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for n, item in enumerate(record.evidence):
        if item.what == "reconstruction" and item.made == "contemporaneous":
            yield Problem(field=f"evidence[{n}].made", code="remade_not_contemporaneous")
        if item.sha256 is None:
            continue
        earlier = first.setdefault(item.sha256, n)
        if earlier != n:
            params = {"other_field": f"evidence[{earlier}]"}
            yield Problem(field=f"evidence[{n}].sha256", code="same_file", params=params)
