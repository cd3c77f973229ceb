"""What the tests of real tools' files share."""

import io

from evidence.citations import FORMATS

#: One article, which each tool writes in its own way.
FUKKINK = {
    "type": "article-journal",
    "title": "Video feedback in widescreen: A meta-analysis of family programs",
    "author": [{"family": "Fukkink", "given": "Ruben G."}],
    "container-title": "Clinical Psychology Review",
    "volume": "28",
    "issue": "6",
    "page": "904-916",
    "DOI": "10.1016/j.cpr.2008.01.003",
}


def read(file, content):
    content = content.encode() if isinstance(content, str) else content
    return list(FORMATS[file].read(io.BytesIO(content)))


def item(file, content):
    [record] = read(file, content)
    return record.item
