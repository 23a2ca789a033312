"""Sentences that depend on the case: each text can be taken, no two at once, and nobody must know more than the case tells."""

import re
from typing import Any

import pytest

from documents.rendering.assets import ROOT
from documents.rendering.letters import html_of
from documents.samples.variants import example_for
from documents.wording import LETTERS
from documents.zones import printing
from documents.zones.catalogue import Zone, taken, zone_of, zones_of, zones_taken
from documents.zones.variants import GIVEN, MISSING, Variant
from tests.unit.documents.example_letters import example

pytestmark = pytest.mark.usefixtures("english")

VARIED = [zone for letter in LETTERS for zone in zones_of(letter) if zone.variant]


@pytest.mark.parametrize("zone", VARIED, ids=lambda zone: zone.code)
def test_variant_is_taken_alone_by_the_case_that_asks_for_it(zone: Zone) -> None:
    facts = example_for(zone, letter=zone.letter)
    holding = [z for z in zones_of(zone.letter) if z.place == zone.place and z.variant and z.variant.holds(facts)]
    assert (holding, taken(zone.letter, zone.place, facts)) == ([zone], zone)


@pytest.mark.parametrize("zone", VARIED, ids=lambda zone: zone.code)
def test_letter_prints_the_text_of_the_variant_that_the_case_takes(zone: Zone) -> None:
    facts = example_for(zone, letter=zone.letter)
    others = [z for z in zones_of(zone.letter) if z.place == zone.place]
    facts["wording"] = [
        {"zone": z.name, "version": 1, "text": dict.fromkeys(z.languages, f"ZONE-{z.name} {{{{ date }}}}")} for z in others
    ]
    for language in zone.languages:
        html = html_of(template=zone.letter, language=language, context=facts)
        assert re.findall(r"ZONE-([\w.]+)", html) == [zone.name]


@pytest.mark.parametrize("letter", sorted({zone.letter for zone in VARIED}))
def test_places_of_a_letter_stand_in_its_template_in_every_language(letter: str) -> None:
    places = list(dict.fromkeys(zone.place for zone in zones_of(letter)))[:-1]
    for language in zones_of(letter)[0].languages:
        path = ROOT / "templates" / "documents" / language / f"{letter.lower()}.html"
        assert list(dict.fromkeys(re.findall(r'{% zone "(\w+)"', path.read_text(encoding="utf-8")))) == places


def test_no_variant_fits_prints_nothing() -> None:
    facts = example("REF", may_ask_again=False, lifted_by=[])
    assert taken("REF", "again", facts) is None
    assert [zone.name for zone in zones_taken("REF", facts)] == ["opening.after_opinion", "remarks"]


def test_text_of_a_variant_that_is_not_taken_may_name_what_the_case_lacks() -> None:
    texts = {"ar": "{{ minutes }}", "fr": "x"}
    told = [{"zone": "opening.after_opinion", "version": 1, "text": texts}]
    facts = {**example("REF", session_on=None, minutes=None), "wording": told}
    assert printing.missing_of("REF", facts) == []
    assert printing.missing_of("REF", {**facts, "session_on": "2026-03-03"}) == ["minutes"]


@pytest.mark.parametrize(
    ("fits", "facts", "holds"),
    [
        ({}, {}, True),
        ({"a": GIVEN}, {"a": "x"}, True),
        ({"a": GIVEN}, {"a": ""}, False),
        ({"a": GIVEN}, {}, False),
        ({"a": MISSING}, {"a": None}, True),
        ({"a": MISSING}, {"a": 3}, False),
        ({"a.b": "x"}, {"a": {"b": "x"}}, True),
        ({"a.b": "x"}, {"a": "x"}, False),
    ],
)
def test_variant_holds_when_every_fact_is_as_asked(fits: Any, facts: Any, holds: bool) -> None:
    assert Variant("one", "", fits).holds(facts) is holds


def test_article_is_headed_by_the_release() -> None:
    said = html_of(template="EQD", language="fr", context=example("EQD"))
    assert '<p class="article"><span class="label">Article 3 —</span> La présente décision est inscrite' in said


def test_variables_of_a_variant_are_its_own() -> None:
    assert ("minutes" in zone_of("REF.opening.after_opinion").variables, "minutes" in zone_of("REF.opening.alone").variables) == (
        True,
        False,
    )
