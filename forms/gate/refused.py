"""How the inspection, which knows no Django, says no: with the code of a refusal."""


class Refused(Exception):
    """Carries the code of a `forms.gate.verdict.Refusal`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
