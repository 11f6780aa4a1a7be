"""Whether a file came into being together with the work: `contemporaneous`, `later` or `unknown`.

The functions are pure: they take times and return a date with its grounds. The times that a file
states are the file's own claim. They count where an independent source had the file soon after: our
receipt (never called a trusted timestamp) or a third party's timestamp (RFC 3161). Times that are
missing or contradict each other give `unknown`. The spans that count are dated data in
`times.yaml`, with their reasons.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

Made = Literal["contemporaneous", "later", "unknown"]
DateSource = Literal[
    "device", "signer", "service", "archive", "name", "program", "receipt", "trusted"
]
RULE_FILE = Path(__file__).with_name("times.yaml")


@dataclass(frozen=True, kw_only=True)
class DatingRule:
    """The rule in `times.yaml`: the spans that count, and how a stated time is classified."""

    receipt_within: timedelta
    trusted_within: timedelta
    act_within: timedelta
    tolerance: timedelta  # the error allowed for a clock
    zone: timedelta  # the most by which local time differs from UTC, east or west
    never: frozenset[date]  # dates that a clock shows before it is set
    making: frozenset[str]  # the events whose time is the time of making
    date_sources: Mapping[DateSource, tuple[str, ...]]  # each with the beginnings of its fields


@dataclass(frozen=True, kw_only=True)
class StatedTime:
    """A time that a file states: the event, the time as text, and the field that states it."""

    what: str
    value: str
    source: str


@dataclass(frozen=True, kw_only=True)
class TimestampStatement:
    """A third party's statement that it had the digest of the file at this time."""

    at: datetime
    by: str


@dataclass(frozen=True, kw_only=True)
class DateGround:
    """One ground of a date: its code, its date source, the time (ISO 8601) and the field."""

    code: str
    clock: DateSource
    at: str
    source: str


@dataclass(frozen=True, kw_only=True)
class FileDate:
    """When a file was made, the independent date source that shows it, and all grounds."""

    made: Made
    by: DateSource | None
    grounds: tuple[DateGround, ...]


@dataclass(frozen=True, kw_only=True)
class TimeSpan:
    """The earliest and latest moment that a stated time can mean, in UTC."""

    first: datetime
    last: datetime


def date_file(
    stated_times: Iterable[StatedTime],
    *,
    received_at: datetime,
    stamps: Iterable[TimestampStatement] = (),
    act_span: TimeSpan | None = None,
    rule: DatingRule | None = None,
) -> FileDate:
    """Date a file by the times that it states, our receipt and third parties' timestamps.

    `act_span` is the time of the act that the file is evidence of; without it no act is compared.
    `rule` is the rule in `times.yaml` unless another one is given.
    """
    rule = rule or load_rule()
    making_spans, grounds = _making_spans(stated_times, rule)
    stamp = min(stamps, key=lambda stamp: stamp.at, default=None)
    grounds.append(_receipt_ground("received", received_at))
    if stamp is not None:
        grounds.append(_stamp_ground("existed_by", stamp))
    if not making_spans:
        return FileDate(
            made="unknown",
            by=None,
            grounds=(_receipt_ground("no_own_time", received_at), *grounds),
        )
    return _weigh(making_spans, grounds, received_at, stamp, act_span, rule)


def last_day_of_making(stated_times: Iterable[StatedTime]) -> date | None:
    """Return the last day on which a file says that it was made; None where it states no time."""
    spans, _ = _making_spans(stated_times, load_rule())
    return max(span.first for span in spans).date() if spans else None


def date_source_of(source: str, rule: DatingRule | None = None) -> DateSource:
    """Return who recorded a time, by the field of the file that states it."""
    for date_source, beginnings in (rule or load_rule()).date_sources.items():
        if source.startswith(beginnings):
            return date_source
    return "program"


def span_of(value: str, rule: DatingRule | None = None) -> TimeSpan | None:
    """Return the span that an ISO 8601 date or time can mean; None for other texts and `never`."""
    rule = rule or load_rule()
    text = value.strip().replace("Z", "+00:00")
    try:
        moment = datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        return None
    if moment.date() in rule.never:
        return None
    day_only = len(text) <= len("2024-01-01")
    last = datetime.combine(moment.date(), time.max) if day_only else moment
    try:
        return _span_in_any_zone(moment, last, rule)
    except OverflowError:
        return None


