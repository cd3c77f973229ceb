"""Proof of consent to cookies: it never says whose it is."""

from consent.models import ConsentRecord
from core.personal_data import Holder, Period, Stays


class ConsentHolder(Holder):
    def stays(self, user):
        yield Stays(
            "What was answered to the question about cookies, under a random number that only your browser "
            "knows",
            "The law wants proof of each answer (UK GDPR, article 7(1)). It says neither who you are nor "
            "where you were, so nobody can tell which answers are yours, and they are not in your archive.",
            "three years after the answer, unless the association has set another time",
        )

    def periods(self):
        yield Period(
            key="consent",
            label="proof of consent to cookies",
            why="A choice is valid for six months; its proof is kept for as long as a complaint may come.",
            months=36,
            # As long as a choice is valid, its proof is needed.
            least=6,
            find=ConsentRecord.objects.older_than,
            purge=ConsentRecord.objects.forget_before,
        )


holder = ConsentHolder()
