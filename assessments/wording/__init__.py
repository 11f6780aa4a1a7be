"""From the reasoning's codes to what a person reads, in the active language.

The only place where the sentences of a result stand: page, command line and memo all call these
functions, so they cannot say different things. A code without a sentence is an error, not a blank.
"""

from __future__ import annotations

from assessments.wording import duties as _duties
from assessments.wording import layers as _layers
from assessments.wording import names, next_steps
from assessments.wording import ownership as _ownership
from assessments.wording import reasons as _reasons
from assessments.wording.how import HOW
from assessments.wording.ladder import PHRASES
from assessments.wording.levels import LEVELS
from assessments.wording.readings import FORMAL, PLAIN, REGISTERS, Register

__all__ = [
    "FORMAL",
    "PLAIN",
    "REGISTERS",
    "Register",
    "action",
    "basis",
    "bearing",
    "conclusion",
    "conclusion_label",
    "dimension",
    "duty_name",
    "duty_status",
    "element",
    "element_status",
    "evidence_kind",
    "ground",
    "how",
    "layer_name",
    "layer_status",
    "level",
    "outcome",
    "ownership_basis",
    "register",
    "relation",
    "sentence",
]

SENTENCES = {
    **_reasons.SENTENCES,
    **_layers.SENTENCES,
    **_ownership.SENTENCES,
    **_duties.SENTENCES,
    **next_steps.SENTENCES,
}


def register(name: str) -> Register:
    """The plain or the formal reading of a result."""
    return Register(name=name, formal=SENTENCES)


def sentence(code: str) -> str:
    """The sentence of a code; raises KeyError for a code that has none."""
    return str(SENTENCES[code])


def conclusion(word: str, basis: str) -> str:
    """The conclusion as a sentence of the fixed ladder."""
    return str(PHRASES[basis][word])


def conclusion_label(word: str) -> str:
    return str(names.CONCLUSIONS[word])


def element(name: str) -> str:
    return str(names.ELEMENTS[name])


def element_status(status: str) -> str:
    return str(names.ELEMENT_STATUS[status])


def dimension(name: str) -> str:
    return str(names.DIMENSIONS[name])


def level(dimension: str, number: int) -> str:
    """What a level (0-4) of a dimension means."""
    return str(LEVELS[dimension][number])


def layer_name(name: str) -> str:
    return str(names.LAYERS[name])


def layer_status(status: str) -> str:
    return str(names.LAYER_STATUS[status])


def how(code: str) -> list[str]:
    """How a next step is done, one sentence after the other."""
    return [str(text) for text in HOW[code]]


def duty_name(name: str) -> str:
    return str(names.DUTIES[name])


def duty_status(status: str) -> str:
    return str(names.DUTY_STATUS[status])


def ownership_basis(name: str) -> str:
    return str(names.OWNERSHIP_BASES[name])


def relation(name: str) -> str:
    return str(names.RELATIONS[name])


def outcome(name: str) -> str:
    return str(names.OUTCOMES[name])


def basis(name: str) -> str:
    return str(names.BASES[name])


def bearing(name: str) -> str:
    return str(names.BEARINGS[name])


def ground(name: str) -> str:
    return str(names.GROUNDS[name])


def evidence_kind(name: str) -> str:
    return str(names.EVIDENCE_KINDS[name])


def action(name: str) -> str:
    return str(names.ACTIONS[name])
