"""Clauses proposed from the text of a contract; a person confirms each beside the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from assessments.engine.contract_clauses import owners_by_clause
from assessments.engine.held_files import normalise_words
from assessments.engine.rules import load_rules
from assessments.evidence.models import Upload
from assessments.evidence.queries_extraction import files_read
from assessments.evidence.reports import report_of
from assessments.exhibits.held import held_file
from assessments.jobs import JobState
from assessments.securing.clauses import contract_words
from assessments.works.drafts import Draft
from cases.record import Contract, Party

SENTENCE: Final = re.compile(r"[^。；;\n]+[。；;]?")
MAX_TEXT, MAX_CLAUSE, MAX_CLAUSES = 200_000, 2_000, 8  # characters, and how many are proposed
MIN_CLAUSE = 6
TEXT_TYPES = (
    "text/",
    "application/pdf",
    "application/vnd",
    "application/msword",
    "application/rtf",
)
# What the words of a clause are recorded as.
SAYS: Final = {
    "author": "author_owns",
    "organisation": "organisation_owns",
    "commissioner": "commissioner_owns",
    "producer": "producer_owns",
    "shared": "shared",
}


@dataclass(frozen=True, kw_only=True)
class FoundClause:
    """A sentence that speaks of the copyright, and whose it is by its words; empty if unread."""

    text: str
    says: str


def contract_files(draft: Draft) -> list[Upload]:
    """Return the files of a draft that may be contracts: those of text whose reading is over.

    The reader's type counts: by their first bytes documents of an office are archives.
    """
    return [
        upload
        for upload in files_read(draft)
        if _type_of(upload).startswith(TEXT_TYPES) and _is_over(upload)
    ]


def _type_of(upload: Upload) -> str:
    return str(getattr(upload, "read_media_type", "") or upload.media_type)


def _is_over(upload: Upload) -> bool:
    reading = getattr(upload.original, "reading", None)
    return reading is not None and reading.state in (JobState.READY, JobState.FAILED)


def text_of(upload: Upload) -> str:
    """Return the text that was read in a file, cut to `MAX_TEXT` characters."""
    return held_file(report_of(upload.original), made="unknown").text[:MAX_TEXT]


def found_clauses(
    text: str, parties: Sequence[Party], kind: str = "commission"
) -> list[FoundClause]:
    """Return the sentences that speak of the copyright, in the order of the text."""
    found = islice(dict.fromkeys(_sentences(text)), MAX_CLAUSES)
    return [FoundClause(text=s, says=says_of(s, parties, kind, text)) for s in found]


def says_of(
    clause: str, parties: Sequence[Party], kind: str = "commission", whole: str = ""
) -> str:
    """Return whose the copyright is by the words of a clause; empty where they say no one owner.

    `whole`: all the text of the contract, which may say who 甲方 is.
    """
    contract = Contract.model_validate(
        {"id": "read", "kind": kind, "parties": [p.id for p in parties], "clause": clause or None}
    )
    owners = owners_by_clause(contract, parties, load_rules().ownership.clauses, whole)
    return SAYS[next(iter(owners))] if len(owners) == 1 else ""


def kind_of(text: str, usual: str) -> str:
    """Return what kind of contract a text is by its words, else the usual one."""
    words = normalise_words(text[:MAX_TEXT])
    kinds = contract_words().kinds
    return next((kind for kind, form in kinds.items() if form.search(words)), usual)


def parties_of(answers: dict[str, Any]) -> list[Party]:
    """Return the parties of the answers that are complete enough to be read."""
    return [
        Party(id=p["id"], name=p["name"], kind=p["kind"], role=p["role"])
        for p in answers.get("parties") or []
        if p.get("name") and p.get("kind") and p.get("role")
    ]


def _sentences(text: str) -> Iterator[str]:
    finds = contract_words().found_by
    for part in SENTENCE.findall(text):
        sentence = part.strip()
        if MIN_CLAUSE <= len(sentence) <= MAX_CLAUSE and finds.search(normalise_words(sentence)):
            yield sentence
