"""What plausible, plainly fictional applications share: a person, and the papers joined."""

import io
import random
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import User
from accounts.regions import Region
from config.demonstration.people import FIRST, LAST
from forms import attachments, uploads
from forms.requirements import CATALOGUE
from workflow.models import Case, ContactCode
from workflow.procedures import procedure_of

PLACES = ["مدينة المثال", "قرية الافتراض", "حيّ النموذج"]


def person(*, index: int, chance: random.Random, on: date, region: str) -> dict[str, Any]:
    """The answers of the section on identity."""
    first, last = FIRST[index % len(FIRST)], LAST[(index // len(FIRST) + index) % len(LAST)]
    born = on - timedelta(days=chance.randint(20 * 365, 45 * 365))
    return {
        "first_name_ar": first[0],
        "last_name_ar": last[0],
        "first_name_fr": first[1],
        "last_name_fr": last[1],
        "gender": chance.choice("fm"),
        "birth_date": born.isoformat(),
        "birth_place": chance.choice(PLACES),
        "nationality": "TN",
        "id_type": "cin",
        "cin": f"{index % 2}{1_000_000 + index * 37 % 8_999_999:07d}",
        "cin_date": (born + timedelta(days=18 * 365)).isoformat(),
        "phone": f"+2162{chance.randint(0, 9_999_999):07d}",
        "email": f"person-{index}@takwin.invalid",
        "resident": "yes",
        "address": "1 نهج المثال",
        "governorate": region,
        "delegation": "المثال",
        "postal_code": "1000",
        "preferred_language": "fr" if index % 4 == 3 else "ar",
    }


def region_of(index: int) -> str:
    """Every region has cases; Tunis, whose accounts the guide names, has one of three."""
    return str(Region.TUNIS) if index % 3 == 0 else Region.values[index % len(Region.values)]


def fill(case: Case, given: dict[str, Any]) -> Case:
    """Writes the answers through the sections of the application, which clean them."""
    application = procedure_of(case).application
    who = next((code for code in ("person", "contact") if "email" in given.get(code, {})), "")
    if case.applicant_id == case.author_id and who:
        # The address of the account is proven already; fictional telephones are taken as proven.
        given = {**given, who: {**given[who], "email": case.author.email}}
        prove_telephone(case, given[who]["phone"])
    for code, data in given.items():
        case.answers = application.save_partial(case, code, data)
    case.save(update_fields=["answers"])
    return case


def prove_telephone(case: Case, number: str) -> None:
    """As if the fictional person had typed the code in."""
    now = timezone.now()
    ContactCode.objects.create(
        case=case,
        user=case.author,
        kind="phone",
        address=number,
        nonce="",
        digest="",
        sent_at=now,
        expires_at=now,
        verified_at=now,
    )


def sheet(title: str, *, kind: str = "PDF") -> bytes:
    """A one-page picture, as a scanner makes it."""
    from PIL import Image, ImageDraw

    page = Image.new("RGB", (620, 877), "white")
    draw = ImageDraw.Draw(page)
    draw.rectangle((30, 30, 590, 847), outline="grey", width=3)
    draw.text((60, 60), f"SPECIMEN - {title}", fill="black")
    draw.text((60, 90), "Fictional document for demonstration", fill="black")
    out = io.BytesIO()
    page.save(out, kind, **({"resolution": 75} if kind == "PDF" else {}))
    return out.getvalue()


@cache
def admitted(code: str) -> uploads.Admitted:
    """A specimen of each paper, judged once by the gate."""
    kind = CATALOGUE[code]
    if "pdf" in kind.accept:
        upload = SimpleUploadedFile(f"{code.lower()}.pdf", sheet(code), content_type="application/pdf")
    else:  # a photograph
        upload = SimpleUploadedFile(f"{code.lower()}.jpg", sheet(code, kind="JPEG"), content_type="image/jpeg")
    return uploads.admit(upload=upload, accept=kind.accept, max_bytes=kind.max_bytes)


def join_papers(case: Case, by: User) -> None:
    """Joins a specimen for everything that the application requires."""
    for status in procedure_of(case).application.requirements(case):
        if status.is_required and not status.attachments:
            attachments.keep(admitted(status.code), case=case, requirement=status.code, by=by, is_internal=False)
