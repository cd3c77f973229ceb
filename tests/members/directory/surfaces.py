"""Everything that anybody may ask for, and whether one supervisor shows there."""

from django.test import Client

from members.directory.models import DirectoryPage, SupervisorEntry


def surfaces(page: DirectoryPage, entry: SupervisorEntry, name: str) -> dict[str, bool]:
    """For each public surface: whether the supervisor shows.

    ``name``: of the supervisor, as nobody else is called. Each is asked for twice: the second answer may
    come out of a cache.
    """
    once, again = _ask(page, entry, name), _ask(page, entry, name)
    assert once == again
    return once


def _ask(page, entry, name):
    anybody, base = Client(), page.url
    word = name.split()[-1]

    def shows(address, what=entry.slug):
        response = anybody.get(address)
        return response.status_code == 200 and what in response.content.decode()

    return {
        "list": shows(base),
        "by name": shows(f"{base}?name={word}"),
        "near": shows(f"{base}?near={entry.outcode_id}&within=any"),
        "map": shows(f"{base}?view=map", f"<title>{entry.town}"),
        "profile": shows(f"{base}{entry.slug}/", name),
        "structured data": shows(f"{base}{entry.slug}/", '"Person"'),
        "contact": shows(f"{base}{entry.slug}/contact/", name),
        "photograph": anybody.get(f"{base}{entry.slug}/photo/480/").status_code == 200,
        "sitemap": shows("/sitemap.xml"),
        "search": shows(f"/search/?q={word}"),
        "search of one kind": shows(f"/search/?q={word}&kind=supervisor"),
        "suggestions": shows(f"/search/suggest/?q={word[:4]}", name),
        "check": shows(f"{base}check/?q={name}", "Accredited today"),
    }
