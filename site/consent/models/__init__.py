from consent.models.categories import ConsentCategory, DeclaredCookie
from consent.models.pages import CookiesPage
from consent.models.records import ConsentAnswer, ConsentRecord, Wording
from consent.models.scans import CookieScan
from consent.models.words import BannerWords

__all__ = [
    "BannerWords",
    "ConsentAnswer",
    "ConsentCategory",
    "ConsentRecord",
    "CookieScan",
    "CookiesPage",
    "DeclaredCookie",
    "Wording",
]
