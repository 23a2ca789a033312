"""How the inspection, which knows no Django, says no: with the code of a refusal."""


class Refused(Exception):  # noqa: N818 - a verdict, not an error
    """Carries the code of a `forms.gate.verdict.Refusal`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
