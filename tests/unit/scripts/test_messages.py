"""The check of translations finds what a translator may get wrong."""

import importlib.util
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[3] / "scripts" / "messages.py"
spec = importlib.util.spec_from_file_location("messages_script", SCRIPT)
assert spec and spec.loader
messages = importlib.util.module_from_spec(spec)
spec.loader.exec_module(messages)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Case %(number)s", "الملف %(number)s"),
        ("Saved at {time}", "Enregistré à {time}"),
        ("No number", "Pas de nombre : 100 %"),
        (("%(days)s day", 1), "يوم واحد"),
    ],
)
def test_faults_same_placeholders(source: str | tuple[str, int], text: str) -> None:
    assert messages.faults("ar", {source: text}) == []


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Case %(number)s", "Dossier"),
        ("Case %(number)s", "Dossier %(numero)s"),
        ("verb\x04Saved at {time}", "Enregistré à {heure}"),
        (("%(days)s day", 1), "%(jours)s jours"),
    ],
)
def test_faults_other_placeholders(source: str | tuple[str, int], text: str) -> None:
    assert len(messages.faults("fr", {source: text})) == 1
