"""Sentences for the levels of dimensions, for readers without legal training."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

SENTENCES = {
    "conception.absent": pgettext_lazy(
        "plain reading",
        "The record does not say that you had an idea or prepared anything before you ran the tool.",
    ),
    "conception.unproved": pgettext_lazy(
        "plain reading",
        "You tell of an idea, preparation or material from before the run, but nothing you kept shows it.",
    ),
    "conception.idea": pgettext_lazy(
        "plain reading", "You had an idea beforehand. The record does not say what it settled."
    ),
    "conception.aim_stated": pgettext_lazy("plain reading", "You say what you were aiming at."),
    "conception.outlined": pgettext_lazy(
        "plain reading", "You had settled the main parts when you planned it."
    ),
    "conception.scene_fixed": pgettext_lazy(
        "plain reading",
        "You had worked out scene, figures or structure in detail when you planned it.",
    ),
    "conception.prepared_slightly": pgettext_lazy(
        "plain reading", "You prepared a little beforehand: small or purely technical things."
    ),
    "conception.prepared": pgettext_lazy(
        "plain reading", "You prepared beforehand. The record does not say how far."
    ),
    "conception.prepared_in_part": pgettext_lazy(
        "plain reading", "You prepared a part of the result beforehand."
    ),
    "conception.governing_plan": pgettext_lazy(
        "plain reading",
        "What you prepared beforehand decides most of what the result looks or reads like.",
    ),
    "conception.own_material": pgettext_lazy(
        "plain reading", "A trace of your own sketch, text, data or template shows in the result."
    ),
    "conception.own_material_shows": pgettext_lazy(
        "plain reading", "A part of your own material, made beforehand, shows in the result."
    ),
    "conception.own_material_governs": pgettext_lazy(
        "plain reading", "Your own material, made beforehand, decides what the result shows."
    ),
    "conception.partly_proved": pgettext_lazy(
        "plain reading",
        "What you kept does not fully prove what you say about ideas, preparation or material from before the run: its content, date or origin can be doubted.",
    ),
    "conception.elsewhere": pgettext_lazy(
        "plain reading",
        "You tell of an idea, preparation or material from before the run, but nothing of it counts for this part.",
    ),
    "instruction.absent": pgettext_lazy(
        "plain reading", "The record shows nothing that you told the tool to make."
    ),
    "instruction.unproved": pgettext_lazy(
        "plain reading", "You say what you typed, but nothing you kept shows it."
    ),
    "instruction.not_appraised": pgettext_lazy(
        "plain reading", "You typed something. Nobody has said yet how much it settles."
    ),
    "instruction.topic": pgettext_lazy("plain reading", "What you typed names only a subject."),
    "instruction.ordinary": pgettext_lazy(
        "plain reading",
        "What you typed lists ordinary things side by side. Courts called that an idea, which is free for all.",
    ),
    "instruction.not_mapped": pgettext_lazy(
        "plain reading", "What you typed is detailed, but the result does not follow it."
    ),
    "instruction.specific": pgettext_lazy(
        "plain reading",
        "What you typed settles several particular things that one can see or hear in a result.",
    ),
    "instruction.rich": pgettext_lazy(
        "plain reading", "What you typed settles many particular things and how they go together."
    ),
    "instruction.partly_proved": pgettext_lazy(
        "plain reading",
        "What you kept does not fully prove what you say about your instructions: its content, date or origin can be doubted.",
    ),
    "instruction.words_of_others": pgettext_lazy(
        "plain reading",
        "By your own words, someone else or a machine wrote the prompt. Nothing else that you told the tool counts.",
    ),
    "evidence.attached_only": pgettext_lazy(
        "plain reading",
        "You have linked evidence, but nobody has yet seen in it what you say here.",
    ),
    "evidence.label_only": pgettext_lazy(
        "plain reading",
        "This is only what you ticked: nothing in the record says what you made or did.",
    ),
    "evidence.opinion_only": pgettext_lazy(
        "plain reading", "This is what you think of your work. Nothing in the record shows it."
    ),
    "instruction.not_read": pgettext_lazy(
        "plain reading",
        "What you typed is in a language or in signs that we cannot read, so nobody can say what it settles. Add a translation beside it, or ask a lawyer.",
    ),
    "instruction.fixes_nothing": pgettext_lazy(
        "plain reading", "What you typed settles nothing that one can see, hear or read."
    ),
    "instruction.not_by_person": pgettext_lazy(
        "plain reading",
        "A prompt is on record, but a machine or the tool's company made that step. It does not count as yours.",
    ),
    "instruction.elsewhere": pgettext_lazy(
        "plain reading",
        "A prompt is on record. Whether it was used for what the tool made here, the record does not say.",
    ),
    "control.absent": pgettext_lazy(
        "plain reading", "Nothing shows that you chose a setting, a model or an area on purpose."
    ),
    "control.unproved": pgettext_lazy(
        "plain reading",
        "You say that you steered the tool by settings, areas, a model or your own material, but nothing you kept shows it.",
    ),
    "control.settings_given": pgettext_lazy(
        "plain reading", "The settings are on record, but not why you chose them."
    ),
    "control.without_effect": pgettext_lazy(
        "plain reading", "You changed settings or inputs, but could not foresee what that would do."
    ),
    "control.effect_unknown": pgettext_lazy(
        "plain reading", "You changed settings or inputs. The record does not say what that did."
    ),
    "control.visible": pgettext_lazy(
        "plain reading", "You changed settings, model, area or input, and one can see what it did."
    ),
    "control.as_intended": pgettext_lazy(
        "plain reading", "You changed settings, model, area or input, and it did what you wanted."
    ),
    "control.region_edited": pgettext_lazy(
        "plain reading", "You had single areas reworked by the tool, and one can see it."
    ),
    "control.tool_prepared_in_part": pgettext_lazy(
        "plain reading", "What you prepared for this work steers the tool in part."
    ),
    "control.tool_prepared": pgettext_lazy(
        "plain reading", "What you prepared for this work steers the tool in large part."
    ),
    "control.own_system": pgettext_lazy(
        "plain reading", "Your own model, template or data went into the making."
    ),
    "control.partly_proved": pgettext_lazy(
        "plain reading",
        "What you kept does not fully prove what you say about settings, model, areas or inputs: its content, date or origin can be doubted.",
    ),
    "control.elsewhere": pgettext_lazy(
        "plain reading",
        "Settings or changes are on record, but they do not count as control of this part.",
    ),
    "refinement.absent": pgettext_lazy(
        "plain reading", "Nothing shows that you ran the tool again after the first output."
    ),
    "refinement.unproved": pgettext_lazy(
        "plain reading", "You say that you worked on it in rounds, but nothing you kept shows it."
    ),
    "refinement.rerolled": pgettext_lazy(
        "plain reading",
        "You ran the tool again. The record does not show that each run built on the one before.",
    ),
    "refinement.visible": pgettext_lazy(
        "plain reading",
        "You changed something from one run to the next, and one can see what it did.",
    ),
    "refinement.as_intended": pgettext_lazy(
        "plain reading",
        "You changed something from one run to the next, and it did what you wanted.",
    ),
    "refinement.in_several_ways": pgettext_lazy(
        "plain reading", "You changed the result in several ways, and one can see each of them."
    ),
    "refinement.steered": pgettext_lazy(
        "plain reading", "You steered the result in several ways towards what you wanted."
    ),
    "refinement.partly_proved": pgettext_lazy(
        "plain reading",
        "What you kept does not fully prove what you say about your rounds of change: its content, date or origin can be doubted.",
    ),
    "refinement.without_effect": pgettext_lazy(
        "plain reading",
        "You changed something and ran the tool again; it did nothing, or what it did was luck.",
    ),
    "refinement.region_reworked": pgettext_lazy(
        "plain reading", "You had the tool rework parts of the result, and one can see it."
    ),
    "refinement.region_as_intended": pgettext_lazy(
        "plain reading",
        "You had the tool rework parts of the result until they were as you wanted.",
    ),
    "refinement.elsewhere": pgettext_lazy(
        "plain reading", "More runs of the tool are on record, but not as your work on this part."
    ),
    "refinement.effect_unknown": pgettext_lazy(
        "plain reading",
        "You changed something and ran the tool again. The record does not say what that did.",
    ),
    "selection.absent": pgettext_lazy(
        "plain reading", "The record shows nothing that you chose among results or arranged."
    ),
    "selection.unproved": pgettext_lazy(
        "plain reading", "You say that you chose or arranged, but nothing you kept shows it."
    ),
    "selection.picked": pgettext_lazy(
        "plain reading", "You looked through results or picked one. That alone counts for little."
    ),
    "selection.by_criteria": pgettext_lazy(
        "plain reading", "You picked by reasons of your own, and you say which."
    ),
    "selection.arranged_technically": pgettext_lazy(
        "plain reading", "You put results together only for technical reasons."
    ),
    "selection.arranged_slightly": pgettext_lazy(
        "plain reading", "You arranged the pieces a little."
    ),
    "selection.arranged_in_part": pgettext_lazy(
        "plain reading", "You chose and arranged a part of the whole."
    ),
    "selection.arranged": pgettext_lazy(
        "plain reading", "You chose several pieces and made a whole of them."
    ),
    "selection.partly_proved": pgettext_lazy(
        "plain reading",
        "What you kept does not fully prove what you say about choosing and arranging: its content, date or origin can be doubted.",
    ),
    "selection.presumed": pgettext_lazy(
        "plain reading",
        "How you chose and arranged is taken as you tell it, because of the name on the work (Copyright Law art. 12). It is not shown.",
    ),
    "selection.parts_chosen": pgettext_lazy(
        "plain reading", "You chose what is in it; its order nobody chose."
    ),
    "selection.kept": pgettext_lazy(
        "plain reading", "You kept some of several results. The record does not say why those."
    ),
    "selection.elsewhere": pgettext_lazy(
        "plain reading", "You tell of choosing or arranging, but not in this part."
    ),
    "selection.not_arranged": pgettext_lazy("plain reading", "You tell of no parts put together."),
    "selection.extent_unknown": pgettext_lazy(
        "plain reading", "You arranged something. The record does not say how far."
    ),
    "selection.one_part": pgettext_lazy(
        "plain reading",
        "The record does not show more than one piece. One piece alone cannot be arranged (Copyright Law art. 15).",
    ),
    "editing.absent": pgettext_lazy(
        "plain reading", "The record shows nothing that you wrote or changed by hand."
    ),
    "editing.unproved": pgettext_lazy(
        "plain reading", "You say that you did something by hand, but nothing you kept shows it."
    ),
    "editing.copied": pgettext_lazy(
        "plain reading", "By your own words, what you did by hand copies someone else's work."
    ),
    "editing.technical": pgettext_lazy(
        "plain reading", "What you did by hand is technical only, such as cropping or retouching."
    ),
    "editing.performed": pgettext_lazy(
        "plain reading",
        "By your own words you sang, played or spoke what there was. Performers may have rights of their own, but performing creates no work (Copyright Law art. 3).",
    ),
    "editing.imperceptible": pgettext_lazy(
        "plain reading", "One cannot notice in the result what you did by hand."
    ),
    "editing.minor": pgettext_lazy("plain reading", "You did a little by hand."),
    "editing.extent_unknown": pgettext_lazy(
        "plain reading", "You wrote or changed something by hand. The record does not say how much."
    ),
    "editing.local": pgettext_lazy("plain reading", "You wrote or reshaped details by hand."),
    "editing.lyrics": pgettext_lazy(
        "plain reading",
        "There are words recorded as lyrics. Whoever wrote them expressed something.",
    ),
    "editing.substantial": pgettext_lazy(
        "plain reading", "You did a large part of the expression by hand."
    ),
    "editing.partly_proved": pgettext_lazy(
        "plain reading",
        "What you kept does not fully prove what you say about your work by hand: its content, date or origin can be doubted.",
    ),
    "editing.presumed": pgettext_lazy(
        "plain reading",
        "What you did by hand is taken as you tell it, because of the name on the work (Copyright Law art. 12). It is not shown.",
    ),
    "editing.stock": pgettext_lazy(
        "plain reading",
        "You placed ready-made material by hand. Only how you placed it can be yours.",
    ),
    "editing.stock_slight": pgettext_lazy(
        "plain reading", "You placed a few ready-made pieces by hand."
    ),
    "editing.effect_unknown": pgettext_lazy(
        "plain reading",
        "You changed something by hand. The record does not say whether one notices it.",
    ),
    "editing.adds_unknown": pgettext_lazy(
        "plain reading", "You changed something by hand. The record does not say what it adds."
    ),
    "own_input.absent": pgettext_lazy(
        "plain reading", "The record names no material of your own that went in."
    ),
    "own_input.unproved": pgettext_lazy(
        "plain reading",
        "You say that an earlier work of your own shows in the result, but that is not shown.",
    ),
    "own_input.extent_unknown": pgettext_lazy(
        "plain reading",
        "An earlier work of your own went in. The record does not say how much of it shows.",
    ),
    "own_input.trace": pgettext_lazy(
        "plain reading", "Only a trace of your earlier work shows in the result."
    ),
    "own_input.partial": pgettext_lazy(
        "plain reading", "A part of your earlier work shows in the result."
    ),
    "own_input.dominant": pgettext_lazy(
        "plain reading", "Most of what the result shows is your own earlier work."
    ),
    "own_input.partly_proved": pgettext_lazy(
        "plain reading",
        "What you kept does not fully prove what you say about your own earlier work: its content, date or origin can be doubted.",
    ),
    "own_input.presumed": pgettext_lazy(
        "plain reading",
        "Your own material is taken as you tell it, because of the name on the work (Copyright Law art. 12). It is not shown.",
    ),
    "own_input.without_expression": pgettext_lazy(
        "plain reading",
        "Your own material is on record, but nothing of its expression counts as showing in the result.",
    ),
    "distinctiveness.absent": pgettext_lazy(
        "plain reading", "The result is a copy of something that was there before."
    ),
    "distinctiveness.unproved": pgettext_lazy(
        "plain reading", "You say that the result differs from earlier works, but nothing shows it."
    ),
    "distinctiveness.commonplace": pgettext_lazy(
        "plain reading", "The result looks or reads like much that was there before."
    ),
    "distinctiveness.copied_perhaps": pgettext_lazy(
        "plain reading",
        "Your words can be read as saying that something was copied. Whether you made it independently is not known.",
    ),
    "distinctiveness.others_show": pgettext_lazy(
        "plain reading",
        "Something that is not yours shows in the result. Of what you added, nothing shows that it was copied.",
    ),
    "distinctiveness.no_contrary_evidence": pgettext_lazy(
        "plain reading",
        "Nothing shows that it was copied. Unless someone shows that, it is taken as made independently.",
    ),
    "distinctiveness.different": pgettext_lazy(
        "plain reading", "One can tell the result from what was there before."
    ),
    "distinctiveness.striking": pgettext_lazy(
        "plain reading", "The result is clearly unlike what was there before."
    ),
    "distinctiveness.partly_proved": pgettext_lazy(
        "plain reading",
        "What you kept does not fully prove what you say about the difference from earlier works: its content, date or origin can be doubted.",
    ),
    "foreseeability.absent": pgettext_lazy(
        "plain reading", "Nothing shows that you could foresee what would come out."
    ),
    "foreseeability.effect_unproved": pgettext_lazy(
        "plain reading",
        "You say what a run or your preparation did, but nothing from the making shows it.",
    ),
    "foreseeability.unproved": pgettext_lazy(
        "plain reading",
        "You say that you could foresee and steer the result, but nothing from the making shows it.",
    ),
    "foreseeability.broad": pgettext_lazy(
        "plain reading", "You could foresee roughly what would come out."
    ),
    "foreseeability.close": pgettext_lazy(
        "plain reading", "You had close control of what came out."
    ),
    "foreseeability.effect_seen": pgettext_lazy(
        "plain reading",
        "What you changed or prepared shows in the result; that speaks for your having steered it in part.",
    ),
    "foreseeability.effect_intended": pgettext_lazy(
        "plain reading",
        "What you changed or prepared did what you wanted; that speaks for your having steered the result.",
    ),
    "foreseeability.without_change": pgettext_lazy(
        "plain reading", "You say what a run did, but not what you changed to get there."
    ),
    "foreseeability.partly_proved": pgettext_lazy(
        "plain reading",
        "What you kept does not fully prove what you say about foreseeing the result: its content, date or origin can be doubted.",
    ),
}
