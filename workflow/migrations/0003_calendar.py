"""The fixed holidays and the lunar estimates of the first years."""

from typing import Any

from django.db import migrations

from workflow.holidays_seed import holidays_of

YEARS = range(2024, 2031)


def fill(apps: Any, schema_editor: Any) -> None:
    holiday = apps.get_model("workflow", "Holiday")
    rows = [h for year in YEARS for h in holidays_of(year)]
    holiday.objects.bulk_create(
        holiday(
            date=h.date,
            code=h.code,
            name_en=h.name_en,
            name_fr=h.name_fr,
            name_ar=h.name_ar,
            certainty=str(h.certainty),
            source="DP2021-223" if h.certainty == "announced" else "",
        )
        for h in rows
    )


class Migration(migrations.Migration):
    dependencies = [("workflow", "0002_ledger_guard")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
