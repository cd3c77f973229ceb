"""The one gate: who may see which page, and which document.

Every public surface (listing, menu, feed, sitemap, search, related list, structured data) passes its
querysets through :func:`visible_to`; one object is checked with :func:`may_view`.

A restriction is set in the Wagtail admin (the padlock on a page or a collection) and read like this:

* "any logged-in users" means members in good standing, and staff;
* "public", which code sets on a page (``PageViewRestriction.NONE``), opens what a page above it would close;
* "specific groups" means people who are in one of the groups now. Whether a grade's group counts is decided
  from the dates of the membership at the moment of asking, so that nobody has to run a job to refuse a member
  whose membership has ended;
* a shared password, which the admin does not offer on this site, opens nothing;
* an administrator, and whoever may edit the restricted page or change the document, is never locked out.

What Wagtail's own ``public()`` forgets is closed too: an alias of a restricted page, and all below the alias.
"""

from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Left
from django.db.models.lookups import In
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.module_loading import import_string
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from core.kept import kept


@dataclass(frozen=True)
class Standing:
    """What the membership layer answers about one person, at the moment of asking.

    ``group_ids``: the Django groups that count for them now. ``explanation``: for somebody who is no member
    in good standing, one or two sentences in plain English that say why and what to do. ``next_step``: the
    words and the address of a link to do it with, if there is one.
    """

    is_member: bool = False
    group_ids: frozenset[int] = field(default_factory=frozenset)
    explanation: str = ""
    next_step: tuple[str, str] | None = None


@dataclass(frozen=True)
class Denial:
    """Why a signed-in person may not see something; shown on the 403 page.

    ``next_step``: the words and the address of a link to what they can do about it, if there is one.
    """

    title: str
    text: str
    next_step: tuple[str, str] | None = None


def visitor(request):
    """Who asks, without touching the session of somebody who has none.

    Reading ``request.user`` marks the response ``Vary: Cookie``, which would make public pages uncacheable.
    """
    if request is None:
        return AnonymousUser()
    if settings.SESSION_COOKIE_NAME in getattr(request, "COOKIES", {}) or hasattr(request, "_cached_user"):
        return request.user
    return AnonymousUser()


def standing_of(user) -> Standing:
    """Ask the membership layer (``settings.ACCESS_STANDING``) about a signed-in person."""
    return import_string(settings.ACCESS_STANDING)(user)


def _remembered(request, name, compute):
    """Compute once a request; ``request`` may be None (the public at large), which remembers nothing."""
    if request is None:
        return compute()
    if not hasattr(request, name):
        setattr(request, name, compute())
    return getattr(request, name)


def _standing(request):
    return _remembered(request, "_access_standing", lambda: standing_of(visitor(request)))


def is_member(request) -> bool:
    """Whether who asks is a member in good standing now."""
    return visitor(request).is_authenticated and _standing(request).is_member


def _accepts(restriction, request) -> bool:
    """Whether the person who asks fulfils this page or collection restriction."""
    user = visitor(request)
    if not user.is_authenticated:
        return False
    if user.is_superuser:
        return True
    standing = _standing(request)
    if restriction.restriction_type == restriction.LOGIN:
        return standing.is_member or user.has_perm("wagtailadmin.access_admin")
    if restriction.restriction_type == restriction.GROUPS:
        return not standing.group_ids.isdisjoint(group.pk for group in restriction.groups.all())
    return False


