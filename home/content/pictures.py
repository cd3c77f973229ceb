"""The pictures drawn for the site: file name without its ending, title in the library, alternative text."""

PICTURES = {
    "hero": ("Looking together", ""),
    "for-parents": ("For parents and carers", ""),
    "for-professionals": ("For professionals", ""),
    "for-commissioners": ("For commissioners", ""),
    "training": ("Training", ""),
    "history-tayside": ("Tayside", ""),
    "first-book": ("The first UK book", ""),
    "nice-guideline": ("A guideline", ""),
    "south-england": ("South of England", ""),
    "news-welcome": ("A new website", ""),
    "news-standards": ("Standards", ""),
    "spread": ("VIG spreads", ""),
    "research-theses": ("Research", ""),
    "share-default": ("AVIGuk", ""),
}
