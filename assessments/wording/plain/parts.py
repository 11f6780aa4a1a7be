"""Sentences for layers and duties, for readers without legal training."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

SENTENCES = {
    "layer.prompted_output.protected": pgettext_lazy(
        "plain reading", "What the tool made from your prompts shows enough choices of your own."
    ),
    "layer.prompted_output.arguable": pgettext_lazy(
        "plain reading", "What the tool made from your prompts is near the line that courts drew."
    ),
    "layer.prompted_output.not_protected": pgettext_lazy(
        "plain reading",
        "What the tool made from your prompts does not show enough choices of your own.",
    ),
    "layer.prompted_output.unproved": pgettext_lazy(
        "plain reading", "For what the tool made, you say more than you can show today."
    ),
    "layer.own_input.protected": pgettext_lazy(
        "plain reading",
        "Your own earlier work can be seen or heard in the result. That part is yours.",
    ),
    "layer.own_input.arguable": pgettext_lazy(
        "plain reading", "How much of your own earlier work shows can be argued about."
    ),
    "layer.own_input.not_protected": pgettext_lazy(
        "plain reading",
        "Hardly anything of your own earlier work shows here. It stays protected by itself.",
    ),
    "layer.own_input.unproved": pgettext_lazy(
        "plain reading", "You say that it is your own earlier work, but nothing you kept shows it."
    ),
    "layer.hand_editing.protected": pgettext_lazy(
        "plain reading", "What you changed by hand here adds something of your own."
    ),
    "layer.hand_editing.arguable": pgettext_lazy(
        "plain reading", "Whether you changed enough by hand here can be argued about."
    ),
    "layer.hand_editing.not_protected": pgettext_lazy(
        "plain reading", "What you changed by hand here is too little."
    ),
    "layer.hand_editing.unproved": pgettext_lazy(
        "plain reading",
        "You say how much you changed by hand; neither a comparison of two files nor a lawyer shows it yet.",
    ),
    "layer.human_text.protected": pgettext_lazy("plain reading", "You wrote this text yourself."),
    "layer.human_text.arguable": pgettext_lazy(
        "plain reading", "Whether there is enough of your own in this text can be argued about."
    ),
    "layer.human_text.not_protected": pgettext_lazy(
        "plain reading", "There is too little of your own in this text."
    ),
    "layer.human_text.unproved": pgettext_lazy(
        "plain reading", "You say that you wrote this text yourself, but nothing you kept shows it."
    ),
    "layer.arrangement.protected": pgettext_lazy(
        "plain reading", "Which pieces are in it and how they are put together is your own choice."
    ),
    "layer.arrangement.arguable": pgettext_lazy(
        "plain reading",
        "Whether putting the pieces together like this is enough can be argued about.",
    ),
    "layer.arrangement.not_protected": pgettext_lazy(
        "plain reading", "How the pieces are put together shows too little choice."
    ),
    "layer.arrangement.unproved": pgettext_lazy(
        "plain reading", "You say that you put it together, but nothing you kept shows it."
    ),
    "duty.visible_label.met": pgettext_lazy(
        "plain reading", "People who see it are told that AI made it."
    ),
    "duty.visible_label.missing": pgettext_lazy(
        "plain reading",
        "People who see it are not told. Whoever publishes such content must say so and use the platform's label.",
    ),
    "duty.visible_label.unknown": pgettext_lazy(
        "plain reading",
        "The record does not say whether people who see it are told that AI made it.",
    ),
    "duty.visible_label.not_published": pgettext_lazy(
        "plain reading",
        "It is not published, as far as the record says. When you publish, say that AI made it and label it.",
    ),
    "duty.label_wording.met": pgettext_lazy(
        "plain reading", "The label says both that it is AI and that it was generated."
    ),
    "duty.label_wording.missing": pgettext_lazy(
        "plain reading",
        'The label must say two things: AI, and that it was generated, such as "AI生成".',
    ),
    "duty.label_wording.unknown": pgettext_lazy(
        "plain reading", "The record does not say what the label says."
    ),
    "duty.metadata_label.met": pgettext_lazy(
        "plain reading", "The label is written inside the file, too."
    ),
    "duty.metadata_label.missing": pgettext_lazy(
        "plain reading",
        "The file has no label inside. The provider of the tool must write one; nobody may remove it.",
    ),
    "duty.metadata_label.unknown": pgettext_lazy(
        "plain reading", "Nobody has said whether the file has the label inside."
    ),
    "duty.keep_records.met": pgettext_lazy(
        "plain reading", "For every step of the making there is a record from that time."
    ),
    "duty.keep_records.missing_some": pgettext_lazy(
        "plain reading", "For some steps of the making there is no record that shows them."
    ),
    "duty.keep_records.missing": pgettext_lazy(
        "plain reading",
        "For no step of the making is there a record that shows it. Works were refused for that.",
    ),
    "duty.third_party_input.met": pgettext_lazy(
        "plain reading", "You say that you had permission for other people's material."
    ),
    "duty.third_party_input.missing": pgettext_lazy(
        "plain reading", "You say that you used other people's material without permission."
    ),
    "duty.third_party_input.unknown": pgettext_lazy(
        "plain reading",
        "The record does not say whether you had permission for other people's material.",
    ),
    "layer.prompted_output.likely": pgettext_lazy(
        "plain reading", "What the tool made from your prompts should be protected."
    ),
    "layer.own_input.likely": pgettext_lazy(
        "plain reading", "Your own earlier work shows in the result and should be protected there."
    ),
    "layer.hand_editing.likely": pgettext_lazy(
        "plain reading",
        "What you changed by hand here adds something of your own and should be protected.",
    ),
    "layer.human_text.likely": pgettext_lazy(
        "plain reading", "The text you wrote should be protected."
    ),
    "layer.arrangement.likely": pgettext_lazy(
        "plain reading", "How you chose and arranged the pieces should be protected."
    ),
    "layer.prompt.likely": pgettext_lazy(
        "plain reading", "Your prompt should be protected as a text."
    ),
    "layer.prompted_output.unlikely": pgettext_lazy(
        "plain reading", "What the tool made hardly shows choices of your own."
    ),
    "layer.own_input.unlikely": pgettext_lazy(
        "plain reading", "Hardly anything of your own earlier work shows here."
    ),
    "layer.hand_editing.unlikely": pgettext_lazy(
        "plain reading", "What you changed by hand here adds hardly anything."
    ),
    "layer.human_text.unlikely": pgettext_lazy(
        "plain reading", "There is hardly anything of your own in this text."
    ),
    "layer.arrangement.unlikely": pgettext_lazy(
        "plain reading", "How the pieces are put together shows hardly any choice."
    ),
    "layer.prompt.unlikely": pgettext_lazy(
        "plain reading", "Your prompt is hardly more than an instruction."
    ),
    "layer.prompted_output.open": pgettext_lazy(
        "plain reading", "We cannot say yet: the record says too little about what the tool made."
    ),
    "layer.own_input.open": pgettext_lazy(
        "plain reading", "We cannot say yet: the record says too little about your own material."
    ),
    "layer.hand_editing.open": pgettext_lazy(
        "plain reading", "We cannot say yet: the record says too little about this edit."
    ),
    "layer.human_text.open": pgettext_lazy(
        "plain reading", "We cannot say yet: the record says too little about this text."
    ),
    "layer.arrangement.open": pgettext_lazy(
        "plain reading", "We cannot say yet: the record says too little about the arrangement."
    ),
    "layer.prompt.open": pgettext_lazy(
        "plain reading", "We cannot say yet: the record says too little about the prompt."
    ),
    "layer.prompt.protected": pgettext_lazy("plain reading", "Your prompt is protected as a text."),
    "layer.prompt.arguable": pgettext_lazy(
        "plain reading", "Whether your prompt is more than an instruction can be argued about."
    ),
    "layer.prompt.not_protected": pgettext_lazy(
        "plain reading", "Your prompt is an instruction, not a work."
    ),
    "layer.prompt.unproved": pgettext_lazy(
        "plain reading", "You say more about the prompt than you can show today."
    ),
    "duty.visible_label.publication_unknown": pgettext_lazy(
        "plain reading",
        "The record does not say whether it was published. When you publish it, say that AI made it and label it.",
    ),
    "duty.label_wording.not_applicable": pgettext_lazy(
        "plain reading", "This is for the service to do. No service is named."
    ),
    "duty.metadata_label.not_applicable": pgettext_lazy(
        "plain reading", "The service writes this label. No service is named."
    ),
}
