"""Why a register refuses an act: each carries a sentence for the person."""

from typing import Any

from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """An act that the register does not accept."""

    sentence: Any = _("The register does not accept this act.")

    def __str__(self) -> str:
        return str(self.sentence)


class NotEntitled(Refusal):
    sentence = _("Only a registrar may do this.")


class SecondPersonNeeded(Refusal):
    sentence = _("Another person must decide on what you proposed, or on what was proposed in your place.")


class OwnCertificate(Refusal):
    sentence = _("This is your own certificate, or that of a person with whom you declared a tie.")


class NotInForce(Refusal):
    sentence = _("Only a certificate in force can be made void.")


class AlreadyProposed(Refusal):
    sentence = _("It has already been proposed to make this certificate void.")


class AlreadyDecided(Refusal):
    sentence = _("This proposal has already been decided.")


class ReasonNeeded(Refusal):
    sentence = _("Say why the certificate should be void.")
