"""The rules of a record as a whole: ids, references, the line of steps, the order of dates.

Works on plain data and passes over whatever has the wrong shape, so that these problems and
those of shape are found in one reading. Doubts about a valid record are not refusals.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cases.record.dates import Moment, certainly_before, read_date, read_moment
from cases.record.plain import shorten
from cases.record.problems import Problem
from cases.record.schema import CreationRecord

LISTS = ("parties", "tools", "inputs", "steps", "evidence")
LISTS_CITING_EVIDENCE = (
    ("tools", "terms_evidence"),
    ("inputs", "evidence"),
    ("steps", "evidence"),
)


def problems_of_whole(data: dict[str, Any]) -> Iterator[Problem]:
    for name in LISTS:
        yield from _duplicate_ids(data, name)
    yield from _references(data)
    yield from _parents(data)
    yield from _counts(data)
    yield from _dates(data)


def doubts(record: CreationRecord) -> list[Problem]:
    """What is odd in a valid record and worth a second look by a person."""
    return [*_doubtful_dates(record), *_doubtful_evidence(record)]


def _items(data: dict[str, Any], name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    value = data.get(name)
    if isinstance(value, list):
        yield from ((n, item) for n, item in enumerate(value) if isinstance(item, dict))


def _name(item: dict[str, Any], field: str) -> str | None:
    value = item.get(field)
    return value.strip() or None if isinstance(value, str) else None


def _ids(data: dict[str, Any], name: str) -> dict[str, int]:
    """Where each id stands first; an id used twice is the first one's."""
    found: dict[str, int] = {}
    for n, item in _items(data, name):
        id = _name(item, "id")
        if id is not None:
            found.setdefault(id, n)
    return found


def _duplicate_ids(data: dict[str, Any], name: str) -> Iterator[Problem]:
    first = _ids(data, name)
    for n, item in _items(data, name):
        id = _name(item, "id")
        if id is not None and first[id] != n:
            params = {"id": id, "first": f"{name}[{first[id]}]"}
            yield Problem(field=f"{name}[{n}].id", code="duplicate_id", params=params)


def _references(data: dict[str, Any]) -> Iterator[Problem]:
    parties, tools, evidence = _ids(data, "parties"), _ids(data, "tools"), _ids(data, "evidence")
    for n, step in _items(data, "steps"):
        for field, known, code in (("by", parties, "no_party"), ("tool", tools, "no_tool")):
            id = _name(step, field)
            if id is not None and id not in known:
                yield Problem(field=f"steps[{n}].{field}", code=code, params={"id": id})
    for name, field in LISTS_CITING_EVIDENCE:
        for n, item in _items(data, name):
            cited = item.get(field)
            for m, id in enumerate(cited if isinstance(cited, list) else []):
                if isinstance(id, str) and id.strip() and id.strip() not in evidence:
                    place = f"{name}[{n}].{field}[{m}]"
                    yield Problem(field=place, code="no_evidence", params={"id": id.strip()})


# The line of steps


def _parents(data: dict[str, Any]) -> Iterator[Problem]:
    places = _ids(data, "steps")
    circle_of = _circles(_parent_ids(data, places))
    told: set[str] = set()
    for n, step in _items(data, "steps"):
        id, parent = _name(step, "id"), _name(step, "parent")
        place = f"steps[{n}].parent"
        if parent is None:
            continue
        if parent not in places:
            yield Problem(field=place, code="no_step", params={"id": parent})
        elif parent == id:
            yield Problem(field=place, code="parent_self", params={"id": parent})
        elif id in circle_of:
            if id not in told:
                told.update(circle_of[id])
                params = {"circle": _shown(circle_of[id])}
                yield Problem(field=place, code="parent_circular", params=params)
        elif places[parent] > n:
            yield Problem(field=place, code="parent_later", params={"id": parent})


def _parent_ids(data: dict[str, Any], places: dict[str, int]) -> dict[str, str]:
    parents: dict[str, str] = {}
    for n, step in _items(data, "steps"):
        id, parent = _name(step, "id"), _name(step, "parent")
        if id is not None and parent in places and parent is not None and places[id] == n:
            parents[id] = parent
    return parents


def _circles(parents: dict[str, str]) -> dict[str, list[str]]:
    """For each id that comes back to itself, the ids on its way round.

    Every step has one parent at most, so each line is followed once, until it ends or meets
    a step already passed; met on this same line, that step closes a circle.
    """
    circle_of: dict[str, list[str]] = {}
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
            circle_of.update(dict.fromkeys(circle, circle))
    return circle_of


def _shown(circle: list[str]) -> str:
    return shorten(" → ".join([*circle, circle[0]]))


# Numbers and dates


def _counts(data: dict[str, Any]) -> Iterator[Problem]:
    for n, step in _items(data, "steps"):
        outputs, kept = step.get("outputs"), step.get("kept")
        if type(outputs) is int and type(kept) is int and kept > outputs:
            params = {"kept": kept, "outputs": outputs}
            yield Problem(field=f"steps[{n}].kept", code="kept_exceeds_outputs", params=params)


def _dates(data: dict[str, Any]) -> Iterator[Problem]:
    start, end = read_date(data.get("created_from")), read_date(data.get("created_to"))
    if start and end and end < start:
        yield _out_of_order("created_to", "dates_reversed", end, start, "created_from")
    places = _ids(data, "steps")
    times = {n: read_moment(step.get("at")) for n, step in _items(data, "steps")}
    previous: tuple[int, Moment] | None = None
    for n, step in _items(data, "steps"):
        at = times[n]
        if at is None:
            continue
        parent_at = times.get(places.get(_name(step, "parent") or "", n))
        place = f"steps[{n}].at"
        if parent_at and certainly_before(at, parent_at):
            yield _out_of_order(place, "before_parent", at, parent_at, "")
        elif previous and certainly_before(at, previous[1]):
            earlier = f"steps[{previous[0]}]"
            yield _out_of_order(place, "before_previous", at, previous[1], earlier)
        previous = n, at


def _out_of_order(place: str, code: str, this: Moment, other: Moment, field: str) -> Problem:
    params = {"this": this.isoformat(), "other": other.isoformat(), "other_field": field}
    return Problem(field=place, code=code, params=params)


# Doubts


def _doubtful_dates(record: CreationRecord) -> Iterator[Problem]:
    first, last = record.created_from, record.created_to
    published = record.published.on if record.published else None
    if published and last and published < last:
        yield _out_of_order("published.on", "published_before_finished", published, last, "")
    for n, step in enumerate(record.steps):
        place = f"steps[{n}].at"
        if step.at is None:
            continue
        if published and certainly_before(published, step.at):
            yield _out_of_order("published.on", "published_before_step", published, step.at, place)
        early = first is not None and certainly_before(step.at, first)
        late = last is not None and certainly_before(last, step.at)
        if early or late:
            params = {"this": step.at.isoformat()}
            yield Problem(field=place, code="outside_creation", params=params)


def _doubtful_evidence(record: CreationRecord) -> Iterator[Problem]:
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
