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
        "What is told of the prompted output goes further than what can be shown."
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
    "layer.own_input.unproved": _("That the input is one's own earlier work is told, not shown."),
    "layer.hand_editing.protected": _("This edit by hand adds expression of its own."),
    "layer.hand_editing.arguable": _(
        "Whether this edit by hand adds enough expression is open to argument."
    ),
    "layer.hand_editing.not_protected": _("This edit by hand adds too little expression."),
    "layer.hand_editing.unproved": _(
        "This edit by hand is told, not shown: before and after are missing."
    ),
    "layer.human_text.protected": _("This text was written by a human."),
    "layer.human_text.arguable": _(
        "Whether this text carries enough human expression is open to argument."
    ),
    "layer.human_text.not_protected": _("This text carries too little human expression."),
    "layer.human_text.unproved": _("That a human wrote this text is told, not shown."),
    "layer.arrangement.protected": _(
        "The selection and arrangement of the whole are the maker's own."
    ),
    "layer.arrangement.arguable": _(
        "Whether the arrangement is original enough is open to argument."
    ),
    "layer.arrangement.not_protected": _("The arrangement shows too little choice."),
    "layer.arrangement.unproved": _("The arrangement is told, not shown."),
}
