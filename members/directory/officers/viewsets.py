"""Entries, and the words that they are sorted by, in the admin."""

from django.utils.functional import cached_property
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet, SnippetViewSetGroup

from members.directory.addresses import profile_address
from members.directory.models import ClientGroup, Language, Listing, RelayedMessage, Sector, SupervisorEntry
from members.directory.officers.forms import panel
from members.directory.officers.listing import EntryFilterSet, entries, search
from members.membership.officers.listing import LoggedExportMixin
from members.membership.officers.policies import AsSentPolicy


def names(attribute):
    """The words of one kind, as one cell of a spreadsheet."""
    return lambda entry: ", ".join(word.name for word in getattr(entry, attribute).all())


class EntryIndexView(LoggedExportMixin, IndexView):
    list_export = [
        "name",
        "member_id",
        "grade_now",
        "accredited_since",
        "accredited_until",
        "listing",
        "town",
        "outcode_id",
        "in_person",
        "online",
        "areas_covered",
        "room",
        "room_from",
        "sectors",
        "client_groups",
        "languages",
    ]
    export_headings = {
        "name": "Name",
        "member_id": "Membership number",
        "grade_now": "Grade",
        "accredited_since": "Accredited since",
        "accredited_until": "Until",
        "listing": "In the directory",
        "town": "Town",
        "outcode_id": "Outward postcode",
        "in_person": "In person",
        "online": "Online",
        "areas_covered": "Areas covered",
        "room": "Room for a trainee",
        "room_from": "Room from",
        "sectors": "Sectors",
        "client_groups": "Client groups",
        "languages": "Languages",
    }
    export_filename = "supervisors"
    #: Cells that are not simply an attribute of the entry.
    made = {
        "listing": lambda entry: Listing(entry.listing_now).label,
        "room": lambda entry: entry.get_room_display(),
        "sectors": names("sectors"),
        "client_groups": names("client_groups"),
        "languages": names("languages"),
    }

    def search_queryset(self, queryset):
        return search(queryset, self.search_query)

    def get_queryset(self):
        queryset = super().get_queryset()
        return queryset.with_words() if self.is_export else queryset

    def to_row_dict(self, item):
        return {
            field: self.made[field](item) if field in self.made else getattr(item, field)
            for field in self.list_export
        }


class EntryEditView(EditView):
    @cached_property
    def header_buttons(self):
        buttons = super().header_buttons
        address = profile_address(self.live_object, self.request) if self.live_object.is_listed else ""
        if address:
            buttons = [*buttons, HeaderButton("See what everybody sees", url=address, icon_name="view")]
        return buttons


class SupervisorEntryViewSet(SnippetViewSet):
    model = SupervisorEntry
    icon = "user"
    menu_label = "Entries"
    index_view_class = EntryIndexView
    edit_view_class = EntryEditView
    edit_handler = panel
    list_display = [
        "__str__",
        Column("grade_now", label="Grade", sort_key="grade_now"),
        Column("town", label="Town", sort_key="town"),
        BooleanColumn("online", label="Online", sort_key="online"),
        Column("room", label="Room for a trainee", accessor="get_room_display", sort_key="room"),
        Column(
            "listing",
            label="In the directory",
            accessor=lambda entry: Listing(entry.listing_now).label,
            sort_key="listing_now",
        ),
    ]
    filterset_class = EntryFilterSet
    search_fields = ["member__user__first_name", "member__user__last_name", "town"]
    search_backend_name = None
    list_per_page = 50
    copy_view_enabled = False

    def get_queryset(self, request):
        return entries()


class WordViewSet(SnippetViewSet):
    icon = "tag"
    list_display = ["name", "slug", "order"]
    search_backend_name = None
    copy_view_enabled = False


class SectorViewSet(WordViewSet):
    model = Sector


class ClientGroupViewSet(WordViewSet):
    model = ClientGroup
    menu_label = "Client groups"


class LanguageViewSet(WordViewSet):
    model = Language


class MessageViewSet(SnippetViewSet):
    """That messages were passed on, and what supervisors report about them; not what they said."""

    model = RelayedMessage
    icon = "mail"
    menu_label = "Messages"
    list_display = ["entry", "sent_at", "reported_at"]
    list_filter = {"reported_at": ["isnull"], "sent_at": ["date__gte"]}
    search_backend_name = None
    inspect_view_enabled = True
    copy_view_enabled = False

    @property
    def permission_policy(self):
        return AsSentPolicy(self.model)

    def get_queryset(self, request):
        return RelayedMessage.objects.select_related("entry__member__user")


class SupervisorsGroup(SnippetViewSetGroup):
    items = [SupervisorEntryViewSet, MessageViewSet, SectorViewSet, ClientGroupViewSet, LanguageViewSet]
    menu_label = "Supervisors"
    menu_icon = "user"
    menu_order = 310
