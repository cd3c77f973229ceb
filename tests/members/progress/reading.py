"""Pages as people read them."""

import re


def words(response) -> str:
    """The text of a page, with single spaces."""
    assert response.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.content.decode()))
