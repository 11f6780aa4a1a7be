"""Sentences for layers, for readers without legal training."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

SENTENCES = {
    "layer.prompted_output.protected": pgettext_lazy(
        "plain reading", "What the tool made from your prompts shows enough choices of your own."
    ),
    "layer.prompted_output.likely": pgettext_lazy(
        "plain reading", "What the tool made from your prompts shows choices of your own."
    ),
    "layer.prompted_output.arguable": pgettext_lazy(
        "plain reading",
        "It is arguable whether what the tool made shows enough choices of your own.",
    ),
    "layer.prompted_output.unlikely": pgettext_lazy(
        "plain reading", "By our rules, what the tool made shows too few choices of your own."
    ),
    "layer.prompted_output.not_protected": pgettext_lazy(
        "plain reading",
        "What the tool made from your prompts does not show enough choices of your own.",
    ),
    "layer.prompted_output.unproved": pgettext_lazy(
        "plain reading", "For what the tool made, you say more than you can show today."
    ),
    "layer.prompted_output.not_stated": pgettext_lazy(
        "plain reading",
        "You have not fully told how far your own choices shaped what the tool made.",
    ),
    "layer.prompted_output.open": pgettext_lazy(
        "plain reading", "It cannot be said yet: you have told too little about what the tool made."
    ),
    "layer.own_input.protected": pgettext_lazy(
        "plain reading",
        "Your own earlier work can be seen or heard in the result. That part is yours.",
    ),
    "layer.own_input.likely": pgettext_lazy(
        "plain reading", "Your own earlier work can be seen or heard in the result."
    ),
    "layer.own_input.arguable": pgettext_lazy(
        "plain reading", "It is arguable whether enough of your own earlier work shows."
    ),
    "layer.own_input.unlikely": pgettext_lazy(
        "plain reading", "By our rules, too little of your own material shows in the result."
    ),
    "layer.own_input.not_protected": pgettext_lazy(
        "plain reading",
        "Too little of your own earlier work shows here. By itself it may still be a work.",
    ),
    "layer.own_input.unproved": pgettext_lazy(
        "plain reading", "For your own material, you say more than you can show today."
    ),
    "layer.own_input.not_stated": pgettext_lazy(
        "plain reading", "You have not told how much of your own material shows in the result."
    ),
    "layer.own_input.presumed": pgettext_lazy(
        "plain reading",
        "A name stands on the work, so the law takes your own material as shown until someone proves the contrary (Copyright Law art. 12).",
    ),
    "layer.own_input.open": pgettext_lazy(
        "plain reading", "It cannot be said yet: you have told too little about your own material."
    ),
    "layer.hand_editing.protected": pgettext_lazy(
        "plain reading", "What you did by hand here adds something of your own."
    ),
    "layer.hand_editing.likely": pgettext_lazy(
        "plain reading", "What you did by hand here adds to what one sees, hears or reads."
    ),
    "layer.hand_editing.arguable": pgettext_lazy(
        "plain reading", "It is arguable whether what you did by hand here is enough."
    ),
    "layer.hand_editing.unlikely": pgettext_lazy(
        "plain reading", "By our rules, what you did by hand here adds too little."
    ),
    "layer.hand_editing.not_protected": pgettext_lazy(
        "plain reading", "What you did by hand here adds too little."
    ),
    "layer.hand_editing.unproved": pgettext_lazy(
        "plain reading", "For this work by hand, you say more than you can show today."
    ),
    "layer.hand_editing.not_stated": pgettext_lazy(
        "plain reading",
        "You have not fully told what your work by hand adds, how far it goes or whether it shows.",
    ),
    "layer.hand_editing.presumed": pgettext_lazy(
        "plain reading",
        "A name stands on the work, so the law takes this work by hand as shown until someone proves the contrary (Copyright Law art. 12).",
    ),
    "layer.hand_editing.open": pgettext_lazy(
        "plain reading", "It cannot be said yet: you have told too little about this work by hand."
    ),
    "layer.human_text.protected": pgettext_lazy(
        "plain reading", "On what you tell and show, you wrote this text yourself."
    ),
    "layer.human_text.likely": pgettext_lazy(
        "plain reading", "This text carries words of your own."
    ),
    "layer.human_text.arguable": pgettext_lazy(
        "plain reading", "It is arguable whether there is enough of your own in this text."
    ),
    "layer.human_text.unlikely": pgettext_lazy(
        "plain reading", "By our rules, there is too little of your own in this text."
    ),
    "layer.human_text.not_protected": pgettext_lazy(
        "plain reading", "There is too little of your own in this text."
    ),
    "layer.human_text.unproved": pgettext_lazy(
        "plain reading", "For this text, you say more than you can show today."
    ),
    "layer.human_text.not_stated": pgettext_lazy(
        "plain reading", "You have not fully told how much of this text you wrote."
    ),
    "layer.human_text.presumed": pgettext_lazy(
        "plain reading",
        "A name stands on the text, so the law takes it as written by that person until someone proves the contrary (Copyright Law art. 12).",
    ),
    "layer.human_text.open": pgettext_lazy(
        "plain reading", "It cannot be said yet: you have told too little about this text."
    ),
    "layer.prompted_output.lyrics": pgettext_lazy(
        "plain reading",
        "By your own words a machine wrote these lyrics, and what you told it is not on record. Add that run as a step, with your prompt.",
    ),
    "layer.human_text.lyrics": pgettext_lazy(
        "plain reading",
        "These are lyrics, a text of their own beside the music. Whoever wrote them may be its author; typing them does not say who wrote them.",
    ),
    "layer.arrangement.protected": pgettext_lazy(
        "plain reading", "Which pieces are in it and how they are put together is your own choice."
    ),
    "layer.arrangement.likely": pgettext_lazy(
        "plain reading", "You chose pieces and put them together into a whole."
    ),
    "layer.arrangement.arguable": pgettext_lazy(
        "plain reading", "It is arguable whether putting the pieces together like this is enough."
    ),
    "layer.arrangement.unlikely": pgettext_lazy(
        "plain reading", "By our rules, choosing and arranging here shows too little choice."
    ),
    "layer.arrangement.not_protected": pgettext_lazy(
        "plain reading", "How the pieces are put together shows too little choice."
    ),
    "layer.arrangement.unproved": pgettext_lazy(
        "plain reading", "For choosing and arranging, you say more than you can show today."
    ),
    "layer.arrangement.not_stated": pgettext_lazy(
        "plain reading", "You have not fully told which pieces you arranged, or how far."
    ),
    "layer.arrangement.presumed": pgettext_lazy(
        "plain reading",
        "A name stands on the work, so the law takes the arrangement as shown until someone proves the contrary (Copyright Law art. 12).",
    ),
    "layer.arrangement.open": pgettext_lazy(
        "plain reading", "It cannot be said yet: you have told too little about the arrangement."
    ),
    "layer.prompt.protected": pgettext_lazy("plain reading", "Your prompt is a text of its own."),
    "layer.prompt.likely": pgettext_lazy(
        "plain reading", "Your prompt says more than an instruction does."
    ),
    "layer.prompt.arguable": pgettext_lazy(
        "plain reading", "It is arguable whether your prompt is more than an instruction."
    ),
    "layer.prompt.unlikely": pgettext_lazy(
        "plain reading", "By our rules, your prompt is no more than an instruction."
    ),
    "layer.prompt.not_protected": pgettext_lazy(
        "plain reading", "Your prompt is an instruction, not a work."
    ),
    "layer.prompt.unproved": pgettext_lazy(
        "plain reading", "You say more about the prompt than you can show today."
    ),
    "layer.prompt.not_stated": pgettext_lazy(
        "plain reading", "You have not told the words of your prompt, or how specific they are."
    ),
    "layer.prompt.open": pgettext_lazy(
        "plain reading", "It cannot be said yet: you have told too little about the prompt."
    ),
}
