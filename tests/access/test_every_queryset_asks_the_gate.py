"""Walks the code: a queryset of pages that could reach a visitor passes through ``visible_to``.

Wagtail's own ``live()`` and ``public()`` are used nowhere but in the gate: they let aliases of restricted
pages through. A queryset that never reaches a visitor is named below with the reason.
"""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ["home", "history", "evidence", "members", "search", "site"]

#: Parts of the code that only the admin or a maintainer reaches.
NOT_PUBLIC = {
    "migrations",
    "management",
    "large_site",
    "checkup.py",
    "wagtail_hooks.py",
    "first_content.py",
    "listings.py",
    "dashboard.py",
}

#: Querysets that are never shown to a visitor as they are: file, function, and why.
EXCUSED = {
    ("site/core/access.py", "_restricted_and_alias_paths"): "the gate itself",
    ("site/core/access.py", "_alias_paths"): "the gate itself",
    ("site/core/seo.py", "trail"): "the pages above one that was allowed; the breadcrumbs ask for each",
    ("site/core/cards.py", "specific_pages"): "the same pages again, as their own types",
    ("site/core/cards.py", "_rows_by_image"): "scaled files of pictures that are shown already",
    ("site/core/sitemaps.py", "_hidden"): "what the sitemap leaves out",
    ("members/directory/searching.py", "_directory"): "each is asked of the gate right away",
    ("site/core/page_links.py", "_read_once"): "addresses of links that an editor made; no title shows",
    ("site/core/context.py", "_read_pages"): "each is asked of the gate before it is shown",
    ("site/core/page_cache/slots.py", "expiries_after"): "moments, not pages",
    ("site/core/page_cache/proxy.py", "purge_above"): "addresses, for the proxy in front to forget",
    ("site/core/many_pages.py", "insert"): "only writes pages",
    ("site/core/page_cache/proxy.py", "purge_below"): "addresses, for the proxy in front to forget",
    ("site/consent/forms.py", "_technologies"): "cookies, not pages",
    ("home/models/home.py", "find_pages"): "each is asked of the gate before it is shown",
    ("home/models/home.py", "_read_sections"): "the way to a page, which the gate checks before it is served",
    ("home/models/home.py", "route"): "the way to one page, which the gate checks before it is served",
    ("home/models/contact.py", "store"): "a lock on the page's own row",
    ("evidence/models/index.py", "route"): "the way to one page, which the gate checks before it is served",
    ("evidence/files.py", "pages_that_carry"): "the gate asks for each of them",
    ("evidence/facets.py", "words"): "kinds, topics and designs, not pages",
    ("evidence/importing/reading.py", "mark_twins"): "the admin's import: what it has already",
    ("evidence/importing/tasks.py", "_make_some"): "the admin's import: the list to add to",
    ("evidence/importing/tasks.py", "_make"): "the admin's import: addresses that are taken",
    ("evidence/importing/drafts.py", "_place"): "the admin's import: the list to add to",
    ("evidence/importing/drafts.py", "_save_revisions"): "the admin's import: the drafts just made",
    ("evidence/importing/views.py", "may_import"): "asks whether somebody may add to the list",
    ("evidence/importing/views.py", "progress"): "the admin's import: its drafts and the list",
    ("evidence/reports.py", "in_need_of_care"): "a report in the admin, of pages that its reader may change",
    ("home/news/models.py", "route"): "the way to one page, which the gate checks before it is served",
    ("members/membership/collections.py", "keep_closed"): "puts a page's restriction back; shown to nobody",
    ("home/news/models.py", "get_route_paths"): "years of redirects, no page is named",
    ("members/directory/search/rows.py", "choices"): "sectors, groups of people and languages, not pages",
    ("members/progress/officers/forms.py", "__init__"): "the officers' form that enrols a trainee",
    ("members/files.py", "pages_that_carry"): "the gate asks itself about each, before a file opens",
    ("members/files.py", "_pages_that_will_carry"): "the same: and none of them opens anything",
    ("members/standards/files.py", "why_locked"): "one title, shown to who may change the document",
    ("members/standards/forms.py", "clean_number"): "an editor's form",
    (
        "members/pathway/models/pathway.py",
        "versions",
    ): "visible_versions asks the gate; version_for is for records",
    ("members/standards/models/standard.py", "versions"): "each use of it asks the gate, or is the admin's",
    ("members/standards/personal_data.py", "erase"): "one person's own rows, not pages",
    ("site/accounts/own_data/holder.py", "tables"): "the log of what one person did, for themselves",
    ("site/accounts/own_data/holder.py", "logged_before"): "the admin's log, not pages",
    ("members/standards/notices.py", "tell_followers_of"): "the gate is asked for each follower",
    ("members/standards/notices.py", "tell_what_is_due"): "the gate is asked for each follower",
    ("members/standards/readers.py", "count_downloads"): "numbers in a report of the admin",
    ("members/standards/reports.py", "get_queryset"): "a report of the admin",
    ("members/standards/reports.py", "published_histories"): "a report of the admin",
    ("search/index.py", "follow_moves"): "where pages stand; each search asks the gate",
    ("search/sources.py", "everything"): "what goes into the index; each search asks the gate",
    ("search/sources.py", "describe"): "what goes into the index; each search asks the gate",
}

