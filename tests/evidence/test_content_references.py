"""How each of the first items is cited, against references written by hand from APA 7 and Cite Them Right."""

# ruff: noqa: E501  (what is expected stands as it is printed)

import pytest
from django.core.management import call_command

from evidence.citations import STYLES, plain
from evidence.models import EvidencePage

pytestmark = pytest.mark.django_db

EXPECTED = {
    "cochrane-review-of-video-feedback": (
        "O’Hara, L., Smith, E. R., Barlow, J., Livingstone, N., Herath, N. I. N. S., Wei, Y., Spreckelsen, T. F., & Macdonald, G. (2019). Video feedback for parental sensitivity and attachment security in children under five years. Cochrane Database of Systematic Reviews. https://doi.org/10.1002/14651858.CD012348.pub2",
        "O’Hara, L. et al. (2019) ‘Video feedback for parental sensitivity and attachment security in children under five years’, Cochrane Database of Systematic Reviews. Available at: https://doi.org/10.1002/14651858.CD012348.pub2.",
    ),
    "video-feedback-in-widescreen": (
        "Fukkink, R. G. (2008). Video feedback in widescreen: A meta-analysis of family programs. Clinical Psychology Review, 28(6), 904–916. https://doi.org/10.1016/j.cpr.2008.01.003",
        "Fukkink, R.G. (2008) ‘Video feedback in widescreen: A meta-analysis of family programs’, Clinical Psychology Review, 28(6), pp. 904–916. Available at: https://doi.org/10.1016/j.cpr.2008.01.003.",
    ),
    "less-is-more": (
        "Bakermans-Kranenburg, M. J., van IJzendoorn, M. H., & Juffer, F. (2003). Less is more: Meta-analyses of sensitivity and attachment interventions in early childhood. Psychological Bulletin, 129(2), 195–215. https://doi.org/10.1037/0033-2909.129.2.195",
        "Bakermans-Kranenburg, M.J., van IJzendoorn, M.H. and Juffer, F. (2003) ‘Less is more: Meta-analyses of sensitivity and attachment interventions in early childhood’, Psychological Bulletin, 129(2), pp. 195–215. Available at: https://doi.org/10.1037/0033-2909.129.2.195.",
    ),
    "child-neglect-and-vig": (
        "Whalley, P., & Williams, M. (2015). Child neglect and Video Interaction Guidance: An evaluation of an NSPCC service offered to parents where initial concerns of neglect have been noted. NSPCC.",
        "Whalley, P. and Williams, M. (2015) Child neglect and Video Interaction Guidance: An evaluation of an NSPCC service offered to parents where initial concerns of neglect have been noted. NSPCC.",
    ),
    "kennedy-ball-and-barlow-2017": (
        "Kennedy, H., Ball, K., & Barlow, J. (2017). How does video interaction guidance contribute to infant and parental mental health and well-being? Clinical Child Psychology and Psychiatry, 22(3), 500–517. https://doi.org/10.1177/1359104517704026",
        "Kennedy, H., Ball, K. and Barlow, J. (2017) ‘How does video interaction guidance contribute to infant and parental mental health and well-being?’, Clinical Child Psychology and Psychiatry, 22(3), pp. 500–517. Available at: https://doi.org/10.1177/1359104517704026.",
    ),
    "chakkalackal-and-others-2021": (
        "Chakkalackal, L., Rosan, C., Corfield, F., Stavrou, S., Kennedy, H., Bou, C., & Breedvelt, J. (2021). A mixed-method evaluation of video interaction guidance (VIG) delivered by early-years workers in a socially disadvantaged urban community. Journal of Mental Health Training, Education and Practice, 16(5), 396–409. https://doi.org/10.1108/JMHTEP-08-2020-0053",
        "Chakkalackal, L. et al. (2021) ‘A mixed-method evaluation of video interaction guidance (VIG) delivered by early-years workers in a socially disadvantaged urban community’, Journal of Mental Health Training, Education and Practice, 16(5), pp. 396–409. Available at: https://doi.org/10.1108/JMHTEP-08-2020-0053.",
    ),
    "trial-protocol-premature-infants": (
        "Tooten, A., Hoffenkamp, H. N., Hall, R. A. S., Winkel, F. W., Eliëns, M., Vingerhoets, A. J. J. M., & van Bakel, H. J. A. (2012). The effectiveness of video interaction guidance in parents of premature infants: A multicenter randomised controlled trial. BMC Pediatrics, 12, Article 76. https://doi.org/10.1186/1471-2431-12-76",
        "Tooten, A. et al. (2012) ‘The effectiveness of video interaction guidance in parents of premature infants: A multicenter randomised controlled trial’, BMC Pediatrics, 12, article 76. Available at: https://doi.org/10.1186/1471-2431-12-76.",
    ),
    "dataprev-parenting-for-mental-health": (
        "Stewart-Brown, S. L., & Schrader-McMillan, A. (2011). Parenting for mental health: what does the evidence say we need to do? Report of Workpackage 2 of the DataPrev project. Health Promotion International, 26(Suppl. 1), i10–i28. https://doi.org/10.1093/heapro/dar056",
        "Stewart-Brown, S.L. and Schrader-McMillan, A. (2011) ‘Parenting for mental health: what does the evidence say we need to do? Report of Workpackage 2 of the DataPrev project’, Health Promotion International, 26(Suppl. 1), pp. i10–i28. Available at: https://doi.org/10.1093/heapro/dar056.",
    ),
    "nice-ph40-early-years": (
        "National Institute for Health and Care Excellence. (2012). Social and emotional wellbeing: early years (NICE guideline No. PH40). https://www.nice.org.uk/guidance/ph40",
        "National Institute for Health and Care Excellence (2012) Social and emotional wellbeing: early years. NICE guideline PH40. Available at: https://www.nice.org.uk/guidance/ph40.",
    ),
    "nice-ng26-childrens-attachment": (
        "National Institute for Health and Care Excellence. (2015). Children’s attachment (NICE guideline No. NG26). https://www.nice.org.uk/guidance/ng26",
        "National Institute for Health and Care Excellence (2015) Children’s attachment. NICE guideline NG26. Available at: https://www.nice.org.uk/guidance/ng26.",
    ),
    "video-interaction-guidance-the-book": (
        "Kennedy, H., Landor, M., & Todd, L. (Eds.). (2011). Video Interaction Guidance: A Relationship-Based Intervention to Promote Attunement, Empathy and Wellbeing. Jessica Kingsley.",
        "Kennedy, H., Landor, M. and Todd, L. (eds) (2011) Video Interaction Guidance: A Relationship-Based Intervention to Promote Attunement, Empathy and Wellbeing. Jessica Kingsley.",
    ),
    "video-enhanced-reflective-practice": (
        "Kennedy, H., Landor, M., & Todd, L. (Eds.). (2015). Video Enhanced Reflective Practice: Professional Development through Attuned Interactions. Jessica Kingsley.",
        "Kennedy, H., Landor, M. and Todd, L. (eds) (2015) Video Enhanced Reflective Practice: Professional Development through Attuned Interactions. Jessica Kingsley.",
    ),
    "educational-psychology-in-scotland-special-issue": (
        "Video Interaction Guidance [Special issue]. (2014). Educational Psychology in Scotland, 15(1).",
        "‘Video Interaction Guidance’ [Special issue] (2014) Educational Psychology in Scotland, 15(1).",
    ),
    "mckeating-2018": (
        "McKeating, R. (2018). Video Interaction Guidance (VIG): Experiences of parents, teaching assistants, educational psychologists and children [Doctoral thesis, University College London]. https://discovery.ucl.ac.uk/id/eprint/10054492",
        "McKeating, R. (2018) Video Interaction Guidance (VIG): Experiences of parents, teaching assistants, educational psychologists and children. Doctoral thesis. University College London. Available at: https://discovery.ucl.ac.uk/id/eprint/10054492.",
    ),
    "twenty-doctoral-theses": (
        "Educational psychologists in training. (n.d.). [Twenty doctoral theses on the impact of VIG interventions] [Doctoral theses].",
        "Educational psychologists in training (no date) [Twenty doctoral theses on the impact of VIG interventions]. Doctoral theses.",
    ),
    "nspcc-evidence-to-the-review-of-early-interventions": (
        "NSPCC. (2010). The National Society for the Prevention of Cruelty to Children (NSPCC) Evidence to the independent review of the delivery of early …",
        "NSPCC (2010) The National Society for the Prevention of Cruelty to Children (NSPCC) Evidence to the independent review of the delivery of early …",
    ),
    "dataprev-2011-selection": (
        "Dataprev. (2011). Mental health prevention focusing on parenting.",
        "Dataprev (2011) Mental health prevention focusing on parenting.",
    ),
}


def make_world():
    call_command("load_site", verbosity=0)


def test_each_of_the_first_items_is_cited_as_the_guides_ask():
    printed = {
        item.slug: tuple(plain(item.to_csl(), style) for style in STYLES)
        for item in EvidencePage.objects.all()
    }
    assert printed == EXPECTED
