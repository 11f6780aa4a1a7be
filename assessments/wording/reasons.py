"""Sentences for why a dimension, a gate or a precedent bears on an element, by code."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "conception.absent": _(
        "The record tells of no idea or preparation by a person before the tool ran."
    ),
    "conception.unproved": _(
        "An idea, preparation or material from before the run is claimed, but no evidence carries it."
    ),
    "conception.idea": _("There was an idea beforehand; what it fixed is not stated."),
    "conception.aim_stated": _("The aim is stated."),
    "conception.outlined": _("The main elements were settled in a step of conception."),
    "conception.scene_fixed": _(
        "Scene, figures or structure were settled in detail in a step of conception."
    ),
    "conception.prepared_slightly": _(
        "The work was prepared slightly: small or purely technical arrangements beforehand."
    ),
    "conception.prepared": _("The work was prepared beforehand; how far is not stated."),
    "conception.prepared_in_part": _("Part of the result was prepared beforehand."),
    "conception.governing_plan": _("Extensive preparation made beforehand governs the result."),
    "conception.own_material": _(
        "One's own sketch, text, data or template left a trace in the result."
    ),
    "conception.own_material_shows": _(
        "A part of one's own material, made beforehand, shows in the result."
    ),
    "conception.own_material_governs": _(
        "One's own material, made beforehand, governs what the result shows."
    ),
    "conception.partly_proved": _(
        "The evidence carries what is claimed of ideas, preparation or material from before the run only in part."
    ),
    "conception.elsewhere": _(
        "Ideas, preparation or material from before the run are on record, but nothing of them counts for this part."
    ),
    "instruction.absent": _("The record shows no instruction that a person gave to the tool."),
    "instruction.unproved": _("Instructions are claimed, but no evidence shows what was typed."),
    "instruction.not_appraised": _(
        "Something was typed, but how much expression it fixes has not been appraised."
    ),
    "instruction.topic": _("The instruction names a topic only."),
    "instruction.ordinary": _(
        "The instruction puts ordinary elements side by side; courts called such instructions in other cases an idea."
    ),
    "instruction.not_mapped": _(
        "The instruction is detailed, but the result does not follow from it."
    ),
    "instruction.specific": _("The instruction fixes several specific expressive elements."),
    "instruction.rich": _(
        "The instruction fixes many specific expressive elements and how they go together."
    ),
    "instruction.partly_proved": _(
        "The evidence carries what is claimed of the instructions only in part."
    ),
    "instruction.words_of_others": _(
        "By the record's own words, another person or a machine wrote the prompt; nothing else in the instruction counts."
    ),
    "evidence.attached_only": _(
        "Evidence is linked, but what was read in it, measured or examined does not show this yet."
    ),
    "evidence.label_only": _(
        "This is its maker's own label and nothing else: the record does not say what was made or done."
    ),
    "evidence.opinion_only": _(
        "This is its maker's own opinion of the work and nothing else: nothing recorded shows it."
    ),
    "instruction.not_read": _(
        "What was typed is in a language or in signs that are not read here, so nobody can say what it fixes; add a translation beside it, or have a lawyer appraise it."
    ),
    "instruction.fixes_nothing": _("What was typed fixes no expression."),
    "instruction.not_by_person": _(
        "A prompt is on record, but its step is a machine's or the tool provider's; it is no person's instruction here."
    ),
    "instruction.elsewhere": _(
        "A prompt is on record; the record does not link it to a run of the tool in this part."
    ),
    "control.absent": _(
        "The record shows no setting, model or region that a person chose on purpose."
    ),
    "control.unproved": _(
        "Control of the tool by settings, areas, models or own material is claimed, but no evidence carries it."
    ),
    "control.settings_given": _(
        "Settings are recorded; that they were chosen for their effect is not."
    ),
    "control.without_effect": _(
        "Settings or inputs were changed without an effect that one could foresee."
    ),
    "control.effect_unknown": _(
        "Settings or inputs were changed; what that did to the result is not stated."
    ),
    "control.visible": _("Settings, model, region or input were changed with a visible effect."),
    "control.as_intended": _(
        "Settings, model, region or input were changed with the effect that was wanted."
    ),
    "control.region_edited": _(
        "Single regions were reworked with the tool, with a visible effect."
    ),
    "control.tool_prepared_in_part": _("What was prepared for this work steers the tool in part."),
    "control.tool_prepared": _("What was prepared for this work steers the tool in large part."),
    "control.own_system": _("The makers' own model, template or data went into the making."),
    "control.partly_proved": _(
        "The evidence carries what is claimed of the control by settings, model, region or input only in part."
    ),
    "control.elsewhere": _(
        "Settings or changes are on record, but nothing in them counts as control of this part."
    ),
    "refinement.absent": _("The record shows no further run after the first output."),
    "refinement.unproved": _("Rounds of change are claimed, but no evidence carries them."),
    "refinement.rerolled": _(
        "The tool was run again; that the runs built on one another with a visible effect is not recorded."
    ),
    "refinement.visible": _(
        "Something was changed from one run to the next, with a visible effect."
    ),
    "refinement.as_intended": _(
        "Something was changed from one run to the next, with the effect that was wanted."
    ),
    "refinement.in_several_ways": _(
        "The result was changed in several ways (instruction, settings, region, input), each with a visible effect."
    ),
    "refinement.steered": _("The result was steered in several ways towards what was wanted."),
    "refinement.partly_proved": _(
        "The evidence carries what is claimed of the rounds of change only in part."
    ),
    "refinement.without_effect": _(
        "Something was changed and the tool run again, with no effect or a random one."
    ),
    "refinement.region_reworked": _(
        "Regions of the result were reworked with the tool, with a visible effect."
    ),
    "refinement.region_as_intended": _(
        "Regions of the result were reworked with the tool until the intended effect was reached."
    ),
    "refinement.elsewhere": _(
        "Further runs of the tool are on record, but not as a person's work on this part."
    ),
    "refinement.effect_unknown": _(
        "Something was changed and the tool run again; what that did to the result is not stated."
    ),
    "selection.absent": _("The record shows no selection or arrangement."),
    "selection.unproved": _("A selection or arrangement is claimed, but no evidence carries it."),
    "selection.picked": _(
        "Results were looked through or one was picked; that alone weighs little."
    ),
    "selection.by_criteria": _("The result was picked by one's own criteria, which are stated."),
    "selection.arranged_technically": _("Results were put together for technical reasons only."),
    "selection.arranged_slightly": _("Parts were arranged to a minor extent."),
    "selection.arranged_in_part": _("Part of the whole was selected and arranged."),
    "selection.arranged": _("Several parts were selected and arranged into a whole."),
    "selection.partly_proved": _(
        "The evidence carries what is claimed of the selection or arrangement only in part."
    ),
    "selection.presumed": _(
        "The selection and arrangement are taken as they are stated: presumed from the name on the work (Copyright Law art. 12), not shown."
    ),
    "selection.parts_chosen": _("Which parts are in it was chosen; their order was not."),
    "selection.kept": _("Some of several outputs were kept; by which criteria is not stated."),
    "selection.elsewhere": _("Selection or arrangement is on record, but not of this part."),
    "selection.not_arranged": _(
        "No selection or arrangement of several parts is on record; to pick one result is none (Copyright Law art. 15)."
    ),
    "selection.extent_unknown": _("Something was arranged; how far is not stated."),
    "selection.one_part": _(
        "The record does not show more than one part; one part alone cannot be arranged (Copyright Law art. 15)."
    ),
    "editing.absent": _("The record shows nothing written or changed by a person's hand."),
    "editing.unproved": _("Work by hand is claimed, but no evidence carries it."),
    "editing.copied": _("By the record's own words, what was done by hand copies another's work."),
    "editing.technical": _("The work by hand is technical only."),
    "editing.performed": _(
        "By the record's own words this act performs what there was: a performer may have rights of their own, but performing creates no work (Copyright Law art. 3)."
    ),
    "editing.imperceptible": _("The work by hand cannot be perceived in the result."),
    "editing.minor": _("The work by hand is slight."),
    "editing.extent_unknown": _(
        "Something was written or changed by hand; how much is not stated."
    ),
    "editing.local": _("Details were written or reshaped by hand."),
    "editing.lyrics": _("Words are recorded as lyrics; whoever wrote them expressed something."),
    "editing.substantial": _("Substantial expressive work was done by hand."),
    "editing.partly_proved": _(
        "The evidence carries what is claimed of the work by hand only in part."
    ),
    "editing.presumed": _(
        "The work by hand is taken as it is stated: presumed from the name on the work (Copyright Law art. 12), not shown."
    ),
    "editing.stock": _(
        "Stock material was placed by hand; how it was placed may be expression, the material is not."
    ),
    "editing.stock_slight": _("A little stock material was placed by hand."),
    "editing.effect_unknown": _(
        "Something was changed by hand; whether it shows in the result is not stated."
    ),
    "editing.adds_unknown": _("Something was changed by hand; what it adds is not stated."),
    "own_input.absent": _("The record names no own material among the inputs."),
    "own_input.unproved": _(
        "That an own earlier work shows in the result is claimed, but not shown."
    ),
    "own_input.extent_unknown": _(
        "An own earlier work went in; how much of it shows in the result is not stated."
    ),
    "own_input.trace": _("Only a trace of the own earlier work shows in the result."),
    "own_input.partial": _("Part of one's own earlier expression shows in the result."),
    "own_input.dominant": _("One's own earlier expression dominates the result."),
    "own_input.partly_proved": _(
        "The evidence carries what is claimed of the own input only in part."
    ),
    "own_input.presumed": _(
        "The own input is taken as it is stated: presumed from the name on the work (Copyright Law art. 12), not shown."
    ),
    "own_input.without_expression": _(
        "An own input is on record, but no expression of it counts as showing in the result."
    ),
    "distinctiveness.absent": _("The result is a copy of what existed before."),
    "distinctiveness.unproved": _(
        "That the result differs from earlier works is claimed, but nothing shows it."
    ),
    "distinctiveness.commonplace": _("The result is commonplace beside what existed before."),
    "distinctiveness.copied_perhaps": _(
        "The record can be read as saying that something was copied; whether the result was made independently is not known."
    ),
    "distinctiveness.others_show": _(
        "Another's expression shows in the result; of what the makers added, nothing shows that it was copied."
    ),
    "distinctiveness.no_contrary_evidence": _(
        "Nothing shows that the result was copied; without contrary evidence independent making is accepted."
    ),
    "distinctiveness.different": _("The result differs recognisably from what existed before."),
    "distinctiveness.striking": _("The result differs strikingly from what existed before."),
    "distinctiveness.partly_proved": _(
        "The evidence carries what is claimed of the difference from earlier works only in part."
    ),
    "foreseeability.absent": _("Nothing shows that the makers could foresee the result."),
    "foreseeability.effect_unproved": _(
        "What a run or a preparation did is claimed, but no evidence of the process carries it."
    ),
    "foreseeability.unproved": _(
        "That the makers could foresee and steer the result is claimed, but no evidence of the process carries it."
    ),
    "foreseeability.broad": _("The makers could foresee the result in broad outline."),
    "foreseeability.close": _("The makers controlled the result closely."),
    "foreseeability.effect_seen": _(
        "What was changed or prepared shows in the result, so it could be steered in part."
    ),
    "foreseeability.effect_intended": _(
        "A change from one run to the next, or a preparation, had the intended effect, so the result could be steered."
    ),
    "foreseeability.without_change": _(
        "The effect of a run is stated, but no change by which it was steered."
    ),
    "foreseeability.partly_proved": _(
        "The evidence carries what is claimed of how far the result could be foreseen only in part."
    ),
    "field.open": _(
        "Nothing speaks against its being an expression in the field of literature, art or science."
    ),
    "form.open": _(
        "Nothing speaks against its existing in a form that others can perceive and copy."
    ),
    "gate.perhaps_perceived": _(
        "It is stated not to exist in a form that can be copied. An oral work needs no recording (Copyright Law art. 3(1)): did others hear or see it?"
    ),
    "gate.perceived_unrecorded": _(
        "It is not recorded in any form; by its own words others heard or saw it. An oral work needs no recording, but what was said must be shown."
    ),
    "gate.official_perhaps": _(
        "By its own words it may be a law or an official document, which are not protected (Copyright Law art. 5(1)): is it one?"
    ),
    "gate.facts_perhaps": _(
        "By its own words it may do no more than state facts such as the weather, prices or results, which are not protected (Copyright Law art. 5(2)): does it express anything beyond them?"
    ),
    "gate.unofficial_translation": _(
        "It is recorded as an official text, and its own words say that it is a translation that is not official: the law excludes only official texts and their official translations. Which is it?"
    ),
    "gate.official_text": _("Laws and official documents are not protected."),
    "gate.bare_news": _("Bare facts of news are not protected."),
    "gate.generic_data": _(
        "Generic tables, charts, calendars and formulas are not protected as such."
    ),
    "gate.functional": _(
        "The form serves a function; only what goes beyond the function can be expression."
    ),
    "gate.not_fixed": _("The work does not yet exist in a form that others can perceive and copy."),
    "gate.style_or_idea": _("A style or an idea is not a form of expression, however new."),
    "gate.prompt_is_instruction": _(
        "Whether an elaborate prompt can be a work is open; no decision compared with here has held so."
    ),
    "gate.prompt_lists_elements": _(
        "A prompt that lists ordinary elements is an instruction or idea, not an expression."
    ),
    "gate.no_freedom": _("The form is dictated by its function; there was no room for choice."),
    "gate.narrow_freedom": _(
        "The genre leaves little room for choice, so the choices must show clearly."
    ),
    "gate.copied": _("A copy of an earlier work is not original."),
    "gate.foreign_input": _(
        "The expression that dominates the result comes from material that is not the makers' own; where that material is a work, the rights in it are its author's, and the result is not free to use."
    ),
    "gate.no_human": _("No human is shown to have made anything: a machine cannot be an author."),
    "ground.prompting": _(
        "Instruction, control and refinement of the prompted output are weighed together."
    ),
    "ground.preparation": _("The plan and the prepared tool are weighed together."),
    "ground.hand": _("The work by hand is weighed."),
    "ground.own_input": _("The own earlier expression that shows in the result is weighed."),
    "ground.arrangement": _("The selection and arrangement of the whole are weighed."),
    "ground.prompt_text": _("The prompt is weighed as a text of its own."),
    "ground.none": _("Nothing in the record shows expression on which this element could rest."),
    "ground.human_text": _("The text written by a person is weighed."),
    "precedent.at_least_as_strong": _(
        "The case is at least as strong as these protected works on everything that the decisions turned on."
    ),
    "precedent.at_most_as_strong": _(
        "The case is at most as strong as these refused works, on everything that the decisions turned on and on every other way in which expression could come in."
    ),
    "precedent.nearest_granted": _("The nearest decision in favour; it does not decide this case."),
    "precedent.nearest_refused": _("The nearest decision against; it does not decide this case."),
    "element.cannot_be_said": _(
        "The record does not say enough of how the work was made for an answer on this element."
    ),
    "statute.presumed": _(
        "What is proved here is presumed from the name on the work (Copyright Law art. 12) and falls to evidence to the contrary."
    ),
    "presumption.no_day": _(
        "A name on the work would make its bearer presumed author (Copyright Law art. 12), but the day of its publication is not stated."
    ),
    "presumption.no_copy": _(
        "A name on the work would make its bearer presumed author (Copyright Law art. 12), but no copy of the published work is held on which it was read."
    ),
    "presumption.labelled": _(
        "Nothing is presumed from the name on the work (Copyright Law art. 12): the published work or the copy held bears a label of generated content."
    ),
    "presumption.undated": _(
        "A name on the work would make its bearer presumed author (Copyright Law art. 12), but no clock or receipt shows that the copy held existed when it was published."
    ),
    "presumption.nameless": _(
        "A name on the work would make its bearer presumed author (Copyright Law art. 12), but the name was not read on the copy held."
    ),
    "statute.hand_editing": _(
        "Substantial expressive work by hand is creation in the sense of the law itself."
    ),
    "statute.human_text": _(
        "A text that a person wrote is creation in the sense of the law itself."
    ),
    "statute.own_input": _(
        "One's own earlier work that dominates the result stays protected in it by the law itself."
    ),
    "statute.arrangement": _(
        "Original selection and arrangement make a compilation by the law itself."
    ),
    "rules.met": _("By the rules, what counts here suffices for this element."),
    "rules.arguable": _("By the rules, what counts here leaves this element arguable."),
    "rules.not_met": _("By the rules, what counts here does not suffice for this element."),
}
