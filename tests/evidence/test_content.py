"""The first evidence: every item that may be cited is there, with what is known of it and no more."""

import html
import re

import pytest
from django.core.management import call_command

from core.first_content import Loader
from evidence.models import EvidencePage

pytestmark = pytest.mark.django_db

#: Item, and words that must stand on its page.
FACTS = {
    "cochrane-review-of-video-feedback": [
        "22 studies, 1,889 parent and child pairs or families",
        "Video feedback may improve parental sensitivity (moderate certainty).",
        "attachment security are mixed",
        "no evidence of an effect on child behaviour (both very low certainty)",
        "no evidence of less stress or anxiety (low certainty)",
        "10.1002/14651858.CD012348.pub2",
    ],
    "video-feedback-in-widescreen": [
        "28(6)",
        "904–916",
        "29 studies, 1,844 families",
        " 10.1016/j.cpr.2008.01.003",
    ],
    "less-is-more": ["129(2)", "195–215", "10.1037/0033-2909.129.2.195", "It is not specific to VIG."],
    "child-neglect-and-vig": ["NSPCC", "service evaluation", "not randomised", "2015"],
    "kennedy-ball-and-barlow-2017": [
        "Kennedy, Ball and Barlow",
        "22(3)",
        "500–517",
        "10.1177/1359104517704026",
    ],
    "chakkalackal-and-others-2021": [
        "Chakkalackal and others",
        "16(5)",
        "396–409",
        "10.1108/JMHTEP-08-2020-0053",
    ],
    "trial-protocol-premature-infants": ["BMC Pediatrics", "10.1186/1471-2431-12-76", "without its results"],
    "dataprev-parenting-for-mental-health": ["i10–i28", "10.1093/heapro/dar056"],
    "nice-ph40-early-years": ["24 October 2012", "PH40"],
    "nice-ng26-childrens-attachment": ["25 November 2015", "NG26"],
    "video-interaction-guidance-the-book": ["Jessica Kingsley", "2011", "Attunement, Empathy and Wellbeing"],
    "video-enhanced-reflective-practice": ["Kennedy, Landor and Todd (editors)", "Jessica Kingsley", "2015"],
    "educational-psychology-in-scotland-special-issue": ["15(1)", "Spring 2014"],
    "mckeating-2018": ["McKeating", "Doctoral thesis", "UCL", "2018"],
}
#: What only the association's own page vouches for.
TOLD_BY_THE_ASSOCIATION = {
    "twenty-doctoral-theses": "20 Doctoral theses have been written by EPs in training over the last 10 "
    "years",
    "nspcc-evidence-to-the-review-of-early-interventions": "one of its two chosen evidence-based "
    "interventions",
    "dataprev-2011-selection": "accessed on 3 January 2011",
}
#: Of these alone we know findings; the book's are those that the association's own page tells.
FINDINGS = {"cochrane-review-of-video-feedback", "video-interaction-guidance-the-book"}
CLAIMS = {
    "/about/": ["video-interaction-guidance-the-book"],
    "/about/who-we-are/": [
        "nice-ph40-early-years",
        "video-interaction-guidance-the-book",
        "twenty-doctoral-theses",
    ],
    "/about/for-commissioners/": [*FACTS, *TOLD_BY_THE_ASSOCIATION],
    "/": ["cochrane-review-of-video-feedback"],
}


def make_world():
    call_command("load_site", verbosity=0)


@pytest.fixture
def loaded(db):
    return Loader()


def words_on(client, address):
    text = client.get(address).content.decode()
    text = re.sub(r"(?s)<(script|style)\b.*?</\1>", "", text)
    text = re.sub(r"(?i)(<(?:p|li|h\d|div|td|th|dt|dd|br)\b)", r" \1", text)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())


def test_every_item_says_what_is_known_of_it(loaded, client):
    missing = []
    for key, facts in FACTS.items():
        words = words_on(client, f"/evidence/{key}/")
        missing += [(key, fact) for fact in facts if fact not in words]
    assert missing == []
    assert set(EvidencePage.objects.values_list("slug", flat=True)) == set(FACTS) | set(
        TOLD_BY_THE_ASSOCIATION
    )


def test_what_only_the_association_says_is_shown_as_that(loaded, client):
    for key, fact in TOLD_BY_THE_ASSOCIATION.items():
        words = words_on(client, f"/evidence/{key}/")
        assert "The association’s own page is the only source" in words
        assert fact in words
    others = EvidencePage.objects.exclude(slug__in=TOLD_BY_THE_ASSOCIATION)
    assert not others.filter(vouching="association").exists()


def test_every_item_has_limits_and_a_review(loaded):
    for item in EvidencePage.objects.all():
        item.full_clean()
        assert item.limits, item.slug
        assert item.last_reviewed, item.slug
        assert item.review_date, item.slug
        assert not item.found or item.slug in FINDINGS, f"nothing is known here of what {item.slug} found"
        assert not item.strength, "nobody but the Cochrane review's authors has judged, outcome by outcome"


def test_the_claims_lead_to_their_items(loaded, client):
    for address, keys in CLAIMS.items():
        page = client.get(address).content.decode()
        assert [key for key in keys if f'href="/evidence/{key}/"' not in page] == [], address


def test_the_menu_leads_to_the_evidence(loaded, client):
    header = client.get("/").content.decode().partition("</header>")[0]
    assert 'href="/evidence/"' in header


def test_a_second_load_leaves_an_edited_item_alone(loaded):
    item = loaded.find("page:evidence-less-is-more")
    item.summary = "Edited."
    item.save_revision().publish()
    loaded.find("page:evidence-mckeating-2018").delete()
    call_command("load_site", verbosity=0)
    assert EvidencePage.objects.get(slug="less-is-more").summary == "Edited."
    assert not EvidencePage.objects.filter(slug="mckeating-2018").exists()
