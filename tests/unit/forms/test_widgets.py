"""How questions look: choices side by side, hours and dates in tables, what may be sent, and what need not be said."""

from django import forms
from django.utils import translation

from forms.blocks.person import Person, person_section
from forms.fields import ChoiceField, LineField, TimeField, YesNoField
from forms.requirements import ANY
from forms.tables import TableField
from forms.uploads import UploadField


class Asked(forms.Form):
    agreed = YesNoField()
    verdict = ChoiceField(choices=[("a", "Conforming"), ("b", "Partly conforming"), ("c", "Not conforming")])
    long = ChoiceField(choices=[("a", "The person has no standing to ask for this"), ("b", "Another authority is competent")])
    fault = ChoiceField(choices=[("none", "Nothing to say"), ("missing", "Missing")], initial="none", required=False)
    remark = LineField(required=False)
    days = TableField(cells={"start": TimeField(label="Start time"), "room": LineField(label="Room")})


def flow(name: str) -> str:
    field = Asked()[name]
    return str(field.field.widget.get_context(name, "", {})["widget"]["flow"])


def test_choices_stand_side_by_side_where_they_are_short() -> None:
    with translation.override("en"):
        assert [flow("agreed"), flow("verdict"), flow("long")] == ["inline", "inline-wide", ""]


def test_optional_is_not_said_of_a_choice_that_is_already_made() -> None:
    with translation.override("en"):
        form = Asked()
        assert ["(optional)" in form[name].as_field_group() for name in ("fault", "remark")] == [False, True]


def test_hours_in_a_table_are_asked_as_hours() -> None:
    blank = Asked()["days"].field.widget.get_context("days", None, {})["widget"]["blank"]

    assert [cell["type"] for cell in blank] == ["time", "text"]


def test_upload_says_what_may_be_sent() -> None:
    with translation.override("en"):
        assert str(UploadField(accept=ANY, max_mb=20).help_text) == "PDF, JPEG or PNG, 20 MB at most."
        assert str(UploadField(help_text="One file.").help_text) == "One file. PDF, 10 MB at most."


def test_address_is_said_to_be_confirmed_for_the_applicant_alone() -> None:
    director = person_section(code="director", prefix="director_", title="Director")

    assert bool(Person().fields["email"].help_text) is True
    assert director().fields["director_email"].help_text == ""
