"""Which committee hears a case: one for the country, or the one of its region."""

from accounts.regions import Region
from documents.contexts.sessions import name_of_committee
from workflow.procedures import committee_in, committees, named
from workflow.titles import committee_title


def test_committee_of_the_country_is_the_same_in_every_region() -> None:
    assert {committee_in(named("PRG-02"), region) for region in Region.values} == {"homologation"}


def test_regional_committee_is_another_one_in_each_region() -> None:
    found = {committee_in(named("PRG-05"), region) for region in Region.values}
    assert found == {f"competence:{region}" for region in Region.values}
    assert found - set(committees()) == set()


def test_procedure_without_a_committee_has_none() -> None:
    assert committee_in(named("PRG-01"), Region.TUNIS) == ""


def test_name_of_a_regional_committee_tells_its_region(english: None) -> None:
    assert name_of_committee("competence:TN-61")["ar"] == "اللجنة الجهوية لشهادة المهارة بصفاقس"
    assert committee_title("competence:TN-61").endswith("– Sfax")
