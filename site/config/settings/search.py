"""The search."""

# Where what can be found comes from. See core.searchable.
SEARCH_SOURCES = [
    "search.sources.Pages",
    "search.sources.Documents",
    "members.directory.searching.Supervisors",
]
# What results are called: one of a kind, and many of it. In the order of the choices.
SEARCH_KINDS = {
    "page": ("Page", "Pages"),
    "news": ("News", "News"),
    "evidence": ("Evidence", "Evidence"),
    "milestone": ("Milestone", "History"),
    "supervisor": ("Supervisor", "Supervisors"),
    "standard": ("Standard", "Standards"),
    "training": ("Training material", "Training materials"),
    "document": ("Document", "Documents"),
}
