"""Loads the demonstration ministry: people of every role, an office in every region, cases at every stage."""

import random
from argparse import ArgumentParser
from collections import Counter
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from config.demonstration import people, stories
from config.demonstration.moment import beginning
from workflow.ledger import sequencer
from workflow.models import Case

ACCOUNTS = [
    ("applicant", "an applicant"),
    ("front-desk.tn-11", "front desk, Tunis"),
    ("officer.tn-11", "case officer, Tunis"),
    ("director.tn-11", "regional director, Tunis"),
    ("central-officer", "case officer, centre"),
    ("central-director", "central director"),
    ("rapporteur", "rapporteur"),
    ("secretary", "committee secretary"),
    ("chair", "committee chair"),
    ("member-1", "committee member"),
    ("jury-president", "jury president"),
    ("minister", "minister"),
    ("delegate", "delegated signatory"),
    ("registrar", "registrar"),
    ("auditor", "auditor"),
    ("administrator", "administrator"),
]


class Command(BaseCommand):
    help = "Fills an empty database with fictional people and cases (never in a ministry)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--cases", type=int, default=60)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--once", action="store_true", help="do nothing when the database already has people")
        parser.add_argument("--accounts", action="store_true", help="only print the accounts")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.IN_MINISTRY:
            raise CommandError("the demonstration is not for a ministry's database")
        if not options["accounts"]:
            if options["once"] and User.objects.exists():
                return
            self.load(cases=options["cases"], seed=options["seed"])
        self.stdout.write(f"Demonstration accounts (password: {people.PASSWORD})")
        for login, who in ACCOUNTS:
            self.stdout.write(f"  {login + '@' + people.DOMAIN:36} {who}")

    def load(self, *, cases: int, seed: int) -> None:
        chance, now = random.Random(seed), timezone.now()  # noqa: S311 (for variety, not for secrets)
        with beginning(now - timedelta(days=900)):
            folk = people.settle(on=timezone.localdate())
        first = Case.objects.count()
        plot = list(stories.told(cases, chance))
        for index, (play, story) in enumerate(plot, start=first):
            stories.tell(play, story, index=index, people=folk, now=now, chance=chance)
        while sequencer.sequence():
            pass
        for stage, count in sorted(Counter(Case.objects.values_list("stage", flat=True)).items()):
            self.stdout.write(f"{count:6} {stage}")
