"""Videos of YouTube and Vimeo inside rich text: found without asking anybody, shown as placeholders."""

from django.template.loader import render_to_string
from wagtail.embeds.exceptions import EmbedNotFoundException
from wagtail.embeds.finders.base import EmbedFinder
from wagtail.embeds.models import Embed
from wagtail.rich_text import EmbedHandler

from consent import notice as notices
from core.blocks.video_addresses import read_video_address

#: The key of the category that "Always allow" agrees to.
CATEGORY = "video"
PLAYERS = ["https://www.youtube-nocookie.com", "https://player.vimeo.com"]
#: In every placeholder, and in a page nowhere else: what editors write has its quotation marks escaped.
MARK = b' data-embed-src="'


class VideoFinder(EmbedFinder):
    """Answers Wagtail's embed chooser from the address alone. Wagtail's own finder would ask the provider."""

    def accept(self, url):
        return True

    def find_embed(self, url, max_width=None, max_height=None):
        try:
            video = read_video_address(url)
        except ValueError as error:
            raise EmbedNotFoundException(str(error)) from error
        return {
            "title": f"Video on {video.provider}",
            "author_name": "",
            "provider_name": video.provider,
            "type": "video",
            "thumbnail_url": "",
            "width": 16,
            "height": 9,
            "html": "",
        }


class VideoEmbedHandler(EmbedHandler):
    """Takes the place of Wagtail's own, which would print the provider's player into the page."""

    identifier = "media"

    @staticmethod
    def get_model():
        return Embed

    @staticmethod
    def expand_db_attributes(attrs):
        try:
            video = read_video_address(attrs.get("url", ""))
        except ValueError:
            return ""
        return render_to_string("consent/video.html", placeholder_context(video))


def placeholder_context(video, title: str = "", description: str = "") -> dict:
    """For templates/consent/video.html. ``always`` is the category to agree to, if there is one."""
    notice = notices.current()
    return {
        "provider": video.provider,
        "watch_url": video.watch_url,
        "embed_url": video.embed_url,
        "title": title or f"Video on {video.provider}",
        "description": description,
        "always": notice.get(CATEGORY),
        "notice": notice,
    }