QUERYSET_METHODS = {"get_children", "get_descendants", "get_ancestors", "get_siblings", "get_next_siblings"}
WAGTAILS_OWN = {"live", "public"}


SOURCE_FILES = [
    path
    for folder in SOURCES
    for path in sorted((ROOT / folder).rglob("*.py"))
    if NOT_PUBLIC.isdisjoint(path.relative_to(ROOT).parts)
]


def starts_a_page_queryset(node):
    """``SomePage.objects``, ``model.objects`` (which may be any model) or ``page.get_children()``."""
    if isinstance(node, ast.Attribute) and node.attr == "objects" and isinstance(node.value, ast.Name):
        return node.value.id.endswith("Page") or node.value.id == "model"
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in QUERYSET_METHODS
    )


def ungated(tree):
    """Line and enclosing function of each page queryset that is neither an argument of ``visible_to``, nor
    kept under a name that is handed to nothing else."""
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}

    def above(node):
        while node := parents.get(node):
            yield node

    def is_gated(node):
        return any(isinstance(n, ast.Call) and getattr(n.func, "id", "") == "visible_to" for n in above(node))

    def only_gated(name, function, assignments):
        uses = [
            n for n in ast.walk(function) if isinstance(n, ast.Name) and n.id == name.id and n is not name
        ]
        reads = [n for n in uses if isinstance(n.ctx, ast.Load) and assignments.isdisjoint(above(n))]
        return bool(reads) and all(is_gated(n) for n in reads)

    for node in ast.walk(tree):
        if not starts_a_page_queryset(node) or is_gated(node):
            continue
        function = next((n for n in above(node) if isinstance(n, ast.FunctionDef)), None)
        assignment = next((n for n in above(node) if isinstance(n, ast.Assign)), None)
        if function and assignment and isinstance(assignment.targets[0], ast.Name):
            name = assignment.targets[0]
            again = {
                n
                for n in ast.walk(function)
                if isinstance(n, ast.Assign) and getattr(n.targets[0], "id", "") == name.id
            }
            if only_gated(name, function, again):
                continue
        yield node.lineno, function.name if function else ""


@pytest.mark.parametrize("path", SOURCE_FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_page_querysets_pass_through_the_gate(path):
    name = str(path.relative_to(ROOT))
    faults = [
        f"{name}:{line} in {function or 'the module'}"
        for line, function in ungated(ast.parse(path.read_text()))
        if (name, function) not in EXCUSED
    ]
    assert not faults, "Pass these through core.access.visible_to, or excuse them with a reason."


@pytest.mark.parametrize("path", SOURCE_FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nobody_but_the_gate_uses_wagtails_own_filters_or_serves_another_page(path):
    """``other_page.serve()`` skips the gate, and so do Wagtail's filters."""
    name = str(path.relative_to(ROOT))
    called = [
        (node.lineno, node.func.attr, node.func.value)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    faults = [f"{name}:{line} {attr}()" for line, attr, _on in called if attr in WAGTAILS_OWN]
    faults += [
        f"{name}:{line} serve()"
        for line, attr, on in called
        if attr == "serve" and not (isinstance(on, ast.Call) and getattr(on.func, "id", "") == "super")
    ]
    if name == "site/core/access.py":
        faults = [fault for fault in faults if not fault.endswith("live()")]
    assert not faults


def test_every_excuse_is_still_needed():
    used = {
        (str(path.relative_to(ROOT)), function)
        for path in SOURCE_FILES
        for _line, function in ungated(ast.parse(path.read_text()))
    }
    assert set(EXCUSED) <= used


UNGATED = [
    "x = NewsPage.objects.all()",
    "def f(self):\n    return self.get_children().specific()",
    "def f(self):\n    pages = Page.objects.all()\n    return pages",
    "def f(self, r):\n    pages = Page.objects.all()\n    return visible_to(pages, r), pages",
]
GATED = [
    "x = visible_to(NewsPage.objects.all(), r)",
    "def f(self):\n    return visible_to(self.get_children(), r).specific()",
    "def f(r):\n    p = Page.objects.all()\n    p = p.filter(x=1)\n    return visible_to(p, r)",
]


@pytest.mark.parametrize("code", UNGATED)
def test_the_walker_sees_what_it_should(code):
    assert list(ungated(ast.parse(code)))


@pytest.mark.parametrize("code", GATED)
def test_the_walker_lets_gated_querysets_be(code):
    assert not list(ungated(ast.parse(code)))
