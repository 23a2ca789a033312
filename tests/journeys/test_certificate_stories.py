"""The demonstration tells every story of the procedures on certificates."""

import random
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from config.demonstration import stories
from config.demonstration.plays import play_of
from tests.factories.people import make_user
from workflow.models import Case

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("procedure", ["EQV-02", "EQV-03", "EQV-04", "EQV-05"])
def test_every_story_is_told(procedure: str, ministry: dict[str, User], clock: Any) -> None:
    people = {name: make_user() for name in ("applicant", "applicant-2", "applicant-3")}
    play, now = play_of(procedure), timezone.now()
    ends = set()
    for index, story in enumerate(play.stories):
        told = stories.tell(play, story, index=300 + 3 * index, people=people, now=now, chance=random.Random(index))
        ends.add(told.case.stage)
    assert Case.objects.filter(procedure=procedure).count() == len(play.stories)
    assert len(ends) > len(play.stories) // 2
