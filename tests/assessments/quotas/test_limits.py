"""The limits as data: what an operator may write, and what the documents say of the defaults."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from assessments.quotas.identity import shorten_address
from assessments.quotas.limits import DEFAULTS, MIB, Kind, Scope, limits_of, read_limits
from assessments.quotas.wording import KIND_NAMES, SCOPE_NAMES


def test_a_limit_is_changed_by_name_and_the_others_stay() -> None:
    limits = read_limits("drafts.address=5/10m, upload_mib.site = 3/d,emails.site=off")
    changed = limits_of(limits, Kind.DRAFTS)[Scope.ADDRESS]
    assert (changed.amount, changed.seconds) == (5, 600)
    assert limits_of(limits, Kind.UPLOAD_MIB)[Scope.SITE].amount == 3 * MIB
    assert Scope.SITE not in limits_of(limits, Kind.EMAILS)
    assert len(limits) == len(DEFAULTS) - 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("drafts.moon=5/h", "the names are drafts.address"),
        ("drafts.address", "names no limit"),
        ("drafts.address=5", "must look like 60/h"),
        ("drafts.address=-1/h", "must look like 60/h"),
        ("drafts.address=5/0m", "must look like 60/h"),
        ("drafts.address=٣/h", "must look like 60/h"),
    ],
)
def test_what_cannot_be_read_says_what_can(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        read_limits(text)


def test_every_kind_and_scope_is_limited_and_has_words() -> None:
    limits = read_limits()
    assert {limit.kind for limit in limits} == set(Kind)
    assert {limit.scope for limit in limits} == set(Scope)
    assert set(Kind) < set(KIND_NAMES)
    assert set(SCOPE_NAMES) == set(Scope)


def test_the_operators_read_the_numbers_that_hold() -> None:
    text = Path(settings.BASE_DIR, "docs", "operations.md").read_text("utf-8")
    rows = re.findall(r"^\| `([a-z_]+\.[a-z0-9_]+)` \| `(\d+/\d*[mhd])` \|", text, re.MULTILINE)
    assert dict(rows) == DEFAULTS


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("elsewhere", "elsewhere"),
    ],
)
def test_an_ipv6_address_counts_with_its_neighbours(address: str, counted: str) -> None:
    assert shorten_address(address) == counted
