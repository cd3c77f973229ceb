"""How allauth signs people in on this site."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the association: nobody signs up by themselves."""

    def is_open_for_signup(self, request):
        return False
