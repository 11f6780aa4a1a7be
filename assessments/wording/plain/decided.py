"""Sentences for gates, rules, statutes and decisions, for readers without legal training."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

SENTENCES = {
    "field.open": pgettext_lazy(
        "plain reading", "Nothing speaks against it: it counts as literature, art or science."
    ),
    "form.open": pgettext_lazy(
        "plain reading",
        "Nothing speaks against it: it counts as existing in a form that others can see, hear or read, and copy.",
    ),
    "gate.perhaps_perceived": pgettext_lazy(
        "plain reading",
        "You say that it does not exist in a form that can be copied. A speech needs no recording. Did others hear or see it?",
    ),
    "gate.perceived_unrecorded": pgettext_lazy(
        "plain reading",
        "Nothing recorded it, but you say that others heard or saw it. A speech needs no recording, but you must show what was said.",
    ),
    "gate.official_perhaps": pgettext_lazy(
        "plain reading",
        "By your own words it may be a law or an official document. Those are not protected. Is it one?",
    ),
    "gate.facts_perhaps": pgettext_lazy(
        "plain reading",
        "By your own words it may only state facts, such as the weather, prices or results. Those are not protected. Is there more in it?",
    ),
    "gate.unofficial_translation": pgettext_lazy(
        "plain reading",
        "You call it an official text, but also a translation of your own. Only official texts and official translations are free for all. Which is it?",
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
        "Whether a very elaborate prompt can be a work is open. No decision that we compare with has said yes.",
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
        "plain reading",
        "Most of what the result shows comes from material that is not your own. If that material is a work, the rights in it are its author's, and the result is not free to use.",
    ),
    "gate.no_human": pgettext_lazy(
        "plain reading", "Nobody is shown to have made anything. A machine cannot be an author."
    ),
    "ground.prompting": pgettext_lazy(
        "plain reading", "Your prompts, settings and rounds of change are weighed together."
    ),
    "ground.preparation": pgettext_lazy(
        "plain reading", "Your plan and the tool you set up are weighed together."
    ),
    "ground.hand": pgettext_lazy("plain reading", "Your work by hand is weighed."),
    "ground.own_input": pgettext_lazy(
        "plain reading", "What shows of your own earlier work is weighed."
    ),
    "ground.arrangement": pgettext_lazy(
        "plain reading", "Your selection and arrangement of the whole are weighed."
    ),
    "ground.prompt_text": pgettext_lazy(
        "plain reading", "Your prompt is weighed as a text of its own."
    ),
    "ground.none": pgettext_lazy(
        "plain reading", "Nothing in the record shows anything of your own here."
    ),
    "ground.human_text": pgettext_lazy("plain reading", "The text that you wrote is weighed."),
    "precedent.at_least_as_strong": pgettext_lazy(
        "plain reading",
        "Your case is at least as strong as works that were protected, on everything that mattered there.",
    ),
    "precedent.at_most_as_strong": pgettext_lazy(
        "plain reading",
        "Your case is nowhere stronger than works that were refused, on anything that mattered there.",
    ),
    "precedent.nearest_granted": pgettext_lazy(
        "plain reading", "The closest decision in favour. It does not decide your case."
    ),
    "precedent.nearest_refused": pgettext_lazy(
        "plain reading", "The closest decision against. It does not decide your case."
    ),
    "element.cannot_be_said": pgettext_lazy(
        "plain reading", "The record says too little about how it was made to answer this."
    ),
    "statute.presumed": pgettext_lazy(
        "plain reading",
        "Presumed, not shown: a name stands on the work, and the law believes it until someone proves the contrary (Copyright Law art. 12).",
    ),
    "presumption.no_day": pgettext_lazy(
        "plain reading",
        "Your name on the work would count (Copyright Law art. 12), but you have not said on what day you published it.",
    ),
    "presumption.no_copy": pgettext_lazy(
        "plain reading",
        "Your name on the work would count (Copyright Law art. 12), but there is no file of the published work here in which we could read it.",
    ),
    "presumption.labelled": pgettext_lazy(
        "plain reading",
        "Your name on the work shows nothing by itself (Copyright Law art. 12): the published work or your file of it says that it is generated content.",
    ),
    "presumption.undated": pgettext_lazy(
        "plain reading",
        "Your name on the work would count (Copyright Law art. 12), but nothing shows that your file of it existed when you published it.",
    ),
    "presumption.nameless": pgettext_lazy(
        "plain reading",
        "Your name on the work would count (Copyright Law art. 12), but we did not find it in your file of the published work.",
    ),
    "statute.hand_editing": pgettext_lazy(
        "plain reading",
        "Substantial work by your own hand is creation in the sense of the law itself.",
    ),
    "statute.human_text": pgettext_lazy(
        "plain reading", "Writing a text yourself is creation in the sense of the law itself."
    ),
    "statute.own_input": pgettext_lazy(
        "plain reading",
        "Your own earlier work makes up most of the result, and the law protects it there.",
    ),
    "statute.arrangement": pgettext_lazy(
        "plain reading",
        "Choosing and arranging the pieces in your own way is protected by the law itself.",
    ),
    "rules.met": pgettext_lazy("plain reading", "By our rules, this requirement is met."),
    "rules.arguable": pgettext_lazy(
        "plain reading", "By our rules, it is arguable whether this requirement is met."
    ),
    "rules.not_met": pgettext_lazy("plain reading", "By our rules, this requirement is not met."),
}
