"""Sentences for why a layer of the work is protected or not, by code.

The word itself is that of the ladder; where a gate decides, its own sentence stands here instead.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "layer.prompted_output.protected": _(
        "The prompted output shows enough of the maker's own choices."
    ),
    "layer.prompted_output.likely": _("The prompted output shows choices of the maker's own."),
    "layer.prompted_output.arguable": _(
        "It is arguable whether the prompted output shows enough of the maker's own choices."
    ),
    "layer.prompted_output.unlikely": _(
        "By the rules, the prompted output shows too few of the maker's own choices."
    ),
    "layer.prompted_output.not_protected": _(
        "The prompted output does not show enough of the maker's own choices."
    ),
    "layer.prompted_output.unproved": _(
        "What is stated of the prompted output goes further than what can be shown."
    ),
    "layer.prompted_output.not_stated": _(
        "How far the maker's own choices shaped the prompted output is not fully stated."
    ),
    "layer.prompted_output.open": _(
        "Too little is stated of the prompted output; it cannot be said yet."
    ),
    "layer.own_input.protected": _(
        "One's own earlier work shows in the result and stays protected there."
    ),
    "layer.own_input.likely": _("One's own earlier work shows in the result."),
    "layer.own_input.arguable": _(
        "It is arguable whether enough of the own earlier work shows in the result."
    ),
    "layer.own_input.unlikely": _(
        "By the rules, too little expression of the own input shows in the result."
    ),
    "layer.own_input.not_protected": _(
        "Too little of the own earlier work shows in the result; by itself it may be a work."
    ),
    "layer.own_input.unproved": _(
        "What is stated of the own input goes further than what can be shown."
    ),
    "layer.own_input.not_stated": _("How much of the own input shows in the result is not stated."),
    "layer.own_input.presumed": _(
        "That the own earlier work shows is presumed from the name on the work (Copyright Law art. 12) and falls to evidence to the contrary."
    ),
    "layer.own_input.open": _("Too little is stated of the own input; it cannot be said yet."),
    "layer.hand_editing.protected": _("This work by hand adds expression of its own."),
    "layer.hand_editing.likely": _("This work by hand adds expression."),
    "layer.hand_editing.arguable": _(
        "It is arguable whether this work by hand adds enough expression."
    ),
    "layer.hand_editing.unlikely": _("By the rules, this work by hand adds too little expression."),
    "layer.hand_editing.not_protected": _("This work by hand adds too little expression."),
    "layer.hand_editing.unproved": _(
        "What is stated of this work by hand goes further than what can be shown."
    ),
    "layer.hand_editing.not_stated": _(
        "What this work by hand adds, how far it goes or whether it shows is not fully stated."
    ),
    "layer.hand_editing.presumed": _(
        "That a person did this by hand is presumed from the name on the work (Copyright Law art. 12) and falls to evidence to the contrary."
    ),
    "layer.hand_editing.open": _(
        "Too little is stated of this work by hand; it cannot be said yet."
    ),
    "layer.human_text.protected": _("On what is stated and shown, a person wrote this text."),
    "layer.human_text.likely": _("This text carries expression of the person who wrote it."),
    "layer.human_text.arguable": _(
        "It is arguable whether this text carries enough expression of a person."
    ),
    "layer.human_text.unlikely": _(
        "By the rules, this text carries too little expression of a person."
    ),
    "layer.human_text.not_protected": _("This text carries too little expression of a person."),
    "layer.human_text.unproved": _(
        "What is stated of this text goes further than what can be shown."
    ),
    "layer.human_text.not_stated": _("How much of this text a person wrote is not fully stated."),
    "layer.human_text.presumed": _(
        "That a person wrote this text is presumed from the name on it (Copyright Law art. 12) and falls to evidence to the contrary."
    ),
    "layer.human_text.open": _("Too little is stated of this text; it cannot be said yet."),
    "layer.prompted_output.lyrics": _(
        "By the record's own words a machine wrote these lyrics, and how it was instructed is not recorded. Record that run as a step of its own, with its prompt."
    ),
    "layer.human_text.lyrics": _(
        "Words of a song that a person wrote are a literary work beside the music (Copyright Law art. 3(1), Implementing Regulations art. 4(1)). The record calls these words lyrics; that they were typed does not say who wrote them."
    ),
    "layer.arrangement.protected": _(
        "The parts were selected and arranged into a whole of its own."
    ),
    "layer.arrangement.likely": _("Parts were selected and arranged into a whole."),
    "layer.arrangement.arguable": _(
        "It is arguable whether the selection and arrangement show enough choice."
    ),
    "layer.arrangement.unlikely": _(
        "By the rules, the selection and arrangement show too little choice."
    ),
    "layer.arrangement.not_protected": _("The selection and arrangement show too little choice."),
    "layer.arrangement.unproved": _(
        "What is stated of the arrangement goes further than what can be shown."
    ),
    "layer.arrangement.not_stated": _(
        "Which parts were arranged, or how far, is not fully stated."
    ),
    "layer.arrangement.presumed": _(
        "That a person selected and arranged the parts is presumed from the name on the work (Copyright Law art. 12) and falls to evidence to the contrary."
    ),
    "layer.arrangement.open": _("Too little is stated of the arrangement; it cannot be said yet."),
    "layer.prompt.protected": _("The prompt is a text of its own."),
    "layer.prompt.likely": _("The prompt carries expression beyond an instruction."),
    "layer.prompt.arguable": _("It is arguable whether the prompt is more than an instruction."),
    "layer.prompt.unlikely": _("By the rules, the prompt does not go beyond an instruction."),
    "layer.prompt.not_protected": _("The prompt is an instruction or idea, not an expression."),
    "layer.prompt.unproved": _("What is stated of the prompt goes further than what can be shown."),
    "layer.prompt.not_stated": _(
        "The words of the prompt, or how specific they are, are not stated."
    ),
    "layer.prompt.open": _("Too little is stated of the prompt; it cannot be said yet."),
}
