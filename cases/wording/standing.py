"""How a decision stands, in words: reversed on which day by whom, or not effective.

The functions take the language, because a citation does not follow the reader's.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import translation
from django.utils.translation import pgettext, pgettext_lazy

from cases.library.schema import FinalityState, Language, Relation
from cases.library.standing import Relationship, Standing
from cases.wording import labels
from cases.wording.dates import day_text

LOCALES: Mapping[Language, str] = {"en": "en", "zh": "zh-hans"}
ENDED: Mapping[Relation, object] = {
    "reversed": pgettext_lazy("standing", "reversed"),
    "vacated": pgettext_lazy("standing", "vacated"),
    "remanded": pgettext_lazy("standing", "remanded"),
    "superseded": pgettext_lazy("standing", "superseded"),
}
# What a reader need not be told: the decision has taken effect.
IN_EFFECT: frozenset[FinalityState] = frozenset({"effective", "final"})


def end_text(end: Relationship, language: Language) -> str:
    """`reversed on 1 June 2026 by the Example High Court`; with its mark where it is contested."""
    with translation.override(LOCALES[language]):
        values = {
            "relation": ENDED[end.relation],
            "by": end.by.zh if language == "zh" else end.by.en,
            "when": _when(end, language),
        }
        if end.on is None:
            text = pgettext("standing", "%(relation)s by %(by)s, day not known") % values
        else:
            text = pgettext("standing", "%(relation)s %(when)s by %(by)s") % values
        if end.mark in labels.SETTLED:
            return text
        values = {"text": text, "mark": labels.MARK[end.mark]}
        return pgettext("standing", "%(text)s [%(mark)s]") % values


def end_brief(end: Relationship, language: Language) -> str:
    """`reversed on 1 June 2026`."""
    with translation.override(LOCALES[language]):
        values = {"relation": ENDED[end.relation], "when": _when(end, language)}
        if end.on is None:
            return pgettext("standing, day not known", "%(relation)s") % values
        return pgettext("standing", "%(relation)s %(when)s") % values


def standing_brief(standing: Standing, language: Language) -> str:
    """What stands in the way of relying on a decision, in few words; empty where nothing does."""
    if standing.end is not None:
        return end_brief(standing.end, language)
    return finality_brief(standing.finality, language)


def finality_brief(finality: FinalityState, language: Language) -> str:
    """The finality of a decision that has not taken effect, or is not known to; else empty."""
    if finality in IN_EFFECT:
        return ""
    with translation.override(LOCALES[language]):
        return str(labels.FINALITY[finality])


def _when(end: Relationship, language: Language) -> str:
    if end.on is None:
        return ""
    day = {"day": day_text(end.on, language, end.precision)}
    if end.precision == "day":
        return pgettext("standing", "on %(day)s") % day
    return pgettext("standing", "in %(day)s") % day
