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
        ("No number", "Pas de nombre\u00a0: 100 %"),
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


def test_french_spaces_that_break_are_found_and_bound(tmp_path: Path) -> None:
    po = tmp_path / "django.po"
    po.write_text(
        'msgid "Sure?"\nmsgstr "« Sûr » ?"\n\nmsgid "At 10:30 : no"\nmsgstr ""\n"Motif :\\n"\n"à 10:30"\n', encoding="utf-8"
    )
    assert [len(messages.faults("fr", {"Sure?": text})) for text in ("Sûr ?", "« Sûr\u00a0»", "à 10:30", "Sûr\u00a0?")] == [
        1,
        1,
        0,
        0,
    ]
    assert messages.faults("ar", {"Sure?": "نعم :"}) == []
    messages.bind(po)
    bound = 'msgid "Sure?"\nmsgstr "«\u00a0Sûr\u00a0»\u00a0?"\n\nmsgid "At 10:30 : no"\nmsgstr ""\n"Motif\u00a0:\\n"\n"à 10:30"\n'
    assert po.read_text(encoding="utf-8") == bound
