"""What waits for a yes: videos in blocks and in rich text, statistics; and how much script all this costs."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.urls import reverse
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.embeds.embeds import get_embed
from wagtail.embeds.exceptions import EmbedException
from wagtail.rich_text import expand_db_html

from consent import notice, statistics
from consent.embeds import PLAYERS
from core.blocks import EmbedBlock
from tests.factories import StandardPageFactory
from tests.home.factories import HomePageFactory

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
EMBED = f'<embed embedtype="media" url="{ADDRESS}"/>'


def page_with(html):
    return StandardPageFactory(slug="film", body=[("paragraph", html)])


class TestAVideo:
    def test_a_block_shows_a_placeholder_and_no_player(self, two):
        block = EmbedBlock()
        html = block.render(
            block.to_python({"url": ADDRESS, "title": "A <b>cycle</b>", "description": "Two people"})
        )
        assert "<iframe" not in html
        assert "kept at YouTube" in html
        assert "A &lt;b&gt;cycle" in html
        assert "Two people" in html
        assert f'href="{ADDRESS}"' in html

    def test_rich_text_shows_the_same(self, two):
        html = expand_db_html(f"<p>Look:</p>{EMBED}")
        assert "<iframe" not in html
        assert "kept at YouTube" in html
        assert 'data-category="video"' in html

    @pytest.mark.parametrize(
        "address", ["https://evil.example/", "javascript:alert(1)", "", "https://youtu.be/x"]
    )
    def test_any_other_address_shows_nothing(self, two, address):
        assert "data-embed-src" not in expand_db_html(f'<embed embedtype="media" url="{address}"/>')

    def test_without_the_category_a_video_can_still_be_played_once(self, essential):
        html = expand_db_html(EMBED)
        assert "Play once" in html
        assert "Always allow" not in html

    def test_the_editors_chooser_asks_nobody(self):
        embed = get_embed(ADDRESS)
        assert (embed.provider_name, embed.html) == ("YouTube", "")
        with pytest.raises(EmbedException):
            get_embed("https://evil.example/video")

    def test_an_editor_puts_it_into_a_text(self, admin_client):
        answer = admin_client.post(
            reverse("wagtailembeds:chooser_upload"), {"embed-chooser-url": ADDRESS}
        ).json()
        assert answer["step"] == "embed_chosen"
        assert answer["embed_data"]["url"] == ADDRESS
        shown = json.loads(ContentstateConverter(features=["embed"]).from_database_format(EMBED))
        assert shown["entityMap"]["0"]["data"]["providerName"] == "YouTube"
        refused = admin_client.post(
            reverse("wagtailembeds:chooser_upload"), {"embed-chooser-url": "https://evil.example/v"}
        ).json()
        assert refused["step"] != "embed_chosen"

    def test_only_a_page_with_a_video_may_frame_the_players(self, client, two):
        page_with(EMBED)
        StandardPageFactory(slug="words", body=[("paragraph", '<p>data-embed-src="x"</p>')])
        policy = client.get("/film/").headers["Content-Security-Policy"]
        assert f"frame-src {' '.join(PLAYERS)};" in policy.replace("; ", ";") + ";"
        packed = client.get("/film/", headers={"Accept-Encoding": "gzip"}).headers
        assert packed["Content-Security-Policy"] == policy
        for address in ("/words/", "/", "/consent/status/", "/no-such-page/"):
            assert "frame-src 'none'" in client.get(address).headers["Content-Security-Policy"]


class TestStatistics:
    def test_nothing_without_a_server_or_without_a_yes(self, client, say, settings):
        say("accept")
        assert client.get("/consent/status/").json()["scripts"] == []
        settings.STATISTICS_URL = "https://stats.example.org"
        assert client.get("/consent/status/").json()["scripts"]
        say("reject")
        assert client.get("/consent/status/").json()["scripts"] == []

    @pytest.mark.parametrize(
        ("kind", "source", "data"),
        [
            ("matomo", "/static/js/consent-matomo.js", {"url": "https://stats.example.org/", "site": "7"}),
            ("plausible", "https://stats.example.org/js/script.js", {"domain": "7"}),
        ],
    )
    def test_the_script_of_each_kind(self, settings, kind, source, data):
        settings.STATISTICS_URL, settings.STATISTICS_KIND, settings.STATISTICS_SITE = (
            "https://stats.example.org",
            kind,
            "7",
        )
        assert statistics.scripts(["statistics"]) == [{"src": source, "data": data}]

    def settings_with(self, **environment):
        code = "from config.settings import base; print(base.CONTENT_SECURITY_POLICY['DIRECTIVES'])"
        return subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONPATH": f"{ROOT / 'site'}:{ROOT}", "PATH": "", **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def test_the_policy_names_the_server_only_where_there_is_one(self):
        assert "http" not in self.settings_with().stdout
        told = self.settings_with(STATISTICS_URL="https://stats.example.org/x", STATISTICS_SITE="1").stdout
        assert told.count("https://stats.example.org'") == 3
        assert "unsafe" not in told

    @pytest.mark.parametrize(
        "environment",
        [
            {"STATISTICS_URL": "http://stats.example.org", "STATISTICS_SITE": "1"},
            {"STATISTICS_URL": "https://stats.example.org; script-src *", "STATISTICS_SITE": "1"},
            {"STATISTICS_URL": "https://stats.example.org"},
            {"STATISTICS_URL": "https://stats.example.org", "STATISTICS_SITE": "1", "STATISTICS_KIND": "x"},
        ],
    )
    def test_an_unsafe_or_half_setting_is_refused_with_its_name(self, environment):
        assert "ImproperlyConfigured: STATISTICS_" in self.settings_with(**environment).stderr


def test_all_scripts_of_consent_weigh_at_most_5_kilobytes():
    scripts = sorted((ROOT / "site" / "static" / "js").glob("consent*.js"))
    assert len(scripts) == 3
    assert sum(len(gzip.compress(script.read_bytes())) for script in scripts) <= 5 * 1024


def test_the_banner_costs_a_page_no_query_once_it_is_known(client, two, django_assert_num_queries):
    notice.current()
    with django_assert_num_queries(0):
        notice.current()


def test_a_site_without_categories_asks_for_nothing(client, db):
    HomePageFactory()
    assert client.get("/consent/status/").json()["state"] == "done"
    assert (
        client.post(
            "/consent/", {"choice": "accept", "way": "banner"}, headers={"Sec-Fetch-Site": "same-origin"}
        ).status_code
        == 400
    )
