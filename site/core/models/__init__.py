from core.models.content import FirstContent
from core.models.pages import BasePage
from core.models.settings import SiteSettings

__all__ = ["BasePage", "FirstContent", "SiteSettings"]
