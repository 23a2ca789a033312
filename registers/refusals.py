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


class NotInRegister(Refusal):
    sentence = _("There is no such entry in the register.")


class NotSoNow(Refusal):
    """The entry stands in a status from which this act does not follow."""

    def __init__(self, standing: Any) -> None:
        super().__init__(standing)
        self.standing = standing

    def __str__(self) -> str:
        return str(_("The entry stands as “%(status)s”: this cannot be done now.") % {"status": self.standing})


class AlreadyEntered(Refusal):
    """Another entry already stands for this."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number

    def __str__(self) -> str:
        return str(_("The register already has this entry: %(number)s.") % {"number": self.number})


class NotHomologated(Refusal):
    sentence = _("No homologation of this programme is valid at this site on the first day.")


class NoPlaces(Refusal):
    """Too few places are left."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left

    def __str__(self) -> str:
        return str(_("Too few places are left: %(number)s.") % {"number": self.left})


class SessionOver(Refusal):
    sentence = _("This session is closed or cancelled.")


class EntryLevelTooLow(Refusal):
    sentence = _("The programme asks for a higher entry level.")


class EnrolledElsewhere(Refusal):
    sentence = _("The trainee is enrolled in another session in the same days.")


class Locked(Refusal):
    sentence = _("This line is locked: a change needs a dated declaration.")


class Frozen(Refusal):
    sentence = _("A validated report is never changed.")


class NotValidated(Refusal):
    sentence = _("A diploma follows from validated results alone.")


class NotCertified(Refusal):
    sentence = _("An instalment is paid once the service is certified.")


class NoExtension(Refusal):
    sentence = _("A date is extended once, and never for a critical line.")


class OtherRegister(Refusal):
    sentence = _("Two different entries of one register are needed.")


class MergeOthersFirst(Refusal):
    sentence = _("Both have an entry of the same kind in another register: merge those first.")
