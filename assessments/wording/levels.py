"""The meaning of each level (0-4) of each dimension."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

NOTHING = pgettext_lazy("level", "nothing that counts")
LEVELS = {
    "conception": {
        0: NOTHING,
        1: pgettext_lazy("level of conception", "an idea, not spelled out"),
        2: pgettext_lazy("level of conception", "an aim or an outline"),
        3: pgettext_lazy("level of conception", "scene or structure settled in detail"),
        4: pgettext_lazy("level of conception", "a plan that governs the result"),
    },
    "instruction": {
        0: NOTHING,
        1: pgettext_lazy("level of instruction", "a topic"),
        2: pgettext_lazy("level of instruction", "ordinary elements side by side"),
        3: pgettext_lazy("level of instruction", "several specific expressive elements"),
        4: pgettext_lazy(
            "level of instruction",
            "many specific elements and how they go together",
        ),
    },
    "control": {
        0: NOTHING,
        1: pgettext_lazy("level of control", "settings given, effect not foreseen"),
        2: pgettext_lazy("level of control", "set on purpose, effect not stated"),
        3: pgettext_lazy("level of control", "set on purpose with visible effect"),
        4: pgettext_lazy("level of control", "set on purpose with the intended effect"),
    },
    "refinement": {
        0: NOTHING,
        1: pgettext_lazy("level of refinement", "run again"),
        2: pgettext_lazy("level of refinement", "checked and changed with visible effect"),
        3: pgettext_lazy(
            "level of refinement", "changed in several ways, or to the intended effect"
        ),
        4: pgettext_lazy("level of refinement", "steered in several ways to the intended effect"),
    },
    "selection": {
        0: NOTHING,
        1: pgettext_lazy("level of selection", "picked one"),
        2: pgettext_lazy("level of selection", "picked by own criteria"),
        3: pgettext_lazy("level of selection", "arranged in part"),
        4: pgettext_lazy("level of selection", "arranged into a whole"),
    },
    "editing": {
        0: NOTHING,
        1: pgettext_lazy("level of editing", "technical or imperceptible"),
        2: pgettext_lazy("level of editing", "slight"),
        3: pgettext_lazy("level of editing", "details reshaped"),
        4: pgettext_lazy("level of editing", "substantial work by hand"),
    },
    "own_input": {
        0: NOTHING,
        1: pgettext_lazy("level of own_input", "a trace"),
        2: pgettext_lazy("level of own_input", "between a trace and a part"),
        3: pgettext_lazy("level of own_input", "a part"),
        4: pgettext_lazy("level of own_input", "dominant"),
    },
    "distinctiveness": {
        0: pgettext_lazy("level of distinctiveness", "copied"),
        1: pgettext_lazy("level of distinctiveness", "commonplace"),
        2: pgettext_lazy("level of distinctiveness", "no copying shown"),
        3: pgettext_lazy("level of distinctiveness", "different"),
        4: pgettext_lazy("level of distinctiveness", "striking"),
    },
    "foreseeability": {
        0: NOTHING,
        1: pgettext_lazy("level of foreseeability", "hardly foreseeable"),
        2: pgettext_lazy("level of foreseeability", "in broad outline"),
        3: pgettext_lazy("level of foreseeability", "the intended effect was reached"),
        4: pgettext_lazy("level of foreseeability", "closely controlled"),
    },
}
