"""What administrators fill in: accounts, postings, absences, ties, delegations, days off."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.policies import APART
from accounts.regions import Region
from accounts.roles import COMMITTEE_ROLES, POSTED_ROLES, REACH, Reach, Role
from registers import reasons
from registers.identifiers import is_cin
from registers.persons import identity_of
from workflow.procedures import committees, procedures
from workflow.terms import Duty, Family
from workflow.titles import committee_title

CODE = {"dir": "ltr", "autocomplete": "off", "data-width": "m"}


def day(**more: Any) -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date", "data-width": "m", **more}, format="%Y-%m-%d")


def text(language: str) -> forms.TextInput:
    return forms.TextInput(attrs={"lang": language, "dir": "rtl" if language == "ar" else "ltr", "autocomplete": "off"})


def reason_field() -> forms.CharField:
    return forms.CharField(
        label=_("Reason"), min_length=reasons.SHORTEST, max_length=300, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )


class Identity(forms.Form):
    """An identity document, kept as the applicants' are, so that the two can be compared."""

    KINDS = (
        ("", _("None")),
        ("cin", _("National identity card")),
        ("passport", _("Passport")),
        ("residence_card", _("Residence card")),
    )
    id_type = forms.ChoiceField(label=_("Identity document"), choices=KINDS, required=False)
    id_number = forms.CharField(
        label=_("Number of the document"), max_length=40, required=False, widget=forms.TextInput(attrs=CODE)
    )
    id_country = forms.CharField(
        label=_("Country that issued the passport"),
        help_text=_("Two letters, such as TN or FR."),
        max_length=2,
        required=False,
        widget=forms.TextInput(attrs={**CODE, "data-width": "s", "data-shown-when": "id_type=passport"}),
    )

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        kind, number = found.get("id_type", ""), found.get("id_number", "")
        country = found.get("id_country", "").upper()
        if kind == "cin" and not is_cin(number):
            self.add_error("id_number", _("An identity card number has eight digits, the first 0 or 1."))
        elif kind and not number:
            self.add_error("id_number", _("Give the number of the document."))
        elif kind == "passport" and not re.fullmatch(r"[A-Z]{2}", country):
            self.add_error("id_country", _("Give the two letters of the country."))
        elif number and not kind:
            self.add_error("id_type", _("Say which document this number is of."))
        answers = {"id_type": kind, "cin": number, "passport_no": number, "residence_card_no": number, "nationality": country}
        found["identity"] = identity_of(answers)
        return found

    @staticmethod
    def told(identity: str) -> dict[str, str]:
        """The initial values of an identity as it is kept."""
        kind, _colon, rest = identity.partition(":")
        country, _second, number = rest.rpartition(":")
        return {"id_type": kind, "id_number": number, "id_country": country}


class Account(Identity):
    """What an account says of a person; a password is never chosen for somebody else."""

    field_order = ("email", "name_ar", "name_fr", "function_ar", "function_fr", "language", "id_type", "id_number", "id_country")
    name_ar = forms.CharField(label=_("Name in Arabic"), max_length=120, widget=text("ar"))
    name_fr = forms.CharField(label=_("Name in Latin letters"), max_length=120, widget=text("fr"))
    function_ar = forms.CharField(label=_("Function in Arabic"), max_length=120, required=False, widget=text("ar"))
    function_fr = forms.CharField(label=_("Function in French"), max_length=120, required=False, widget=text("fr"))
    language = forms.ChoiceField(
        label=_("Language of the e-mails"), choices=[("ar", "العربية"), ("fr", "Français"), ("en", "English")]
    )

    def fields_of_user(self) -> dict[str, Any]:
        names = ("email", "name_ar", "name_fr", "function_ar", "function_fr", "language", "identity")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}

    @classmethod
    def of(cls, user: User, data: Mapping[str, Any] | None = None) -> "Account":
        names = ("name_ar", "name_fr", "function_ar", "function_fr", "language")
        return cls(data, initial={name: getattr(user, name) for name in names} | cls.told(user.identity))


class NewAccount(Account):
    email = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}))

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if User.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError(_("There is already an account with this address."))
        return email