def _span_in_any_zone(first: datetime, last: datetime, rule: DatingRule) -> TimeSpan:
    if first.tzinfo is not None:
        return TimeSpan(first=first.astimezone(UTC), last=last.astimezone(UTC))
    east, west = timezone(rule.zone), timezone(-rule.zone)
    return TimeSpan(
        first=first.replace(tzinfo=east).astimezone(UTC),
        last=last.replace(tzinfo=west).astimezone(UTC),
    )


def _making_spans(
    stated_times: Iterable[StatedTime], rule: DatingRule
) -> tuple[list[TimeSpan], list[DateGround]]:
    """Return the spans of the times of making, and a ground for every stated time."""
    spans, grounds = [], []
    for stated in stated_times:
        span = span_of(stated.value, rule)
        is_making = stated.what in rule.making
        date_source = date_source_of(stated.source, rule)
        code = "time_unread" if span is None else "own_time" if is_making else "other_time"
        if code == "other_time" and date_source == "name":
            code = "named_time"
        grounds.append(
            DateGround(code=code, clock=date_source, at=stated.value, source=stated.source)
        )
        if span is not None and is_making:
            spans.append(span)
    return spans, grounds


def _weigh(
    making_spans: list[TimeSpan],
    grounds: list[DateGround],
    received_at: datetime,
    stamp: TimestampStatement | None,
    act_span: TimeSpan | None,
    rule: DatingRule,
) -> FileDate:
    earliest = min(span.first for span in making_spans)
    latest = max(span.first for span in making_spans)
    if latest > received_at + rule.tolerance:
        return _unknown_date(grounds, _receipt_ground("own_time_after_receipt", received_at))
    if stamp is not None and earliest > stamp.at + rule.tolerance:
        return _unknown_date(grounds, _stamp_ground("own_time_after_stamp", stamp))
    if act_span is not None and (distance := _compare_with_act(making_spans, act_span, rule)):
        made: Made = "later" if distance == "after_the_act" else "unknown"
        return FileDate(
            made=made,
            by=None,
            grounds=(*grounds, _receipt_ground(distance, act_span.first, "record")),
        )
    if stamp is not None and stamp.at - earliest <= rule.trusted_within:
        return _contemporaneous_date(grounds, _stamp_ground("stamped_soon_after", stamp))
    if received_at - earliest <= rule.receipt_within:
        return _contemporaneous_date(grounds, _receipt_ground("received_soon_after", received_at))
    late = _receipt_ground("received_long_after", received_at)
    return FileDate(made="later", by="receipt", grounds=(*grounds, late))


def _compare_with_act(
    making_spans: list[TimeSpan], act_span: TimeSpan, rule: DatingRule
) -> str | None:
    """Return the code of the ground where file and act lie too far apart; None otherwise.

    A file that states several times, as a conversation does, may show any act between them.
    """
    if min(span.first for span in making_spans) > act_span.last + rule.act_within:
        return "after_the_act"
    latest = max(span.last for span in making_spans)
    return "before_the_act" if latest < act_span.first - rule.act_within else None


def _contemporaneous_date(grounds: list[DateGround], last: DateGround) -> FileDate:
    return FileDate(made="contemporaneous", by=last.clock, grounds=(*grounds, last))


def _unknown_date(grounds: list[DateGround], last: DateGround) -> FileDate:
    return FileDate(made="unknown", by=None, grounds=(*grounds, last))


def _receipt_ground(code: str, at: datetime, source: str = "") -> DateGround:
    return DateGround(code=code, clock="receipt", at=_utc_text(at), source=source)


def _stamp_ground(code: str, stamp: TimestampStatement) -> DateGround:
    return DateGround(code=code, clock="trusted", at=_utc_text(stamp.at), source=stamp.by)


def _utc_text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


@cache
def load_rule() -> DatingRule:
    """Load the rule in `times.yaml` beside this module."""
    data = yaml.safe_load(RULE_FILE.read_text(encoding="utf-8"))
    return DatingRule(
        receipt_within=timedelta(days=data["receipt_within_days"]),
        trusted_within=timedelta(days=data["trusted_within_days"]),
        act_within=timedelta(days=data["act_within_days"]),
        tolerance=timedelta(minutes=data["clock_tolerance_minutes"]),
        zone=timedelta(hours=data["zone_hours"]),
        never=frozenset(data["never"]),
        making=frozenset(data["making"]),
        date_sources={name: tuple(starts) for name, starts in data["clocks"].items()},
    )
