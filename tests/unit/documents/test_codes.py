"""Public codes: 80 bits from a key, tolerant of how they are typed, and a check character that sees the usual slips."""

import uuid

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from documents import codes

documents = st.uuids()


@given(documents)
def test_code_is_read_back_however_it_is_typed(document: uuid.UUID) -> None:
    code = codes.code_of(document, key="k")
    shown = codes.shown(code)
    assert len(shown) == 21
    for typed in (code, shown, shown.lower(), shown.replace("-", " "), code.replace("0", "o").replace("1", "l"), f" {shown} "):
        assert codes.read(typed) == code


@given(documents, st.integers(0, 16), st.sampled_from(codes.ALPHABET))
def test_one_wrong_character_is_seen(document: uuid.UUID, place: int, wrong: str) -> None:
    code = codes.code_of(document, key="k")
    assume(code[place] != wrong)
    with pytest.raises(codes.NotACode):
        codes.read(code[:place] + wrong + code[place + 1 :])


@given(documents, st.integers(0, 16), st.integers(0, 16))
def test_two_exchanged_characters_are_seen(document: uuid.UUID, one: int, two: int) -> None:
    letters = list(codes.code_of(document, key="k"))
    assume(letters[one] != letters[two])
    letters[one], letters[two] = letters[two], letters[one]
    with pytest.raises(codes.NotACode):
        codes.read("".join(letters))


@pytest.mark.parametrize("typed", ["", "7K3M", "U" * 17, "é" * 17, "0" * 400, "7K3M-92QX-4T8B-ZH5N-W-7"])
def test_what_cannot_be_a_code_is_refused(typed: str) -> None:
    with pytest.raises(codes.NotACode):
        codes.read(typed)


def test_code_depends_on_document_and_key() -> None:
    one, two = uuid.uuid4(), uuid.uuid4()
    made = {codes.code_of(one, key="a"), codes.code_of(two, key="a"), codes.code_of(one, key="b")}
    assert len(made) == 3
    assert codes.code_of(one, key="a") == codes.code_of(one, key="a")
