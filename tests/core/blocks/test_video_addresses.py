"""The spellings of a video's address that people paste, and what they paste by mistake."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.blocks.video_addresses import Video, read_video_address

YOUTUBE = Video("YouTube", "dQw4w9WgXcQ")
VIMEO = Video("Vimeo", "123456789")
UNLISTED = Video("Vimeo", "123456789", "abcdef0123")


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "http://youtube.com/watch?v=dQw4w9WgXcQ&t=42s",
        "https://www.youtube.com/watch?list=PL1&v=dQw4w9WgXcQ&index=2",
        "https://m.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://music.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://youtu.be/dQw4w9WgXcQ",
        "https://youtu.be/dQw4w9WgXcQ?si=abc&t=1",
        "youtu.be/dQw4w9WgXcQ",
        "//youtu.be/dQw4w9WgXcQ",
        "  www.youtube.com/watch?v=dQw4w9WgXcQ  ",
        "https://www.youtube.com/embed/dQw4w9WgXcQ",
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0",
        "https://www.youtube.com/shorts/dQw4w9WgXcQ",
        "https://www.youtube.com/live/dQw4w9WgXcQ?feature=share",
        "https://www.youtube.com/v/dQw4w9WgXcQ",
        "HTTPS://WWW.YOUTUBE.COM/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com:443/watch?v=dQw4w9WgXcQ",
    ],
)
def test_youtube(address):
    assert read_video_address(address) == YOUTUBE


@pytest.mark.parametrize(
    "address",
    [
        "https://vimeo.com/123456789",
        "vimeo.com/123456789",
        "https://www.vimeo.com/123456789?share=copy",
        "https://vimeo.com/123456789#t=30s",
        "https://player.vimeo.com/video/123456789",
        "https://vimeo.com/channels/staffpicks/123456789",
        "https://vimeo.com/groups/shortfilms/videos/123456789",
        "https://vimeo.com/showcase/987/video/123456789",
        "https://vimeo.com/manage/videos/123456789",
    ],
)
def test_vimeo(address):
    assert read_video_address(address) == VIMEO


@pytest.mark.parametrize(
    "address",
    ["https://vimeo.com/123456789/abcdef0123", "https://player.vimeo.com/video/123456789?h=abcdef0123"],
)
def test_an_unlisted_vimeo_video_keeps_its_key(address):
    assert read_video_address(address) == UNLISTED


@pytest.mark.parametrize(
    "address",
    [
        "",
        "   ",
        "hello",
        "javascript:alert(1)",
        "javascript://youtube.com/watch?v=dQw4w9WgXcQ",
        "ftp://youtube.com/watch?v=dQw4w9WgXcQ",
        "https://example.org/watch?v=dQw4w9WgXcQ",
        "https://youtube.com.example.org/watch?v=dQw4w9WgXcQ",
        "https://youtube.com@example.org/watch?v=dQw4w9WgXcQ",
        "https://user@youtube.com/watch?v=dQw4w9WgXcQ",
        "https://youtube.com:8080/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com/",
        "https://www.youtube.com/watch",
        "https://www.youtube.com/watch?v=short",
        "https://www.youtube.com/playlist?list=PLabc",
        "https://www.youtube.com/@channel",
        "https://www.youtube.com/embed/dQw4w9WgXcQ%22onload",
        "https://vimeo.com/",
        "https://vimeo.com/staffpicks",
        "https://vimeo.com/channels/123",
        "https://vimeo.com/showcase/987654",
        "https://vimeo.com/123456789?h=not-a-key",
        "https://[youtube.com/",
        "https://youtube.com:nan/watch?v=dQw4w9WgXcQ",
    ],
)
def test_anything_else_is_refused_with_words_that_help(address):
    with pytest.raises(ValueError, match="Paste the address of one video on YouTube or Vimeo"):
        read_video_address(address)


@given(st.text())
def test_no_text_breaks_it(text):
    try:
        video = read_video_address(text)
    except ValueError:
        return
    assert video.watch_url.startswith("https://")


def test_players_are_asked_in_their_most_private_form():
    assert YOUTUBE.embed_url == "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"
    assert VIMEO.embed_url == "https://player.vimeo.com/video/123456789?dnt=1"
    assert UNLISTED.embed_url == "https://player.vimeo.com/video/123456789?dnt=1&h=abcdef0123"
    assert YOUTUBE.watch_url == "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    assert UNLISTED.watch_url == "https://vimeo.com/123456789/abcdef0123"
