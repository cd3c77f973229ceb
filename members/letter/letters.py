"""What a status letter says: what the register says at this moment, and where to ask it again.

The letter proves nothing, the register does (docs/decisions/0130). So there is a letter for those whom the
register knows, and for as long as its page for checking a person is public.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.dateformat import format as format_date

from core.models import SiteSettings
from members.directory.addresses import directory_page
from members.directory.models.entries import public_name
from members.directory.register import Accreditation, accreditation
from members.membership.models import Member

PROOF = (
    "This letter proves nothing by itself, and it grows old: only our register says who is accredited today. "
    "Scan the code, or go to the address below, and compare the name and the grade."
)
DAY = "j F Y"


def register_address(number: int) -> str:
    """The address, whole, at which the public register answers about one membership number; "" if none."""
    page = directory_page()
    return f"{settings.SITE_URL}{page.get_url()}check/?q={number}" if page else ""


def in_register(member: Member) -> Accreditation | None:
    """What the register says of a member today; None of somebody for whom there is no letter."""
    return accreditation(member.terms, timezone.localdate())


def letter(member: Member, words: SiteSettings, now: datetime) -> dict[str, Any] | None:
    """What ``pdf.make`` prints for a member; None if the register has nobody to show, or is not public.

    ``words``: the site's name and how to get in touch. ``now``: the moment of issue.
    """
    found, address = in_register(member), register_address(member.number)
    if found is None or not address:
        return None
    name, issued = public_name(member), format_date(timezone.localtime(now), "j F Y, H:i")
    until = format_date(found.until, DAY)
    if found.renewal_due:
        until += f". Renewal is due; it must be done by {format_date(found.grace_until, DAY)}."
    contact = [words.site_name, *words.postal_address.split("\n"), words.phone, words.email]
    return {
        "title": f"Status letter of {name}",
        "description": f"What the register of {words.site_name} said on {issued}",
        "site_name": words.site_name,
        "strapline": words.strapline,
        "heading": "Status letter",
        "sentence": f"On {issued}, the register of {words.site_name} said this about {name}:",
        "facts": [
            ("Name", name),
            ("Membership number", str(member.number)),
            ("Grade", found.grade.name),
            ("Accredited since", format_date(found.since, DAY)),
            ("Accredited until", until),
            ("Issued on", issued),
        ],
        "proof": PROOF,
        "address": address,
        "code_alt": f"QR code that leads to {address}",
        "contact": " · ".join(part.strip() for part in contact if part.strip()),
    }
