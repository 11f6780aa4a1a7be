"""The two readings of one result: plain for whoever made the work, formal for a lawyer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.wording import names, plain

PLAIN, FORMAL = REGISTERS = ("plain", "formal")


@dataclass(frozen=True, kw_only=True)
class Register:
    """How codes are said; what has no plain words is said in the formal ones."""

    name: str
    formal: Mapping[str, Any]

    @property
    def is_plain(self) -> bool:
        return self.name == PLAIN

    def sentence(self, code: str) -> str:
        """The sentence of a code; raises KeyError for a code that has none at all."""
        found = plain.SENTENCES.get(code) if self.is_plain else None
        return str(found or self.formal[code])

    def element_asks(self, name: str) -> str:
        """What an element asks for, in one line; a lawyer needs no such line."""
        return str(plain.ELEMENTS[name]) if self.is_plain else ""

    def layer_name(self, layer: str, made_of: str = "") -> str:
        """A part of the work; `made_of` is the kind of one's own input, if it is one."""
        if not self.is_plain:
            return str(names.LAYERS[layer])
        return str(plain.INPUTS.get(made_of) or plain.LAYERS[layer])

    def layer_status(self, status: str) -> str:
        return str((plain.LAYER_STATUS if self.is_plain else names.LAYER_STATUS)[status])

    def relation(self, name: str) -> str:
        return str((plain.RELATIONS if self.is_plain else names.RELATIONS)[name])
