"""Sentences for reasons for or against the work, for readers without legal training."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

SENTENCES = {
    "conception.absent": pgettext_lazy(
        "plain reading", "Nothing shows that you had an idea before you started the tool."
    ),
    "conception.unproved": pgettext_lazy(
        "plain reading", "You say that you had an idea beforehand, but nothing you kept shows it."
    ),
    "conception.idea": pgettext_lazy(
        "plain reading", "You had an idea beforehand. The record does not say what it settled."
    ),
    "conception.aim_stated": pgettext_lazy(
        "plain reading", "You knew what you were aiming at before you started the tool."
    ),
    "conception.outlined": pgettext_lazy(
        "plain reading", "You had settled the main parts before you started the tool."
    ),
    "conception.scene_fixed": pgettext_lazy(
        "plain reading",
        "You had worked out scene, figures or structure in detail before you started.",
    ),
    "conception.prepared_slightly": pgettext_lazy(
        "plain reading", "You prepared a little beforehand: small or purely technical things."
    ),
    "conception.prepared": pgettext_lazy(
        "plain reading", "You prepared beforehand. The record does not say how far."
    ),
    "conception.prepared_in_part": pgettext_lazy(
        "plain reading", "You planned and prepared a part of the result beforehand."
    ),
    "conception.governing_plan": pgettext_lazy(
        "plain reading",
        "A plan that you made beforehand decides what the result looks or reads like.",
    ),
    "conception.own_material": pgettext_lazy(
        "plain reading",
        "You prepared your own sketch, text, data or template, and a trace of it shows.",
    ),
    "conception.own_material_governs": pgettext_lazy(
        "plain reading", "Your own material, made beforehand, decides what the result shows."
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
        "plain reading",
        "What you typed settles subject, place, composition, viewpoint, light and style together.",
    ),
    "control.absent": pgettext_lazy(
        "plain reading",
        "Nothing shows that you chose a setting, a model, an area or an input on purpose.",
    ),
    "control.unproved": pgettext_lazy(
        "plain reading", "You say that you steered by settings, but nothing you kept shows it."
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
        "plain reading", "You set the tool up for this work in part."
    ),
    "control.tool_prepared": pgettext_lazy(
        "plain reading",
        "You set the tool up for this work; templates, rules, texts or training decide the form.",
    ),
    "control.own_system": pgettext_lazy(
        "plain reading", "Your own model, template or data was built into the tool."
    ),
    "refinement.absent": pgettext_lazy(
        "plain reading", "Nothing shows that you went on after the first output."
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
        "You looked at the result, changed the instruction, and one can see what that did.",
    ),
    "refinement.as_intended": pgettext_lazy(
        "plain reading", "You looked and changed until it was what you wanted."
    ),
    "refinement.in_several_ways": pgettext_lazy(
        "plain reading", "You changed the result in several ways, and one can see each of them."
    ),
    "refinement.steered": pgettext_lazy(
        "plain reading", "You steered the result in several ways towards what you wanted."
    ),
    "selection.absent": pgettext_lazy(
        "plain reading", "The record shows nothing that you chose among results or arranged."
    ),
    "selection.unproved": pgettext_lazy(
        "plain reading", "You say that you chose or arranged, but nothing you kept shows it."
    ),
    "selection.picked": pgettext_lazy(
        "plain reading", "You picked one out of several. That alone counts for little."
    ),
    "selection.by_criteria": pgettext_lazy(
        "plain reading", "You picked by reasons of your own, and you say which."
    ),
    "selection.arranged_technically": pgettext_lazy(
        "plain reading", "You put results together only for technical reasons."
    ),
    "selection.arranged_slightly": pgettext_lazy(
        "plain reading", "You arranged results a little, or the record does not say how far."
    ),
    "selection.arranged_in_part": pgettext_lazy(
        "plain reading", "You arranged a part of the whole by reasons of your own."
    ),
    "selection.arranged": pgettext_lazy(
        "plain reading",
        "You chose several results and made a whole of them by reasons of your own.",
    ),
    "editing.absent": pgettext_lazy(
        "plain reading", "The record shows nothing that you edited or wrote by hand."
    ),
    "editing.unproved": pgettext_lazy(
        "plain reading",
        "You say that you edited by hand, but nothing you kept shows it before and after.",
    ),
    "editing.technical": pgettext_lazy(
        "plain reading",
        "What you edited by hand is technical only, such as cropping or retouching.",
    ),
    "editing.imperceptible": pgettext_lazy(
        "plain reading", "One cannot notice in the result what you edited by hand."
    ),
    "editing.minor": pgettext_lazy("plain reading", "You edited a little by hand."),
    "editing.extent_unknown": pgettext_lazy(
        "plain reading", "You edited or wrote something by hand. The record does not say how much."
    ),
    "editing.local": pgettext_lazy("plain reading", "You reshaped details by hand."),
    "editing.substantial": pgettext_lazy(
        "plain reading", "You did a large part of the expression by hand."
    ),
    "own_input.absent": pgettext_lazy(
        "plain reading", "The record names no earlier work of your own that went in."
    ),
    "own_input.unproved": pgettext_lazy(
        "plain reading",
        "You say that an earlier work of your own went in, but nothing you kept shows it.",
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
    "distinctiveness.absent": pgettext_lazy(
        "plain reading", "The result is a copy of something that was there before."
    ),
    "distinctiveness.unproved": pgettext_lazy(
        "plain reading", "You say that the result differs from earlier works, but nothing shows it."
    ),
    "distinctiveness.commonplace": pgettext_lazy(
        "plain reading", "The result looks or reads like much that was there before."
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
    "foreseeability.absent": pgettext_lazy(
        "plain reading", "Nothing shows that you could foresee what would come out."
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
        "plain reading", "Your changes showed in the result, so you could steer it in part."
    ),
    "foreseeability.effect_intended": pgettext_lazy(
        "plain reading", "Your changes did what you wanted, so you could steer the result."
    ),
    "field.open": pgettext_lazy(
        "plain reading",
        "It is the kind of thing that copyright is for: literature, art or science.",
    ),
    "form.open": pgettext_lazy(
        "plain reading", "It exists in a form that others can see, hear or read, and copy."
    ),
    "gate.official_text": pgettext_lazy(
        "plain reading",
        "Laws and official documents belong to everyone. Copyright does not protect them.",
    ),
    "gate.bare_news": pgettext_lazy("plain reading", "Bare facts of the news belong to everyone."),
    "gate.generic_data": pgettext_lazy(
        "plain reading", "Common tables, charts, calendars and formulas are not protected as such."
    ),
    "gate.functional": pgettext_lazy(
        "plain reading", "The form does a job. Only what goes beyond that job can be yours."
    ),
    "gate.not_fixed": pgettext_lazy(
        "plain reading",
        "It does not exist yet in a form that others can see, hear or read, and copy.",
    ),
    "gate.style_or_idea": pgettext_lazy(
        "plain reading",
        "A style or an idea is free for all, however new. Only the finished thing can be protected.",
    ),
    "gate.prompt_is_instruction": pgettext_lazy(
        "plain reading",
        "Whether a very elaborate prompt can be a work is open. No court has said yes.",
    ),
    "gate.prompt_lists_elements": pgettext_lazy(
        "plain reading",
        "A prompt that lists ordinary things is an instruction or an idea, not a work.",
    ),
    "gate.no_freedom": pgettext_lazy(
        "plain reading", "Its job dictates the form. There was nothing left to choose."
    ),
    "gate.narrow_freedom": pgettext_lazy(
        "plain reading",
        "A piece of this kind leaves little to choose, so your choices must show clearly.",
    ),
    "gate.copied": pgettext_lazy(
        "plain reading", "It copies an earlier work, so nothing in it is new."
    ),
    "gate.foreign_input": pgettext_lazy(
        "plain reading", "Most of what the result shows comes from someone else's material."
    ),
    "gate.no_human": pgettext_lazy(
        "plain reading", "Nobody is shown to have made anything. A machine cannot be an author."
    ),
    "ground.prompting": pgettext_lazy(
        "plain reading",
        "We compared your prompts, settings and rounds of change, taken together, with decided cases.",
    ),
    "ground.preparation": pgettext_lazy(
        "plain reading",
        "We compared your plan and the tool you set up, taken together, with decided cases.",
    ),
    "ground.hand": pgettext_lazy(
        "plain reading", "We compared your work by hand with decided cases."
    ),
    "ground.own_input": pgettext_lazy(
        "plain reading", "We compared what shows of your own earlier work with decided cases."
    ),
    "ground.arrangement": pgettext_lazy(
        "plain reading",
        "We compared your selection and arrangement of the whole with decided cases.",
    ),
    "ground.prompt_text": pgettext_lazy(
        "plain reading",
        "We took the prompt as a text of its own and compared it with decided cases.",
    ),
    "precedent.at_least_as_strong": pgettext_lazy(
        "plain reading",
        "Your case is at least as strong as works that courts protected, on everything that mattered there.",
    ),
    "precedent.at_most_as_strong": pgettext_lazy(
        "plain reading", "Your case is nowhere stronger than works that courts refused."
    ),
    "conception.partly_proved": pgettext_lazy(
        "plain reading",
        "What you kept shows only a part of what you say about your idea beforehand.",
    ),
    "instruction.partly_proved": pgettext_lazy(
        "plain reading", "What you kept shows only a part of what you say about your instructions."
    ),
    "control.partly_proved": pgettext_lazy(
        "plain reading",
        "What you kept shows only a part of what you say about settings, model, areas or inputs.",
    ),
    "refinement.partly_proved": pgettext_lazy(
        "plain reading",
        "What you kept shows only a part of what you say about your rounds of change.",
    ),
    "selection.partly_proved": pgettext_lazy(
        "plain reading",
        "What you kept shows only a part of what you say about choosing and arranging.",
    ),
    "editing.partly_proved": pgettext_lazy(
        "plain reading", "What you kept shows only a part of what you say about your work by hand."
    ),
    "own_input.partly_proved": pgettext_lazy(
        "plain reading",
        "What you kept shows only a part of what you say about your own earlier work.",
    ),
    "distinctiveness.partly_proved": pgettext_lazy(
        "plain reading",
        "What you kept shows only a part of what you say about the difference from earlier works.",
    ),
    "foreseeability.partly_proved": pgettext_lazy(
        "plain reading",
        "What you kept shows only a part of what you say about foreseeing the result.",
    ),
    "refinement.without_effect": pgettext_lazy(
        "plain reading",
        "You changed something and ran the tool again, but one cannot see what it did.",
    ),
    "refinement.region_reworked": pgettext_lazy(
        "plain reading", "You had the tool rework parts of the result, and one can see it."
    ),
    "refinement.region_as_intended": pgettext_lazy(
        "plain reading",
        "You had the tool rework parts of the result until they were as you wanted.",
    ),
    "editing.stock": pgettext_lazy(
        "plain reading",
        "You placed ready-made material by hand. Only how you placed it can be yours.",
    ),
    "editing.stock_slight": pgettext_lazy(
        "plain reading", "You placed a few ready-made pieces by hand."
    ),
    "element.cannot_be_said": pgettext_lazy(
        "plain reading", "The record says too little about how it was made to answer this."
    ),
    "ground.none": pgettext_lazy(
        "plain reading", "Nothing in the record shows anything of your own here."
    ),
    "ground.human_text": pgettext_lazy(
        "plain reading", "The text that you wrote is measured by the rules."
    ),
    "precedent.nearest_granted": pgettext_lazy(
        "plain reading",
        "The closest decision in favour. Your case is weaker on something that decided it.",
    ),
    "precedent.nearest_refused": pgettext_lazy(
        "plain reading",
        "The closest decision against. Your case is stronger on something that decided it.",
    ),
    "statute.hand_editing": pgettext_lazy(
        "plain reading", "Substantial work by your own hand is protected by the law itself."
    ),
    "statute.human_text": pgettext_lazy(
        "plain reading", "A text that you wrote yourself is protected by the law itself."
    ),
    "statute.own_input": pgettext_lazy(
        "plain reading",
        "Your own earlier work makes up most of the result, and the law protects it there.",
    ),
    "statute.arrangement": pgettext_lazy(
        "plain reading",
        "Choosing and arranging the pieces in your own way is protected by the law itself.",
    ),
}
