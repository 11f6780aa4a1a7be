"""Whether a file came into being together with the work: `contemporaneous`, `later` or `unknown`.

The functions are pure: they take times and return a judgement with its grounds. A file's own times
are the file's own claim. They count where another clock received the file soon after: ours (never
called a trusted timestamp) or a third party's (RFC 3161). Times that are missing or contradict each
other give `unknown`. The spans that count are dated data in `times.yaml`, with their reasons.
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
RULE_FILE = Path(__file__).with_name("times.yaml")


@dataclass(frozen=True, kw_only=True)
class DatingRule:
    """The rule in `times.yaml`: the spans that count, and which times and clocks are meant."""

    receipt_within: timedelta
    trusted_within: timedelta
    act_within: timedelta
    tolerance: timedelta  # by which a clock may be wrong
    zone: timedelta  # by which a time without a zone may differ from UTC, either way
    never: frozenset[date]  # days that mean that no time was set
    making: frozenset[str]  # what a time must date to say when the file came into being
    clocks: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class StatedTime:
    """A time that a file states: what happened, when, and which of its fields states it."""

    what: str
    value: str
    source: str


@dataclass(frozen=True, kw_only=True)
class TimestampStatement:
    """A third party's timestamp: it had the digest of the file at this time."""

    at: datetime
    by: str


@dataclass(frozen=True, kw_only=True)
class DateGround:
    """One reason: a code, the clock that it rests on, the time of that clock and its source."""

    code: str
    clock: DateSource
    at: str
    source: str


@dataclass(frozen=True, kw_only=True)
class FileDate:
    """The result, its grounds, and the clock that it rests on beside the file's own."""

    made: Made
    by: DateSource | None
    grounds: tuple[DateGround, ...]


@dataclass(frozen=True, kw_only=True)
class TimeSpan:
    """The earliest and latest moment that a time can mean; one moment where its zone is stated."""

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
    """Judge a file by its own times, our receipt of it and third parties' timestamps.

    `act` is when the act was that the file is evidence of; without it only the file's own times
    count. `rule` is that of `times.yaml` unless another one is given.
    """
    rule = rule or load_rule()
    own, grounds = _making_times(stated_times, rule)
    stamp = min(stamps, key=lambda stamp: stamp.at, default=None)
    grounds.append(_receipt_ground("received", received_at))
    if stamp is not None:
        grounds.append(_stamp_ground("existed_by", stamp))
    if not own:
        return FileDate(
            made="unknown", by=None, grounds=(_ground_without_time(received_at), *grounds)
        )
    return _weigh(own, grounds, received_at, stamp, act_span, rule)


def date_source_of(source: str, rule: DatingRule | None = None) -> DateSource:
    """Which clock wrote a time, by its source in the file."""
    for clock, beginnings in (rule or load_rule()).clocks.items():
        if source.startswith(beginnings):
            return clock  # type: ignore[return-value]  # the data names clocks of the list only
    return "program"


def span_of(value: str, rule: DatingRule | None = None) -> TimeSpan | None:
    """The span that an ISO 8601 date or time can mean; None for other texts and unset clocks."""
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


def _making_times(
    stated_times: Iterable[StatedTime], rule: DatingRule
) -> tuple[list[TimeSpan], list[DateGround]]:
    """The times that say when the file came into being, and a ground for each of all times."""
    spans, grounds = [], []
    for time_stated in stated_times:
        span = span_of(time_stated.value, rule)
        making = time_stated.what in rule.making
        code = "time_unread" if span is None else "own_time" if making else "other_time"
        clock = date_source_of(time_stated.source, rule)
        grounds.append(
            DateGround(code=code, clock=clock, at=time_stated.value, source=time_stated.source)
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
        return _judge_unknown(grounds, _receipt_ground("own_time_after_receipt", received_at))
    if stamp is not None and born.first > stamp.at + rule.tolerance:
        return _judge_unknown(grounds, _stamp_ground("own_time_after_stamp", stamp))
    if act_span is not None and (distance := _compare_with_act(own, act_span, rule)):
        made: Made = "later" if distance == "after_the_act" else "unknown"
        return FileDate(
            made=made,
            by=None,
            grounds=(*grounds, _receipt_ground(distance, act_span.first, "record")),
        )
    if stamp is not None and stamp.at - born.first <= rule.trusted_within:
        return _judge_contemporaneous(grounds, _stamp_ground("stamped_soon_after", stamp))
    if received_at - born.first <= rule.receipt_within:
        return _judge_contemporaneous(grounds, _receipt_ground("received_soon_after", received_at))
    late = DateGround(
        code="received_long_after", clock="receipt", at=_utc_text(received_at), source=""
    )
    return FileDate(made="later", by="receipt", grounds=(*grounds, late))


def _compare_with_act(own: list[TimeSpan], act_span: TimeSpan, rule: DatingRule) -> str | None:
    """The code of the ground where file and act lie too far apart; None where they do not.

    A file that states several times, as a conversation does, may show any act between them.
    """
    if min(span.first for span in own) > act_span.last + rule.act_within:
        return "after_the_act"
    latest = max(span.last for span in own)
    return "before_the_act" if latest < act_span.first - rule.act_within else None


def _judge_contemporaneous(grounds: list[DateGround], last: DateGround) -> FileDate:
    return FileDate(made="contemporaneous", by=last.clock, grounds=(*grounds, last))


def _judge_unknown(grounds: list[DateGround], last: DateGround) -> FileDate:
    return FileDate(made="unknown", by=None, grounds=(*grounds, last))


def _ground_without_time(received_at: datetime) -> DateGround:
    return _receipt_ground("no_own_time", received_at)


def _receipt_ground(code: str, at: datetime, source: str = "") -> DateGround:
    return DateGround(code=code, clock="receipt", at=_utc_text(at), source=source)


def _stamp_ground(code: str, stamp: TimestampStatement) -> DateGround:
    return DateGround(code=code, clock="trusted", at=_utc_text(stamp.at), source=stamp.by)


def _utc_text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


@cache
def load_rule() -> DatingRule:
    """The rule in `times.yaml` beside this module."""
    data = yaml.safe_load(RULE_FILE.read_text(encoding="utf-8"))
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
