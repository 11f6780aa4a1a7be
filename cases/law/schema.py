"""The schema of an instrument of law, as it stands in a YAML file of `texts/`.

An instrument is a statute, regulation, interpretation, standard or guidance in one edition; its
articles are the authorities that rules, pages and memos cite by their id. What the official text
says (`wording`, `excerpts`) and what we say of it (`says`) are different fields, and neither stands
in for the other. The module uses no Django.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal
from urllib.parse import quote

from pydantic import ConfigDict, Field, StringConstraints

from cases.library.schema import Bilingual, Mark, Slug
from cases.record.field_types import Name
from cases.record.schema import Value

InstrumentKind = Literal[
    "statute", "regulation", "interpretation", "judicial_opinion", "standard", "guidance"
]
Address = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
# Official wording is kept to the letter: nothing is stripped or folded.
Text = Annotated[str, StringConstraints(strict=True, min_length=1)]

# The public collection that most wording is taken from, at the commit that was read (2025-04-19).
COLLECTION = "LawRefBook/Laws"
COLLECTION_COMMIT = "2f4c5c23716267af9dbebbbbd6cbbf732b101981"


class LawValue(Value):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Source(LawValue):
    """Where wording was read: a file of the public collection, or quotations of an official page.

    `path` is the file inside the collection; `url` is the official page that those who quote name.
    Exactly one of them is given.
    """

    path: Name | None = None
    url: Address | None = None

    @property
    def address(self) -> str:
        """Return the address of the source; that of a file never changes."""
        if self.path is None:
            return self.url or ""
        return f"https://github.com/{COLLECTION}/blob/{COLLECTION_COMMIT}/{quote(self.path)}"


class Excerpt(LawValue):
    """A part of an article, where the whole of it was not read or is not cited."""

    part: Bilingual
    text: Text


class Version(LawValue):
    """The text of an article between two days, both included.

    `in_force: null` means that no source names the first day, `until: null` that the text still
    applies. A version without wording and excerpts has not been read in the official text. `source`
    and `checked_on` are those of the instrument where they are left out.
    """

    in_force: dt.date | None
    until: dt.date | None = None
    wording: Text | None = None
    excerpts: tuple[Excerpt, ...] = ()
    source: Source | None = None
    checked_on: dt.date | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """Return what is held of the official text: the wording, or the excerpts in order."""
        if self.wording is not None:
            return (self.wording,)
        return tuple(excerpt.text for excerpt in self.excerpts)

    def covers(self, day: dt.date) -> bool:
        """Return whether the text applied on a day, as far as its days are known."""
        begun = self.in_force is None or self.in_force <= day
        return begun and (self.until is None or day <= self.until)


class Renumbered(LawValue):
    """A reference in the wording to an article that has another number today.

    `in_text` stands in the wording to the letter. `basis` says how the present article is known:
    `stated` by a source, or `content`: found by comparing what the two articles say.
    """

    in_text: Text
    now: Bilingual
    id: Slug | None = None
    basis: Literal["stated", "content"]


class Successor(LawValue):
    """The article that took the place of another one."""

    id: Slug
    mark: Mark


class Amendment(LawValue):
    """That an instrument was amended or replaced after the edition that is held."""

    effective: dt.date
    by: Bilingual
    slug: Slug | None = None  # of the instrument that holds what is known of the later text
    mark: Mark


class Article(LawValue):
    """An article, clause or statement that can be cited.

    The id is the slug of its instrument, or begins with it and a hyphen. `article` is the number as
    printed; null where the entry speaks of the whole instrument or the clause was not seen. `says`
    is a paraphrase in this project's own words. `mark` says how well the paraphrase is sourced.
    """

    id: Slug
    article: Name | None
    cite: Bilingual
    says: Bilingual
    mark: Mark
    url: Address | None = None
    note: Bilingual | None = None
    part_of: Slug | None = None
    versions: tuple[Version, ...] = Field(min_length=1)  # oldest first
    renumbered: tuple[Renumbered, ...] = ()
    successor: Successor | None = None


class Instrument(LawValue):
    """An instrument in one edition; the file's name is its slug.

    `name` is the full title with the edition, `short` what citations call it, `number` its official
    number. `since` is the first day of its first edition, whatever became of the text; null where
    no source names it. `dates_mark` says how well `since` and the days of its versions are sourced.
    """

    slug: Slug
    kind: InstrumentKind
    jurisdiction: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    name: Bilingual
    short: Bilingual
    number: Bilingual | None = None
    since: dt.date | None = None
    dates_mark: Mark
    url: Address | None = None
    note: Bilingual | None = None
    amended: Amendment | None = None
    source: Source | None = None
    checked_on: dt.date | None = None
    articles: tuple[Article, ...] = Field(min_length=1)  # in the order of the instrument
