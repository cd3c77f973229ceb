"""What must hold before the site starts."""

from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.core.checks import Error


def private_files_are_private(app_configs, **kwargs):
    """Private files lie below no folder that a web server hands out; what delivers them is installed."""
    faults = []
    private = Path(settings.PRIVATE_ROOT).resolve()
    for name in ("MEDIA_ROOT", "STATIC_ROOT"):
        folder = getattr(settings, name)
        if folder and private.is_relative_to(Path(folder).resolve()):
            faults.append(
                Error(
                    f"PRIVATE_ROOT lies below {name}, which anybody may read.",
                    hint="Keep private files in a folder of their own: DATA_DIR/private.",
                    id="library.E001",
                )
            )
    if settings.FILES_DELIVERY == "s3" and find_spec("storages") is None:
        faults.append(
            Error(
                "FILES_DELIVERY is s3, but django-storages is not installed.",
                hint="Install the extra: pip install 'django-storages[s3]'.",
                id="library.E002",
            )
        )
    return faults
