"""Read the address of a YouTube or Vimeo video in any of the spellings people paste.

Nothing is fetched: what the page needs (provider, number, addresses) is all in the address itself.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

YOUTUBE_HOSTS = {"youtube.com", "www.youtube.com", "m.youtube.com", "music.youtube.com"}
YOUTUBE_PLAYER_HOSTS = {"youtube-nocookie.com", "www.youtube-nocookie.com"}
YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}", re.ASCII)
VIMEO_HOSTS = {"vimeo.com", "www.vimeo.com", "player.vimeo.com"}
VIMEO_ID = re.compile(r"[0-9]{1,12}", re.ASCII)
VIMEO_KEY = re.compile(r"[0-9a-f]{6,40}", re.ASCII)

ADVICE = (
    "Paste the address of one video on YouTube or Vimeo, for example "
    "https://www.youtube.com/watch?v=… or https://vimeo.com/…"
)


@dataclass(frozen=True)
class Video:
    """A video at a provider. `key` is what Vimeo adds to the address of an unlisted video."""

    provider: str
    video_id: str
    key: str = ""

    @property
    def watch_url(self):
        """Where a person watches it at the provider."""
        if self.provider == "YouTube":
            return f"https://www.youtube.com/watch?v={self.video_id}"
        return "/".join(filter(None, ["https://vimeo.com", self.video_id, self.key]))

    @property
    def embed_url(self):
        """The player's address, in each provider's most private form (`dnt` is Vimeo's do-not-track)."""
        if self.provider == "YouTube":
            return f"https://www.youtube-nocookie.com/embed/{self.video_id}"
        key = f"&h={self.key}" if self.key else ""
        return f"https://player.vimeo.com/video/{self.video_id}?dnt=1{key}"


def read_video_address(address):
    """Return the `Video` at `address`; raise ValueError with words for the editor when there is none."""
    address = address.strip()
    if "://" not in address:
        address = f"https://{address.removeprefix('//')}"
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").rstrip("."), parts.port
        query = parse_qs(parts.query)
    except ValueError as error:
        raise ValueError(ADVICE) from error
    if parts.scheme not in {"http", "https"} or parts.username is not None or port not in {None, 80, 443}:
        raise ValueError(ADVICE)
    steps = [step for step in parts.path.split("/") if step]
    if host == "youtu.be" or host in YOUTUBE_HOSTS | YOUTUBE_PLAYER_HOSTS:
        return _youtube(host, steps, query)
    if host in VIMEO_HOSTS:
        return _vimeo(steps, query)
    raise ValueError(f"This is not an address of YouTube or Vimeo. {ADVICE}")


def _youtube(host, steps, query):
    video_id = ""
    if host == "youtu.be":
        video_id = steps[0] if steps else ""
    elif steps[:1] == ["watch"]:
        video_id = steps[1] if len(steps) > 1 else query.get("v", [""])[0]
    elif len(steps) > 1 and steps[0] in {"embed", "shorts", "live", "v", "e"}:
        video_id = steps[1]
    if not YOUTUBE_ID.fullmatch(video_id):
        raise ValueError(f"This YouTube address does not lead to one video. {ADVICE}")
    return Video("YouTube", video_id)


def _vimeo(steps, query):
    """vimeo.com/1, /1/key, /channels/x/1, /groups/x/videos/1, /showcase/2/video/1, /manage/videos/1 …"""
    key = query.get("h", [""])[0]
    if len(steps) > 1 and VIMEO_ID.fullmatch(steps[-2]) and VIMEO_KEY.fullmatch(steps[-1]):
        *steps, key = steps
    video_id = steps[-1] if steps else ""
    lists = {"channels", "groups", "album", "showcase"}
    is_a_list = len(steps) == 2 and steps[0] in lists
    if not VIMEO_ID.fullmatch(video_id) or is_a_list or (key and not VIMEO_KEY.fullmatch(key)):
        raise ValueError(f"This Vimeo address does not lead to one video. {ADVICE}")
    return Video("Vimeo", video_id, key)