@dataclass(frozen=True)
class Closed:
    """What is closed to somebody, as tree paths.

    All below one of ``levels[0]`` is closed, except that what is below one of ``levels[1]`` is open, except
    that what is below one of ``levels[2]`` is closed, and so on.
    """

    levels: tuple[frozenset[str], ...] = ()

    @classmethod
    def of(cls, closed, opened):
        levels: list[set[str]] = []
        for path in sorted(closed | opened):
            depth = _level(path, levels)
            # Levels with even numbers close: on an even depth the page is open so far, on an odd one closed.
            if (path in closed) == (depth % 2 == 0):
                if depth == len(levels):
                    levels.append(set())
                levels[depth].add(path)
        return cls(tuple(frozenset(level) for level in levels))

    def holds(self, path) -> bool:
        """Whether the page with this tree path is closed."""
        return _level(path, self.levels) % 2 == 1

    def query(self) -> Q:
        """The same as a condition for a queryset of pages; it grows with the depth of the tree, not with the
        number of restrictions."""
        condition = Q()
        for level in reversed(self.levels):
            condition = _lies_below(level) & ~condition if condition else _lies_below(level)
        return condition


def _level(path, levels) -> int:
    """How many of the levels, from the outermost on, a tree path lies below."""
    prefixes = {path[:end] for end in range(Page.steplen, len(path) + 1, Page.steplen)}
    return next(
        (depth for depth, level in enumerate(levels) if prefixes.isdisjoint(level)),
        len(levels),
    )


def _lies_below(paths) -> Q:
    condition = Q()
    for length in sorted({len(path) for path in paths}):
        roots = [path for path in paths if len(path) == length]
        condition |= Q(In(Left("path", length), roots))
    return condition


def _closed(request) -> Closed:
    return _remembered(request, "_access_closed", lambda: _find_closed(request))


def _find_closed(request):
    user = visitor(request)
    if user.is_authenticated and user.is_superuser:
        return Closed()
    if user.is_authenticated:
        restrictions = kept("restrictions of pages", _restrictions)
        opened = {r.page.path for r in restrictions if r.restriction_type == r.NONE}
        closed = {
            restriction.page.path
            for restriction in restrictions
            if restriction.restriction_type != restriction.NONE
            and not _accepts(restriction, request)
            and not _keeps(restriction.page, user)
        }
        aliases = _alias_paths() if closed else []
    else:
        return kept("closed to the public", _closed_to_the_public)
    return _find_with_aliases(closed, opened, aliases)


def _keeps(page, user) -> bool:
    return user.has_perm("wagtailadmin.access_admin") and page.permissions_for_user(user).can_edit()


def _restrictions():
    return list(PageViewRestriction.objects.select_related("page").prefetch_related("groups"))


def _restrictions_of_collections():
    return list(CollectionViewRestriction.objects.select_related("collection").prefetch_related("groups"))


def _closed_to_the_public():
    return _find_with_aliases(*_restricted_and_alias_paths())


def _find_with_aliases(closed, opened, aliases):
    # Who may open a restricted page inside a closed part of the tree still may not enter that part.
    found = Closed.of(closed, opened - closed)
    # An alias of a closed page is closed, and so is an alias of that alias.
    while more := {path for path, source in aliases if found.holds(source) and not found.holds(path)}:
        closed |= more
        opened -= more
        found = Closed.of(closed, opened - closed)
    return found


def _restricted_and_alias_paths():
    """Both in one query, since it may stand in front of every anonymous page view."""
    nothing = Value(None, CharField())
    restricted = PageViewRestriction.objects.order_by().values_list("page__path", nothing, "restriction_type")
    aliases = Page.objects.filter(alias_of__isnull=False).order_by()
    rows = restricted.union(aliases.values_list("path", "alias_of__path", nothing), all=True)
    opened = {path for path, _source, kind in rows if kind == PageViewRestriction.NONE}
    closed = {path for path, _source, kind in rows if kind and kind != PageViewRestriction.NONE}
    return closed, opened, [(path, source) for path, source, _kind in rows if source]


def _alias_paths():
    return list(Page.objects.filter(alias_of__isnull=False).order_by().values_list("path", "alias_of__path"))


def visible_to(queryset: QuerySet, request: HttpRequest | None) -> QuerySet:
    """The pages of ``queryset`` that who asks may see: live, not expired, not closed to them.

    ``request=None`` asks for the public at large, whoever is signed in: feeds and sitemaps do.
    """
    return queryset.live().filter(open_path(request))


