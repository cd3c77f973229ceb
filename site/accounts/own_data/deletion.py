""" "Delete me": asked for on the account page, confirmed by a link sent by mail."""

from allauth.account.utils import url_str_to_user_pk, user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from accounts.links import PasswordLinks
from accounts.models import User
from core import mail, personal_data, throttle

#: Mails with a link that one account may have sent in an hour.
LINKS_PER_HOUR = 3
HOUR = 60 * 60


class DeletionLinks(PasswordLinks):
    """As the links to choose a password, for another purpose: none works in the place of the other. It works
    for as many days, and no longer once the password or the address was changed."""

    key_salt = "accounts.own_data.DeletionLinks"


def send_link(user) -> bool:
    """Mail the link that deletes. False: too many were asked for; the last ones work still."""
    if throttle.wait_before("delete-me", user.pk, limit=LINKS_PER_HOUR, seconds=HOUR):
        return False
    key = f"{user_pk_to_url_str(user)}-{DeletionLinks().make_token(user)}"
    mail.queue(
        "own_data_delete",
        user.email,
        {
            "user": user,
            "days": settings.RESET_LINK_DAYS,
            "link": settings.SITE_URL + reverse("own_data_delete_confirm", args=[key]),
        },
    )
    return True


def user_of(key: str) -> User | None:
    """Whose data this link deletes; None if it is made up, too old, or was used."""
    uid, _, token = key.partition("-")
    try:
        user = User.objects.filter(pk=url_str_to_user_pk(uid), is_active=True).first()
    except (ValueError, OverflowError):
        return None
    return user if user and DeletionLinks().check_token(user, token) else None


def delete(user) -> None:
    """Delete the data of this person and tell them, leaving no record of the mail.

    Raises personal_data.NotNowError.
    """
    person = personal_data.erase(user)
    mail.send_unrecorded("own_data_deleted", person.email, {"name": person.name or person.email})
