from .index import EvidenceIndexPage
from .item import EvidencePage
from .links import LinkCheck
from .parts import EvidencePerson
from .words import EvidenceKind, EvidenceTopic, GlossaryTerm, StudyDesign

__all__ = [
    "EvidenceIndexPage",
    "EvidenceKind",
    "EvidencePage",
    "EvidencePerson",
    "EvidenceTopic",
    "GlossaryTerm",
    "LinkCheck",
    "StudyDesign",
]
