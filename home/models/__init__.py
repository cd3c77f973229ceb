from .contact import ContactPage, FormField
from .home import HomePage
from .standard import StandardPage

__all__ = ["ContactPage", "FormField", "HomePage", "StandardPage"]
