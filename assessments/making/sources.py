"""Which round a change by hand, or the words of a screenshot, may belong to: asked of a person."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from assessments.answers.answers import has_known_value
from assessments.answers.services import item_note
from assessments.evidence.models import Upload
from assessments.evidence.queries_extraction import files_read, has_preview
from assessments.lineage.queries import tree_of
from assessments.making.order import Entry, numbers_of
from assessments.works.drafts import Draft

MAX_SOURCES = 12
RUNS: Final = frozenset({"generate", "adjust"})
SOURCE_ASKED: Final = "_source"  # a note of a step: it changed none of these
RESULT_ASKED: Final = "_result"  # a note of a step of a screenshot: it shows the making of none


@dataclass(frozen=True, kw_only=True)
class Source:
    """An accepted round that the change may have been made in."""

    item: str
    number: int
    upload: Upload
    has_preview: bool
    is_likely: bool  # whether a comparison of the files suggests it


def upload_of(entry: Entry, shown: Mapping[str, Upload]) -> Upload | None:
    """Return the file of a round; `shown` are the files by the id of their evidence."""
    if entry.step is not None:
        return entry.step.uploads[0]
    pieces = entry.item.get("evidence")
    named = pieces if isinstance(pieces, list) else []
    return next((shown[piece] for piece in named if piece in shown), None)


def uploads_by_evidence(draft: Draft) -> dict[str, Upload]:
    """Return the files of a draft that are evidence, by its id."""
    return {upload.evidence: upload for upload in files_read(draft) if upload.evidence}


def sources_of(
    draft: Draft, entries: Sequence[Entry], shown: Mapping[str, Upload]
) -> dict[str, tuple[Source, ...]]:
    """Return the possible sources of each change by hand that names none, by the id of its step."""
    found: dict[str, tuple[Source, ...]] = {}
    likely: Mapping[str, set[str]] | None = None
    for place, entry in enumerate(entries):
        upload = upload_of(entry, shown) if _is_asked(entry.item) else None
        if upload is None:
            continue
        likely = _likely(draft) if likely is None else likely
        wanted = likely.get(str(upload.pk), set())
        sources = list(_sources(entries[:place], upload, wanted, shown))
        sources.sort(key=lambda source: (not source.is_likely, -source.number))
        if sources:
            found[entry.item["id"]] = tuple(sources[:MAX_SOURCES])
    return found


def sources_of_hand(
    draft: Draft, entries: Sequence[Entry], held: Mapping[str, Any]
) -> tuple[Source, ...]:
    """Return in which rounds the change by hand of the question may have been made.

    `held` is its step; where there is none yet, that of the evidence which it would name.
    """
    shown = uploads_by_evidence(draft)
    if held.get("id"):
        return sources_of(draft, entries, shown).get(held["id"], ())
    new = Entry(step=None, item={"id": "", "action": "edit", **held}, file=None)
    return sources_of(draft, [*entries, new], shown).get("", ())


def results_of(
    draft: Draft, entries: Sequence[Entry], shown: Mapping[str, Upload], screens: Collection[UUID]
) -> dict[str, tuple[Source, ...]]:
    """Return which results the words of each screenshot may have made, by the id of their step.

    These are runs with a file and without words. `screens` are the ids of the screenshots.
    """
    found: dict[str, tuple[Source, ...]] = {}
    for entry in entries:
        screen = upload_of(entry, shown) if _shows_words(entry.item) else None
        if screen is None or screen.pk not in screens:
            continue
        wanted = _likely(draft).get(str(screen.pk), set())
        results = [
            Source(
                item=str(other.item["id"]),
                number=number,
                upload=file,
                has_preview=has_preview(file),
                is_likely=str(file.pk) in wanted,
            )
            for number, other in zip(numbers_of(entries), entries, strict=True)
            if other.item.get("action") in RUNS and not has_known_value(other.item.get("prompt"))
            if (file := upload_of(other, shown)) is not None and file.pk not in screens
        ]
        if results:
            results.sort(key=lambda result: not result.is_likely)
            found[entry.item["id"]] = tuple(results[:MAX_SOURCES])
    return found


def result_none(draft: Draft, item: str) -> None:
    """Store that the words of a screenshot made none of the results that are here."""
    item_note(draft, part="steps", item=item, name=RESULT_ASKED[1:], text="none")


def _shows_words(item: Mapping[str, Any]) -> bool:
    is_run = item.get("action") in RUNS and has_known_value(item.get("prompt"))
    return is_run and not item.get(RESULT_ASKED)


def source_none(draft: Draft, item: str) -> None:
    """Store that a change by hand was made in none of the earlier results."""
    item_note(draft, part="steps", item=item, name=SOURCE_ASKED[1:], text="none")


def _is_asked(item: Mapping[str, Any]) -> bool:
    is_edit = item.get("action") == "edit"
    return is_edit and not item.get("parent") and not item.get(SOURCE_ASKED)


def _sources(
    before: Sequence[Entry], upload: Upload, likely: set[str], shown: Mapping[str, Upload]
) -> Iterator[Source]:
    for number, entry in zip(numbers_of(before), before, strict=True):
        file = upload_of(entry, shown) if entry.item else None
        if file is None or file.pk == upload.pk or _kind(file) != _kind(upload):
            continue
        yield Source(
            item=str(entry.item["id"]),
            number=number,
            upload=file,
            has_preview=has_preview(file),
            is_likely=str(file.pk) in likely,
        )


def _kind(upload: Upload) -> str:
    return upload.media_type.partition("/")[0]


def _likely(draft: Draft) -> dict[str, set[str]]:
    """Return the files that each file comes from or is like, by the tree."""
    return {
        node.key: {
            key.partition("#")[0]
            for key in (node.parent, *(other["key"] for other in node.found["unsure"]))
            if key
        }
        for node in tree_of(draft)
    }
