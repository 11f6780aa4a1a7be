"""The problems of a record as codes with parameters, and the English sentence of each code.

The translated sentences are in `cases/wording/problems.py`, under the same codes. The module uses
no Django.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as default

SENTENCES: Mapping[str, str] = {
    # the file
    "unreadable": "the file cannot be read: %(reason)s; check its path and who may read it",
    "unknown_format": "the file's name must end in .json, .yaml or .yml",
    "too_large": "the file is larger than %(limit)s bytes; shorten its longest texts",
    "not_utf8": "the file is not UTF-8 text (byte %(position)s cannot be read); save it as UTF-8",
    "empty": "the file is empty; fill it in, or name another",
    "control_character": (
        "the character %(character)s at position %(position)s is not allowed; remove it"
    ),
    # the notation
    "broken_json": "not valid JSON at line %(line)s, column %(column)s: %(reason)s",
    "broken_yaml": "not valid YAML at line %(line)s, column %(column)s: %(reason)s",
    "alias": "YAML anchors and aliases are not accepted (line %(line)s); write the value out",
    "tag": "YAML tags are not accepted (line %(line)s); leave them out",
    "key_not_text": "the name of a field must be text (line %(line)s)",
    "several_documents": (
        "the file holds more than one document (line %(line)s); make a file of each"
    ),
    "too_deep": "the file is nested more than %(limit)s levels deep; no field needs that",
    "too_many_values": "the file holds more than %(limit)s values; keep those that the work needs",
    "duplicate_key": "is given more than once; keep one of them",
    "number_not_finite": "must be a finite number",
    "number_too_long": "a number may have at most %(limit)s digits",
    # one field
    "not_a_record": 'must be a mapping of fields such as "schema" and "title", not %(found)s',
    "missing": "is required",
    "unknown_field": "no such field; remove it, or correct its name",
    "unknown_field_near": 'no such field; did you mean "%(near)s"?',
    "not_text": "must be text",
    "empty_text": "must not be empty",
    "too_long": "may have at most %(limit)s characters; shorten it",
    "not_whole_number": "must be a whole number",
    "too_small": "must be at least %(least)s",
    "not_flag": "must be true or false",
    "not_list": "must be a list",
    "not_mapping": "must be a mapping of fields",
    "not_date": "must be a date such as 2024-06-30",
    "not_moment": "must be a date such as 2024-06-30, or with a time: 2024-06-30T14:05+08:00",
    "not_sha256": "must be a SHA-256 digest: 64 hexadecimal digits",
    "wrong_value": '"%(value)s" is not one of: %(allowed)s',
    "wrong_value_near": '"%(value)s" is not one of: %(allowed)s; did you mean "%(near)s"?',
    "wrong_shape": 'must have the form "%(form)s"',
    "wrong_type": "must have a value of another kind (%(reason)s)",
    # the record as a whole
    "duplicate_id": 'the id "%(id)s" is already used at %(first)s; choose another',
    "no_party": 'no party "%(id)s"; add it to the parties, or name one of them',
    "no_tool": 'no tool "%(id)s"; add it to the tools, or name one of them',
    "no_step": 'no step "%(id)s"; add it to the steps, or name one of them',
    "no_evidence": 'no evidence "%(id)s"; add it to the evidence, or name a piece of it',
    "parent_self": 'the step "%(id)s" cannot continue from itself; name an earlier one or none',
    "parent_later": 'the step "%(id)s" comes later; steps stand in the order of time',
    "parent_circular": (
        "the steps go round in a circle: %(circle)s; let the first of them continue none"
    ),
    "dates_reversed": (
        "%(this)s is before %(other)s, the date of %(other_field)s; correct one of the two"
    ),
    "before_parent": (
        "%(this)s is before %(other)s, the time of the step it continues from; correct one of them"
    ),
    "before_previous": (
        "%(this)s is before %(other)s, the time of %(other_field)s; steps stand in order of time"
    ),
    "kept_exceeds_outputs": "%(kept)s kept out of %(outputs)s; correct one of the two",
    "more": "and %(count)s more problems",
    # a decision of the library
    "slug_not_file_name": 'the slug "%(slug)s" is not the name of the file (%(name)s)',
    "slug_taken": '"%(slug)s" is already used by the decision %(other)s',
    "judged_slug": 'must begin with "%(slug)s-" and be used once',
    "first_judged_slug": 'the first record bears the slug of the decision, "%(slug)s"',
    "no_decision": 'no decision "%(slug)s"',
    "judged_though_undecided": "a decision that leaves the question open has no judged record",
    "outcome_contradicts_judged": 'a judged record says otherwise than "%(outcome)s"',
    "protected_though_not_met": "protected, although an element is not met",
    "refused_though_met": "refused, although every element named is met",
    "verified_before_decided": "is before the date of the decision",
    "verified_before_treated": "is before %(day)s, the day of a treatment",
    "treated_before_decided": "is before the date of the decision",
    "treats_itself": "a decision cannot do this to itself",
    "treated_by_earlier": "contradicts the dates: only the later decision can do this to the other",
    "direction_unclear": (
        "the dates do not tell which of the two decisions ended the other; say received or given"
    ),
    "source_twice": "is named more than once",
    "docket_form": (
        '"%(number)s" is not written as numbers of this jurisdiction are (%(example)s); if its '
        "source prints it so, say so in its note"
    ),
    "docket_twice": "is listed more than once",
    "docket_taken": (
        '"%(number)s" is already listed by the decision %(other)s; if it is the number of another '
        "instance of the same proceedings, name that instance's court beside it"
    ),
    "status_without_reason": 'a decision with the status "%(status)s" must say why',
    "published_without_source": "a published decision needs a source",
    "published_without": "a published decision needs %(what)s",
    "only_weak_marks": "a published decision may not rest on the marks D, U or seed alone",
    "decided_without_record": "a published decision with an outcome needs a judged record",
    "judged_without_findings": "a published decision says which elements were met",
    "weak_finding": "a published finding may not rest on the mark %(mark)s",
    "protected_though_refused": "only a refusal is refused for want of proof",
    "turned_on_layer": 'no finding on the layer "%(layer)s" agrees with the outcome',
    "turned_on_not_held": 'the outcome turned on "%(dimension)s", whose level is not stated',
    "held_missing": '"%(dimension)s" is missing: state its level, or that it was not reached',
    "held_source_unknown": "is none of the sources of this decision",
    # doubts: never refused
    "published_before_finished": "%(this)s is before %(other)s, the date of created_to",
    "published_before_step": "%(this)s is before %(other)s, the time of %(other_field)s",
    "outside_creation": "%(this)s is outside created_from and created_to",
    "same_file": "the same file (by its SHA-256) as %(other_field)s",
    "remade_not_contemporaneous": "a re-run of the tool is later evidence, not contemporaneous",
}


@dataclass(frozen=True, kw_only=True)
class Problem:
    """A problem: its field in the notation of the contract, its code and its parameters."""

    field: str  # `steps[3].parent`; empty for the file as a whole
    code: str
    params: Mapping[str, object] = default(default_factory=dict)

    @property
    def message(self) -> str:
        """The English sentence without the field."""
        return SENTENCES[self.code] % self.params

    def under(self, place: str) -> Problem:
        """Return the problem for a file that holds the record at `place`."""
        joined = f"{place}.{self.field}" if self.field else place
        return Problem(field=joined, code=self.code, params=self.params)

    def __str__(self) -> str:
        return f"{self.field}: {self.message}" if self.field else self.message


class InvalidRecord(ValueError):
    """A record is invalid; `problems` has every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
