"""A choice of how something looks."""

from wagtail import blocks


class LookBlock(blocks.ChoiceBlock):
    """A choice that says how the words beside it look, and is none of the page's own words: the search, which
    would read "Main heading" or "Outlined: the next thing" among them, leaves it out.

    Not ``search_index=False``, which says the same and would stand in every migration of a page with content.
    """

    def get_searchable_content(self, value):
        return []
