"""What supervisors do with their own entry, on the account page: no admin, no rights, nobody else's."""
