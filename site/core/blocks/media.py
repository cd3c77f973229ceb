"""Blocks that show something: a picture, a video."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock

from core.cards import attach_renditions

from .video_addresses import ADVICE, read_video_address

GROUP = "Pictures and video"


class PictureBlock(blocks.StructBlock):
    """A picture in the text. Wagtail's ImageBlock asks for a description or a word that it needs none."""

    image = ImageBlock(
        label="Picture",
        help_text="Describe what the picture shows for people who can't see it. "
        "Tick “decorative” only if nothing would be missed without it.",
    )
    caption = blocks.CharBlock(
        required=False,
        max_length=250,
        label="Caption",
        help_text="Shown under the picture. May be left blank.",
    )
    credit = blocks.CharBlock(
        required=False,
        max_length=120,
        label="Credit",
        help_text="Who made the picture, if they should be named. Shown after the caption.",
    )

    def bulk_to_python(self, values):
        """Read the files of all the pictures on a page in one query, not in one each."""
        pictures = super().bulk_to_python(values)
        attach_renditions([picture["image"] for picture in pictures])
        return pictures

    def get_preview_value(self):
        """The newest picture of the library stands in."""
        image = get_image_model().objects.order_by("-created_at").first()
        if image:
            image.contextual_alt_text, image.decorative = image.default_alt_text, False
        return self.normalize({"image": image, "caption": "A caption under the picture", "credit": "AVIGuk"})

    class Meta:
        icon = "image"
        group = GROUP
        label = "Picture"
        label_format = "{caption}"
        template = "blocks/picture.html"
        description = "A picture, with a caption if it needs one."


class VideoValue(blocks.StructValue):
    """Adds what the page says about the video. All are empty while the address is not a video's."""

    @cached_property
    def video(self):
        try:
            return read_video_address(self.get("url") or "")
        except ValueError:
            return None

    @property
    def provider(self):
        return self.video.provider if self.video else ""

    @property
    def video_id(self):
        return self.video.video_id if self.video else ""

    @property
    def watch_url(self):
        return self.video.watch_url if self.video else ""

    @property
    def embed_url(self):
        return self.video.embed_url if self.video else ""


class EmbedBlock(blocks.StructBlock):
    """A video kept at YouTube or Vimeo. Neither editing nor showing the page asks anything of them."""

    url = blocks.CharBlock(max_length=500, label="Address of the video", help_text=ADVICE)
    title = blocks.CharBlock(
        max_length=160, label="Title", help_text="What the video is about. Shown even before it is played."
    )
    description = blocks.TextBlock(
        required=False,
        max_length=600,
        rows=3,
        label="Description",
        help_text="What is seen and heard, for people who can't watch it. Say if it has captions.",
    )

    def clean(self, value):
        value = super().clean(value)
        if value.get("url"):
            try:
                read_video_address(value["url"])
            except ValueError as error:
                raise blocks.StructBlockValidationError({"url": ValidationError(str(error))}) from error
        return value

    class Meta:
        icon = "media"
        group = GROUP
        label = "Video"
        label_format = "{title}"
        template = "blocks/embed.html"
        value_class = VideoValue
        description = "A video from YouTube or Vimeo. Nothing is loaded from them until the visitor agrees."
        preview_value = {
            "url": "https://vimeo.com/123456789",
            "title": "What happens in a cycle",
            "description": "A guider explains the three steps. With captions.",
        }
