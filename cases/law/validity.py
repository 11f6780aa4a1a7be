"""Which text of an article applied on a day, and what is said where the library does not hold it.

Whoever assesses as of a day asks here, so that each article is taken in the version then in force.
What is not held is a value (`state`), never another text in its place.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from cases.law.loading import Law, load_law
from cases.law.schema import Article, Instrument, Source, Version

State = Literal["in_force", "earlier_text", "later_text", "not_yet", "no_longer", "not_known"]
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class ArticleVersion:
    """An article on a day; `on: None` is a day after everything that is known.

    `state` says what is known of that day:

    - `in_force`: `version` applied, or applies;
    - `earlier_text`: an earlier text of the instrument applied, which this library does not hold;
    - `later_text`: the text that is held was amended or replaced; the later one is not held here,
      but `successor` may name the article that took its place;
    - `not_yet`: the instrument did not apply yet;
    - `no_longer`: it had ceased to apply, and nothing is known to have taken its place;
    - `not_known`: before the first text that is held, and no source says whether there was one.

    `version` is None in every state but the first. `first` and `last` bound the state where a text
    before or after it is held; None is open.
    """

    article: Article
    instrument: Instrument
    on: dt.date | None
    state: State
    version: Version | None
    first: dt.date | None
    last: dt.date | None

    @property
    def wording(self) -> str | None:
        """Return the whole official wording; None where it is not held (see `state`)."""
        return self.version.wording if self.version else None

    @property
    def source(self) -> Source | None:
        """Return where the wording or the excerpts were read."""
        if self.version is None or not self.version.texts:
            return None
        return self.version.source or self.instrument.source

    @property
    def checked_on(self) -> dt.date | None:
        """Return the day on which the wording or the excerpts were compared with the source."""
        if self.version is None or not self.version.texts:
            return None
        return self.version.checked_on or self.instrument.checked_on

    @property
    def successor(self) -> str | None:
        """Return the id of the article that took the place of a text that was amended."""
        if self.state != "later_text" or self.article.successor is None:
            return None
        return self.article.successor.id


def article(id: str, on: dt.date | None = None, law: Law | None = None) -> ArticleVersion:
    """Return an article in the version in force on a day; raises `KeyError` for an unknown id."""
    held = law or load_law()
    value, instrument = held.articles[id], held.instrument_of[id]
    day = on or dt.date.max
    version = next((version for version in value.versions if version.covers(day)), None)
    if version is not None:
        state: State = "in_force"
        first, last = version.in_force, version.until
    else:
        state, first, last = _state_without_text(value, instrument, day)
    return ArticleVersion(
        article=value,
        instrument=instrument,
        on=on,
        state=state,
        version=version,
        first=first,
        last=last,
    )


def in_force(id: str, on: dt.date, law: Law | None = None) -> bool:
    """Return whether the text that this library holds of an article applied on a day."""
    return article(id, on, law).state == "in_force"


def _state_without_text(
    value: Article, instrument: Instrument, day: dt.date
) -> tuple[State, dt.date | None, dt.date | None]:
    """Return the state of a day that no version covers, with its first and last day."""
    before = [v for v in value.versions if v.until is not None and v.until < day]
    after = [v for v in value.versions if v.in_force is not None and day < v.in_force]
    first = before[-1].until + ONE_DAY if before and before[-1].until else instrument.since
    if not after:
        followed = value.successor is not None or instrument.amended is not None
        return ("later_text" if followed else "no_longer"), first, None
    last = after[0].in_force - ONE_DAY if after[0].in_force else None
    if first is None:
        return "not_known", None, last
    if day < first:
        return "not_yet", None, first - ONE_DAY
    return "earlier_text", first, last
