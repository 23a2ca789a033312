"""Two offices enter one structure, one in Arabic spelling, one in Latin: the registers find both, and one is kept."""

from typing import Any

import pytest

from accounts.models import User
from accounts.roles import Role
from registers import merges, providers, queries
from registers.catalogue import REGISTERS
from registers.models import Provider
from registers.refusals import Refusal
from tests.factories.people import make_everybody, make_user
from workflow.ledger import record
from workflow.models import Event

pytestmark = pytest.mark.django_db


def test_structure_of_two_offices_is_merged_and_both_receipts_are_kept(player: Any, ministry: dict[str, User]) -> None:
    make_everybody(region="TN-61", committee="equivalence")
    in_tunis = player("receipt_issued", procedure="LIC-01").case
    in_sousse = player("receipt_issued", procedure="LIC-01", applicant=make_user(), region="TN-61").case
    first, second = providers.get(in_tunis.provider), providers.get(in_sousse.provider)
    receipts = {first.receipt_number, second.receipt_number}
    assert (first.region, second.region, len(receipts - {""})) == ("TN-11", "TN-61", 2)

    registrar = make_user(role=Role.REGISTRAR)
    terms = {"register": REGISTERS["providers"], "kept": first, "duplicate": second, "record": record.append}
    for by, reason in ((make_user(role=Role.REGIONAL_DIRECTOR, region="TN-11"), "The same structure"), (registrar, " ")):
        with pytest.raises(Refusal):
            merges.merge(**terms, by=by, reason=reason)
    kept = merges.merge(**terms, by=registrar, reason="One structure, entered by two offices")

    assert [p.entry for p in Provider.objects.current()] == [first.entry]
    assert {kept.receipt_number, *(former["receipt"] for former in kept.former)} == receipts
    # Whoever holds either receipt, or knows the name in either script, is led to the one that was kept.
    for asked in (*receipts, second.number):
        assert {e.entry for e in queries.entries(REGISTERS["providers"], text=asked)} >= {first.entry}, asked
    assert Event.objects.filter(kind="register.merged", actor=registrar).count() == 1
    # The cases keep what they said: the second still names its own entry, which leads to the first.
    in_sousse.refresh_from_db()
    assert (in_sousse.provider, providers.get(in_sousse.provider).entry) == (second.entry, first.entry)