def open_path(request: HttpRequest | None) -> Q:
    """What :func:`visible_to` asks of live pages, as a condition on whatever has their ``path`` and
    ``expire_at``: the index of the site's search does."""
    condition = Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now())
    closed = _closed(request).query()
    return condition & ~closed if closed else condition


def may_view(page, request) -> bool:
    """Whether who asks may see this one page. The same answer as :func:`visible_to` gives."""
    return page.live and not has_expired(page) and not _closed(request).holds(page.path)


def has_expired(page) -> bool:
    """Whether the page's time is over, even if the scheduler has not taken it down yet."""
    return page.expire_at is not None and page.expire_at <= timezone.now()


def keepers(document) -> list:
    """The pages, published or not, that carry a document (``settings.ACCESS_KEEPERS``)."""
    return keepers_of([document])[document.pk]


def keepers_of(documents) -> dict[int, list]:
    """:func:`keepers` of many documents, by the documents' keys."""
    found: dict[int, list] = {document.pk: [] for document in documents}
    for find in settings.ACCESS_KEEPERS:
        for key, pages in import_string(find)(documents).items():
            found[key] += pages
    return found


def may_open(document, request) -> bool:
    """Whether who asks may have this document.

    A document that pages carry (``settings.ACCESS_KEEPERS``) opens to those who may see one of the pages,
    wherever the document is filed; any other by the restrictions of its collection. Those who keep the
    document are never locked out.
    """
    pages = keepers(document)
    if pages:
        if any(may_view(page, request) for page in pages):
            return True
    else:
        restrictions = document.collection.get_view_restrictions().prefetch_related("groups")
        if all(_accepts(restriction, request) for restriction in restrictions):
            return True
    user = visitor(request)
    return user.is_authenticated and document_policy.user_has_permission_for_instance(
        user, "change", document
    )


def open_collection(request: HttpRequest | None, key: str = "pk") -> Q:
    """What :func:`may_open` asks of documents that no page carries, as a condition on whatever has their
    ``collection`` and, as ``key``, their keys."""
    user = visitor(request)
    restrictions = kept("restrictions of collections", _restrictions_of_collections)
    closed = {
        restriction.collection.path for restriction in restrictions if not _accepts(restriction, request)
    }
    if not closed:
        return Q()
    condition = ~Q(collection__in=Collection.objects.filter(_lies_below(closed)).values("pk"))
    if user.is_authenticated and user.has_perm("wagtailadmin.access_admin"):
        theirs = document_policy.instances_user_has_permission_for(user, "change")
        condition |= Q(**{f"{key}__in": theirs.values("pk")})
    return condition


def refuse(request, needed_groups=(), denial: Denial | None = None):
    """The answer to somebody who may not see something: sign in, or one 403 that says why; never a loop."""
    response: HttpResponse
    if not visitor(request).is_authenticated:
        response = redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
    else:
        context = {"denial": denial or _denial(request, needed_groups)}
        response = TemplateResponse(request, "403.html", context, status=403)
    add_never_cache_headers(response)
    return response


def _denial(request, needed_groups):
    standing = _standing(request)
    if standing.explanation:
        return Denial("This part is for current members", standing.explanation, standing.next_step)
    if needed_groups:
        names = ", ".join(import_string(settings.ACCESS_GROUP_NAMES)(needed_groups))
        return Denial(
            "This part is not open to your grade",
            f"It is for: {names}. If you think that you should see it, please get in touch with us.",
        )
    return Denial(
        "You may not see this",
        "Your account does not open this page. If you think that it should, please get in touch with us.",
    )


def needed_groups(page):
    """The groups named by the restrictions on a page and above it, for an explanation."""
    restrictions = page.get_view_restrictions().filter(restriction_type=PageViewRestriction.GROUPS)
    return {
        group for restriction in restrictions.prefetch_related("groups") for group in restriction.groups.all()
    }
