"""The style guide: every component with fictional contents in the three languages (served in DEBUG only)."""

import datetime
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

DAY = datetime.date(2026, 11, 23)
HASH = "9f2b7c1e4d5a60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9"


def say(en: str, fr: str, ar: str) -> str:
    """Return the text in the active language; samples stay out of the catalogues of translations."""
    return {"fr": fr, "ar": ar}.get(get_language() or "en", en)


class SampleForm(forms.Form):
    """One field of each kind, bound with errors by the page."""

    name_ar = forms.CharField(widget=forms.TextInput(attrs={"lang": "ar", "dir": "rtl"}))
    name_fr = forms.CharField(widget=forms.TextInput(attrs={"lang": "fr", "dir": "ltr"}), required=False)
    email = forms.EmailField()
    award_date = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    mode = forms.ChoiceField(widget=forms.RadioSelect)
    centre = forms.CharField(widget=forms.TextInput(attrs={"data-shown-when": "mode=distance"}), required=False)
    level = forms.ChoiceField()
    uses = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    hours = forms.IntegerField(min_value=100)
    remarks = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), required=False)
    declared = forms.BooleanField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "name_ar": say("Name in Arabic", "Nom en arabe", "الاسم بالعربية"),
            "name_fr": say("Name in Latin letters", "Nom en caractères latins", "الاسم بالأحرف اللاتينية"),
            "email": say("E-mail address", "Adresse électronique", "البريد الإلكتروني"),
            "award_date": say("Date of award", "Date d’obtention", "تاريخ الإحراز"),
            "mode": say("Mode of study", "Mode d’étude", "نمط الدراسة"),
            "centre": say("Examination centre", "Centre d’examen", "مركز الامتحان"),
            "level": say("Level asked for", "Niveau demandé", "المستوى المطلوب"),
            "uses": say("Use", "Usage", "الغرض"),
            "hours": say("Total hours", "Volume horaire", "عدد الساعات"),
            "remarks": say("Remarks", "Observations", "ملاحظات"),
            "declared": say("What I state is true", "Je certifie l’exactitude de ma déclaration", "أصرّح بصحّة ما ورد أعلاه"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
        self.fields["award_date"].help_text = say(
            "As printed on the diploma.", "Telle qu’elle figure sur le diplôme.", "كما ورد في الشهادة."
        )
        self.fields["hours"].help_text = say("At least 100.", "100 au moins.", "100 على الأقل.")
        self.fields["mode"].choices = [
            ("residential", say("In residence", "Résidentiel", "حضوري")),
            ("alternating", say("Alternating", "Alternance", "تداول")),
            ("distance", say("At a distance", "À distance", "عن بعد")),
        ]
        self.fields["level"].choices = [("", "–"), ("CAP", "CAP"), ("BTP", "BTP"), ("BTS", "BTS")]
        self.fields["uses"].choices = [
            ("work", say("Work", "Emploi", "العمل")),
            ("study", say("Further study", "Poursuite d’études", "مواصلة الدراسة")),
        ]


def _cells(index: int | str, values: tuple[str, str, str] = ("", "", "")) -> list[dict[str, Any]]:
    labels = [say("From", "Du", "من"), say("To", "Au", "إلى"), say("Country", "Pays", "البلد")]
    countries = [("", "–"), ("FR", say("France", "France", "فرنسا")), ("MA", say("Morocco", "Maroc", "المغرب"))]
    cells: list[dict[str, Any]] = []
    for code, label, value in zip(("from", "to", "country"), labels, values, strict=True):
        cells.append(
            {"name": f"stay_dates-{index}-{code}", "id": f"stay_{index}_{code}", "label": label, "value": value, "type": "date"}
        )
    cells[2]["options"] = [{"value": value, "label": label} for value, label in countries]
    return cells


def _queue() -> dict[str, Any]:
    procedure = say(
        "Equivalence of a foreign vocational diploma", "Équivalence d’un diplôme étranger", "معادلة شهادة تكوين مهني أجنبية"
    )
    examination = (say("Under examination", "En cours d’instruction", "بصدد الدراسة"), "active")
    complements = (say("Complements awaited", "Compléments attendus", "في انتظار الاستكمال"), "waiting")
    committee = (say("Before the committee", "En commission", "معروض على اللجنة"), "info")
    people = [
        (say("Salma Exemple", "Salma Exemple", "سلمى مثال"), examination, -2),
        (say("Nizar Fictif", "Nizar Fictif", "نزار خيالي"), complements, 12),
        (say("Amel Modèle", "Amel Modèle", "آمال نموذج"), committee, 4),
    ]
    rows = []
    for number, (applicant, (stage, tone), days) in enumerate(people, start=41):
        rows.append({
            "url": "#", "id": number, "number": f"EQV-01-2026-{number:05d}-7", "procedure": procedure, "applicant": applicant,
            "stage_label": stage, "stage_tone": tone, "holder": say("Regional desk, Sfax", "Guichet régional, Sfax", "المكتب الجهوي بصفاقس"),
            "due": DAY + datetime.timedelta(days=days), "is_overdue": days < 0, "is_suspended": tone == "waiting",
            "due_label": say("overdue", "en retard", "متأخر") if days < 0 else "",
            "flags": [{"label": say("Priority", "Prioritaire", "أولوية"), "tone": "warning"}] if days < 0 else [],
        })  # fmt: skip
    columns = [
        {"code": "number", "label": say("Number", "Numéro", "العدد")},
        {"code": "procedure", "label": say("Procedure", "Procédure", "الإجراء")},
        {"code": "applicant", "label": say("Applicant", "Demandeur", "صاحب المطلب")},
        {"code": "stage", "label": say("Stage", "Étape", "المرحلة")},
        {"code": "due", "label": say("Due", "Échéance", "الأجل"), "sort_url": "#", "direction": "ascending"},
    ]
    claim = {
        "name": "act",
        "value": "claim",
        "label": say("Take the selected files", "Prendre les dossiers choisis", "تسلّم الملفات المختارة"),
    }
    return {
        "rows": rows,
        "columns": columns,
        "bulk_buttons": [claim],
        "caption": say("To examine", "À instruire", "ملفات للدراسة"),
    }


def _case() -> dict[str, Any]:
    officer = say("Regional desk, Sfax", "Guichet régional, Sfax", "المكتب الجهوي بصفاقس")
    return {
        "facts": [
            {"label": say("Number", "Numéro", "العدد"), "value": "EQV-01-2026-00041-7", "dir": "ltr"},
            {"label": say("Diploma", "Diplôme", "الشهادة"), "value": "Brevet professionnel, menuiserie", "lang": "fr", "dir": "ltr"},
            {"label": say("Country", "Pays", "البلد"), "value": say("France", "France", "فرنسا")},
        ],
        "answers": [
            {"label": say("Name in Arabic", "Nom en arabe", "الاسم بالعربية"), "value": "سلمى مثال", "lang": "ar", "dir": "rtl", "change_url": "#"},
            {"label": say("Date of award", "Date d’obtention", "تاريخ الإحراز"), "value": DAY, "change_url": "#"},
            {"label": say("Tunisian partner", "Partenaire tunisien", "الشريك التونسي"), "value": "", "change_url": "#"},
        ],
        "timeline": [
            {"title": say("Application filed", "Demande déposée", "إيداع المطلب"), "when": DAY, "by": "Salma Exemple", "tone": "success"},
            {"title": say("Examination", "Instruction", "دراسة الملف"), "when": DAY, "is_current": True,
             "text": say("The desk compares the diploma with the register.", "Le guichet rapproche le diplôme du registre.", "يقارن المكتب الشهادة بالسجل.")},
            {"title": say("Opinion of the committee", "Avis de la commission", "رأي اللجنة"), "is_future": True},
        ],
        "transitions": [
            {"label": say("Send to the committee", "Transmettre à la commission", "الإحالة على اللجنة"), "url": "#", "is_allowed": True, "until": DAY, "key": "a",
             "description": say("The secretary puts it on the agenda.", "Le secrétariat l’inscrit à l’ordre du jour.", "تدرجه الكتابة في جدول الأعمال.")},
            {"label": say("Ask for complements", "Demander des compléments", "طلب استكمال"), "url": "#", "is_allowed": True, "tone": "secondary"},
            {"label": say("Refuse", "Rejeter", "الرفض"), "is_allowed": False, "by": say("Director", "Directeur", "المدير"),
             "reasons": [say("The committee has not given its opinion.", "La commission n’a pas rendu son avis.", "لم تبد اللجنة رأيها بعد.")]},
        ],
        "holder": officer,
        "attachment": {"label": say("Diploma", "Diplôme", "الشهادة"), "name": "diplome_2019.pdf", "size": 2_431_002, "status_tone": "success",
                       "status_label": say("Accepted", "Acceptée", "مقبولة"), "url": "#", "sha256": HASH, "received": DAY},
        "attachment_refused": {"label": say("Transcripts", "Relevés de notes", "كشوف الأعداد"), "name": "كشف_الأعداد.pdf", "size": 90_112,
                               "status_label": say("To replace", "À remplacer", "للتعويض"), "status_tone": "danger", "replace_url": "#", "remove_url": "#",
                               "note": say("Page 2 cannot be read.", "La page 2 est illisible.", "الصفحة 2 غير مقروءة.")},
        "document": {"title": say("Decision of equivalence", "Décision d’équivalence", "قرار معادلة"), "number": "2026/EQV/0107", "date": DAY, "url": "#",
                     "code": "TKW-7Q4M-2XHD", "status_label": say("Served", "Notifiée", "مبلّغ"), "status_tone": "success", "verify_url": "#",
                     "copies": [{"label": "DOCX", "url": "#"}]},
        "messages": [
            {"from": officer, "role": say("Ministry", "Ministère", "الوزارة"), "when": datetime.datetime(2026, 11, 20, 9, 5),
             "text": say("Could you send the second page again?", "Pourriez-vous renvoyer la deuxième page ?", "هل يمكنكم إرسال الصفحة الثانية من جديد؟")},
            {"from": "Salma Exemple", "when": datetime.datetime(2026, 11, 20, 14, 30), "is_mine": True,
             "text": say("Done today.", "C’est fait aujourd’hui.", "تمّ ذلك اليوم.")},
        ],
        "explanation": [
            say("Filed on 2 November: day 0.", "Dépôt le 2 novembre : jour 0.", "الإيداع يوم 2 نوفمبر: اليوم 0."),
            say("15 working days; weekends are not counted.", "15 jours ouvrables, hors fins de semaine.", "15 يوم عمل دون احتساب نهاية الأسبوع."),
        ],
    }  # fmt: skip


def _vote() -> dict[str, Any]:
    favourable = say("Favourable", "Favorable", "بالموافقة")
    unfavourable = say("Unfavourable", "Défavorable", "بالرفض")
    return {
        "question": say("Level BTP for this diploma?", "Niveau BTP pour ce diplôme ?", "إسناد مستوى BTP لهذه الشهادة؟"),
        "options": [{"value": "for", "label": favourable}, {"value": "against", "label": unfavourable}],
        "tally": [{"label": favourable, "count": 3}, {"label": unfavourable, "count": 1}],
        "members": [
            {"name": "Hatem Exemple", "role": say("Chair", "Président", "الرئيس"), "is_present": True, "vote_label": favourable, "vote_tone": "success"},
            {"name": "Ines Fictive", "role": say("Employers", "Employeurs", "الأعراف"), "is_present": True},
            {"name": "Walid Modèle", "role": say("Workers", "Salariés", "الأجراء"), "is_present": False},
        ],
    }  # fmt: skip


def _lists() -> dict[str, Any]:
    done, todo = say("Complete", "Terminé", "مكتمل"), say("To do", "À faire", "للإنجاز")
    parts = [
        {"label": say("Your identity", "Votre identité", "هويتكم"), "url": "#", "status_label": done, "status_tone": "success"},
        {"label": say("Your diploma", "Votre diplôme", "شهادتكم"), "url": "#", "status_label": todo, "status_tone": "info",
         "hint": say("Title, awarding body, hours", "Intitulé, organisme, volume horaire", "التسمية والجهة المانحة وعدد الساعات")},
        {"label": say("Check and file", "Vérifier et déposer", "التثبّت والإيداع"), "status_label": say("Cannot start yet", "Pas encore possible", "غير متاح بعد")},
    ]  # fmt: skip
    nav = [say("Queues", "Files d’attente", "قوائم العمل"), say("Search", "Recherche", "بحث"), say("Committees", "Commissions", "اللجان"),
           say("Registers", "Registres", "السجلات"), say("Signature", "Parapheur", "الإمضاء"), say("Ledger", "Journal", "سجلّ الأعمال")]  # fmt: skip
    steps = [say("Filed", "Déposée", "مودع"), say("Examined", "Instruite", "مدروس"), say("Decided", "Décidée", "مقرّر")]
    return {
        "navigation": [{"url": "#", "label": label, "current": at == 0, "count": 12 if at == 0 else None} for at, label in enumerate(nav)],
        "sections": [{"title": say("Your application", "Votre demande", "مطلبكم"), "tasks": parts}],
        "crumbs": [{"url": "#", "label": nav[0]}, {"label": say("File", "Dossier", "ملف")}],
        "tabs": [{"url": "#", "label": label, "current": at == 0, "count": at or None} for at, label in enumerate(
            (say("Application", "Demande", "المطلب"), say("Attachments", "Pièces", "الوثائق"), say("Messages", "Messages", "المراسلات"), say("History", "Historique", "السجل")))],
        "steps": [{"label": label, "state": state} for label, state in zip(steps, ("done", "current", "todo"), strict=True)],
        "stats": [
            {"label": say("to examine", "à instruire", "للدراسة"), "value": 42, "url": "#", "tone": "info"},
            {"label": say("due this week", "échus cette semaine", "أجلها هذا الأسبوع"), "value": 7, "tone": "warning"},
            {"label": say("overdue", "en retard", "متأخرة"), "value": 2, "tone": "danger"},
            {"label": say("median time", "délai médian", "المدة الوسطى"), "value": 31, "unit": say("days", "jours", "يوما")},
        ],
        "tones": ["neutral", "info", "active", "waiting", "success", "warning", "danger"],
        "icons": "check cross alert info clock pause file image upload download search menu user users globe print chevron down arrow plus trash lock mail pen calendar scale stamp flag home list eye link".split(),
        "saved": [{"url": "#", "label": say("Mine", "Les miens", "ملفاتي"), "current": True}, {"url": "#", "label": say("Overdue", "En retard", "المتأخرة")}],
        "filters": [{"name": "q", "label": say("Name or number", "Nom ou numéro", "الاسم أو العدد")},
                    {"name": "stage", "label": say("Stage", "Étape", "المرحلة"), "options": [{"value": "", "label": say("All", "Toutes", "الكل")}]}],
    }  # fmt: skip


@login_not_required
def show(request: HttpRequest) -> HttpResponse:
    data = {"name_ar": "سلمى مثال", "email": "salma", "mode": "distance", "hours": "40"}
    context: dict[str, Any] = {
        "form": SampleForm(data), "empty_form": SampleForm(prefix="b"), "queue": _queue(), "case": _case(), "vote": _vote(), "today": DAY,
        "rows": [{"index": 0, "cells": _cells(0, ("2018-09-01", "2019-06-30", "FR"))}, {"index": 1, "cells": _cells(1), "error": say("Give the country.", "Indiquez le pays.", "اذكر البلد.")}],
        "blank": _cells("__index__"), "columns": [], "sample": say("A sentence that says what happened and what to do next.", "Une phrase qui dit ce qui s’est passé et ce qu’il faut faire.", "جملة توضّح ما حصل وما ينبغي فعله."),
        "title": say("Equivalence of a foreign vocational diploma", "Équivalence d’un diplôme étranger de formation professionnelle", "معادلة شهادة تكوين مهني أجنبية"),
        "word": {"save": say("Save and continue", "Enregistrer et continuer", "حفظ ومتابعة"), "back": say("Back", "Retour", "رجوع"), "reject": say("Reject", "Rejeter", "رفض"), "more": say("Learn more", "En savoir plus", "للمزيد")},
    } | _lists()  # fmt: skip
    return render(request, "styleguide.html", context)
