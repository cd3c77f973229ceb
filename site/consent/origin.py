"""Proof that a form comes from one of our own pages, for pages that cannot hold a token.

The banner stands in every public page, and those are the same for everyone, so that a cache may keep them:
there is no place in them for a token that belongs to one visitor. The browser itself says where a request
comes from, in headers that no page can set: ``Sec-Fetch-Site`` (W3C Fetch Metadata), and ``Origin`` before
that. OWASP's "Cross-Site Request Forgery Prevention" names them a full defence. A request that proves nothing
of the kind needs Django's token as everywhere else, and gets 403 without one. See
docs/decisions/0010-consent-and-the-page-cache.md.
"""

from django.middleware.csrf import CsrfViewMiddleware


def is_from_our_own_page(request) -> bool:
    if where := request.headers.get("Sec-Fetch-Site"):
        return where == "same-origin"
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


class SameOriginOrTokenMiddleware(CsrfViewMiddleware):
    def process_view(self, request, callback, callback_args, callback_kwargs):
        if is_from_our_own_page(request):
            return self._accept(request)
        return super().process_view(request, callback, callback_args, callback_kwargs)
