"""Every type of page, in three states: nothing is kept or called that is not declared, or without a yes."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from consent import notice
from consent.models import CookieScan, CookiesPage
from consent.scan.judge import ACCEPTED, REJECTED, STATES, UNDECIDED, judge
from consent.scan.visitors import BrowserVisitor
from core.access import visible_to
from tests.browser.consent_site import ConsentWatch, answer_for_others, build


@pytest.fixture
def watch(context, site, settings):
    build(site, settings)
    return ConsentWatch(context, site.url)


def one_of_each_type(site):
    pages = {page.specific_class: page for page in visible_to(Page.objects.filter(depth__gt=1), None)}
    assert len(pages) > 5
    found = [f"{site.url}{page.url}" for page in pages.values()]
    return [*found, f"{site.url}/videos/", f"{site.url}/accounts/login/", f"{site.url}/no-such-page/"]


def crawl(site, new_context, state, addresses, plant=None):
    context = new_context()
    answer_for_others(context)
    if plant:
        context.add_init_script(plant)
    visitor = BrowserVisitor(context, site.url)
    if state != UNDECIDED:
        visitor.choose(f"{site.url}/", state)
    for address in addresses:
        visitor.open(address)
    return judge(visitor.found, notice.current())


@pytest.mark.parametrize("state", STATES)
def test_all_that_is_kept_is_declared_and_agreed_to(site, watch, new_context, state):
    findings = crawl(site, new_context, state, one_of_each_type(site))
    assert [finding for finding in findings if finding["fault"]] == []
    optional = {finding["name"] for finding in findings if finding["category"] in {"video", "statistics"}}
    expected = {"_pk_id.1", "_pk_ses.1", "stats", "stats_visit", "www.youtube-nocookie.com"}
    assert optional >= expected if state == ACCEPTED else not optional


@pytest.mark.parametrize(
    ("plant", "kind", "name"),
    [
        ("document.cookie = 'rogue=1; path=/'", "cookie", "rogue"),
        ("localStorage.setItem('rogue', '1')", "local_storage", "rogue"),
        ("sessionStorage.setItem('rogue', '1')", "session_storage", "rogue"),
    ],
)
def test_a_planted_thing_makes_it_fail(site, watch, new_context, plant, kind, name):
    findings = crawl(site, new_context, REJECTED, [f"{site.url}/about/"], plant)
    faults = [(finding["kind"], finding["name"]) for finding in findings if finding["fault"]]
    assert (kind, name) in faults


class TestTheCommand:
    def test_without_a_browser_it_sees_what_the_server_sets(self, site, watch, monkeypatch, capsys):
        call_command("scan_cookies", site.url, "--plain", "--pages", "4")
        scan = CookieScan.objects.get()
        assert scan.faults == []
        assert scan.pages == 4
        assert {finding["name"] for finding in scan.findings} == {"cookie_consent", "csrftoken"}
        serve = CookiesPage.serve

        def with_a_rogue(self, request, *args, **kwargs):
            response = serve(self, request, *args, **kwargs)
            response.set_cookie("rogue", "1")
            return response

        monkeypatch.setattr(CookiesPage, "serve", with_a_rogue)
        with pytest.raises(CommandError):
            call_command("scan_cookies", site.url, "--plain", "--pages", "4")
        assert {fault["name"] for fault in CookieScan.objects.first().faults} == {"rogue"}

    @pytest.mark.parametrize("address", ["", "ftp://example.org", "nonsense", "http://127.0.0.1:1/"])
    def test_an_address_that_leads_nowhere_is_said_plainly(self, site, watch, address):
        with pytest.raises(CommandError):
            call_command("scan_cookies", address, "--plain")
