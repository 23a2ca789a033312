"""Calendar files: whole days, escaped words, lines that no program refuses."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from workflow import icalendar

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def lines(day: icalendar.Day) -> list[str]:
    return icalendar.text_of([day], name="Centre", at=AT).split("\r\n")


def test_day_is_a_whole_day_with_two_alarms() -> None:
    found = lines(icalendar.Day(uid="a@takwin", on=date(2026, 12, 31), summary="Assurance; siège, nord", description="1\n2"))
    assert "DTSTART;VALUE=DATE:20261231" in found
    assert "DTEND;VALUE=DATE:20270101" in found
    assert "DTSTAMP:20261123T080000Z" in found
    assert "SUMMARY:Assurance\\; siège\\, nord" in found
    assert "DESCRIPTION:1\\n2" in found
    assert [line for line in found if line.startswith("TRIGGER")] == ["TRIGGER:-P30D", "TRIGGER:-P7D"]


@given(st.text(max_size=300))
def test_words_neither_break_lines_nor_exceed_them(words: str) -> None:
    found = lines(icalendar.Day(uid="a", on=date(2026, 1, 1), summary=words))
    assert max(len(line.encode()) for line in found) <= icalendar.OCTETS
    names = {line.split(":")[0].split(";")[0] for line in found if line and not line.startswith(" ")}
    assert names <= {
        *("BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD", "X-WR-CALNAME", "UID", "DTSTAMP", "DTSTART", "DTEND"),
        *("SUMMARY", "TRANSP", "ACTION", "DESCRIPTION", "TRIGGER"),
    }
