from core.models.content import FirstContent
from core.models.pages import BasePage
from core.models.retention import RetentionPeriod
from core.models.settings import SiteSettings
from core.models.words import Word

__all__ = ["BasePage", "FirstContent", "RetentionPeriod", "SiteSettings", "Word"]
