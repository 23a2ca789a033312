"""The signup form's own fields; the rest of the sign-in forms are django-allauth's."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class Signup(forms.Form):
    """Asks how the person wants to be named; identity papers are asked where a procedure needs them."""

    name_ar = forms.CharField(label=_("Your name in Arabic"), max_length=120)
    name_fr = forms.CharField(label=_("Your name in Latin letters"), max_length=120)

    def signup(self, request: HttpRequest, user: User) -> None:
        user.name_ar = self.cleaned_data["name_ar"]
        user.name_fr = self.cleaned_data["name_fr"]
        user.save(update_fields=["name_ar", "name_fr"])
