"""What the page of an assessment's evidence shows: the matrix, the files, timestamps, dossiers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext

from assessments import selectors, wording
from assessments.dossier.contents import evidence_of
from assessments.dossier.judging import judgement_of, reading_of, stamps_of
from assessments.dossier.matrix import Fact, matrix
from assessments.dossier.times import Ground, Judgement
from assessments.memo import labels
from assessments.models import Assessment, Timestamp, Upload
from assessments.wording import times

TONES = {"proved": "protected", "itself": "protected", "partly": "arguable", "statement": "refused"}
MADE_TONES = {"contemporaneous": "protected", "later": "unlikely", "unknown": "unknown"}


@dataclass(frozen=True, kw_only=True)
class FactRow:
    """A fact of the matrix in words."""

    name: str
    claimed: str
    proved: str
    stands_on: str
    evidence: tuple[str, ...]
    standing: str
    tone: str


@dataclass(frozen=True, kw_only=True)
class FileRow:
    """A file that was handed in: what it is, and what its times come to."""

    upload: Upload
    evidence: str
    made: str
    tone: str
    by: str
    grounds: tuple[str, ...]
    is_read: bool
    is_repeated: bool


def evidence_page(assessment: Assessment, user: Any) -> dict[str, Any]:
    """Everything that the page shows to this person."""
    owned = selectors.is_owner(user, assessment)
    timestamps = list(selectors.timestamps_of(assessment))
    facts = matrix(assessment.record, assessment.result)
    words = _Words(assessment.record)
    return {
        "owned": owned,
        "dimensions": [words.row(fact) for fact in facts if fact.part == "dimension"],
        "items": [words.row(fact) for fact in facts if fact.part != "dimension"],
        "files": _files(assessment, user, timestamps, words),
        "timestamps": timestamps,
        "dossiers": list(assessment.dossiers.all()[:10]) if owned else [],
        "waits": _waits(assessment, timestamps) if owned else False,
        "authority_is_set": bool(settings.TIMESTAMP_URL and settings.TIMESTAMP_ROOTS),
    }


def _waits(assessment: Assessment, timestamps: Iterable[Timestamp]) -> bool:
    jobs = [*timestamps, *assessment.dossiers.all()]
    return any(not job.is_done for job in jobs)


class _Words:
    """Names of steps, inputs and evidence, by their place in the record."""

    def __init__(self, record: Mapping[str, Any]) -> None:
        self.record = record
        self.steps = {item["id"]: n for n, item in enumerate(record.get("steps") or [], 1)}
        self.inputs = {item["id"]: n for n, item in enumerate(record.get("inputs") or [], 1)}
        pieces = record.get("evidence") or []
        self.pieces = {item["id"]: (n, item) for n, item in enumerate(pieces, 1)}

    def row(self, fact: Fact) -> FactRow:
        return FactRow(
            name=self._name(fact),
            claimed=self._level(fact, fact.claimed),
            proved=self._level(fact, fact.proved),
            stands_on=self._listed(
                [self._step(one) for one in fact.steps] + [self._input(one) for one in fact.inputs]
            ),
            evidence=tuple(self.piece(one) for one in (*fact.evidence, *fact.merely)),
            standing=str(times.STANDINGS[fact.standing]),
            tone=TONES[fact.standing],
        )

    def piece(self, piece_id: str) -> str:
        """A piece of evidence with what bears on its weight."""
        number, piece = self.pieces[piece_id]
        said = [wording.evidence_kind(piece["what"]), str(labels.MADE[piece["made"]])]
        if piece.get("strength"):
            said.append(str(labels.STRENGTH[piece["strength"]]))
        return gettext("Evidence %(number)s: %(said)s") % {
            "number": number,
            "said": self._listed(said),
        }

    def number_of(self, pieces: Iterable[str]) -> str:
        return self._listed(str(self.pieces[one][0]) for one in pieces)

    def _name(self, fact: Fact) -> str:
        if fact.part == "dimension":
            return wording.dimension(fact.id)
        if fact.part == "step":
            return self._step(fact.id)
        return self._input(fact.id)

    def _step(self, step_id: str) -> str:
        number = self.steps[step_id]
        action = wording.action(self.record["steps"][number - 1]["action"])
        return gettext("Step %(number)s: %(action)s") % {"number": number, "action": action}

    def _input(self, input_id: str) -> str:
        number = self.inputs[input_id]
        what = labels.INPUT[self.record["inputs"][number - 1]["what"]]
        return gettext("Input %(number)s: %(what)s") % {"number": number, "what": what}

    def _level(self, fact: Fact, number: int | None) -> str:
        if number is None:
            return ""
        said = {"number": number, "of": fact.of, "means": wording.level(fact.id, number)}
        return gettext("%(number)s of %(of)s: %(means)s") % said

    def _listed(self, words: Iterable[str]) -> str:
        return pgettext("memo list", ", ").join(words)


def _files(
    assessment: Assessment, user: Any, timestamps: list[Timestamp], words: _Words
) -> list[FileRow]:
    uploads = selectors.uploads_of(assessment, user)
    digests = [upload.original_id for upload in uploads]
    return [
        _file(
            upload,
            words.number_of(evidence_of(assessment.record, upload)),
            judgement_of(upload, stamps_of(upload.original_id, timestamps)),
            digests.count(upload.original_id) > 1,
        )
        for upload in uploads
    ]


def _file(upload: Upload, evidence: str, judged: Judgement, is_repeated: bool) -> FileRow:
    return FileRow(
        upload=upload,
        evidence=evidence,
        made=str(times.MADE[judged.made]),
        tone=MADE_TONES[judged.made],
        by=str(times.BY[judged.by]) if judged.made == "contemporaneous" and judged.by else "",
        grounds=tuple(dict.fromkeys(_ground(ground) for ground in judged.grounds)),
        is_read=reading_of(upload) is not None,
        is_repeated=is_repeated,
    )


def _ground(ground: Ground) -> str:
    return str(times.GROUNDS[ground.code]) % {
        "at": _moment(ground.at),
        "source": ground.source,
        "clock": times.CLOCKS[ground.clock],
    }


def _moment(value: str) -> str:
    """A time that knows its zone in the reader's own; any other as it was written."""
    try:
        moment = dt.datetime.fromisoformat(value)
    except ValueError:
        return value
    if moment.tzinfo is None:
        return value
    local = timezone.localtime(moment)
    return f"{date_format(local, 'DATETIME_FORMAT')} (UTC{local:%z})"
