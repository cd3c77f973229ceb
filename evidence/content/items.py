"""All items of the first evidence, in the order in which they are made."""

from evidence.content.association import ASSOCIATION
from evidence.content.books import BOOKS
from evidence.content.studies import STUDIES

ITEMS = [*STUDIES, *BOOKS, *ASSOCIATION]
