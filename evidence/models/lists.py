"""What an item keeps of itself, so that lists and the search need neither its people nor its topics."""

from evidence.text import fold, plain

#: Authors that a list names before it says "and others".
AUTHORS_NAMED = 3


def kept(item) -> dict[str, str]:
    """The fields to keep. Reads the people and the topics."""
    people = list(item.people.all())
    topics = list(item.topics.all())
    words = [
        item.title,
        *(f"{person.given} {person.family} {person.literal}" for person in people),
        item.summary,
        item.abstract,
        plain(item.found),
        plain(item.limits),
        item.vouching_note,
        item.container_title,
        item.publisher,
        item.population,
        item.country,
        item.doi,
        str(item.year or ""),
        *(topic.name for topic in topics),
    ]
    return {
        "byline": byline(people),
        "author_key": fold(", ".join(str(person) for person in people[:AUTHORS_NAMED]))[:200],
        "title_key": fold(item.title)[:255],
        "topic_keys": ",".join(str(topic.pk) for topic in topics),
        # A line each, so that a phrase is found only where it stands in one of them.
        "search_text": "\n".join(filter(None, map(fold, words))),
    }


def byline(people) -> str:
    """Who wrote it, as a list shows it: "Kennedy, Ball and Barlow (editors)". Authors come before editors."""
    authors = [person for person in people if person.role == "author"]
    named = authors or people
    names = [person.short for person in named[:AUTHORS_NAMED]]
    if len(named) > AUTHORS_NAMED:
        text = f"{names[0]} and others"
    else:
        text = " and ".join(filter(None, [", ".join(names[:-1]), names[-1] if names else ""]))
    if names and not authors:
        text += " (editor)" if len(named) == 1 else " (editors)"
    return text[:400]
