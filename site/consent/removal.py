"""Taking away what belongs to a category that the visitor does not agree to.

The server removes what browsers send it, HttpOnly cookies among it; the page's script does the rest: cookies
of other paths, local and session storage. Nobody but a provider can remove what the provider's own domain
keeps.
"""

from django.conf import settings

from consent.choice import Choice
from consent.names import matches, protected_names
from consent.notice import Notice


def refused_entries(notice: Notice, choice: Choice) -> list[dict]:
    """The declared cookies and storage entries of all categories without the visitor's yes."""
    return [
        cookie for category in notice.optional if not choice.accepts(category) for cookie in category.cookies
    ]


def kept_names(notice: Notice, choice: Choice) -> list[str]:
    """Names that stay whatever a pattern says: the essential ones and those of accepted categories."""
    agreed = [category for category in notice.categories if category.is_required or choice.accepts(category)]
    return protected_names() + [cookie["name"] for category in agreed for cookie in category.cookies]


def is_kept(name: str, kept: list[str]) -> bool:
    return any(matches(pattern, name) for pattern in kept)


def remove_cookies(request, response, notice: Notice, choice: Choice) -> None:
    kept = kept_names(notice, choice)
    for entry in refused_entries(notice, choice):
        if entry["storage_type"] != "cookie":
            continue
        for name in request.COOKIES:
            if matches(entry["name"], name) and not is_kept(name, kept):
                _expire(request, response, name, entry)


def _expire(request, response, name: str, entry: dict) -> None:
    """On the declared domain and on every one this host may set: browsers never say which a cookie has.

    A response holds one cookie of a name, so all but one are written as lines of their own.
    """
    for domain in {entry["domain"], *_own_domains(request.get_host())}:
        response.delete_cookie(name, path=entry["path"] or "/", domain=domain or None)
        response.cookies[f"{name};{domain}"] = response.cookies.pop(name)


def _own_domains(host: str) -> list[str]:
    """ "www.example.org" → itself without a Domain attribute, ".www.example.org", ".example.org"."""
    name = host.rsplit(":", 1)[0].strip("[]")
    labels = name.split(".")
    if settings.COOKIE_CONSENT_DOMAIN or len(labels) < 2 or name.replace(".", "").isdigit():
        return [""]
    return ["", *(f".{'.'.join(labels[start:])}" for start in range(len(labels) - 1))]
