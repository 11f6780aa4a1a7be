"""Whether a file came into being together with the work: `contemporaneous`, `later` or `unknown`.

Pure: times in, a judgement with its grounds out. A file's own times are its own word. They count
where somebody else's clock received the file soon after: ours (never called a trusted timestamp)
or that of a third party. What is missing or contradicts itself is unknown, not settled here.
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
DateSource = Literal["device", "signer", "service", "archive", "program", "receipt", "trusted"]
RULE = Path(__file__).with_name("times.yaml")


@dataclass(frozen=True, kw_only=True)
class DatingRule:
    """The spans that count, from dated data."""

    receipt_within: timedelta
    trusted_within: timedelta
    act_within: timedelta
    tolerance: timedelta
    zone: timedelta
    never: frozenset[date]
    making: frozenset[str]
    clocks: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class StatedTime:
    """A time that a file names: what happened, when, and which of its fields says so."""

    what: str
    value: str
    source: str


@dataclass(frozen=True, kw_only=True)
class TimestampStatement:
    """A third party's word that it had the digest of the file at this time."""

    at: datetime
    by: str


@dataclass(frozen=True, kw_only=True)
class DateGround:
    """One reason: a code, the clock it rests on, what that clock said and where."""

    code: str
    clock: DateSource
    at: str
    source: str


@dataclass(frozen=True, kw_only=True)
class FileDate:
    """What follows, on which grounds, and whose clock carries it besides the file's own."""

    made: Made
    by: DateSource | None
    grounds: tuple[DateGround, ...]


@dataclass(frozen=True, kw_only=True)
class TimeSpan:
    """When a time may have been: a point, or a span where zone or hour are not said."""

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
    """Judge a file by its own times, our receipt of it and third parties' timestamps."""
    rule = rule or load_rule()
    own, grounds = _own_times(stated_times, rule)
    stamp = min(stamps, key=lambda candidate: candidate.at, default=None)
    grounds.append(_receipt("received", received_at))
    if stamp is not None:
        grounds.append(_timestamp_ground("existed_by", stamp))
    if not own:
        return FileDate(
            made="unknown", by=None, grounds=(_no_own_time_ground(received_at), *grounds)
        )
    return _weigh(own, grounds, received_at, stamp, act_span, rule)


def date_source_of(source: str, rule: DatingRule | None = None) -> DateSource:
    """Which clock wrote a time, by the place in the file where it stands."""
    for clock, beginnings in (rule or load_rule()).clocks.items():
        if source.startswith(beginnings):
            return clock  # type: ignore[return-value]  # the data names clocks of the list only
    return "program"


def span_of(value: str, rule: DatingRule | None = None) -> TimeSpan | None:
    """What an ISO 8601 date or time may mean; None where it is none or was never set."""
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


def _own_times(
    stated_times: Iterable[StatedTime], rule: DatingRule
) -> tuple[list[TimeSpan], list[DateGround]]:
    """The times that say when the file came into being; the others are named, not used."""
    spans, grounds = [], []
    for stated_time in stated_times:
        span = span_of(stated_time.value, rule)
        making = stated_time.what in rule.making
        code = "time_unread" if span is None else "own_time" if making else "other_time"
        clock = date_source_of(stated_time.source, rule)
        grounds.append(
            DateGround(code=code, clock=clock, at=stated_time.value, source=stated_time.source)
        )
        if span is not None and making:
            spans.append(span)
    return spans, grounds


def _weigh(
    own: list[TimeSpan],
    grounds: list[DateGround],
    received_at: datetime,
    stamp: TimestampStatement | None,
    act_span: TimeSpan | None,
    rule: DatingRule,
) -> FileDate:
    born = min(own, key=lambda span: span.first)
    latest = max(span.first for span in own)
    if latest > received_at + rule.tolerance:
        return _unknown(grounds, _receipt("own_time_after_receipt", received_at))
    if stamp is not None and born.first > stamp.at + rule.tolerance:
        return _unknown(grounds, _timestamp_ground("own_time_after_stamp", stamp))
    if act_span is not None and (apart := _distance_from_act(own, act_span, rule)):
        made: Made = "later" if apart == "after_the_act" else "unknown"
        return FileDate(
            made=made, by=None, grounds=(*grounds, _receipt(apart, act_span.first, "record"))
        )
    if stamp is not None and stamp.at - born.first <= rule.trusted_within:
        return _contemporaneous(grounds, _timestamp_ground("stamped_soon_after", stamp))
    if received_at - born.first <= rule.receipt_within:
        return _contemporaneous(grounds, _receipt("received_soon_after", received_at))
    late = DateGround(
        code="received_long_after", clock="receipt", at=_format_utc(received_at), source=""
    )
    return FileDate(made="later", by="receipt", grounds=(*grounds, late))


def _distance_from_act(own: list[TimeSpan], act_span: TimeSpan, rule: DatingRule) -> str | None:
    """Whether the file and the act that it is to show lie too far apart to belong together.

    A file that names several times, as a conversation does, may show any act between them.
    """
    if min(span.first for span in own) > act_span.last + rule.act_within:
        return "after_the_act"
    latest = max(span.last for span in own)
    return "before_the_act" if latest < act_span.first - rule.act_within else None


def _contemporaneous(grounds: list[DateGround], last: DateGround) -> FileDate:
    return FileDate(made="contemporaneous", by=last.clock, grounds=(*grounds, last))


def _unknown(grounds: list[DateGround], last: DateGround) -> FileDate:
    return FileDate(made="unknown", by=None, grounds=(*grounds, last))


def _no_own_time_ground(received_at: datetime) -> DateGround:
    return _receipt("no_own_time", received_at)


def _receipt(code: str, at: datetime, source: str = "") -> DateGround:
    return DateGround(code=code, clock="receipt", at=_format_utc(at), source=source)


def _timestamp_ground(code: str, stamp: TimestampStatement) -> DateGround:
    return DateGround(code=code, clock="trusted", at=_format_utc(stamp.at), source=stamp.by)


def _format_utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


@cache
def load_rule() -> DatingRule:
    """The rule as it stands in the data beside this module."""
    data = yaml.safe_load(RULE.read_text(encoding="utf-8"))
    return DatingRule(
        receipt_within=timedelta(days=data["receipt_within_days"]),
        trusted_within=timedelta(days=data["trusted_within_days"]),
        act_within=timedelta(days=data["act_within_days"]),
        tolerance=timedelta(minutes=data["clock_tolerance_minutes"]),
        zone=timedelta(hours=data["zone_hours"]),
        never=frozenset(data["never"]),
        making=frozenset(data["making"]),
        clocks={name: tuple(starts) for name, starts in data["clocks"].items()},
    )
