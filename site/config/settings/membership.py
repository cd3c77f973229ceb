"""Terms of membership, applications, and spreadsheets of members."""

import environ

env = environ.Env()

# Days after the end of a term during which a member still has access, to renew without a gap.
MEMBERSHIP_GRACE_DAYS = env.int("MEMBERSHIP_GRACE_DAYS", default=14)

# How many applications are taken within an hour: from one visitor, and in all. What is over must wait.
APPLICATIONS_PER_VISITOR_AND_HOUR = 5
APPLICATIONS_PER_HOUR = 60

# What a spreadsheet of members may hold. It is read whole, so both limits keep the memory it takes small.
MEMBER_IMPORT_MAX_BYTES = 10 * 1024 * 1024
MEMBER_IMPORT_MAX_ROWS = 20_000
