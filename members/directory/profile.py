"""`/supervisors/<slug>/`: one supervisor as the public sees them, and their photograph."""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from wagtail.images.models import SourceImageIOError

from core import seo
from core.context import settings_for
from members.directory.addresses import PageBelow, directory_page
from members.directory.models import DirectoryPage, SupervisorEntry

#: Photographs are squares of so many points.
PHOTO_SIZE = 480


class ProfilePage(PageBelow):
    """An entry, in the place of a page."""

    share_type = "profile"  # https://ogp.me/#type_profile

    def __init__(self, page: DirectoryPage, entry: SupervisorEntry):
        super().__init__(page, entry.name, f"{entry.slug}/")
        self.entry = entry
        self.meta_description = self.describe()

    def describe(self) -> str:
        """In a sentence, for search engines and for whoever it is shared with."""
        grade = self.entry.accreditation.grade.name if self.entry.accreditation else "Supervisor"
        ways = " and ".join(
            way
            for way, offered in (
                (f"in person in {self.entry.town}", self.entry.in_person),
                ("online", self.entry.online),
            )
            if offered
        )
        return f"{self.entry.name}, {grade} in Video Interaction Guidance, {ways}."

    def structured_data(self, request: HttpRequest) -> list[dict]:
        return [*super().structured_data(request), person(self, request)]


def person(page: ProfilePage, request: HttpRequest) -> dict:
    """https://schema.org/Person: what the register says and what everybody sees; no way to reach them."""
    entry, found = page.entry, page.entry.accreditation
    association = {
        "@type": "Organization",
        "@id": seo.absolute_url("/#organization"),
        "name": settings_for(request).site_name,
    }
    data = {
        "@context": "https://schema.org",
        "@type": "Person",
        "name": entry.name,
        "url": seo.absolute_url(page.get_url(request)),
        "description": entry.text,
        "knowsLanguage": [language.tag or language.name for language in entry.languages.all()],
        "memberOf": association,
    }
    if entry.town and entry.in_person:
        data["workLocation"] = {
            "@type": "Place",
            "address": {"@type": "PostalAddress", "addressLocality": entry.town},
        }
    if entry.shown_photo:
        data["image"] = seo.absolute_url(f"{page.get_url(request)}photo/{PHOTO_SIZE}/")
    if found:
        data["jobTitle"] = found.grade.name
        data["hasCredential"] = {
            "@type": "EducationalOccupationalCredential",
            "credentialCategory": found.grade.name,
            "recognizedBy": association,
            "validFrom": found.since.isoformat(),
            "expires": found.until.isoformat(),
        }
    return {key: value for key, value in data.items() if value}


def listed_or_404(slug: str) -> SupervisorEntry:
    """The entry that the public may see under this address now. One that is paused, lapsed or suspended is
    as unknown as one that never was."""
    entries = SupervisorEntry.objects.listed(timezone.localdate()).with_people().with_words()
    entry = entries.select_related("photo").filter(slug=slug).first()
    if entry is None:
        raise Http404("No such entry in the directory")
    return entry


def profile(page: DirectoryPage, request: HttpRequest, slug: str) -> HttpResponse:
    entry = listed_or_404(slug)
    shown = ProfilePage(page, entry)
    photo_url = f"{shown.get_url(request)}photo/{PHOTO_SIZE}/" if entry.shown_photo else ""
    response = TemplateResponse(request, "directory/profile.html", context(shown, photo_url))
    # Whoever has lapsed or paused is gone at the next request, from caches too.
    patch_cache_control(response, no_cache=True)
    return response


def context(page: ProfilePage, photo_url: str) -> dict:
    return {"page": page, "entry": page.entry, "photo_url": photo_url, "checked_at": timezone.now()}


def preview_context(entry: SupervisorEntry, request: HttpRequest) -> dict:
    """For an entry that is not public, or not yet in these words: its picture comes without asking."""
    page = directory_page(request) or DirectoryPage(title="Supervisors")
    photo_url = ""
    if entry.shown_photo:
        try:
            photo_url = rendition(entry.shown_photo, PHOTO_SIZE).url
        except SourceImageIOError:
            photo_url = ""
    return {**context(ProfilePage(page, entry), photo_url), "is_preview": True}


def rendition(image, size: int):
    return image.get_rendition(f"fill-{size}x{size}|format-webp")


def photo(request: HttpRequest, slug: str, size: int) -> HttpResponse:
    """The photograph, as long as the public may see the entry: its file's own address is shown nowhere."""
    entries = SupervisorEntry.objects.listed(timezone.localdate()).select_related("photo")
    entry = entries.filter(slug=slug).first()
    image = entry.shown_photo if entry else None
    if image is None or size != PHOTO_SIZE:
        raise Http404("No such photograph")
    try:
        made = rendition(image, size)
        with made.file.open("rb") as file:
            response = HttpResponse(file.read(), content_type="image/webp")
    except (SourceImageIOError, OSError) as lost:
        raise Http404("The photograph's file is lost") from lost
    response["ETag"] = f'"{image.pk}-{made.pk}"'
    # A browser asks every time whether it may still show what it has.
    patch_cache_control(response, no_cache=True)
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
