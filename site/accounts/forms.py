"""allauth's forms in the site's words."""

from allauth.account import forms as account_forms
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as passkey_forms
from django import forms
from django.core.cache import cache

from accounts.models import User

ADDRESS = "E-mail address"
ANY_CODE = "Six digits from your authenticator app, or one of your recovery codes."


class Plain(forms.Form):
    """Labels of our own, and none repeated inside the fields.

    ``names_account``: the form says, to the browser that keeps passwords, whose password it asks for.
    """

    labels: dict[str, str] = {}
    hints: dict[str, str] = {}
    names_account = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, field.help_text)


class SignInForm(Plain, account_forms.LoginForm):
    """Sign in with the e-mail address and the password."""

    labels = {"login": ADDRESS, "password": "Password", "remember": "Keep me signed in on this device"}


class ResetPasswordForm(Plain, account_forms.ResetPasswordForm):
    """Ask for a mail with a link that sets a new password."""

    labels = {"email": ADDRESS}

    def clean_email(self):
        """One look-up, the same for every address: a known one must not take longer than an unknown one."""
        email = self.cleaned_data["email"]
        self.users = list(User.objects.filter(email__iexact=email, is_active=True))
        return email


class ChoosePasswordForm(Plain, account_forms.ResetPasswordKeyForm):
    """A new password, by a link."""

    names_account = True
    labels = {"password1": "New password", "password2": "New password again"}


class SetPasswordForm(Plain, account_forms.SetPasswordForm):
    """A first password, for somebody who is signed in without one."""

    names_account = True
    labels = ChoosePasswordForm.labels


class ChangePasswordForm(Plain, account_forms.ChangePasswordForm):
    """A new password for the old one."""

    names_account = True
    labels = {"oldpassword": "Present password"} | ChoosePasswordForm.labels


class ConfirmPasswordForm(Plain, account_forms.ReauthenticateForm):
    """The password again, before something that matters."""

    names_account = True
    labels = {"password": "Password"}


class ChangeEmailForm(Plain, account_forms.AddEmailForm):
    """The address to change to. One that belongs to somebody else gets the same answer as a free one."""

    labels = {"email": "New e-mail address"}


class NameForm(forms.ModelForm):
    """A person's name; nothing else of an account is theirs to change here."""

    class Meta:
        model = User
        fields = ["first_name", "last_name"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["first_name"].widget.attrs["autocomplete"] = "given-name"
        self.fields["last_name"].widget.attrs["autocomplete"] = "family-name"
        for field in self.fields.values():
            field.required = True


class OnceOnly(mfa_forms.BaseAuthenticateForm):
    """A code that was right once is right no more for as long as it would be.

    allauth remembers a code for one period of 30 seconds; with tolerance for clocks it lives for three.
    """

    def clean_code(self):
        code = super().clean_code()
        name = f"accounts.code:{self.user.pk}:{normalize_user_code(code)}"
        periods = 2 * mfa_settings.TOTP_TOLERANCE + 1
        if not cache.add(name, True, timeout=periods * mfa_settings.TOTP_PERIOD):
            raise get_mfa_adapter().validation_error("incorrect_code")
        return code


class SecondStepForm(Plain, OnceOnly, mfa_forms.AuthenticateForm):
    """The code that signing in asks for."""

    labels = {"code": "Code"}
    hints = {"code": ANY_CODE}


class ConfirmSecondStepForm(Plain, OnceOnly, mfa_forms.ReauthenticateForm):
    """The code again, before something that matters."""

    labels = {"code": "Code"}
    hints = {"code": ANY_CODE}


class ActivateAppForm(Plain, totp_forms.ActivateTOTPForm):
    """The first code of a new authenticator app, which shows that it works."""

    labels = {"code": "Code"}
    hints = {"code": "The six digits that your app shows now."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class AddPasskeyForm(Plain, passkey_forms.AddWebAuthnForm):
    """A new passkey."""

    labels = {"name": "Name", "passwordless": "Let me sign in with this passkey alone, without my password"}
    hints = {
        "name": "So that you can tell it from others, for example “My phone”.",
        "passwordless": "Your device will ask for your fingerprint, your face or its own code. "
        "Take the tick away for a security key that has no code of its own.",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class RenamePasskeyForm(Plain, passkey_forms.EditWebAuthnForm):
    """Another name for a passkey."""

    labels = {"name": "Name"}
