"""The schedule of evidence: every exhibit, and for each stored file who says what about it.

Three voices are kept apart: the file's own word, the clock of the server that received it
(self-recorded, never called a trusted timestamp) and third parties.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from assessments import wording
from assessments.exhibits.excerpt import excerpt
from assessments.exhibits.holdings import CustodyEntry, HeldFile, ThirdPartyTimestamp
from assessments.memo.build import MemoBuilder
from assessments.typesetting.dates import clock_time, day
from assessments.wording import labels
from assessments.wording.acts import act_sentence
from assessments.wording.times import date_wording, ground_sentence
from cases.record import Evidence

OWN_TIME_CODES = frozenset({"own_time", "other_time", "time_unread", "no_own_time"})
PRINTED_OTHERWISE = frozenset({"received", "existed_by"})
FIRST_ACTS, LAST_ACTS = 2, 3


def schedule(build: MemoBuilder) -> dict[str, Any]:
    """The rows in the form of a Chinese court, then the files behind them."""
    holdings = build.snapshot.holdings
    return {
        "rows": [_exhibit(build, piece) for piece in build.record.evidence],
        "files": [_file(build, held) for held in holdings.files] if holdings else [],
        "as_of": clock_time(holdings.as_of) if holdings else "",
        "logs": holdings.logs if holdings else (),
        "is_read_without_files": holdings is None,
    }


def _exhibit(build: MemoBuilder, piece: Evidence) -> dict[str, Any]:
    holdings = build.snapshot.holdings
    held = holdings.file_of(piece.sha256) if holdings else None
    steps = [step.id for step in build.record.steps if piece.id in step.evidence]
    return {
        "code": build.exhibits.code(piece.id),
        "name": wording.evidence_kind(piece.what),
        "file": held.receipts[0].name if held else "",
        "class": labels.EVIDENCE_CLASS[piece.what],
        "shows": excerpt(piece.shows),
        "steps": build.exhibits.step_numbers(steps),
        "source": _source(held),
        "original": gettext("electronic original") if held else gettext("to be checked"),
        "is_held": held is not None,
        "made": labels.MADE[piece.made],
        "strength": labels.STRENGTH[piece.strength] if piece.strength else "",
        "sha256": piece.sha256 or "",
    }


def _source(held: HeldFile | None) -> str:
    if held is None:
        return gettext("the Client")
    first = day(timezone.localtime(held.receipts[0].at).date())
    return gettext("the Client; handed in on %(day)s") % {"day": first}


def _file(build: MemoBuilder, held: HeldFile) -> dict[str, Any]:
    codes = [
        build.exhibits.code(piece.id)
        for piece in build.record.evidence
        if piece.sha256 and piece.sha256.lower() == held.sha256
    ]
    told = date_wording(held.file_date)
    return {
        "codes": codes,
        "name": held.receipts[0].name,
        "size": f"{held.size:,}",
        "sha256": held.sha256,
        "own_word": list(_own_word(held)),
        "received": clock_time(held.receipts[0].at),
        "third_parties": [_timestamp_row(stamp) for stamp in held.timestamps],
        "follows": told.made,
        "by": told.by,
        "grounds": list(_date_grounds(held)),
        "custody": list(_custody(held.custody)),
        "again": [(receipt.name, clock_time(receipt.at)) for receipt in held.receipts[1:]],
        "intact": held.intact,
    }


def _own_word(held: HeldFile) -> Iterator[str]:
    if not held.is_read:
        yield gettext("Not read: what times the file names is not known.")
        return
    grounds = [ground for ground in held.file_date.grounds if ground.code in OWN_TIME_CODES]
    yield from dict.fromkeys(ground_sentence(ground) for ground in grounds)


def _date_grounds(held: HeldFile) -> Iterator[str]:
    """What comes out when the clocks are held against each other."""
    apart = OWN_TIME_CODES | PRINTED_OTHERWISE
    grounds = [ground for ground in held.file_date.grounds if ground.code not in apart]
    yield from dict.fromkeys(ground_sentence(ground) for ground in grounds)


def _timestamp_row(stamp: ThirdPartyTimestamp) -> dict[str, str]:
    told = {"at": clock_time(stamp.at), "by": stamp.by or gettext("a third party not named")}
    pattern = (
        gettext("%(by)s had the digest of the file by %(at)s, by its own clock (RFC 3161).")
        if stamp.trusted
        else gettext(
            "A receipt said to be of %(by)s names %(at)s; its signer could not be verified, and it "
            "carries nothing here."
        )
    )
    source = gettext("imported receipt") if stamp.imported else gettext("asked for by the Client")
    return {"text": pattern % told, "serial": stamp.serial, "source": source}


def _custody(acts: Sequence[CustodyEntry]) -> Iterator[str]:
    """The entries of the log, the first and the last of them where there are many."""
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
