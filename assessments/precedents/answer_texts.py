"""What an answer speaks for, what it rests on and how far it could move, as sentences.

Page and memo share them; each names authorities in its own way, through `Names`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from django.utils.translation import get_language, gettext, gettext_lazy, pgettext

from assessments.engine import Column, Result, load_authorities
from assessments.engine.codes import Conclusion
from assessments.engine.presumption import PRESUMED
from assessments.engine.result import Answer, Appraisal, Contradiction, Ground, Layer
from assessments.precedents.fields import field_name, split_item_field
from assessments.wording.labels import value_label
from assessments.wording.parts import names_apart
from assessments.wording.rounds import round_title
from cases.record import Evidence

# Appraisals for which an exhibit may have been examined.
EXAMINED = frozenset({"appraisal.examined", "appraisal.lawyer", "appraisal.decider"})
# What counts of a value that nothing shows.
LOWEST = frozenset({"", "none", "random", "technical", "unknown"})
Steps = Sequence[Mapping[str, Any]]
NUM_NAMED = 3  # decisions named in a sentence; all of them stand among the reasons


class Names(Protocol):
    """How rules and decisions are named."""

    def name_of(self, key: str) -> str:
        """Return the name of an article of law or of a decision."""

    def outcome(self, slug: str) -> str:
        """Return the outcome of a judged work."""

    def instance(self, slug: str) -> str:
        """Return the instance of a decision and its finality."""


def ground_sentence(ground: Ground, names: Names) -> str:
    """Say what an answer rests on; empty where it is open, or in results that did not state it."""
    if _is_open(ground):
        return ""
    law = [key for key in ground.bound_by if key in load_authorities()]
    slugs = [key for key in ground.bound_by if key not in load_authorities()]
    granted = [slug for slug in slugs if names.outcome(slug) == "protected"]
    refused = [slug for slug in slugs if slug not in granted]
    if ground.basis is None:
        return ""
    if ground.basis == "scale":
        return gettext("No decided case settles this; it follows from the rules alone.")
    if ground.basis == "between":
        between = gettext("Between %(granted)s and %(refused)s; neither decides it.") % {
            "granted": _list_decisions(granted, names),
            "refused": _list_decisions(refused, names),
        }
        return join_sentences([between, _for_reference()])
    if ground.basis == "conflict":
        both = gettext(
            "Decisions point both ways: at least as strong as in %(granted)s, "
            "at most as strong as in %(refused)s."
        ) % {
            "granted": _list_decisions(granted, names),
            "refused": _list_decisions(refused, names),
        }
        return join_sentences([both, _for_reference()])
    parts = []
    if law:
        cites = gettext(", ").join(map(names.name_of, law))
        parts.append(gettext("By the law itself: %(law)s.") % {"law": cites})
    if granted:
        listed = _list_decisions(granted, names)
        parts.append(gettext("At least as strong as in %(names)s.") % {"names": listed})
    if refused:
        listed = _list_decisions(refused, names)
        parts.append(gettext("At most as strong as in %(names)s.") % {"names": listed})
    if slugs:
        parts.append(_for_reference())
    return join_sentences(parts)


def join_sentences(parts: Sequence[str]) -> str:
    """Join sentences: with a space, in Chinese without."""
    return ("" if (get_language() or "").startswith("zh") else " ").join(filter(None, parts))


def is_presumed(answer: Answer) -> bool:
    """Whether an answer rests on the name on the work (Copyright Law art. 12)."""
    return any(
        reason.code == PRESUMED
        for element in answer.elements.values()
        for reason in element.reasons
    )


def _is_open(ground: Ground) -> bool:
    """Whether no word is given that could rest on anything."""
    if isinstance(ground, Answer):
        return ground.conclusion == "open"
    return isinstance(ground, Layer) and ground.status == "open"


def _list_decisions(slugs: Sequence[str], names: Names) -> str:
    """Return the decisions with their instance and finality."""
    listed = [_name_decision(slug, names) for slug in slugs[:NUM_NAMED]]
    if len(slugs) > NUM_NAMED:
        listed.append(gettext("%(count)d more") % {"count": len(slugs) - NUM_NAMED})
    return gettext("; ").join(listed)


def _name_decision(slug: str, names: Names) -> str:
    values = {"decision": names.name_of(slug), "standing": names.instance(slug)}
    if not values["standing"]:
        return values["decision"]
    return gettext("%(decision)s (%(standing)s)") % values


def _for_reference() -> str:
    return gettext("Decisions are for reference, not binding.")


def unnamed_authority() -> str:
    """Return what stands for an authority whose name was not stored with an assessment."""
    return gettext("an authority whose name was not stored with this assessment")


def scope_sentence(
    result: Result,
    answer: Answer,
    name_of: Callable[[Layer], str],
    label: Callable[[str], str],
    step_ids: Sequence[str],
) -> str:
    """Say which layers the word protects and which it does not; empty where it protects none.

    A layer of a weaker word is named with its own; `label` names a word of the ladder. Layers of
    one name on both sides are told apart by the places of their steps in `step_ids`.
    """
    if answer.scope is None or not answer.layers_protected:
        return ""
    if answer.scope in ("style", "arrangement"):
        return ""  # its sentence says of what it speaks
    if answer.scope == "whole":
        return gettext("This speaks for the whole work.") if len(result.layers) > 1 else ""
    column = next(column for column in result.columns if result.answer(column) is answer)
    words = {layer.id: layer_word(layer, column) for layer in result.layers}
    by_word: dict[str, list[str]] = {}
    others: list[str] = []
    for layer in result.layers:
        within = layer.id in answer.layers_protected
        (by_word.setdefault(words[layer.id], []) if within else others).append(layer.id)
    by_word = {answer.conclusion: by_word.pop(answer.conclusion, []), **by_word}
    names = {layer.id: name_of(layer) for layer in result.layers}
    own, *weaker, apart = (
        gettext(", ").join(named)
        for named in names_apart([*by_word.values(), others], result.layers, names, step_ids)
    )
    sentences = [gettext("This speaks for: %(parts)s.") % {"parts": own}] if own else []
    sentences += [
        gettext("“%(word)s” is the most that is said of: %(parts)s.")
        % {"word": label(word), "parts": parts}
        for word, parts in zip(list(by_word)[1:], weaker, strict=True)
    ]
    if others:
        sentences.append(gettext("It does not speak for: %(parts)s.") % {"parts": apart})
    elif not weaker:
        return gettext(
            "It does not speak for what others or a machine by itself made of what shows in it."
        )
    return join_sentences(sentences)


def layer_word(layer: Layer, column: Column) -> Conclusion:
    """Return the word for a layer in one of the answers."""
    if column == "held" and layer.held is not None:
        return layer.held
    return layer.claimed if column == "claimed" else layer.status


def range_sentence(answer: Answer, label: Callable[[str], str]) -> str:
    """Say between which words the answer lies, and depending on what; else empty.

    `label` names a word of the ladder.
    """
    if answer.range is None or answer.range[0] == answer.range[1]:
        return ""
    return between(answer, *map(label, answer.range))


def between(answer: Answer, lowest: str, highest: str) -> str:
    """Say between which two words an answer lies, and depending on what."""
    pattern = (
        gettext(
            "Depending on what only its makers have appraised, and on what is not stated, "
            "it lies between “%(lowest)s” and “%(highest)s”."
        )
        if answer.turns_on
        else gettext(
            "Depending on what is not stated, it lies between “%(lowest)s” and “%(highest)s”."
        )
    )
    return pattern % {"lowest": lowest, "highest": highest}


def examined_text(
    appraisal: Appraisal, evidence: Sequence[Evidence], contradictions: Sequence[Contradiction]
) -> str:
    """Say on which exhibits a value was appraised, by whom and when; empty where on none.

    What a party is said to have examined is a contradiction, and no examination.
    """
    if appraisal.because not in EXAMINED:
        return ""
    refuted = {contradiction.field for contradiction in contradictions}
    return gettext("; ").join(
        gettext("Evidence %(number)s, examined by %(name)s on %(day)s")
        % {"number": number, "name": piece.examined_by.name, "day": piece.examined_by.on}
        for number, piece in enumerate(evidence, 1)
        if piece.id in appraisal.on
        and piece.examined_by is not None
        and f"evidence[{number - 1}].examined_by" not in refuted
    )


def counted_texts(appraisal: Appraisal) -> tuple[str, str]:
    """Return in words what counts of a value as claimed and as proved.

    What nothing shows is not said to be its contrary.
    """
    split = split_item_field(appraisal.field)
    name = split[2] if split else appraisal.field
    claimed, proved = appraisal.accepted_as_claimed, appraisal.accepted_as_proved
    texts = [
        value_label(name, value) if value else gettext("nothing") for value in (claimed, proved)
    ]
    unshown = proved != claimed and appraisal.by != "measured" and (proved or "") in LOWEST
    return texts[0], gettext("not shown") if unshown else texts[1]


def appraised_field_text(appraisal: Appraisal, steps: Steps = ()) -> str:
    """Return the field of an appraisal, with its value where one is stated."""
    if appraisal.value is not None:
        return field_text(appraisal.field, appraisal.value, steps)
    split = split_item_field(appraisal.field)
    if split is None:
        return field_name(appraisal.field)
    return gettext("%(item)s, %(field)s") % {
        "item": _item_text(split[0], split[1], steps),
        "field": field_name(split[2]),
    }


def field_parts(path: str, value: str | None, steps: Steps = ()) -> tuple[str, str]:
    """Return the item that a field belongs to, empty for the work, and the field with its value."""
    split = split_item_field(path)
    if split is None:
        return "", field_text(path, value)
    part, index, name = split
    colon = str(pgettext("after a label", ": "))
    said = value_label(name, value) if value else gettext("not stated")
    return _item_text(part, index, steps), colon.join((field_name(name), said))


def field_text(path: str, value: str | None, steps: Steps = ()) -> str:
    """Return a field such as `steps[2].extent` with its value in words; those of the whole too.

    `steps` are those of the record as plain data; without them a step is named by its number.
    """
    split = split_item_field(path)
    if split is None:
        if value is None:
            return field_name(path)
        colon = str(pgettext("after a label", ": "))
        return colon.join((field_name(path), value_label(path, value)))
    part, index, name = split
    return gettext("%(item)s, %(field)s: %(value)s") % {
        "item": _item_text(part, index, steps),
        "field": field_name(name),
        "value": value_label(name, value) if value else gettext("not stated"),
    }


ITEMS = {
    "steps": gettext_lazy("Round %(number)s"),
    "inputs": gettext_lazy("Input %(number)s"),
    "evidence": gettext_lazy("Evidence %(number)s"),
    "tools": gettext_lazy("Tool %(number)s"),
    "parties": gettext_lazy("Person %(number)s"),
    "contracts": gettext_lazy("Contract %(number)s"),
}


def _item_text(part: str, index: int, steps: Steps) -> str:
    if part == "steps" and steps:
        return round_title(steps[index], index + 1, steps)
    return str(ITEMS[part]) % {"number": index + 1}
