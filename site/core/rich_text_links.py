"""How rich text finds the pages that it links to.

A module of its own: Wagtail 8 loads its handler's page model at once, so no module of models may import it.
"""

import re

from wagtail.rich_text.pages import PageLinkHandler

from core.page_links import find_pages

_NUMBER = re.compile(r"[0-9]{1,18}")


class PageLinks(PageLinkHandler):
    """Wagtail's handler, with pages found beforehand. No page type of this site makes its own addresses."""

    @classmethod
    def get_many(cls, attrs_list):
        ids = [attrs.get("id", "") for attrs in attrs_list]
        numbers = [int(page_id) if _NUMBER.fullmatch(page_id) else None for page_id in ids]
        pages = find_pages(numbers)
        return [pages.get(number) for number in numbers]
