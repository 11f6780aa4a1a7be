"""The list of statutes and rules: instruments by rank, and the search for articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from cases.law import Article, Instrument, load_law
from cases.law.loading import HOME
from cases.library.schema import Language
from cases.pages.law_addresses import instrument_address
from cases.pages.law_page import ArticleRow, article_row
from cases.search.bigrams import Term, highlights, may_contain
from cases.search.texts import Excerpt
from cases.wording.labels import AUTHORITY_KIND, JURISDICTION


@dataclass(frozen=True, kw_only=True)
class InstrumentRow:
    """An instrument in the list."""

    instrument: Instrument
    href: str
    num_articles: int
    num_worded: int  # articles whose official wording is held, whole or in part


@dataclass(frozen=True, kw_only=True)
class InstrumentGroup:
    """The instruments of one rank or, elsewhere, of one jurisdiction."""

    title: str
    rows: tuple[InstrumentRow, ...]


def instrument_groups() -> list[InstrumentGroup]:
    """Return Chinese law by rank, then law elsewhere by jurisdiction."""
    return [
        InstrumentGroup(
            title=title, rows=tuple(_instrument_row(instrument) for instrument in instruments)
        )
        for title, instruments in groupby(_by_title(), key=_title_of)
    ]


def instrument_rows(instrument: Instrument) -> tuple[ArticleRow, ...]:
    """Return the articles of an instrument in its own order."""
    return tuple(article_row(value.id) for value in instrument.articles)


def search_articles(
    asked: tuple[Term, ...], language: Language
) -> list[tuple[ArticleRow, Excerpt]]:
    """Return the articles in which all terms are found, each with the text that shows a hit.

    An article whose citation has a hit comes before the others; else the order of the list.
    """
    found = [
        (not _has_any(f"{value.cite.en}\n{value.cite.zh}", asked), value)
        for instrument in load_law().instruments
        for value in instrument.articles
        if _has_all(value, instrument, asked)
    ]
    found.sort(key=lambda hit: hit[0])
    return [(article_row(value.id), _passage(value, asked, language)) for _, value in found]


def _by_title() -> list[Instrument]:
    """Return the instruments so that those of one title stand together."""
    home = [instrument for instrument in load_law().instruments if instrument.jurisdiction == HOME]
    abroad = [
        instrument for instrument in load_law().instruments if instrument.jurisdiction != HOME
    ]
    return [
        *home,
        *sorted(abroad, key=lambda instrument: (_title_of(instrument), instrument.name.en)),
    ]


def _title_of(instrument: Instrument) -> str:
    if instrument.jurisdiction == HOME:
        return str(AUTHORITY_KIND[instrument.kind])
    return str(JURISDICTION[instrument.jurisdiction])


def _instrument_row(instrument: Instrument) -> InstrumentRow:
    return InstrumentRow(
        instrument=instrument,
        href=instrument_address(instrument.slug),
        num_articles=len(instrument.articles),
        num_worded=sum(bool(value.versions[-1].texts) for value in instrument.articles),
    )


def _has_all(value: Article, instrument: Instrument, asked: tuple[Term, ...]) -> bool:
    texts = [*_texts_of(value), instrument.name.en, instrument.name.zh]
    if instrument.number:
        texts += [instrument.number.en, instrument.number.zh]
    return all(any(_has(text, term) for text in texts) for term in asked)


def _texts_of(value: Article) -> Iterator[str]:
    yield from (value.cite.en, value.cite.zh, value.says.en, value.says.zh)
    for version in value.versions:
        yield from version.texts


def _passage(value: Article, asked: tuple[Term, ...], language: Language) -> Excerpt:
    """Return the first of these with a hit, else the first: paraphrase, wording, other language."""
    other: Language = "en" if language == "zh" else "zh"
    lines = [line for text in value.versions[-1].texts for line in text.split("\n")]
    passages = [
        Excerpt(text=getattr(value.says, language), language=language),
        *(Excerpt(text=line, language="zh") for line in lines),
        Excerpt(text=getattr(value.says, other), language=other),
    ]
    return next((passage for passage in passages if _has_any(passage.text, asked)), passages[0])


def _has_any(text: str, asked: tuple[Term, ...]) -> bool:
    return any(_has(text, term) for term in asked)


def _has(text: str, term: Term) -> bool:
    return may_contain(text, term) and bool(highlights(text, [term]))
