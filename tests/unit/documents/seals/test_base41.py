"""Bytes in forty-one characters and back."""

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from documents.seals import base41


@given(st.binary(max_size=300))
def test_bytes_come_back(content):
    text = base41.encode(content)
    assert base41.decode(text) == content
    assert set(text) <= set(base41.ALPHABET)
    assert text[-1:] not in (".", ":")


@pytest.mark.parametrize("text", ["0", "0000", "::", ":::", "a00", "0 0", "0%0"])
def test_text_that_is_none(text):
    with pytest.raises(ValueError):
        base41.decode(text)


def test_square_writes_it_as_capitals_and_figures():
    assert segno.make(base41.ALPHABET).mode == "alphanumeric"
