from django_tasks import task
from wagtail.documents import get_document_model

from search.files import text_of
from search.models import FileText


@task()
def read_file(key: int) -> None:
    """Take the words out of a document's file, unless they were taken out of this very file already."""
    document = get_document_model().objects.filter(pk=key).first()
    if document is None or FileText.objects.filter(pk=key, file_hash=document.file_hash).exists():
        return
    text, fault = text_of(document)
    FileText.objects.update_or_create(
        document=document, defaults={"file_hash": document.file_hash, "text": text, "fault": fault}
    )
