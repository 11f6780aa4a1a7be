"""Sentences for why a layer of the work is protected or not, by code."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "layer.prompted_output.protected": _(
        "The prompted output carries enough of the maker's own choices."
    ),
    "layer.prompted_output.arguable": _(
        "The prompted output stands near the border of what courts protected."
    ),
    "layer.prompted_output.not_protected": _(
        "The prompted output does not show enough of the maker's own choices."
    ),
    "layer.prompted_output.unproved": _(
        "What is stated of the prompted output goes further than what can be shown."
    ),
    "layer.own_input.protected": _(
        "One's own earlier work shows in the result and is protected there."
    ),
    "layer.own_input.arguable": _(
        "How far one's own earlier work shows in the result is open to argument."
    ),
    "layer.own_input.not_protected": _(
        "One's own earlier work hardly shows in the result; it stays protected as a work of its own."
    ),
    "layer.own_input.unproved": _("That the input is one's own earlier work is stated, not shown."),
    "layer.hand_editing.protected": _("This edit by hand adds expression of its own."),
    "layer.hand_editing.arguable": _(
        "Whether this edit by hand adds enough expression is open to argument."
    ),
    "layer.hand_editing.not_protected": _("This edit by hand adds too little expression."),
    "layer.hand_editing.unproved": _(
        "How far this edit by hand goes is stated, not shown: no comparison of before and after and nobody who examined it shows it."
    ),
    "layer.human_text.protected": _("This text was written by a human."),
    "layer.human_text.arguable": _(
        "Whether this text carries enough human expression is open to argument."
    ),
    "layer.human_text.not_protected": _("This text carries too little human expression."),
    "layer.human_text.unproved": _("That a human wrote this text is stated, not shown."),
    "layer.arrangement.protected": _(
        "The selection and arrangement of the whole are the maker's own."
    ),
    "layer.arrangement.arguable": _(
        "Whether the arrangement is original enough is open to argument."
    ),
    "layer.arrangement.not_protected": _("The arrangement shows too little choice."),
    "layer.arrangement.unproved": _("The arrangement is stated, not shown."),
    "layer.prompted_output.likely": _("The prompted output should be protected."),
    "layer.own_input.likely": _(
        "One's own earlier work shows in the result and should be protected there."
    ),
    "layer.hand_editing.likely": _("This edit by hand adds expression and should be protected."),
    "layer.human_text.likely": _("This text by a human should be protected."),
    "layer.arrangement.likely": _("The selection and arrangement should be protected."),
    "layer.prompt.likely": _("The prompt should be protected as a text."),
    "layer.prompted_output.unlikely": _("The prompted output hardly shows choices of the maker."),
    "layer.own_input.unlikely": _("Hardly anything of the own earlier work shows in the result."),
    "layer.hand_editing.unlikely": _("This edit by hand adds hardly any expression."),
    "layer.human_text.unlikely": _("This text carries hardly any human expression."),
    "layer.arrangement.unlikely": _("The arrangement shows hardly any choice."),
    "layer.prompt.unlikely": _("The prompt hardly goes beyond an instruction."),
    "layer.prompted_output.open": _(
        "Of the prompted output it cannot be said yet; the record tells too little."
    ),
    "layer.own_input.open": _(
        "Of the own input it cannot be said yet; the record tells too little."
    ),
    "layer.hand_editing.open": _(
        "Of this edit it cannot be said yet; the record tells too little."
    ),
    "layer.human_text.open": _("Of this text it cannot be said yet; the record tells too little."),
    "layer.arrangement.open": _(
        "Of the arrangement it cannot be said yet; the record tells too little."
    ),
    "layer.prompt.open": _("Of the prompt it cannot be said yet; the record tells too little."),
    "layer.prompt.protected": _("The prompt is protected as a text."),
    "layer.prompt.arguable": _(
        "Whether the prompt is more than an instruction is open to argument."
    ),
    "layer.prompt.not_protected": _("The prompt is an instruction or idea, not an expression."),
    "layer.prompt.unproved": _("What is stated of the prompt goes further than what can be shown."),
}
