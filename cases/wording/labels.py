"""The labels of the codes of the library, for forms, filters and pages.

There is one table for each vocabulary of `library/schema.py`, `law/schema.py` and
`record/schema.py`; a test keeps them complete. Forms and pages show the codes in the order of the
table.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Labels = Mapping[str, Any]

STATUS: Labels = {
    "published": _("Published"),
    "draft": _("Draft"),
    "withdrawn": _("Withdrawn"),
}
OUTCOME: Labels = {
    "protected": pgettext_lazy("outcome", "Protected"),
    "partly": pgettext_lazy("outcome", "Partly protected"),
    "not_protected": pgettext_lazy("outcome", "Not protected"),
    "undecided": pgettext_lazy("outcome", "Does not decide whether there is a work"),
}
OUTCOME_SHORT: Labels = {**OUTCOME, "undecided": pgettext_lazy("outcome", "Not decided")}
COURT_LEVEL: Labels = {
    "supreme": _("Supreme court"),
    "high": _("High court"),
    "intermediate": _("Intermediate court"),
    "internet": _("Internet court"),
    "basic": _("Basic court"),
    "federal": _("Federal court"),
    "state": _("State court"),
    "office": _("Copyright office"),
    "police": _("Police or prosecution"),
}
MATTER: Labels = {
    "civil": _("Civil"),
    "criminal": _("Criminal"),
    "administrative": _("Administrative"),
    "registration": _("Registration"),
    "investigation": _("Investigation"),
}
INSTANCE: Labels = {
    "first": _("First instance"),
    "appeal": _("Appeal"),
    "final_appeal": _("Final appeal"),
    "administrative": _("Administrative review"),
    "registration": pgettext_lazy("instance", "Registration"),
    "referral": _("Referral to prosecutors"),
}
PRECISION: Labels = {
    "day": _("to the day"),
    "month": _("to the month"),
    "year": _("to the year"),
}
FINALITY: Labels = {
    "effective": _("Effective"),
    "final": _("Final"),
    "appeal_pending": _("Appeal pending"),
    "not_effective": _("Not effective"),
    "not_known": _("Not known whether final"),
}
KIND: Labels = {
    "text": pgettext_lazy("kind of work", "Text"),
    "image": pgettext_lazy("kind of work", "Image"),
    "audio": pgettext_lazy("kind of work", "Audio"),
    "video": pgettext_lazy("kind of work", "Video"),
    "code": pgettext_lazy("kind of work", "Code"),
    "model_3d": pgettext_lazy("kind of work", "3D model"),
    "mixed": pgettext_lazy("kind of work", "Mixed"),
}
PARTY_ROLE: Labels = {
    "claimant": _("Claimant"),
    "defendant": _("Defendant"),
    "applicant": _("Applicant"),
    "office": _("Office"),
    "accused": _("Accused"),
    "suspect": _("Suspect"),
}
# Shared with the wording of assessments (`assessments/wording/names.py`).
ELEMENT: Labels = {
    "field": pgettext_lazy("elements", "Field of literature, art or science"),
    "originality": pgettext_lazy("elements", "Originality"),
    "form": pgettext_lazy("elements", "Certain form of expression"),
    "intellectual_achievement": pgettext_lazy("elements", "Intellectual achievement"),
}
ELEMENT_FINDING: Labels = {
    "met": pgettext_lazy("element status", "Met"),
    "arguable": pgettext_lazy("element status", "Arguable"),
    "not_met": pgettext_lazy("element status", "Not met"),
}
LAYER: Labels = {
    "prompted_output": pgettext_lazy("layers", "The prompted output"),
    "own_input": pgettext_lazy("layers", "Own input that shows in the result"),
    "hand_editing": pgettext_lazy("layers", "Work by hand"),
    "human_text": pgettext_lazy("layers", "Text or code written by a person"),
    "arrangement": pgettext_lazy("layers", "Selection and arrangement of the whole"),
    "prompt": pgettext_lazy("layers", "The prompt as a text"),
}
LAYER_FINDING: Labels = {
    "protected": pgettext_lazy("layer status", "Protected"),
    "arguable": pgettext_lazy("layer status", "Arguable"),
    "not_protected": pgettext_lazy("layer status", "Not protected"),
}
DIMENSION: Labels = {
    "conception": pgettext_lazy("dimensions", "Conception"),
    "instruction": pgettext_lazy("dimensions", "Instruction"),
    "control": pgettext_lazy("dimensions", "Control"),
    "refinement": pgettext_lazy("dimensions", "Refinement"),
    "selection": pgettext_lazy("dimensions", "Selection and arrangement"),
    "editing": pgettext_lazy("dimensions", "Work by hand"),
    "own_input": pgettext_lazy("dimensions", "Own input"),
    "distinctiveness": pgettext_lazy("dimensions", "Distinctiveness"),
    "foreseeability": pgettext_lazy("dimensions", "Foreseeability"),
}
JUDGED_OUTCOME: Labels = {code: OUTCOME[code] for code in ("protected", "not_protected")}
REFUSED_FOR: Labels = {"proof": _("Want of proof")}
QUOTE_LANGUAGE: Labels = {
    "en": pgettext_lazy("language", "English"),
    "zh": pgettext_lazy("language", "Chinese"),
    "cs": pgettext_lazy("language", "Czech"),
    "de": pgettext_lazy("language", "German"),
    "es": pgettext_lazy("language", "Spanish"),
    "it": pgettext_lazy("language", "Italian"),
    "ko": pgettext_lazy("language", "Korean"),
}
OWNERSHIP_BASIS: Labels = {
    "author": _("Author"),
    "legal_entity": _("Work of a legal entity"),
    "employee": _("Work of an employee"),
    "commissioned": _("Commissioned work"),
    "joint": _("Joint work"),
    "terms": _("Terms of the tool"),
    "none": _("No owner, since there is no work"),
    "other": pgettext_lazy("ownership", "Other"),
}
RIGHT: Labels = {
    "attribution": _("Right of attribution"),
    "integrity": _("Right of integrity"),
    "reproduction": _("Right of reproduction"),
    "network_dissemination": _("Right of communication through information networks"),
    "adaptation": _("Right of adaptation"),
    "distribution": _("Right of distribution"),
    "other": pgettext_lazy("right", "Other right"),
}
RIGHT_FINDING: Labels = {
    "infringed": _("Infringed"),
    "not_infringed": _("Not infringed"),
    "not_decided": pgettext_lazy("right", "Not decided"),
    "pleaded": _("Pleaded; finding not reported"),
    "not_seen": _("Not seen in the sources"),
}
AMOUNT: Labels = {
    "claimed": pgettext_lazy("amount", "Claimed"),
    "awarded": pgettext_lazy("amount", "Awarded"),
    "court_fee": pgettext_lazy("amount", "Court fee"),
    "expenses": pgettext_lazy("amount", "Expenses"),
    "fine": pgettext_lazy("amount", "Fine"),
    "turnover": pgettext_lazy("amount", "Turnover"),
    "other": pgettext_lazy("amount", "Other amount"),
}
PROOF_EFFECT: Labels = {
    "convinced": pgettext_lazy("evidence", "Convinced"),
    "failed": pgettext_lazy("evidence", "Failed"),
    "not_decisive": pgettext_lazy("evidence", "Not decisive"),
}
TREATMENT: Labels = {
    "affirmed": pgettext_lazy("treatment", "Affirmed"),
    "appealed": pgettext_lazy("treatment", "Appealed"),
    "followed": pgettext_lazy("treatment", "Followed"),
    "distinguished": pgettext_lazy("treatment", "Distinguished"),
    "contrasted": pgettext_lazy("treatment", "Contrasted"),
    "cited": pgettext_lazy("treatment", "Cited"),
    "reversed": pgettext_lazy("treatment", "Reversed"),
    "vacated": pgettext_lazy("treatment", "Vacated"),
    "remanded": pgettext_lazy("treatment", "Remanded"),
    "superseded": pgettext_lazy("treatment", "Superseded"),
}
# The same relations on the page of the decision that did it.
TREATMENT_GIVEN: Labels = {
    "affirmed": pgettext_lazy("treatment of another", "Affirms"),
    "appealed": pgettext_lazy("treatment of another", "Seeks review of"),
    "followed": pgettext_lazy("treatment of another", "Follows"),
    "distinguished": pgettext_lazy("treatment of another", "Distinguishes"),
    "contrasted": pgettext_lazy("treatment", "Contrasted"),
    "cited": pgettext_lazy("treatment of another", "Cites"),
    "reversed": pgettext_lazy("treatment of another", "Reverses"),
    "vacated": pgettext_lazy("treatment of another", "Vacates"),
    "remanded": pgettext_lazy("treatment of another", "Remands"),
    "superseded": pgettext_lazy("treatment of another", "Supersedes"),
}
DIRECTION: Labels = {
    "received": _("The other treated this decision"),
    "given": _("This decision treated the other"),
}
STATEMENT_PART: Labels = {
    "fact": pgettext_lazy("part of a decision", "Fact"),
    "holding": pgettext_lazy("part of a decision", "Holding"),
    "remedy": pgettext_lazy("part of a decision", "Remedy"),
    "discrepancy": pgettext_lazy("part of a decision", "Discrepancy between sources"),
}
# MARK stands beside every fact, MARK_LEGEND in the legend.
MARK: Labels = {
    "A": pgettext_lazy("confidence", "Official text"),
    "B": pgettext_lazy("confidence", "Several sources"),
    "C": pgettext_lazy("confidence", "One source"),
    "D": pgettext_lazy("confidence", "Case tracker only"),
    "U": pgettext_lazy("confidence", "Unconfirmed"),
    "H": pgettext_lazy("confidence", "Well sourced"),
    "M": pgettext_lazy("confidence", "One good source"),
    "L": pgettext_lazy("confidence", "Weak source"),
    "seed": pgettext_lazy("confidence", "Unverified article"),
    "disputed": pgettext_lazy("confidence", "Sources disagree"),
}
MARK_LEGEND: Labels = {
    "A": _(
        "The court's own page, the judgment's text or another official text says so; articles of "
        "law are read in a transcription that was not compared with the official publication."
    ),
    "B": _("Two or more independent secondary sources agree."),
    "C": _("One secondary source says so; not confirmed elsewhere."),
    "D": _("Only a case tracker says so; not confirmed elsewhere."),
    "U": _("Reported, but not confirmed by any source that could be read."),
    "H": _("An official text linked by a source says so, or several independent sources agree."),
    "M": _("One reputable secondary source says so."),
    "L": _("One weak source says so, or it is inferred."),
    "seed": _(
        "Taken from one article on these cases; the sources neither confirm nor contradict it."
    ),
    "disputed": _("The sources contradict each other."),
}
# Marks of well sourced facts; other facts are shown as contested, with the label of the mark.
SETTLED = frozenset({"A", "B", "H"})
# The kinds of instruments of law, by rank; pages and memos group authorities by them.
AUTHORITY_KIND: Labels = {
    "statute": pgettext_lazy("memo authority", "Statutes"),
    "regulation": pgettext_lazy("memo authority", "Regulations and departmental rules"),
    "interpretation": pgettext_lazy("memo authority", "Judicial interpretations"),
    "judicial_opinion": pgettext_lazy(
        "memo authority", "Judicial policy and judgments cited as law"
    ),
    "standard": pgettext_lazy("memo authority", "Standards"),
    "guidance": pgettext_lazy("memo authority", "Guidance of offices and authorities"),
}
FACET: Labels = {
    "outcome": _("Outcome"),
    "kind": _("Kind of content"),
    "court": _("Court"),
    "year": _("Year"),
    "jurisdiction": _("Jurisdiction"),
}
JURISDICTION: Labels = {
    "CN": pgettext_lazy("jurisdiction", "Mainland China"),
    "US": pgettext_lazy("jurisdiction", "United States"),
    "DE": pgettext_lazy("jurisdiction", "Germany"),
    "IT": pgettext_lazy("jurisdiction", "Italy"),
    "KR": pgettext_lazy("jurisdiction", "South Korea"),
    "JP": pgettext_lazy("jurisdiction", "Japan"),
    "GB": pgettext_lazy("jurisdiction", "United Kingdom"),
    "EU": pgettext_lazy("jurisdiction", "European Union"),
    "CZ": pgettext_lazy("jurisdiction", "Czechia"),
    "IN": pgettext_lazy("jurisdiction", "India"),
    "CA": pgettext_lazy("jurisdiction", "Canada"),
    "CO": pgettext_lazy("jurisdiction", "Colombia"),
    "MX": pgettext_lazy("jurisdiction", "Mexico"),
    "UA": pgettext_lazy("jurisdiction", "Ukraine"),
    "TW": pgettext_lazy("jurisdiction", "Taiwan"),
    "HK": pgettext_lazy("jurisdiction", "Hong Kong"),
}
