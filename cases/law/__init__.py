"""Statutes, interpretations, standards and guidance as typed values, one YAML file each.

The package uses no Django, database or network. `article(id, on)` gives an article in the version
in force on a day, `in_force(id, on)` whether the text that is held applied then.
"""

from __future__ import annotations

from cases.law.authorities import authorities
from cases.law.loading import FOLDER, InvalidLaw, Law, load_law
from cases.law.schema import Article, Instrument, Version
from cases.law.validity import ArticleVersion, State, article, in_force

__all__ = [
    "FOLDER",
    "Article",
    "ArticleVersion",
    "Instrument",
    "InvalidLaw",
    "Law",
    "State",
    "Version",
    "article",
    "authorities",
    "in_force",
    "load_law",
]
