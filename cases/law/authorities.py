"""The articles as plain entries, the form in which results, snapshots and memos store them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from cases.law.loading import load_law
from cases.law.schema import Version
from cases.law.validity import ArticleVersion, article


@lru_cache(maxsize=8)
def authorities(on: dt.date | None = None) -> Mapping[str, dict[str, Any]]:
    """Return every article by its id, as it stood on a day (None: as far as is known); read only.

    `state` is that of `ArticleVersion`; `in_force` and `until` are the days of the text that
    applied on the day or, where that is not held, of the held text that is nearest to it.
    """
    law = load_law()
    return MappingProxyType({key: _entry(article(key, on, law)) for key in law.articles})


def _entry(found: ArticleVersion) -> dict[str, Any]:
    value, instrument = found.article, found.instrument
    version = found.version or _nearest(found)
    entry: dict[str, Any] = {
        "id": value.id,
        "kind": instrument.kind,
        "jurisdiction": instrument.jurisdiction,
        "instrument": instrument.name.model_dump(),
        "article": value.article,
        "cite": value.cite.model_dump(),
        "says": value.says.model_dump(),
        "in_force": version.in_force,
        "until": version.until,
        "state": found.state,
        "mark": value.mark,
    }
    url = value.url or instrument.url
    return entry | {"url": url} if url else entry


def _nearest(found: ArticleVersion) -> Version:
    """Return the last text that had begun by the day, else the first that came after it."""
    versions = found.article.versions
    begun = [v for v in versions if found.on is None or not v.in_force or v.in_force <= found.on]
    return begun[-1] if begun else versions[0]
