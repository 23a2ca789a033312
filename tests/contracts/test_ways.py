"""Every stage can be reached by the people whose desks lead there."""

import pytest

from tests.factories.cases import WAYS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("stage", WAYS)
def test_stage_is_reached(player, stage):
    assert player(stage).case.stage == stage
