"""Terms of membership."""

# Days after the end of a term during which a member still has access, to renew without a gap.
MEMBERSHIP_GRACE_DAYS = 14
