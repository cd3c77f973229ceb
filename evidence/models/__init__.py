from .index import EvidenceIndexPage
from .item import EvidencePage
from .links import LinkCheck
from .parts import EvidenceOutcome, EvidencePerson, RelatedPage
from .words import EvidenceKind, EvidenceTopic, GlossaryTerm, StudyDesign

__all__ = [
    "EvidenceIndexPage",
    "EvidenceKind",
    "EvidenceOutcome",
    "EvidencePage",
    "EvidencePerson",
    "EvidenceTopic",
    "GlossaryTerm",
    "LinkCheck",
    "RelatedPage",
    "StudyDesign",
]
