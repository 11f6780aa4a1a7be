"""The limits: how much of each kind one address, browser, account or recipient may do.

`DEFAULTS` has all numbers. An operator changes some by the variable `QUOTAS`; the settings read
them into `settings.QUOTAS` with `read_limits`. This module imports no Django.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

MIB = 1024 * 1024  # bytes
UNIT_SECONDS = {"m": 60, "h": 3600, "d": 86400}
RATE = re.compile(r"(\d{1,9})/(\d{0,3})([mhd])", re.ASCII)
NO_LIMIT = "off"


class Kind(StrEnum):
    """What is counted."""

    DRAFTS = "drafts"  # works begun, imported or copied
    UPLOAD_FILES = "upload_files"
    UPLOAD_MIB = "upload_mib"
    POSTED_MIB = "posted_mib"  # answers and other forms without files
    COMPARISONS = "comparisons"  # of two files
    DOWNLOADS = "downloads"  # of files, records, results, memos, dossiers, labelled copies
    COMPUTED = "computed"  # pages that assess answers, shown or saved
    ASSESSMENTS = "assessments"  # made again, or of answers that were changed
    SIGN_UPS = "sign_ups"
    EMAILS = "emails"  # codes, links for a new password, invitations
    SHARES = "shares"
    MESSAGES = "messages"
    MATTERS = "matters"
    MEMOS = "memos"
    DOSSIERS = "dossiers"
    DOSSIER_IMPORTS = "dossier_imports"
    TIMESTAMPS = "timestamps"
    REMINDERS = "reminders"  # by e-mail, on a day that the person chose
    WRONG_PASSWORDS = "wrong_passwords"
    WRONG_CODES = "wrong_codes"  # of a second factor


class Scope(StrEnum):
    """Whose count it is. Someone with an account is counted by it alone, wherever there is one."""

    ADDRESS = "address"  # an IPv4 address or the /64 of an IPv6 address
    IPV6_56 = "ipv6_56"  # the /56 of an IPv6 address, which one household may have
    IPV6_48 = "ipv6_48"  # the /48, which one office may have
    VISITOR = "visitor"  # the session of somebody without an account
    ACCOUNT = "account"
    RECIPIENT = "recipient"  # the e-mail address that a letter goes to
    PAIR = "pair"  # one address trying one account
    BROWSER = "browser"  # a browser in which the account was signed in before
    SITE = "site"  # everybody without an account together


DEFAULTS = {
    "drafts.address": "60/h",
    "drafts.ipv6_56": "120/h",
    "drafts.ipv6_48": "240/h",
    "drafts.visitor": "40/d",
    "drafts.account": "200/d",
    "drafts.site": "1200/h",
    "upload_files.visitor": "1000/d",
    "upload_files.account": "5000/d",
    "upload_files.site": "10000/h",
    "upload_mib.address": "2048/h",
    "upload_mib.ipv6_56": "3072/h",
    "upload_mib.ipv6_48": "4096/h",
    "upload_mib.visitor": "4096/d",
    "upload_mib.account": "20480/d",
    "upload_mib.site": "20480/h",
    "posted_mib.address": "256/h",
    "posted_mib.ipv6_56": "384/h",
    "posted_mib.ipv6_48": "512/h",
    "posted_mib.visitor": "64/h",
    "posted_mib.account": "512/h",
    "posted_mib.site": "2560/h",
    "comparisons.address": "200/h",
    "comparisons.ipv6_56": "300/h",
    "comparisons.ipv6_48": "400/h",
    "comparisons.visitor": "200/d",
    "comparisons.account": "1000/d",
    "comparisons.site": "2000/h",
    "downloads.address": "2000/h",
    "downloads.ipv6_48": "8000/h",
    "downloads.visitor": "600/h",
    "downloads.account": "1200/h",
    "computed.address": "3000/h",
    "computed.ipv6_48": "12000/h",
    "computed.visitor": "900/h",
    "computed.account": "1200/h",
    "assessments.account": "300/d",
    "sign_ups.address": "20/h",
    "sign_ups.ipv6_56": "30/h",
    "sign_ups.ipv6_48": "40/h",
    "sign_ups.site": "200/h",
    "emails.address": "30/h",
    "emails.ipv6_56": "45/h",
    "emails.ipv6_48": "60/h",
    "emails.recipient": "10/h",
    "emails.account": "60/d",
    "emails.site": "600/h",
    "shares.account": "20/d",
    "messages.account": "30/h",
    "matters.account": "100/h",
    "memos.account": "200/d",
    "dossiers.account": "50/d",
    "dossier_imports.account": "30/d",
    "timestamps.account": "200/d",
    "reminders.account": "60/d",
    "wrong_passwords.address": "10/m",
    "wrong_passwords.ipv6_56": "20/m",
    "wrong_passwords.ipv6_48": "40/m",
    "wrong_passwords.pair": "5/5m",
    "wrong_passwords.browser": "10/h",
    "wrong_passwords.account": "100/h",
    "wrong_codes.account": "5/5m",
}


@dataclass(frozen=True, kw_only=True)
class Limit:
    """At most `amount` (bytes for the kinds in MiB) in every window of `seconds`."""

    kind: Kind
    scope: Scope
    amount: int
    seconds: int

    @property
    def shown_amount(self) -> int:
        """Return the amount as the setting states it."""
        return self.amount // unit_of(self.kind)


def unit_of(kind: Kind) -> int:
    """Return how many of what is counted a number of the settings means."""
    return MIB if kind in (Kind.UPLOAD_MIB, Kind.POSTED_MIB) else 1


def read_limits(text: str = "", **changed: str) -> tuple[Limit, ...]:
    """Return the limits with those changed that `text` names.

    `text` is like `drafts.address=90/h, emails.site=off`. A rate is a number, a slash and a time:
    `90/h`, `5/10m`, `2000/d`. Raises ValueError, which says what is wrong and what would be right.
    """
    rates = {**DEFAULTS, **{name.replace("__", "."): rate for name, rate in changed.items()}}
    for entry in filter(None, (part.strip() for part in text.split(","))):
        name, sign, rate = (part.strip() for part in entry.partition("="))
        if not sign or name not in DEFAULTS:
            raise ValueError(f"{entry!r} names no limit; the names are {', '.join(DEFAULTS)}.")
        rates[name] = rate
    return tuple(_read_limit(name, rate) for name, rate in rates.items() if rate != NO_LIMIT)


def limits_of(limits: tuple[Limit, ...], kind: Kind) -> Mapping[Scope, Limit]:
    """Return the limits of a kind by scope."""
    return {limit.scope: limit for limit in limits if limit.kind == kind}


def _read_limit(name: str, rate: str) -> Limit:
    read = RATE.fullmatch(rate)
    if read is None or read[2] == "0":
        raise ValueError(f"{name}={rate!r} must look like 60/h, 5/10m, 2000/d or off.")
    kind, scope = name.split(".")
    return Limit(
        kind=Kind(kind),
        scope=Scope(scope),
        amount=int(read[1]) * unit_of(Kind(kind)),
        seconds=int(read[2] or 1) * UNIT_SECONDS[read[3]],
    )
