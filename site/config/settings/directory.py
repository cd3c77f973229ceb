"""The directory of supervisors."""

# How many questions to the register ("is this person accredited?") are answered within an hour: to one
# visitor, and in all. What is over must wait. Keeps the register from being read out number by number.
DIRECTORY_CHECKS_PER_VISITOR_AND_HOUR = 20
DIRECTORY_CHECKS_PER_HOUR = 600

# How many messages to supervisors are passed on within an hour: from one visitor, to one supervisor, in all.
DIRECTORY_MESSAGES_PER_VISITOR_AND_HOUR = 5
DIRECTORY_MESSAGES_PER_SUPERVISOR_AND_HOUR = 20
DIRECTORY_MESSAGES_PER_HOUR = 200
