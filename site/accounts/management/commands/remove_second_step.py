"""Lets somebody in who has lost their second step, from the server's command line."""

from django.core.management.base import BaseCommand, CommandError

from accounts import second_step


class Command(BaseCommand):
    help = "Take a lost second step away: the owner signs in with the password alone, and is told."

    def add_arguments(self, parser):
        parser.add_argument("email", help="The address of the account.")

    def handle(self, *args, email, **options):
        user = second_step.find_user(email)
        if user is None:
            raise CommandError(f"No account has the address {email}.")
        if second_step.remove(user):
            self.stdout.write(f"{user.email} signs in with the password alone now, and was told by e-mail.")
        else:
            self.stdout.write(f"{user.email} has no second step.")
