"""Sentences for comparisons of files and for the tree of outputs, in the active language.

A share is always one of area or of words, and is named so: never a share of authorship.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from assessments.intake.core.problems import SENTENCES
from assessments.likeness import sentences
from assessments.likeness.sentences_of_text import SentenceMeasure
from assessments.wording.files import PARAMETERS

Json = Mapping[str, Any]
COUNTS = frozenset({"picture_features", "picture_mirrored"})
SETTINGS = {
    **PARAMETERS,
    "width": _("width"),
    "height": _("height"),
    "loras": _("add-on models"),
}


def share(value: float) -> str:
    """Return a share (0-1) in per cent; one that rounds to zero is "less than 1%"."""
    if 0 < value < 0.005:
        return gettext("less than 1%")
    return gettext("%(n)s%%") % {"n": round(value * 100)}


def reason(found_reason: Json) -> str:
    """Return why an output is taken to come from another."""
    value = found_reason.get("value")
    shown = (
        ""
        if value is None
        else str(round(value))
        if found_reason["code"] in COUNTS
        else share(value)
    )
    return gettext(sentences.REASONS[found_reason["code"]]) % {"value": shown}


def confidence(code: str | None) -> str:
    """Return how certain a place in the tree is; empty without a code."""
    return gettext(sentences.CONFIDENCE[code]) if code in sentences.CONFIDENCE else ""


def refusal(code: str) -> str:
    """Return why nothing was measured."""
    if code in sentences.REFUSALS:
        return gettext(sentences.REFUSALS[code])
    if code == "damaged":
        return gettext("One of the files is not a picture that we can open.")
    sentence = SENTENCES.get(code, "")
    has_no_parameters = sentence and "%(" not in sentence
    return gettext(sentence) if has_no_parameters else gettext("These could not be compared.")


def ground(found_ground: Any) -> str:
    """Return what an extent rests on, or why nothing could be measured."""
    if found_ground.code in sentences.GROUNDS:
        value = share(found_ground.value) if found_ground.value is not None else ""
        return gettext(sentences.GROUNDS[found_ground.code]) % {"value": value}
    return refusal(found_ground.code)


def caution(code: str) -> str:
    """Return a caution about a comparison."""
    return gettext(sentences.CAUTIONS[code])


def text_counts(measure: Json) -> list[str]:
    """Return what became of the words of two texts, as counts; of each CJK character as a word."""
    if "kept" not in measure:  # compared before words were counted
        return []
    final, source = measure["final_tokens"], measure["source_tokens"]
    said = [
        gettext(
            "Of %(n)s words and marks of the final text %(kept)s stand in the source in the same "
            "order, %(moved)s elsewhere in it, and %(new)s not."
        )
        % {"n": final, **{name: measure[name] for name in ("kept", "moved", "new")}},
        gettext("Of %(n)s words and marks of the source %(removed)s are gone.")
        % {"n": source, "removed": measure["removed"]},
    ]
    if measure.get("turns"):
        count = len(measure["turns"])
        answers = ngettext(
            "Compared with %(n)s answer of the conversation, the one with most in common.",
            "Compared with %(n)s answers of the conversation, those with most in common.",
            count,
        )
        said.insert(0, answers % {"n": count})
    if measure.get("typed"):
        typed = gettext(
            "Of those that are not in the source, found in what the person wrote in the "
            "conversation: %(n)s."
        )
        said.append(typed % {"n": measure["typed"]})
    return said


def sentence_title(number: int, sentence: SentenceMeasure) -> str:
    """Return what became of one sentence, for the strip."""
    count = sentence.counts
    return gettext("Sentence %(n)s: %(kept)s kept, %(moved)s moved, %(new)s not in the source") % {
        "n": number,
        "kept": count.get("same", 0),
        "moved": count.get("moved", 0),
        "new": count.get("new", 0),
    }


def geometry(code: str | None) -> str:
    """Return how one picture was aligned with the other; empty without a code."""
    return gettext(sentences.GEOMETRY[code]) if code in sentences.GEOMETRY else ""


def setting_name(name: str) -> str:
    """Return the name of a setting; without one, its key."""
    return str(SETTINGS.get(name, name))


def setting_value(value: Any) -> str:
    """Return the value of a setting as text; None is "not stated"."""
    if value is None:
        return gettext("not stated")
    if isinstance(value, Iterable) and not isinstance(value, str):
        return gettext(", ").join(_lora(part) for part in value) or gettext("none")
    return str(value)


def _lora(lora: Any) -> str:
    if not isinstance(lora, Mapping):
        return str(lora)
    name, weight = str(lora.get("name")), lora.get("weight")
    return (
        name
        if weight is None
        else gettext("%(name)s (%(weight)s)") % {"name": name, "weight": weight}
    )
