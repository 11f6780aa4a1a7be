"""Sentences and names for the codes of a result, in the active language.

Page, command line and memo all call these functions, so that they show the same words. Every
function raises KeyError for a code that has no words: a result never shows a blank.
"""

from __future__ import annotations

from django.utils.translation import gettext

from assessments.engine.result import ElementAnswer
from assessments.wording import appraisals as _appraisals
from assessments.wording import duties as _duties
from assessments.wording import layers as _layers
from assessments.wording import names, next_steps
from assessments.wording import ownership as _ownership
from assessments.wording import reasons as _reasons
from assessments.wording.how import HOW
from assessments.wording.ladder import NAMES, phrase
from assessments.wording.levels import LEVELS
from assessments.wording.registers import FORMAL, PLAIN, REGISTERS, Register, RegisterName

__all__ = [
    "FORMAL",
    "PLAIN",
    "REGISTERS",
    "Register",
    "RegisterName",
    "action",
    "basis",
    "bearing",
    "conclusion",
    "condition_status",
    "conclusion_label",
    "dimension",
    "duty_name",
    "duty_status",
    "element",
    "element_position",
    "element_status",
    "element_word",
    "evidence_basis",
    "evidence_kind",
    "ground",
    "how",
    "layer_name",
    "level",
    "outcome",
    "ownership_basis",
    "register",
    "relation",
    "sentence",
    "ground_basis",
]

SENTENCES = {
    **_reasons.SENTENCES,
    **_layers.SENTENCES,
    **_ownership.SENTENCES,
    **_duties.SENTENCES,
    **next_steps.SENTENCES,
    **_appraisals.SENTENCES,
}


def register(name: RegisterName) -> Register:
    """Return the plain or the formal register."""
    return Register(name=name, formal=SENTENCES)


def sentence(code: str) -> str:
    """Return the formal sentence of a code."""
    return str(SENTENCES[code])


def conclusion(word: str, basis: str, scope: str | None = None) -> str:
    """Return a conclusion as a formal sentence; `basis` is a column of the result."""
    return phrase(FORMAL, word, basis, scope)


def conclusion_label(word: str) -> str:
    """Return the formal name of a word of the ladder, for a work or a layer."""
    return str(NAMES[FORMAL][word])


def element(name: str) -> str:
    """Return the name of an element."""
    return str(names.ELEMENTS[name])


def element_status(status: str) -> str:
    """Return the word for the status of an element."""
    return str(names.ELEMENT_STATUS[status])


def element_word(element: ElementAnswer) -> str:
    """Return the word for an element: met, or that nothing speaks against it, and so on."""
    if element.is_unquestioned:
        return str(names.NOT_QUESTIONED)
    return element_status(element.status)


def element_position(element: ElementAnswer) -> str:
    """Return the word for an element, and whether a statute or decisions give it."""
    word = element_word(element)
    if element.is_unquestioned or element.basis != "bound":
        return word
    return gettext("%(status)s, decided") % {"status": word}


def dimension(name: str) -> str:
    """Return the name of a dimension."""
    return str(names.DIMENSIONS[name])


def level(dimension: str, number: int) -> str:
    """Return what a level (0-4) of a dimension means."""
    return str(LEVELS[dimension][number])


def layer_name(name: str) -> str:
    """Return the name of a layer."""
    return str(names.LAYERS[name])


def how(code: str) -> list[str]:
    """Return how a next step is done, as sentences in the order in which they are done."""
    return [str(text) for text in HOW[code]]


def duty_name(name: str) -> str:
    """Return the name of a duty on publication."""
    return str(names.DUTIES[name])


def duty_status(status: str) -> str:
    """Return the word for the status of a duty."""
    return str(names.DUTY_STATUS[status])


def ownership_basis(name: str) -> str:
    """Return the basis on which somebody owns the work."""
    return str(names.OWNERSHIP_BASES[name])


def condition_status(status: str) -> str:
    """Return the word for the status of a condition or basis of ownership."""
    return str(names.CONDITION_STATUS[status])


def relation(name: str) -> str:
    """Return the words for the relation of a precedent to this work."""
    return str(names.RELATIONS[name])


def outcome(name: str) -> str:
    """Return the outcome of a decision."""
    return str(names.OUTCOMES[name])


def basis(name: str) -> str:
    """Return the name of an answer: as claimed, as proved or as held."""
    return str(names.BASES[name])


def evidence_basis(name: str | None) -> str:
    """Return how evidence counts; empty for results before this was stated."""
    return str(names.EVIDENCE_BASES[name]) if name else ""


def ground_basis(name: str) -> str:
    """Return the words for what an answer rests on: `bound`, `between`, `scale`, `conflict`."""
    return str(names.GROUND_BASES[name])


def bearing(name: str) -> str:
    """Return the word for a reason that speaks for, against or neither."""
    return str(names.BEARINGS[name])


def ground(name: str) -> str:
    """Return the name of a ground of an element."""
    return str(names.GROUNDS[name])


def evidence_kind(name: str) -> str:
    """Return the name of a kind of evidence."""
    return str(names.EVIDENCE_KINDS[name])


def action(name: str) -> str:
    """Return the name of an action of a step."""
    return str(names.ACTIONS[name])
