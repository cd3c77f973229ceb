"""Who can sign in, and how. One way in: allauth's; Wagtail's own addresses lead there (config/urls.py)."""

import environ

env = environ.Env()

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account"  # only where accounts.adapter knows nothing better
LOGOUT_REDIRECT_URL = "/"

# --- E-mail address and password ----------------------------------------------------------------

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.ChoosePasswordForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "add_email": "accounts.forms.ChangeEmailForm",
    "reauthenticate": "accounts.forms.ConfirmPasswordForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
# Accounts are made by officers, never by signing up, so an address needs no second proof at the door.
ACCOUNT_EMAIL_VERIFICATION = "none"
# One address an account. A new one counts once its link has been followed; the old one is told.
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Who has just chosen a password through a link from their mailbox is let in; a second step is still asked.
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
# What changes how one signs in asks for the password again, unless it was given within so many seconds.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)

# --- Links to choose a password -----------------------------------------------------------------

ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "accounts.links.PasswordLinks"  # noqa: S105  (the name of a class)
# Days for which a link works: for somebody who has no password yet, and for somebody who has one.
WELCOME_LINK_DAYS = 7
RESET_LINK_DAYS = 1
# Django's own limit, which no link outlives.
PASSWORD_RESET_TIMEOUT = WELCOME_LINK_DAYS * 24 * 60 * 60

# --- The second step ----------------------------------------------------------------------------

# Whether /admin/ opens only to a session that has passed a second step (accounts.middleware).
ADMIN_NEEDS_SECOND_STEP = env.bool("ADMIN_NEEDS_SECOND_STEP", default=True)
MFA_ADAPTER = "accounts.mfa_adapter.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "accounts.forms.SecondStepForm",
    "reauthenticate": "accounts.forms.ConfirmSecondStepForm",
    "activate_totp": "accounts.forms.ActivateAppForm",
    "add_webauthn": "accounts.forms.AddPasskeyForm",
    "edit_webauthn": "accounts.forms.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A phone's clock may be half a minute off; a code is still good only once (accounts.forms).
MFA_TOTP_TOLERANCE = 1
# allauth would refuse a second step to an account with an address that waits to be confirmed, because where
# everybody can sign up, an address may be somebody else's. Here an officer has made the account.
MFA_ALLOW_UNVERIFIED_EMAIL = True

# --- One's own data -------------------------------------------------------------------------------

# Hours for which "everything about me" can be fetched, once it is put together.
OWN_DATA_HOURS = 48
# Where it lies in the private storage until then.
OWN_DATA_FOLDER = "archives/"
# Who looks after what the site holds on people (core.personal_data). The account comes last: after it,
# nobody can tell whose the rest was.
PERSONAL_DATA = [
    "consent.personal_data.holder",
    "library.personal_data.holder",
    "home.personal_data.holder",
    "members.directory.personal_data.holder",
    "members.standards.personal_data.holder",
    "members.practice.personal_data.holder",
    "members.progress.personal_data.holder",
    "members.membership.personal_data.holder",
    "search.personal_data.holder",
    "accounts.own_data.holder.holder",
]
