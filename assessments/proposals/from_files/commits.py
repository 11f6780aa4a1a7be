"""Commits that several files hold: each is proposed once, with all of the files as its evidence.

A commit is known by its hash, which git makes of all that is in it; a log may shorten it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Json = Mapping[str, Any]
MIN_ID = 7  # digits to which git shortens a hash
REPEATED, ALSO = "repeated", "also_in"


def mark_repeated(files: Sequence[tuple[Json, str]]) -> list[tuple[Json, str]]:
    """Return the files with their names, each commit marked that an earlier one of them holds.

    The commit of the earlier file has the numbers of the others, counted from 1, under `ALSO`. A
    file that names the author of a commit goes before one that does not.
    """
    held: dict[str, list[tuple[int, int]]] = {}  # where commits stand, by the start of the hash
    for at, (reading, _) in enumerate(files):
        for place, commit in _commits_of(reading):
            held.setdefault(commit[:MIN_ID], []).append((at, place))
    marks: dict[tuple[int, int], dict[str, Any]] = {}
    for places in held.values():
        if len({at for at, _ in places}) > 1:
            marks |= dict(_marks_of(files, places))
    if not marks:
        return list(files)
    return [(_marked(reading, at, marks), name) for at, (reading, name) in enumerate(files)]


def _commits_of(reading: Json) -> Iterator[tuple[int, str]]:
    for place, edit in enumerate(reading.get("edits") or ()):
        commit = str((edit.get("extra") or {}).get("commit") or "")
        if edit.get("kind") == "commit" and len(commit) >= MIN_ID:
            yield place, commit


def _marks_of(
    files: Sequence[tuple[Json, str]], places: Sequence[tuple[int, int]]
) -> Iterator[tuple[tuple[int, int], dict[str, Any]]]:
    """Yield what is marked of commits whose hashes begin alike."""
    edits = {place: files[place[0]][0]["edits"][place[1]] for place in places}
    left = sorted(places, key=lambda place: not edits[place].get("author"))
    while left:
        first, *rest = left
        same = [place for place in rest if place[0] != first[0] and _is_same(edits, first, place)]
        left = [place for place in rest if place not in same]
        if same:
            yield first, {ALSO: [at + 1 for at in dict.fromkeys(at for at, _ in same)]}
        yield from ((place, {REPEATED: True}) for place in same)


def _is_same(edits: Mapping[tuple[int, int], Json], *places: tuple[int, int]) -> bool:
    first, second = (edits[place] for place in places)
    ids = [str(edit["extra"]["commit"]) for edit in (first, second)]
    authors = {edit.get("author") for edit in (first, second)} - {None}
    return (ids[0].startswith(ids[1]) or ids[1].startswith(ids[0])) and len(authors) < 2


def _marked(reading: Json, at: int, marks: Mapping[tuple[int, int], Json]) -> Json:
    edits = [
        {**edit, "extra": {**edit["extra"], **marks[at, place]}} if (at, place) in marks else edit
        for place, edit in enumerate(reading.get("edits") or ())
    ]
    return {**reading, "edits": edits} if edits else reading
