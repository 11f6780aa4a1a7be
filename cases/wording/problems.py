"""The translated sentences for the problems of a record or a decision.

They repeat the codes and English sentences of `cases.record.problems`, because only literal texts
are extracted for translation; a test keeps both equal.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cases.record import Problem

SENTENCES = {
    # the file
    "unreadable": _("the file cannot be read: %(reason)s; check its path and who may read it"),
    "unknown_format": _("the file's name must end in .json, .yaml or .yml"),
    "too_large": _("the file is larger than %(limit)s bytes; shorten its longest texts"),
    "not_utf8": _(
        "the file is not UTF-8 text (byte %(position)s cannot be read); save it as UTF-8"
    ),
    "empty": _("the file is empty; fill it in, or name another"),
    "control_character": _(
        "the character %(character)s at position %(position)s is not allowed; remove it"
    ),
    # the notation
    "broken_json": _("not valid JSON at line %(line)s, column %(column)s: %(reason)s"),
    "broken_yaml": _("not valid YAML at line %(line)s, column %(column)s: %(reason)s"),
    "alias": _("YAML anchors and aliases are not accepted (line %(line)s); write the value out"),
    "tag": _("YAML tags are not accepted (line %(line)s); leave them out"),
    "key_not_text": _("the name of a field must be text (line %(line)s)"),
    "several_documents": _(
        "the file holds more than one document (line %(line)s); make a file of each"
    ),
    "too_deep": _("the file is nested more than %(limit)s levels deep; no field needs that"),
    "too_many_values": _(
        "the file holds more than %(limit)s values; keep those that the work needs"
    ),
    "duplicate_key": _("is given more than once; keep one of them"),
    "number_not_finite": _("must be a finite number"),
    "number_too_long": _("a number may have at most %(limit)s digits"),
    # one field
    "not_a_record": _('must be a mapping of fields such as "schema" and "title", not %(found)s'),
    "missing": _("is required"),
    "unknown_field": _("no such field; remove it, or correct its name"),
    "unknown_field_near": _('no such field; did you mean "%(near)s"?'),
    "not_text": _("must be text"),
    "empty_text": _("must not be empty"),
    "too_long": _("may have at most %(limit)s characters; shorten it"),
    "not_whole_number": _("must be a whole number"),
    "too_small": _("must be at least %(least)s"),
    "not_flag": _("must be true or false"),
    "not_list": _("must be a list"),
    "not_mapping": _("must be a mapping of fields"),
    "not_date": _("must be a date such as 2024-06-30"),
    "not_moment": _("must be a date such as 2024-06-30, or with a time: 2024-06-30T14:05+08:00"),
    "not_sha256": _("must be a SHA-256 digest: 64 hexadecimal digits"),
    "wrong_value": _('"%(value)s" is not one of: %(allowed)s'),
    "wrong_value_near": _('"%(value)s" is not one of: %(allowed)s; did you mean "%(near)s"?'),
    "wrong_shape": _('must have the form "%(form)s"'),
    "wrong_type": _("must have a value of another kind (%(reason)s)"),
    # the record as a whole
    "duplicate_id": _('the id "%(id)s" is already used at %(first)s; choose another'),
    "no_party": _('no party "%(id)s"; add it to the parties, or name one of them'),
    "no_tool": _('no tool "%(id)s"; add it to the tools, or name one of them'),
    "no_step": _('no step "%(id)s"; add it to the steps, or name one of them'),
    "no_evidence": _('no evidence "%(id)s"; add it to the evidence, or name a piece of it'),
    "parent_self": _('the step "%(id)s" cannot continue from itself; name an earlier one or none'),
    "parent_later": _('the step "%(id)s" comes later; steps stand in the order of time'),
    "parent_circular": _(
        "the steps go round in a circle: %(circle)s; let the first of them continue none"
    ),
    "dates_reversed": _(
        "%(this)s is before %(other)s, the date of %(other_field)s; correct one of the two"
    ),
    "before_parent": _(
        "%(this)s is before %(other)s, the time of the step it continues from; correct one of them"
    ),
    "before_previous": _(
        "%(this)s is before %(other)s, the time of %(other_field)s; steps stand in order of time"
    ),
    "kept_exceeds_outputs": _("%(kept)s kept out of %(outputs)s; correct one of the two"),
    "more": _("and %(count)s more problems"),
    # a decision of the library
    "slug_not_file_name": _('the slug "%(slug)s" is not the name of the file (%(name)s)'),
    "slug_taken": _('"%(slug)s" is already used by the decision %(other)s'),
    "judged_slug": _('must begin with "%(slug)s-" and be used once'),
    "first_judged_slug": _('the first record bears the slug of the decision, "%(slug)s"'),
    "no_decision": _('no decision "%(slug)s"'),
    "judged_though_undecided": _("a decision that leaves the question open has no judged record"),
    "outcome_contradicts_judged": _('a judged record says otherwise than "%(outcome)s"'),
    "protected_though_not_met": _("protected, although an element is not met"),
    "refused_though_met": _("refused, although every element named is met"),
    "verified_before_decided": _("is before the date of the decision"),
    "verified_before_treated": _("is before %(day)s, the day of a treatment"),
    "treated_before_decided": _("is before the date of the decision"),
    "treats_itself": _("a decision cannot do this to itself"),
    "treated_by_earlier": _(
        "contradicts the dates: only the later decision can do this to the other"
    ),
    "direction_unclear": _(
        "the dates do not tell which of the two decisions ended the other; say received or given"
    ),
    "source_twice": _("is named more than once"),
    "docket_form": _(
        '"%(number)s" is not written as numbers of this jurisdiction are (%(example)s); if its '
        "source prints it so, say so in its note"
    ),
    "docket_twice": _("is listed more than once"),
    "docket_taken": _(
        '"%(number)s" is already listed by the decision %(other)s; if it is the number of another '
        "instance of the same proceedings, name that instance's court beside it"
    ),
    "status_without_reason": _('a decision with the status "%(status)s" must say why'),
    "published_without_source": _("a published decision needs a source"),
    "published_without": _("a published decision needs %(what)s"),
    "only_weak_marks": _("a published decision may not rest on the marks D, U or seed alone"),
    "decided_without_record": _("a published decision with an outcome needs a judged record"),
    "judged_without_findings": _("a published decision says which elements were met"),
    "weak_finding": _("a published finding may not rest on the mark %(mark)s"),
    "protected_though_refused": _("only a refusal is refused for want of proof"),
    "turned_on_layer": _('no finding on the layer "%(layer)s" agrees with the outcome'),
    "turned_on_not_held": _('the outcome turned on "%(dimension)s", whose level is not stated'),
    "held_missing": _('"%(dimension)s" is missing: state its level, or that it was not reached'),
    "held_source_unknown": _("is none of the sources of this decision"),
    # doubts: never refused
    "published_before_finished": _("%(this)s is before %(other)s, the date of created_to"),
    "published_before_step": _("%(this)s is before %(other)s, the time of %(other_field)s"),
    "outside_creation": _("%(this)s is outside created_from and created_to"),
    "same_file": _("the same file (by its SHA-256) as %(other_field)s"),
    "remade_not_contemporaneous": _("a re-run of the tool is later evidence, not contemporaneous"),
}
FOUND = {
    "a list": _("a list"),
    "text": _("text"),
    "true or false": _("true or false"),
    "nothing": _("nothing"),
    "a number": _("a number"),
}


def problem_sentence(problem: Problem) -> str:
    """Return the sentence of a problem without its field."""
    params = dict(problem.params)
    if "found" in params:
        params["found"] = FOUND.get(str(params["found"]), params["found"])
    return str(SENTENCES[problem.code]) % params


def problem_line(problem: Problem) -> str:
    """Return field and sentence of a problem in one line."""
    if not problem.field:
        return problem_sentence(problem)
    parts = {"field": problem.field, "problem": problem_sentence(problem)}
    return str(_("%(field)s: %(problem)s")) % parts
