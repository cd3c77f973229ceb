"""The one gap in the strict Content-Security-Policy: a page with a video may frame the player."""

from consent.embeds import MARK, PLAYERS


class VideoFramesMiddleware:
    """Looks for the mark of a placeholder in the page. All other pages may frame nothing at all."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and not response.streaming and MARK in response.content:
            response._csp_replace = {**getattr(response, "_csp_replace", {}), "frame-src": PLAYERS}
        return response
