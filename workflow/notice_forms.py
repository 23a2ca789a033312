"""The form by which a person says how they wish to be told."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflow import notices
from workflow.notices import Email, Kind, Wish

# What only those who hold a post are told.
OF_STAFF = frozenset({Kind.REGION_PAPERS, Kind.ALERT})


class Wishes(forms.Form):
    """For each kind that is not legal: by e-mail or not, when, and whether the account shows it."""

    def __init__(self, *args: Any, user: User, is_staff: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = [k for k in Kind if k not in notices.LEGAL and (is_staff or k not in OF_STAFF)]
        held = notices.wishes_of(user)
        for kind in self.kinds:
            wish = held[kind]
            self.fields[f"{kind}_email"] = forms.ChoiceField(
                label=_("By e-mail"), choices=Email.choices, initial=wish.email, widget=forms.Select
            )
            self.fields[f"{kind}_account"] = forms.BooleanField(label=_("In my account"), required=False, initial=wish.in_account)

    def groups(self) -> Iterator[dict[str, Any]]:
        """The fields by kind, as the template shows them."""
        for kind in self.kinds:
            yield {"code": str(kind), "label": kind.label, "fields": [self[f"{kind}_email"], self[f"{kind}_account"]]}

    def wishes(self) -> dict[str, Wish]:
        told = self.cleaned_data
        return {str(kind): Wish(told[f"{kind}_email"], told[f"{kind}_account"]) for kind in self.kinds}
