"""How often something may be done: counted in Django's cache, so all processes of the site count together."""

import time
from ipaddress import IPv6Network

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.utils.crypto import salted_hmac


def client_key(request):
    """A stand-in for the address that a request comes from. The address itself is kept nowhere.

    ``ALLAUTH_TRUSTED_PROXY_COUNT`` says how many proxies are believed: a forged header does nothing.
    All of an IPv6 network of 64 bits counts as one: that is what one household or attacker holds.
    """
    try:
        address = get_adapter(request).get_client_ip(request)
    except (ImproperlyConfigured, PermissionDenied):
        address = request.META.get("REMOTE_ADDR", "")
    if ":" in address:
        address = ipv6_network(address)
    return salted_hmac("core.throttle", address).hexdigest()[:32]


def ipv6_network(address):
    try:
        return str(IPv6Network((address, 64), strict=False))
    except ValueError:
        return address


def wait_before(action, key, *, limit, seconds):
    """Count one more ``action`` of ``key``; return 0 if it may go on, else for how many seconds it must wait.

    At most ``limit`` are let through in each period of ``seconds``. Periods start on the clock, not with the
    first attempt, which keeps it to one number in the cache.
    """
    now = int(time.time())
    name = f"throttle:{action}:{key}:{now // seconds}"
    cache.add(name, 0, timeout=seconds)
    try:
        count = cache.incr(name)
    except ValueError:  # it fell out of the cache in between
        return 0
    cache.touch(name, seconds)  # in a cache of files or rows, counting shortens its life
    return 0 if count <= limit else seconds - now % seconds
