"""Which open cases a general restriction would meet, read from what was filed."""

from typing import Any

import pytest

from registers.models import Restriction
from workflow.restriction_proposals import _bears_on

WELDING = {"programme": {"title_ar": "لحام", "title_fr": "Soudage à l'arc", "sector": "mechanics", "target_level": "CAP"}}
OPENING = {"training": {"planned_programmes": [{"title": "Coiffure", "level": "CC"}, {"title": "SOUDAGE", "level": "CAP"}]}}
SESSION = {"session": {"homologation_or_programme": "key-1", "own_code": "Soudage"}}


@pytest.mark.parametrize(
    ("scope", "answers", "is_met"),
    [
        ({"speciality": "soudage"}, WELDING, True),
        ({"speciality": "soudage", "sector": "mechanics", "level": "CAP"}, WELDING, True),
        ({"speciality": "coiffure"}, WELDING, False),
        ({"sector": "textile"}, WELDING, False),
        ({"level": "BTS"}, WELDING, False),
        ({"speciality": "Soudage"}, OPENING, True),
        ({"speciality": "Soudage", "level": "BTS"}, OPENING, False),
        ({"speciality": "froid"}, SESSION, True),
        ({"speciality": "soudage"}, {}, False),
    ],
)
def test_cases_met_by_what_was_filed(scope: dict[str, str], answers: dict[str, Any], is_met: bool) -> None:
    assert _bears_on(Restriction(kind="moratorium", **scope), answers, {"key-1"}) is is_met


def test_session_of_another_programme_is_not_met() -> None:
    assert _bears_on(Restriction(kind="no_new_session", speciality="soudage"), SESSION, {"key-2"}) is False


def test_every_case_is_met_without_a_scope() -> None:
    assert _bears_on(Restriction(kind="no_new_session"), SESSION, None) is True
