"""What one attacker can close for everybody, and for how long."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from assessments.quotas.identity import Identity, wider_network
from assessments.quotas.limits import Kind, Scope, read_limits
from assessments.quotas.refusal import QuotaExceeded
from assessments.quotas.services import quota_spend
from tests.support.accounts import confirmed_user
from tests.support.mail_server import Mailbox

HOUR = 3600
RESET = "/account/password/reset/"


def test_no_limit_of_the_whole_site_lasts_longer_than_an_hour() -> None:
    site = [limit for limit in read_limits() if limit.scope == Scope.SITE]

    assert site
    assert [limit for limit in site if limit.seconds > HOUR] == []


@pytest.mark.parametrize("scope", [Scope.ADDRESS, Scope.IPV6_56, Scope.IPV6_48])
def test_no_single_network_reaches_a_limit_of_the_whole_site(scope: Scope) -> None:
    by_name = {(limit.kind, limit.scope): limit for limit in read_limits()}
    for (kind, of), site in by_name.items():
        if of == Scope.SITE and kind != Kind.UPLOAD_FILES:  # those are counted by session
            own = by_name[kind, scope]
            assert own.amount * max(1, HOUR // own.seconds) * 5 <= site.amount, kind


def test_wider_networks_of_ipv6_have_numbers_of_their_own() -> None:
    assert wider_network("2001:db8:7:1::/64", 48) == "2001:db8:7::/48"
    assert wider_network("192.0.2.1", 48) == ""
    by_name = {(limit.kind, limit.scope): limit.amount for limit in read_limits()}
    for (kind, of), amount in by_name.items():
        if of == Scope.IPV6_56:
            assert by_name[kind, Scope.ADDRESS] < amount < by_name[kind, Scope.IPV6_48]


@pytest.mark.django_db
@pytest.mark.both_databases
def test_whoever_changes_their_64_every_time_is_counted_all_the_same(settings: Any) -> None:
    settings.QUOTAS = read_limits("drafts.ipv6_56=3/h,drafts.ipv6_48=5/h")
    for number in range(3):
        quota_spend(Identity(address=f"2001:db8:7:{number:x}::/64"), Kind.DRAFTS)
    with pytest.raises(QuotaExceeded) as refused:
        quota_spend(Identity(address="2001:db8:7:3::/64"), Kind.DRAFTS)
    assert refused.value.limit.scope == Scope.IPV6_56

    for number in (0x100, 0x200):
        quota_spend(Identity(address=f"2001:db8:7:{number:x}::/64"), Kind.DRAFTS)
    with pytest.raises(QuotaExceeded) as refused:
        quota_spend(Identity(address="2001:db8:7:300::/64"), Kind.DRAFTS)
    assert refused.value.limit.scope == Scope.IPV6_48


@pytest.mark.django_db
def test_a_full_site_refuses_no_owner_a_new_password_and_tells_nobody_who_is_one(
    client: Client, settings: Any, mailbox: Mailbox
) -> None:
    owner = confirmed_user("owner")
    settings.QUOTAS = read_limits("emails.site=0/h")
    known = client.post(RESET, {"email": owner.email})
    nobody = Client().post(RESET, {"email": "nobody@example.org"})

    assert (known.status_code, known["Location"]) == (nobody.status_code, nobody["Location"])
    assert [letter["To"] for letter in mailbox.letters()] == [owner.email]


@pytest.mark.django_db
def test_the_count_of_one_recipient_holds_for_owners_too(client: Client, settings: Any) -> None:
    owner = confirmed_user("owner")
    settings.QUOTAS = read_limits("emails.recipient=0/h")

    assert client.post(RESET, {"email": owner.email}).status_code == 429
