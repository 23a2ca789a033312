"""Every stage can be reached by the people whose desks lead there."""

import pytest

from config.demonstration.plays import play_of
from workflow.procedures import procedures

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("procedure", procedures(), ids=lambda p: p.code)
def test_play_knows_a_way_to_every_open_stage(procedure):
    assert set(procedure.machine.desks) - set(play_of(procedure.code).ways) == set()
