"""One value, one sequence of bytes."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import IntEnum, StrEnum
from types import MappingProxyType
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.ledger.canonical import NotCanonical, encode, plain
from workflow.ledger.verify_export import canonical as canonical_of_the_script


class Word(StrEnum):
    OPEN = "open"


class Number(IntEnum):
    TWO = 2


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


def test_every_permitted_type_has_its_form():
    value = {
        "uuid": UUID(int=1),
        "text": 'é "معادلة" \\ \n',
        "moment": datetime(2026, 12, 1, 9, 30, tzinfo=timezone(timedelta(hours=1))),
        "exact": datetime(2026, 12, 1, 8, 30, 0, 7, tzinfo=UTC),
        "day": date(2026, 12, 1),
        "amount": Decimal("12.500"),
        "word": Word.OPEN,
        "number": Number.TWO,
        "list": (1, True, None),
        "map": MappingProxyType({"b": 1, "a": 2}),
    }
    assert encode(value).decode() == (
        '{"amount":"12.500","day":"2026-12-01","exact":"2026-12-01T08:30:00.000007Z","list":[1,true,null],'
        '"map":{"a":2,"b":1},"moment":"2026-12-01T08:30:00.000000Z","number":2,'
        '"text":"é \\"معادلة\\" \\\\ \\n","uuid":"00000000-0000-0000-0000-000000000001","word":"open"}'
    )


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        {"deep": [{"deeper": 1.0}]},
        float("nan"),
        Decimal("NaN"),
        Decimal("Infinity"),
        datetime(2026, 12, 1, 8, 30),
        {1: "key"},
        {None: "key"},
        {1, 2},
        b"bytes",
        timedelta(days=1),
        object(),
        "\ud800",
    ],
)
def test_value_without_a_canonical_form_is_refused(value):
    with pytest.raises(NotCanonical):
        encode(value)


@given(values)
@settings(max_examples=150, deadline=None)
def test_stored_value_encodes_to_the_same_bytes(value):
    stored = json.loads(json.dumps(plain(value)))
    assert encode(stored) == encode(value) == canonical_of_the_script(stored)


@given(st.dictionaries(st.text(max_size=4), st.integers(), min_size=2, max_size=6))
@settings(max_examples=60, deadline=None)
def test_order_of_keys_does_not_matter(value):
    assert encode(dict(reversed(value.items()))) == encode(value)
