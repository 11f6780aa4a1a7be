"""The rules of the law library beyond the types of its fields: of one instrument and of all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from cases.law.schema import Article, Instrument, Source, Version

MARKS: Mapping[str, frozenset[str]] = {"CN": frozenset("ABCU")}
MARKS_ELSEWHERE = frozenset("HML")
# With these an official text was read, or several sources agree; a wording carries no weaker mark.
WELL_SOURCED = frozenset("AB")


def faults_of_instrument(instrument: Instrument) -> Iterator[str]:
    """Yield a sentence for every contradiction within an instrument."""
    allowed = MARKS.get(instrument.jurisdiction, MARKS_ELSEWHERE)
    if instrument.dates_mark not in allowed:
        yield f"dates_mark: {instrument.dates_mark} is no mark of {instrument.jurisdiction}"
    yield from _faults_of_source("source", instrument.source)
    for article in instrument.articles:
        for fault in _faults_of_article(article, instrument, allowed):
            yield f"{article.id}: {fault}"


def faults_among(instruments: Sequence[Instrument]) -> Iterator[str]:
    """Yield a sentence for every id that is used twice or leads nowhere."""
    owners: dict[str, str] = {}
    slugs = {instrument.slug for instrument in instruments}
    for instrument in instruments:
        for article in instrument.articles:
            if article.id in owners:
                yield f"{article.id}: in {owners[article.id]} and in {instrument.slug}"
            owners[article.id] = instrument.slug
    for instrument in instruments:
        if instrument.amended and instrument.amended.slug not in {None, *slugs}:
            yield f"{instrument.slug}: amended by {instrument.amended.slug}, which is not here"
        for article in instrument.articles:
            for named in _named_ids(article):
                if named not in owners:
                    yield f"{article.id}: names {named}, which is not here"


def _named_ids(article: Article) -> Iterator[str]:
    if article.part_of is not None:
        yield article.part_of
    if article.successor is not None:
        yield article.successor.id
    yield from (item.id for item in article.renumbered if item.id is not None)


def _faults_of_article(
    article: Article, instrument: Instrument, allowed: frozenset[str]
) -> Iterator[str]:
    if article.id != instrument.slug and not article.id.startswith(f"{instrument.slug}-"):
        yield f"the id does not begin with {instrument.slug}"
    if article.mark not in allowed:
        yield f"{article.mark} is no mark of {instrument.jurisdiction}"
    number = (article.article or "").split(",")[0].split("(")[0]
    if number not in article.cite.en:
        yield f"the citation does not name article {number}"
    held = [text for version in article.versions for text in version.texts]
    if held and article.mark not in WELL_SOURCED:
        yield f"a wording is held, but the mark is {article.mark}"
    for item in article.renumbered:
        if not any(item.in_text in text for text in held):
            yield f"renumbered: {item.in_text} does not stand in the wording"
    last_day = dt.date.min
    for version in article.versions:
        yield from _faults_of_version(version, instrument, last_day)
        last_day = version.until or dt.date.max


def _faults_of_version(
    version: Version, instrument: Instrument, last_day: dt.date
) -> Iterator[str]:
    first = version.in_force
    if first is not None and version.until is not None and version.until < first:
        yield f"ends on {version.until}, before it begins on {first}"
    if last_day != dt.date.min and (first is None or first <= last_day):
        yield "a version begins before the one before it ends"
    if first is not None and instrument.since is not None and first < instrument.since:
        yield f"in force before the instrument itself ({instrument.since})"
    if version.wording is not None and version.excerpts:
        yield "gives the whole wording and excerpts of it"
    if any(text != text.strip() for text in version.texts):
        yield "a wording begins or ends with a blank"
    yield from _faults_of_source("source", version.source)
    if version.texts and not (version.source or instrument.source):
        yield "a wording has no source"
    if version.texts and not (version.checked_on or instrument.checked_on):
        yield "a wording has no day on which it was checked"


def _faults_of_source(field: str, source: Source | None) -> Iterator[str]:
    if source is not None and (source.path is None) == (source.url is None):
        yield f"{field}: either the path in the collection or the official page is given"
