"""allauth's forms in the site's words."""

from allauth.account import forms as allauth_forms

ADDRESS = "E-mail address"


class SignInForm(allauth_forms.LoginForm):
    """Sign in with the e-mail address and the password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = ADDRESS
        self.fields["login"].widget.attrs.pop("placeholder", None)
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.fields["remember"].label = "Keep me signed in on this device"


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    """Ask for a mail with a link that sets a new password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = ADDRESS
        self.fields["email"].widget.attrs.pop("placeholder", None)
