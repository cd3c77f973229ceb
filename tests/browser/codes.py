"""What an authenticator app shows."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value


def code_for(secret):
    """The code that the app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))
