"""Somebody from the Editors group, signed in, with the rights that the first content gives the group."""

from django.contrib.auth.models import Group

from accounts import first_content
from accounts.models import User
from core.first_content import Loader


def sign_in_editor(client, email="an-editor@example.org"):
    first_content.load(Loader())
    user = User.objects.create_user(email=email)
    user.groups.add(Group.objects.get(name=first_content.EDITORS))
    client.force_login(user)
    return user
