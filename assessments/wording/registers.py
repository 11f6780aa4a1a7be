"""The two registers of one result: plain for a creator, formal for a lawyer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from assessments.wording import ladder, names, plain

RegisterName = Literal["plain", "formal"]
PLAIN: RegisterName = "plain"
FORMAL: RegisterName = "formal"
REGISTERS: tuple[RegisterName, ...] = (PLAIN, FORMAL)


@dataclass(frozen=True, kw_only=True)
class Register:
    """The words for the codes of a result; a code without plain words has its formal ones."""

    name: RegisterName
    formal: Mapping[str, Any]

    @property
    def is_plain(self) -> bool:
        return self.name == PLAIN

    def sentence(self, code: str) -> str:
        """Return the sentence of a code; raise KeyError where neither register has one."""
        plain_sentence = plain.SENTENCES.get(code) if self.is_plain else None
        return str(plain_sentence or self.formal[code])

    def element_asks(self, name: str) -> str:
        """Return what an element asks for, in one line; empty in the formal register."""
        return str(plain.ELEMENTS[name]) if self.is_plain else ""

    def layer_name(self, layer: str, made_of: str = "") -> str:
        """Return the name of a layer; `made_of` is the kind of the input that it consists of."""
        if not self.is_plain:
            return str(names.LAYERS[layer])
        return str(plain.INPUTS.get(made_of) or plain.LAYERS[layer])

    def conclusion(self, word: str, basis: str, scope: str | None = None) -> str:
        """Return a conclusion as a sentence of the ladder; `basis` is a column of the result."""
        return ladder.phrase(self.name, word, basis, scope)

    def conclusion_label(self, word: str) -> str:
        """Return the name of a word of the ladder, for a work or a layer."""
        return str(ladder.NAMES[self.name][word])

    def basis(self, name: str) -> str:
        """Return the name of an answer: `claimed`, `proved` or `held`."""
        return str((plain.BASES if self.is_plain else names.BASES)[name])

    def duty_status(self, status: str) -> str:
        """Return the word for the status of a duty."""
        return str(self.is_plain and plain.DUTY_STATUS.get(status) or names.DUTY_STATUS[status])

    def relation(self, name: str) -> str:
        """Return the words for the relation of a precedent to this work."""
        return str((plain.RELATIONS if self.is_plain else names.RELATIONS)[name])
