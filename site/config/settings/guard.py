"""What a public server must not run with. Each fault is named with what to do about it."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

#: Django's own measure of a key (security.W009): at least 50 characters, at least 5 different ones.
KEY_LENGTH = 50
KEY_VARIETY = 5


def refuse_unsafe(
    *, secret_key: str, secret_key_fallbacks: list[str], debug: bool, allowed_hosts: list[str], site_url: str
) -> None:
    """Raise ImproperlyConfigured naming every unsafe setting at once, so that one start finds them all."""
    faults = []
    if not secret_key:
        faults.append(
            "SECRET_KEY is not set. Make one: python -c 'import secrets; print(secrets.token_urlsafe(64))'"
        )
    elif _weak(secret_key):
        faults.append(f"SECRET_KEY is a known or weak value: use {KEY_LENGTH} or more random characters.")
    if any(_weak(key) for key in secret_key_fallbacks):
        faults.append("SECRET_KEY_FALLBACKS holds a known or weak value: take it out.")
    if debug:
        faults.append("DEBUG is on: it shows visitors the site's inside. Take DEBUG out of the environment.")
    if not allowed_hosts:
        faults.append(
            "ALLOWED_HOSTS is empty: name the site's host, for example ALLOWED_HOSTS=www.example.org."
        )
    elif any(host in {"*", "."} for host in allowed_hosts):
        faults.append("ALLOWED_HOSTS has a wildcard for every host: name the site's hosts one by one.")
    address = urlsplit(site_url)
    if address.scheme != "https" or not address.hostname:
        faults.append(
            "SITE_URL must be the site's public https address, for example SITE_URL=https://www.example.org."
        )
    if faults:
        raise ImproperlyConfigured("Unsafe settings, the site will not start:\n- " + "\n- ".join(faults))


def _weak(key: str) -> bool:
    return (
        len(key) < KEY_LENGTH
        or len(set(key)) < KEY_VARIETY
        or key.startswith(("local-only", "django-insecure-"))
    )
