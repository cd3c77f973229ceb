"""Which training materials carry a document (``ACCESS_KEEPERS``): who may see one may have the file."""

from members.files import pages_that_carry as carriers
from members.training.models import TrainingMaterialPage


def pages_that_carry(documents) -> dict[int, list]:
    """The materials whose file or captions one of the documents is, by the documents' keys."""
    return carriers(TrainingMaterialPage, documents)
