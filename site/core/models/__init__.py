from core.models.content import FirstContent
from core.models.pages import BasePage
from core.models.retention import RetentionPeriod
from core.models.settings import SiteSettings

__all__ = ["BasePage", "FirstContent", "RetentionPeriod", "SiteSettings"]
