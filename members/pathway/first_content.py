"""The pathway to accredited guider, as the association's public pages describe it."""

from wagtail.models import Site

from members.membership.models import Grade
from members.pathway.models import Fee, PathwayPage, PathwayVersionPage, Stage

# After the grades.
ORDER = 65

GRADE = "Guider / practitioner"
Ending = Stage.Ending


def load(content):
    grade = Grade.objects.filter(name=GRADE).first()
    if not grade:  # an officer has put other words in its place, or deleted it
        return
    pathway = content.page(
        "pathway", Site.objects.get(is_default_site=True).root_page, _pathway(content, grade)
    )
    content.page("pathway-version", pathway, _version(content))


def _pathway(content, grade):
    return PathwayPage(
        title="The path to accreditation",
        slug="pathway",
        summary="What it takes to become an accredited guider: the stages, the hours, what ends each, and "
        "which version applies to you.",
        listing_image=content.find("image:training"),
        leads_to=grade,
        introduction="<p>A guider, also called a practitioner, trains in a course and three supervised "
        "stages. Each trainee has a personal supervisor. An external supervisor accredits the end of each "
        "stage.</p>",
        body=[
            ("heading", {"text": "What the words mean", "level": "h2"}),
            (
                "paragraph",
                "<ul><li><b>Cycle</b>: taking a video, and then a shared review of the clips with the "
                "client.</li>"
                "<li><b>Supervision</b>: time with your personal supervisor.</li>"
                "<li><b>Transition meeting</b>: the meeting that ends stage 1 and stage 2.</li>"
                "<li><b>Accreditation meeting</b>: the meeting that ends stage 3.</li></ul>",
            ),
            ("heading", {"text": "Registering", "level": "h2"}),
            (
                "paragraph",
                "<p>You register with AVIGuk when your supervision starts, and pay a fee once. With that you "
                "get access to the training materials.</p>",
            ),
        ],
    )


def _version(content):
    return PathwayVersionPage(
        title="Initial course and three stages",
        slug="three-stages",
        summary="The version that the association’s public pages describe.",
        listing_image=content.find("image:training"),
        caution="<p>Copies of the association’s public pages from different times do not fully agree on "
        "stages and hours, and none says from which day on it holds. So this version has no first day. Ask "
        "AVIGuk, or your supervisor, which one applies to you.</p>",
        stages=[
            _stage(
                1,
                "Initial training course",
                Ending.COURSE,
                training="2 days or 4 half-days",
                work="Active participation",
                ending_hours=None,
            ),
            _stage(2, "Stage 1", Ending.TRANSITION, cycles=6, clients=2, sessions=7),
            _stage(
                3,
                "Stage 2",
                Ending.TRANSITION,
                training="1-hour introduction",
                cycles=9,
                clients=3,
                sessions=8,
            ),
            _stage(
                4,
                "Stage 3",
                Ending.ACCREDITATION,
                training="1-hour introduction",
                cycles=12,
                clients=3,
                sessions=8,
            ),
        ],
        fees=[Fee(sort_order=1, name="Registration, once, when supervision starts")],
    )


def _stage(place, name, ending, ending_hours=1, **asks):
    return Stage(sort_order=place, name=name, ending=ending, ending_hours=ending_hours, **asks)
