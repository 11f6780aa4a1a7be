"""The schedule of evidence: every exhibit, and for each stored file what dates it.

Three sources are kept apart: times that the file itself states, the clock of the server that
received it (self-recorded, never called a trusted timestamp), and third parties.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext

from assessments import wording
from assessments.exhibits.excerpt import Excerpt, excerpt
from assessments.exhibits.holdings import CustodyEntry, CustodyLog, HeldFile, ThirdPartyTimestamp
from assessments.exhibits.particulars import Answer, FilledIn, Particulars
from assessments.memo.build import MemoBuilder
from assessments.memo.document import ExhibitReference
from assessments.typesetting.dates import clock_time, day
from assessments.wording import labels
from assessments.wording.acts import act_sentence
from assessments.wording.exhibits import CAPACITY, FIELD, examination, legal_classes, particular
from assessments.wording.times import date_wording, ground_sentence
from cases.record import Evidence, steps_of_evidence

OWN_TIME_CODES = frozenset({"own_time", "other_time", "named_time", "time_unread", "no_own_time"})
PRINTED_OTHERWISE = frozenset({"received", "existed_by"})
FIRST_ACTS, LAST_ACTS = 2, 3
FACTS = ("original", "held_by", "pages", "source", "obtained")
OPINIONS = ("authenticity", "legality", "relevance", "remark")


@dataclass(frozen=True, kw_only=True)
class ExhibitRow:
    """An exhibit in the list of evidence of a Chinese court."""

    code: str
    name: str
    file: str
    received: str  # day of the first receipt here; empty where no file is held
    evidence_class: str
    class_reason: str
    shows: Excerpt | None
    steps: list[int]
    particulars: Mapping[str, str]  # what was filled in, in words, by its name
    is_held: bool
    is_read: bool  # when the work was assessed
    made: str
    strength: str
    examined: str  # as the record states it
    examinations: list[str]  # that lawyers recorded of the exhibit beside the record
    sha256: str

    @property
    def reference(self) -> ExhibitReference:
        return ExhibitReference(self.code)


@dataclass(frozen=True, kw_only=True)
class FilledInRow:
    """Who filled in particulars, and which, by the codes of the exhibits."""

    by: str
    values: list[tuple[str, list[str]]]


@dataclass(frozen=True, kw_only=True)
class TimestampRow:
    """A timestamp of a third party in words."""

    text: str
    serial: str
    source: str


@dataclass(frozen=True, kw_only=True)
class FileSheet:
    """A stored file: what dates it, and its custody."""

    codes: list[str]
    name: str
    size: str
    sha256: str
    own_word: list[str]
    received: str
    third_parties: list[TimestampRow]
    follows: str
    by: str
    grounds: list[str]
    custody: list[str]
    again: list[tuple[str, str]]  # name and time of every later upload of the same bytes
    intact: bool


@dataclass(frozen=True, kw_only=True)
class EvidenceSchedule:
    """The exhibits, then the stored files and the custody logs as of one moment."""

    rows: list[ExhibitRow]
    files: list[FileSheet]
    as_of: str
    logs: tuple[CustodyLog, ...]
    is_read_without_files: bool
    filled_in: list[FilledInRow]


def schedule(build: MemoBuilder) -> EvidenceSchedule:
    """Build the rows in the form of a Chinese court, then the files behind them."""
    holdings = build.snapshot.holdings
    return EvidenceSchedule(
        rows=[_exhibit(build, piece) for piece in build.record.evidence],
        files=[_file(build, held) for held in holdings.files] if holdings else [],
        as_of=clock_time(holdings.as_of) if holdings else "",
        logs=holdings.logs if holdings else (),
        is_read_without_files=holdings is None,
        filled_in=_filled_in(build),
    )


def _exhibit(build: MemoBuilder, piece: Evidence) -> ExhibitRow:
    holdings = build.snapshot.holdings
    held = holdings.file_of(piece.sha256) if holdings else None
    is_read = piece.id in (build.snapshot.held or ())
    steps = steps_of_evidence(build.record, piece)
    filled = build.snapshot.particulars_of(piece)
    return ExhibitRow(
        code=build.exhibits.code(piece.id),
        name=wording.evidence_kind(piece.what),
        file=held.receipts[0].name if held else "",
        received=day(timezone.localtime(held.receipts[0].at).date()) if held else "",
        evidence_class=legal_classes(filled.legal_class.classes),
        class_reason=filled.legal_class.reason,
        shows=excerpt(piece.shows),
        steps=build.exhibits.step_numbers(steps),
        particulars={
            name: particular(name, answer.value) for name, answer in _answers(filled).items()
        },
        is_held=held is not None or is_read,
        is_read=is_read,
        made=build.when_made(piece),
        strength=str(labels.STRENGTH[piece.strength]) if piece.strength else "",
        examined=build.examination(piece),
        examinations=[
            examination(seen.filled.by, seen.on, seen.seen, seen.shows) for seen in filled.examined
        ],
        sha256=piece.sha256 or "",
    )


def documents(build: MemoBuilder) -> list[tuple[str, list[ExhibitRow]]]:
    """Divide the exhibits by who saw them, each group with what is said of it."""
    held, examined, recorded, named = [], [], [], []
    for piece in build.record.evidence:
        row = _exhibit(build, piece)
        seen = recorded if row.examinations else named
        (held if row.is_held else examined if row.examined else seen).append(row)
    groups = (
        (gettext("The files of these exhibits are held here:"), held),
        (
            gettext(
                "These exhibits were examined, as the Record states, by the lawyer named; their "
                "files are not held here:"
            ),
            examined,
        ),
        (
            gettext(
                "A lawyer recorded an examination of these exhibits, which stands in the list of "
                "evidence; their files are not held here:"
            ),
            recorded,
        ),
        (gettext("The Record names these exhibits; none was provided or examined:"), named),
    )
    return [(text, rows) for text, rows in groups if rows]


def _answers(filled: Particulars) -> dict[str, Answer]:
    """Return what was filled in, by its name; what nobody did is left out."""
    found = {name: getattr(filled, name) for name in (*FACTS, *OPINIONS)}
    return {name: answer for name, answer in found.items() if answer is not None}


def _filled_in(build: MemoBuilder) -> list[FilledInRow]:
    """Group what was filled in by who did and when."""
    groups: dict[FilledIn, list[tuple[str, list[str]]]] = {}
    for piece in build.record.evidence:
        known = build.snapshot.particulars_of(piece)
        by: dict[FilledIn, list[str]] = {}
        for name, answer in _answers(known).items():
            by.setdefault(answer.filled, []).append(str(FIELD[name]))
        if known.legal_class.filled is not None:
            by.setdefault(known.legal_class.filled, []).append(str(FIELD["legal_class"]))
        for filled, names in by.items():
            groups.setdefault(filled, []).append((build.exhibits.code(piece.id), names))
    return [FilledInRow(by=_who(filled), values=values) for filled, values in groups.items()]


def _who(filled: FilledIn) -> str:
    return gettext("%(by)s (%(capacity)s), %(day)s") % {
        "by": filled.by,
        "capacity": CAPACITY[filled.capacity],
        "day": day(filled.on),
    }


def _file(build: MemoBuilder, held: HeldFile) -> FileSheet:
    codes = [
        build.exhibits.code(piece.id)
        for piece in build.record.evidence
        if piece.sha256 and piece.sha256.lower() == held.sha256
    ]
    date = date_wording(held.file_date)
    return FileSheet(
        codes=codes,
        name=held.receipts[0].name,
        size=f"{held.size:,}",
        sha256=held.sha256,
        own_word=list(_own_word(held)),
        received=clock_time(held.receipts[0].at),
        third_parties=[_timestamp_row(stamp) for stamp in held.timestamps],
        follows=date.made,
        by=date.by,
        grounds=list(_date_grounds(held)),
        custody=list(_custody(held.custody)),
        again=[(receipt.name, clock_time(receipt.at)) for receipt in held.receipts[1:]],
        intact=held.intact,
    )


def _own_word(held: HeldFile) -> Iterator[str]:
    if not held.is_read:
        yield gettext("Not read: what times the file names is not known.")
        return
    grounds = [ground for ground in held.file_date.grounds if ground.code in OWN_TIME_CODES]
    yield from dict.fromkeys(ground_sentence(ground) for ground in grounds)


def _date_grounds(held: HeldFile) -> Iterator[str]:
    """Yield the results of comparing the sources of time; the others have rows of their own."""
    excluded = OWN_TIME_CODES | PRINTED_OTHERWISE
    grounds = [ground for ground in held.file_date.grounds if ground.code not in excluded]
    yield from dict.fromkeys(ground_sentence(ground) for ground in grounds)


def _timestamp_row(stamp: ThirdPartyTimestamp) -> TimestampRow:
    values = {"at": clock_time(stamp.at), "by": stamp.by or gettext("a third party not named")}
    pattern = (
        gettext("%(by)s had the digest of the file by %(at)s, by its own clock (RFC 3161).")
        if stamp.trusted
        else gettext(
            "A receipt said to be of %(by)s names %(at)s; its signer could not be verified, and it "
            "carries nothing here."
        )
    )
    source = (
        gettext("imported receipt")
        if stamp.imported
        else gettext("asked for through this application")
    )
    return TimestampRow(text=pattern % values, serial=stamp.serial, source=source)


def _custody(acts: Sequence[CustodyEntry]) -> Iterator[str]:
    """Yield the entries of the log; of many, the first and the last, and how many are left out."""
    many = len(acts) > FIRST_ACTS + LAST_ACTS
    first, last = (acts[:FIRST_ACTS], acts[-LAST_ACTS:]) if many else (acts, ())
    yield from map(_entry, first)
    if many:
        left = len(acts) - FIRST_ACTS - LAST_ACTS
        yield gettext("%(number)s entries more") % {"number": left}
    yield from map(_entry, last)


def _entry(act: CustodyEntry) -> str:
    return gettext("No. %(number)s, %(at)s: %(act)s") % {
        "number": act.number,
        "at": clock_time(act.at),
        "act": act_sentence(act.code),
    }
