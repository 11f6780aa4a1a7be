"""The documents of a dossier: lists as JSON, the evidence list as PDF, README in two languages.

They are written from `contents.Contents`; the same rows give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext

from assessments import wording
from assessments.audit.chain import utc_text
from assessments.dossier.contents import Contents, HeldFile
from assessments.dossier.words import FactRow, RecordWording
from assessments.engine import canonical_json
from assessments.evidence.digests import list_text
from assessments.evidence.models_timestamps import RootTimestamp
from assessments.evidence.queries import held_evidence, taken_as_later
from assessments.exhibits.matrix import evidence_matrix
from assessments.exhibits.references import ExhibitIndex
from assessments.typesetting import glyphs
from assessments.typesetting.dates import day
from assessments.typesetting.unseen import reveal
from assessments.wording.exhibits import LEGAL_CLASS, legal_classes, particular
from assessments.wording.times import ground_sentence
from cases.record import Evidence, dump_json, steps_of_evidence

LANGUAGES = {"en": "en", "zh": "zh-hans"}
VERIFIER = Path(__file__).with_name("verify.py")


@dataclass(frozen=True, kw_only=True)
class EvidenceRow:
    """A row of the evidence list, in the active language."""

    number: int
    name: str
    files: list[HeldFile]
    evidence_class: str  # the class of evidence under Chinese procedural law
    shows: str
    steps: list[int]
    source: str
    state: str  # as filled in, else whether the file is in the dossier
    pages: str
    sha256: list[str]


@dataclass(frozen=True, kw_only=True)
class EvidenceList:
    """The template context of the evidence list."""

    language: str  # BCP 47 tag of the document
    contents: Contents
    dated: str
    title: str
    rows: list[EvidenceRow]
    facts: list[FactRow]
    dated_files: list[tuple[HeldFile, list[str]]]  # each file with the grounds of its dating


def payload_documents(contents: Contents) -> dict[str, bytes]:
    """Return the documents below `data/`, by path."""
    documents = {
        "record.json": dump_json(contents.record).encode(),
        "result.json": (canonical_json(contents.assessment.typed_result) + "\n").encode(),
        "assessment.json": _dump_json(_describe_assessment(contents)),
        "files.json": _dump_json(
            {"files": [_describe_file(held, contents) for held in contents.files]}
        ),
        "custody.json": _dump_json({"chains": list(_describe_chains(contents))}),
        "timestamps.json": _dump_json({"timestamps": list(_describe_timestamps(contents))}),
        "roots.json": _dump_json(contents.proof.fields(_root_receipt)),
    }
    for of_root in contents.proof.timestamps.values():
        documents[f"{_root_path(of_root)}.tsr"] = bytes(of_root.response or b"")
        documents[f"{_root_path(of_root)}.json"] = of_root.root.statement.text()
    for number, stamp in enumerate(contents.timestamps, 1):
        documents[f"timestamps/{number:03}.tsr"] = bytes(stamp.response or b"")
        if _covers_list(stamp.digests, stamp.sha256):
            documents[f"timestamps/{number:03}.txt"] = list_text(stamp.digests)
    return documents


def tag_files(contents: Contents) -> dict[str, bytes]:
    """Return the tag files beside `data/`: the README and the verifier."""
    parts = []
    for code in LANGUAGES.values():
        with translation.override(code):
            parts.append(render_to_string("dossier/README.txt", {"contents": contents}).strip())
    readme = f"\n\n{'=' * 72}\n\n".join(parts) + "\n"
    return {"README.txt": reveal(readme).encode(), "verify.py": VERIFIER.read_bytes()}


def bag_info(contents: Contents) -> dict[str, str]:
    """Return the metadata in `bag-info.txt`, under names that RFC 8493, 2.2.2 reserves."""
    return {
        "Bagging-Date": timezone.localdate(contents.dossier.queued_at).isoformat(),
        "External-Identifier": str(contents.dossier.pk),
        "External-Description": contents.record.title,
    }


def evidence_list(contents: Contents, language: str) -> bytes:
    """Render the evidence list, in the form that Chinese courts use, as PDF."""
    from assessments.typesetting.pdf import render

    dated = timezone.localdate(contents.dossier.queued_at)
    with translation.override(language):
        html = render_to_string(
            "dossier/evidence_list.html",
            vars(
                EvidenceList(
                    language="zh-CN" if language == "zh-hans" else "en",
                    contents=contents,
                    dated=day(dated),
                    title=gettext("Evidence list"),
                    rows=list(evidence_rows(contents)),
                    facts=fact_rows(contents),
                    dated_files=[(held, _list_grounds(held)) for held in contents.files],
                )
            ),
        )
    missing = [glyph.character for glyph in glyphs.find_unprintable(html)]
    return render(
        glyphs.substitute(html, missing),
        identifier=f"{contents.dossier.pk}/evidence/{language}",
        moment=dt.datetime.combine(dated, dt.time()),
    )


def evidence_rows(contents: Contents) -> Iterator[EvidenceRow]:
    """Yield a row for each piece of evidence, then one for each file outside the record."""
    exhibits = ExhibitIndex(contents.record)
    for number, piece in enumerate(contents.record.evidence, 1):
        yield _build_row(contents, exhibits, number, piece)
    unnamed = [held for held in contents.files if not held.evidence]
    for number, held in enumerate(unnamed, len(contents.record.evidence) + 1):
        yield EvidenceRow(
            number=number,
            name=gettext("File not named in the record"),
            files=[held],
            evidence_class=str(LEGAL_CLASS["electronic"]),
            shows="",
            steps=[],
            source=_name_source([held]),
            state=gettext("electronic original"),
            pages="",
            sha256=[held.sha256],
        )


def _build_row(
    contents: Contents, exhibits: ExhibitIndex, number: int, piece: Evidence
) -> EvidenceRow:
    files = contents.files_of(piece.id)
    named = [piece.sha256] if piece.sha256 else []
    steps = steps_of_evidence(contents.record, piece)
    known = contents.particulars[piece.id]
    state = gettext("electronic original") if files else gettext("not in this dossier")
    if known.original is not None:
        state = particular("original", known.original.value)
    return EvidenceRow(
        number=number,
        name=wording.evidence_kind(piece.what),
        files=files,
        evidence_class=legal_classes(known.legal_class.classes),
        shows=piece.shows or "",
        steps=exhibits.step_numbers(steps),
        source=known.source.value if known.source else _name_source(files),
        state=state,
        pages=known.pages.value if known.pages else "",
        sha256=[held.sha256 for held in files] or named,
    )


def fact_rows(contents: Contents) -> list[FactRow]:
    """Return the support of each fact, as the page of the evidence shows it."""
    assessment = contents.assessment
    words = RecordWording(assessment.record, taken_as_later(assessment))
    facts = evidence_matrix(
        assessment.record, assessment.typed_result, held=held_evidence(assessment)
    )
    return [words.fact_row(fact) for fact in facts]


def _list_grounds(held: HeldFile) -> list[str]:
    return list(dict.fromkeys(ground_sentence(ground) for ground in held.file_date.grounds))


def _name_source(files: list[HeldFile]) -> str:
    if not files:
        return gettext("the party")
    first = min(held.upload.received_at for held in files)
    return gettext("the party; handed in on %(day)s") % {"day": day(timezone.localdate(first))}


def _describe_assessment(contents: Contents) -> dict[str, Any]:
    assessment = contents.assessment
    return {
        "id": str(assessment.pk),
        "work": str(assessment.work_id),
        "as_of": assessment.as_of.isoformat(),
        "assessed_at": utc_text(assessment.created_at),
        "rubric": assessment.rubric,
        "library": assessment.library_hash,
    }


def _describe_file(held: HeldFile, contents: Contents) -> dict[str, Any]:
    several = {"conversations": held.conversations} if held.conversations > 1 else {}
    upload, file_date = held.upload, held.file_date
    return {
        "path": held.path,
        "name": upload.name,
        "sha256": held.sha256,
        "size": upload.original.size,
        "media_type": upload.media_type,
        "received_at": utc_text(upload.received_at),
        "evidence": list(held.evidence),
        "final_work": held is contents.final,
        **several,
        "made": file_date.made,
        "grounds": [vars(ground) for ground in file_date.grounds],
    }


def _describe_chains(contents: Contents) -> Iterator[dict[str, Any]]:
    for subject, entries in contents.chains.items():
        yield {
            "subject": subject,
            "entries": [
                {
                    "subject": entry.subject,
                    "number": entry.number,
                    "at": utc_text(entry.at),
                    "actor": entry.actor,
                    "act": entry.act,
                    "facts": entry.facts,
                    "before": entry.before,
                    "hash": entry.hash,
                }
                for entry in entries
            ],
        }


def _describe_timestamps(contents: Contents) -> Iterator[dict[str, Any]]:
    for number, stamp in enumerate(contents.timestamps, 1):
        listed = _covers_list(stamp.digests, stamp.sha256)
        yield {
            "receipt": f"data/timestamps/{number:03}.tsr",
            "list": f"data/timestamps/{number:03}.txt" if listed else "",
            "sha256": stamp.sha256,
            "digests": stamp.digests,
            "at": utc_text(stamp.at) if stamp.at else None,
            "authority": stamp.authority,
            "serial": stamp.serial,
            "source": stamp.source,
            "trusted": stamp.trusted,
        }


def _root_path(timestamp: RootTimestamp) -> str:
    """Return the path of a root's timestamp and of the statement that it covers, without ending."""
    return f"roots/{timestamp.root.day.isoformat()}"


def _root_receipt(timestamp: RootTimestamp) -> str:
    return f"data/{_root_path(timestamp)}.tsr"


def _covers_list(digests: Iterable[str], sha256: str) -> bool:
    """Return whether a timestamp covers a list of digests rather than a single file."""
    return list(digests) != [sha256]


def _dump_json(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
