"""Who acts in a request, as far as limits are concerned."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

IPV6_PREFIX = 64  # what one connection is given at least (RFC 6177, 2)


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Who is counted; empty where there is none."""

    address: str = ""
    visitor: str = ""
    account: str = ""
    recipient: str = ""
    pair: str = ""
    browser: str = ""
    spares_site: bool = False  # what is counted must not be refused for the sake of others


def identity_of(request: HttpRequest) -> Identity:
    """Return the account of a request; for somebody without one the address and the session."""
    if request.user.is_authenticated:
        return Identity(account=str(request.user.pk))
    return Identity(address=network_of(request), visitor=request.session.session_key or "")


def network_of(request: HttpRequest) -> str:
    """Return the network address of a request, for IPv6 its /64.

    The last proxies write it, as many as `TRUSTED_PROXIES` says; what a visitor writes into the
    header before them is not looked at.
    """
    return shorten_address(get_adapter().get_client_ip(request))


def wider_network(address: str, prefix: int) -> str:
    """Return the wider network of an IPv6 network; empty for anything else.

    A customer is often given a /56 or a /48 (RFC 6177, 2), that is 256 or 65,536 networks of /64.
    """
    if ":" not in address or "/" not in address:
        return ""
    return str(ip_network(address).supernet(new_prefix=prefix))


def shorten_address(text: str) -> str:
    """Return an IPv4 address as it is, and the /64 of an IPv6 address; other text unchanged."""
    try:
        address = ip_address(text)
    except ValueError:
        return text
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped is not None:  # RFC 4291, 2.5.5.2
        return str(address.ipv4_mapped)
    return str(ip_network((address, IPV6_PREFIX), strict=False))
