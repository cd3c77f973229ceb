"""What search engines and social media are told."""

import json
import re

import pytest
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, Site

from core.models import SiteSettings
from library.models import Image
from tests.factories import HomePageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    home = HomePageFactory(parent=Page.get_first_root_node(), summary="All about VIG")
    Site.objects.update(root_page=home, hostname="localhost", port=80)
    Site.clear_site_root_paths_cache()
    return home


def head(client, url, **extra):
    text = client.get(url, **extra).content.decode()
    found = {}
    for tag in re.findall(r"<(?:meta|link)\s[^>]*>", text):
        attributes = dict(re.findall(r'([\w:-]+)="([^"]*)"', tag))
        name = attributes.get("name") or attributes.get("property") or attributes.get("rel")
        found[name] = attributes.get("content") or attributes.get("href")
    found["title"] = re.search(r"<title>(.*?)</title>", text, re.DOTALL)[1].strip()
    return found


def json_ld(client, url):
    text = client.get(url).content.decode()
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    return {data["@type"]: data for data in map(json.loads, scripts)}


def test_a_page_describes_itself_with_its_summary(home, client):
    page = StandardPageFactory(title="For parents", slug="parents", summary="What parents ask")
    found = head(client, page.url)
    assert "For parents" in found["title"]
    assert "AVIGuk" in found["title"]
    assert found["description"] == found["og:description"] == "What parents ask"
    assert found["og:title"] == "For parents"
    assert found["og:url"] == found["canonical"] == "http://testserver/parents/"


def test_an_editors_own_words_for_search_engines_win(home, client):
    page = StandardPageFactory(seo_title="VIG for parents", search_description="Ask us")
    found = head(client, page.url)
    assert found["title"].startswith("VIG for parents")
    assert found["description"] == "Ask us"


def test_a_page_without_a_summary_falls_back_on_the_sites(home, client):
    SiteSettings.objects.create(site=Site.objects.get(), description="The association")
    page = StandardPageFactory(summary="")
    assert head(client, page.url)["description"] == "The association"


@pytest.mark.parametrize(
    ("query", "canonical"),
    [("", ""), ("?utm_source=x", ""), ("?page=2", "?page=2"), ("?page=1", ""), ("?page=x", "")],
)
def test_a_canonical_address_leaves_out_what_does_not_change_the_page(home, client, query, canonical):
    page = StandardPageFactory(slug="parents")
    assert head(client, page.url + query)["canonical"] == f"http://testserver/parents/{canonical}"


def test_a_forged_host_does_not_reach_the_canonical_address(home, client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    page = StandardPageFactory(slug="parents")
    found = head(client, page.url, HTTP_HOST="evil.example")
    assert found["canonical"] == "http://testserver/parents/"


def test_an_alias_names_its_source(home, client):
    page = StandardPageFactory(slug="parents")
    alias = page.create_alias(parent=home, update_slug="families")
    assert head(client, alias.url)["canonical"] == "http://testserver/parents/"


def test_a_hidden_page_says_so_and_leaves_the_sitemap(home, client):
    page = StandardPageFactory(slug="parents", hide_from_search_engines=True)
    assert "noindex" in head(client, page.url)["robots"]
    assert "/parents/" not in client.get("/sitemap.xml").content.decode()


def test_breadcrumbs_lead_home(home, client):
    about = StandardPageFactory(title="About", slug="about")
    page = StandardPageFactory(title="For parents", slug="parents", parent=about)
    steps = json_ld(client, page.url)["BreadcrumbList"]["itemListElement"]
    assert [step["item"] for step in steps] == [
        "http://testserver/",
        "http://testserver/about/",
        "http://testserver/about/parents/",
    ]
    text = client.get(page.url).content.decode()
    assert re.search(r'<a[^>]*href="/about/"[^>]*>\s*About', text)


def test_an_unpublished_page_above_is_named_nowhere(home, client):
    about = StandardPageFactory(title="Secret plans", slug="about")
    page = StandardPageFactory(title="For parents", slug="parents", parent=about)
    about.unpublish()
    assert "Secret plans" not in client.get(page.url).content.decode()


def test_a_lost_logo_takes_no_page_down(home, client):
    logo = Image.objects.create(title="Logo", file=get_test_image_file())
    SiteSettings.objects.create(site=Site.objects.get(), logo=logo)
    logo.file.storage.delete(logo.file.name)
    assert client.get("/").status_code == 200


def test_the_home_page_tells_who_we_are(home, client):
    SiteSettings.objects.create(
        site=Site.objects.get(), email="office@example.org", strapline="Association for VIG"
    )
    organization = json_ld(client, "/")["Organization"]
    assert organization["name"] == "AVIGuk"
    assert organization["email"] == "office@example.org"
    assert "telephone" not in organization


def test_hostile_titles_stay_text(home, client):
    title = '</script><script>alert("x")</script>'
    page = StandardPageFactory(title=title, slug="sly")
    text = client.get(page.url).content.decode()
    assert "<script>alert" not in text
    assert json_ld(client, page.url)["BreadcrumbList"]["itemListElement"][-1]["name"] == title


def test_robots_names_the_sitemap(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    assert "Sitemap: http://testserver/sitemap.xml" in response.content.decode()
    assert "Disallow: /admin/" in response.content.decode()