class Period(forms.Form):
    """A first and a last day, in this order."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day comes before the first."))
        return cleaned


class NewPosting(Period):
    """A role, where it is held, and its days; which go together is decided by `accounts.policies`."""

    role = forms.ChoiceField(label=_("Role"), choices=[("", "—"), *((r.value, r.label) for r in Role if r in POSTED_ROLES)])
    region = forms.ChoiceField(
        label=_("Region"),
        choices=[("", _("Every region")), *Region.choices],
        required=False,
        widget=forms.Select(attrs={"data-shown-when": "role=" + ",".join(r for r in POSTED_ROLES if REACH[r] is Reach.REGION)}),
    )
    committee = forms.ChoiceField(
        label=_("Committee"), required=False, widget=forms.Select(attrs={"data-shown-when": "role=" + ",".join(COMMITTEE_ROLES)})
    )
    since = forms.DateField(label=_("First day"), widget=day())
    until = forms.DateField(label=_("Last day"), required=False, help_text=_("Empty: until further notice."), widget=day())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["committee"].choices = [("", "—"), *((name, committee_title(name)) for name in committees())]  # type: ignore[attr-defined]
        self.fields["since"].initial = timezone.localdate


class LastDay(forms.Form):
    until = forms.DateField(label=_("Last day"), help_text=_("A day that is past ends it at once."), widget=day())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = timezone.localdate


class NewAbsence(Period):
    since = forms.DateField(label=_("First day"), widget=day())
    until = forms.DateField(label=_("Last day"), widget=day())
    substitute = forms.ModelChoiceField(
        label=_("Substitute"),
        queryset=User.objects.none(),
        to_field_name="uuid",
        required=False,
        empty_label=_("Nobody: the work waits or goes to colleagues"),
        help_text=_("Acts in the person's place on these days, under their own name."),
    )
    reason = forms.CharField(
        label=_("Remark"),
        max_length=200,
        required=False,
        help_text=_("No medical detail."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["substitute"].queryset = colleagues(user)  # type: ignore[attr-defined]


def colleagues(user: User) -> "QuerySet[User]":
    """Who may replace a person: those posted in one of the person's roles, regions or committees, but never those apart."""
    today = timezone.localdate()
    held = Q(postings__since__lte=today) & (Q(postings__until__isnull=True) | Q(postings__until__gte=today))
    near = Q(pk__in=[])
    for posting in user.postings.filter(Q(until__isnull=True) | Q(until__gte=today)):
        near |= Q(postings__role=posting.role)
        near |= Q(postings__region=posting.region) if posting.region else Q(pk__in=[])
        near |= Q(postings__committee=posting.committee) if posting.committee else Q(pk__in=[])
    apart = User.objects.filter(held, postings__role__in=APART).values("pk")
    return (
        User.objects.filter(held, near, is_active=True)
        .exclude(pk=user.pk)
        .exclude(pk__in=apart)
        .distinct()
        .order_by("name_fr", "pk")
    )


class NewInterest(Identity):
    tie = forms.CharField(
        label=_("Tie"),
        max_length=200,
        help_text=_("For example: brother, former employer."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    field_order = ("tie", "id_type", "id_number", "id_country")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["id_type"].required = self.fields["id_number"].required = True
        self.fields["id_type"].choices = self.KINDS[1:]  # type: ignore[attr-defined]


class Reason(forms.Form):
    reason = reason_field()


class NewDelegation(Period):
    """The act that lends the minister's signature, as it is printed under what is signed by it."""

    number = forms.CharField(label=_("Number of the act"), max_length=40, widget=forms.TextInput(attrs=CODE))
    decided_on = forms.DateField(label=_("Date of the act"), widget=day())
    delegator = forms.CharField(label=_("Who lends the signature"), max_length=120, widget=forms.TextInput(attrs={"dir": "auto"}))
    delegate = forms.EmailField(
        label=_("E-mail address of whoever will sign"), widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"})
    )
    field = forms.MultipleChoiceField(label=_("Field"), widget=forms.CheckboxSelectMultiple)
    excludes = forms.MultipleChoiceField(
        label=_("Acts kept by the delegator"), required=False, widget=forms.CheckboxSelectMultiple
    )
    limit = forms.CharField(
        label=_("Limit in words"), max_length=200, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    since = forms.DateField(label=_("First day"), widget=day())
    until = forms.DateField(label=_("Last day"), widget=day())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["field"].choices = list(fields_of_delegation())  # type: ignore[attr-defined]
        self.fields["excludes"].choices = list(signed_acts().items())  # type: ignore[attr-defined]

    def clean_delegate(self) -> User:
        user = User.objects.filter(email__iexact=self.cleaned_data["delegate"], is_active=True).first()
        if user is None:
            raise forms.ValidationError(_("There is no open account with this address."))
        return user

    def clean_decided_on(self) -> date:
        decided: date = self.cleaned_data["decided_on"]
        if decided > timezone.localdate():
            raise forms.ValidationError(_("The act cannot be of a day to come."))
        return decided


def fields_of_delegation() -> Iterable[tuple[str, Any]]:
    """The families that have a procedure in service, each followed by its procedures."""
    for family in Family:
        members = [p for p in procedures() if p.family == family]
        if members:
            yield family.value, _("%(family)s: the whole family") % {"family": family.label}
            yield from ((p.code, f"{p.code} · {p.title}") for p in members)


def signed_acts() -> dict[str, Any]:
    """What a minister signs, by name of the transition."""
    return {
        t.name: t.label
        for p in procedures()
        for t in p.machine.transitions.values()
        if t.terms.duty is Duty.SIGNS and Role.MINISTER_SIGNATORY in t.by
    }


class Revocation(forms.Form):
    on = forms.DateField(label=_("Revoked from"), help_text=_("The signature is no longer lent from this day on."), widget=day())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate
