"""What the page of an article of law shows: its wording, its days, what leads to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from cases.decisions.models import Decision
from cases.decisions.published import is_readable
from cases.law import Article, ArticleVersion, Instrument, State, Version, article, load_law
from cases.law.mentions import find_mentions
from cases.law.schema import Renumbered, Source
from cases.library.schema import Bilingual
from cases.pages.law_addresses import law_address
from cases.pages.listing import decisions_matching

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class ArticleRow:
    """An article in a list: what it is called, where it stands, whether its wording is held."""

    article: Article
    instrument: Instrument
    href: str

    @property
    def has_wording(self) -> bool:
        return bool(self.article.versions[-1].texts)


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A piece of official wording; `now` is the present number of the article that it ends with."""

    text: str
    now: Renumbered | None = None
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class HeldText:
    """Official wording by paragraphs; `part` names an excerpt and is None for the whole."""

    part: Bilingual | None
    paragraphs: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Period:
    """What is known of an article between two days; None is open or not known."""

    state: State
    first: dt.date | None
    last: dt.date | None
    version: Version | None
    successor: ArticleRow | None = None


@dataclass(frozen=True, kw_only=True)
class ArticleDetail:
    """An article as a page shows it, with what leads to it and away from it."""

    row: ArticleRow
    today: ArticleVersion
    texts: tuple[HeldText, ...]
    source: Source | None
    checked_on: dt.date | None
    periods: tuple[Period, ...]
    part_of: ArticleRow | None
    parts: tuple[ArticleRow, ...]
    successor: ArticleRow | None
    predecessors: tuple[ArticleRow, ...]
    decisions: tuple[Decision, ...]

    @property
    def official(self) -> str:
        """Return the address of the official page; "" where none is known."""
        return self.row.article.url or self.row.instrument.url or ""


def article_row(id: str) -> ArticleRow:
    """Return an article of the library as a row; raises `KeyError` for an unknown id."""
    law = load_law()
    return ArticleRow(
        article=law.articles[id], instrument=law.instrument_of[id], href=law_address(id)
    )


def article_detail(id: str, today: dt.date) -> ArticleDetail:
    """Return all that the page of an article shows as of a day."""
    law = load_law()
    value, instrument = law.articles[id], law.instrument_of[id]
    newest = value.versions[-1]
    others = law.articles.values()
    return ArticleDetail(
        row=article_row(id),
        today=article(id, today),
        texts=tuple(_held_texts(value, newest)),
        source=(newest.source or instrument.source) if newest.texts else None,
        checked_on=(newest.checked_on or instrument.checked_on) if newest.texts else None,
        periods=tuple(_periods(value)),
        part_of=article_row(value.part_of) if value.part_of else None,
        parts=tuple(article_row(other.id) for other in others if other.part_of == id),
        successor=article_row(value.successor.id) if value.successor else None,
        predecessors=tuple(
            article_row(other.id)
            for other in others
            if other.successor is not None and other.successor.id == id
        ),
        decisions=tuple(decisions_naming(value)),
    )


def decisions_naming(value: Article) -> Iterator[Decision]:
    """Yield the published decisions whose entry names an article or a clause of it, by slug.

    The full text finds candidates by the Chinese citation, which every entry has beside the
    English one; their texts are then read for the article itself.
    """
    if value.article is None:
        return
    law = load_law()
    keys = decisions_matching(value.cite.zh)
    rows = Decision.objects.filter(pk__in=keys, status="published").order_by("slug")
    for row in rows:
        named = {mention.id for mention in find_mentions(row.document, row.jurisdiction)}
        clauses = {id for id in named if law.articles[id].part_of == value.id}
        if (clauses or value.id in named) and is_readable(row.document):
            yield row


def _held_texts(value: Article, version: Version) -> Iterator[HeldText]:
    held: list[tuple[Bilingual | None, str]] = [(e.part, e.text) for e in version.excerpts]
    if version.wording is not None:
        held = [(None, version.wording)]
    for part, text in held:
        yield HeldText(
            part=part,
            paragraphs=tuple(tuple(_pieces(line, value.renumbered)) for line in text.split("\n")),
        )


def _pieces(line: str, renumbered: tuple[Renumbered, ...]) -> Iterator[Piece]:
    """Cut a line behind each reference whose article bears another number today."""
    found = sorted((line.index(item.in_text), item) for item in renumbered if item.in_text in line)
    start = 0
    for place, item in found:
        end = place + len(item.in_text)
        href = law_address(item.id) if item.id else ""
        yield Piece(text=line[start:end], now=item, href=href)
        start = end
    if start < len(line):
        yield Piece(text=line[start:])


def _periods(value: Article) -> Iterator[Period]:
    """Yield what is known of each time, oldest first: held texts and what lies around them."""
    first, last = value.versions[0].in_force, value.versions[-1].until
    if first is not None:
        before = article(value.id, first - ONE_DAY)
        yield Period(state=before.state, first=before.first, last=before.last, version=None)
    for version in value.versions:
        yield Period(state="in_force", first=version.in_force, last=version.until, version=version)
    if last is not None:
        after = article(value.id, last + ONE_DAY)
        successor = article_row(after.successor) if after.successor else None
        yield Period(
            state=after.state, first=after.first, last=None, version=None, successor=successor
        )
