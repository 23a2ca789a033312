"""Every table of the registers, and the trigram indexes by which PostgreSQL searches them."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def index_trigrams(apps, schema_editor):
    """SQLite reads the folded text through, which the sizes of one machine allow; PostgreSQL gets an index of trigrams."""
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    for model in apps.get_app_config("registers").get_models():
        table = model._meta.db_table
        if any(f.name == "search_text" for f in model._meta.fields):
            schema_editor.execute(f"CREATE INDEX {table}_trigrams ON {table} USING gin (search_text gin_trgm_ops)")


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RegisterCounter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("series", models.CharField(max_length=60, unique=True)),
                ("last", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="ActivityReport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.CharField(db_index=True, max_length=40)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("case_id", models.UUIDField(blank=True, null=True)),
                ("case_number", models.CharField(blank=True, max_length=24)),
                ("event_stream", models.CharField(blank=True, max_length=80)),
                ("origin", models.CharField(blank=True, editable=False, max_length=80)),
                ("merged_into", models.UUIDField(blank=True, editable=False, null=True)),
                ("former", models.JSONField(blank=True, default=list, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("search_text", models.TextField(blank=True, editable=False)),
                ("provider", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="provider")),
                ("provider_ar", models.CharField(blank=True, max_length=150, verbose_name="provider in Arabic")),
                ("provider_fr", models.CharField(blank=True, max_length=150, verbose_name="provider in Latin letters")),
                ("year", models.PositiveIntegerField(blank=True, null=True, verbose_name="year")),
                ("period", models.CharField(blank=True, max_length=2, verbose_name="period")),
                ("agreement", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="agreement")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                ("filed_on", models.DateField(blank=True, null=True, verbose_name="filed on")),
                ("days_late", models.PositiveIntegerField(blank=True, null=True, verbose_name="days late")),
                ("values", models.JSONField(blank=True, default=dict, verbose_name="values")),
                ("differences", models.JSONField(blank=True, default=list, verbose_name="differences with the registers")),
                ("explanations", models.TextField(blank=True, verbose_name="explanations")),
                ("validated_on", models.DateField(blank=True, null=True, verbose_name="validated on")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("opened", "Opened"),
                            ("filed", "Filed"),
                            ("validated", "Validated"),
                            ("defaulted", "Not filed"),
                            ("exempt", "Exempt"),
                        ],
                        default="opened",
                        max_length=24,
                        verbose_name="status",
                    ),
                ),
            ],
            options={
                "verbose_name": "activity report",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "version"), name="activityreport_one_version"),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)),
                        fields=("number",),
                        name="activityreport_one_current_number",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)),
                        fields=("entry",),
                        name="activityreport_one_current_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="activityreport_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("version", 1), models.Q(("origin", ""), _negated=True)),
                        fields=("case_id", "origin"),
                        name="activityreport_one_of_an_origin",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("agreement__isnull", True), ("merged_into__isnull", True), ("valid_to__isnull", True)
                        ),
                        fields=("provider", "year", "period"),
                        name="activityreport_one_of_a_period",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AdvertisingWatch",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.CharField(db_index=True, max_length=40)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("case_id", models.UUIDField(blank=True, null=True)),
                ("case_number", models.CharField(blank=True, max_length=24)),
                ("event_stream", models.CharField(blank=True, max_length=80)),
                ("origin", models.CharField(blank=True, editable=False, max_length=80)),
                ("merged_into", models.UUIDField(blank=True, editable=False, null=True)),
                ("former", models.JSONField(blank=True, default=list, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("search_text", models.TextField(blank=True, editable=False)),
                ("provider", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="provider")),
                ("provider_ar", models.CharField(blank=True, max_length=150, verbose_name="provider in Arabic")),
                ("provider_fr", models.CharField(blank=True, max_length=150, verbose_name="provider in Latin letters")),
                ("suspect_kind", models.CharField(blank=True, max_length=24, verbose_name="who is suspected")),
                ("suspect_name", models.CharField(blank=True, max_length=300, verbose_name="name and address")),
                (
                    "region",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("TN-11", "Tunis"),
                            ("TN-12", "Ariana"),
                            ("TN-13", "Ben Arous"),
                            ("TN-14", "Manouba"),
                            ("TN-21", "Nabeul"),
                            ("TN-22", "Zaghouan"),
                            ("TN-23", "Bizerte"),
                            ("TN-31", "Béja"),
                            ("TN-32", "Jendouba"),
                            ("TN-33", "Le Kef"),
                            ("TN-34", "Siliana"),
                            ("TN-41", "Kairouan"),
                            ("TN-42", "Kasserine"),
                            ("TN-43", "Sidi Bouzid"),
                            ("TN-51", "Sousse"),
                            ("TN-52", "Monastir"),
                            ("TN-53", "Mahdia"),
                            ("TN-61", "Sfax"),
                            ("TN-71", "Gafsa"),
                            ("TN-72", "Tozeur"),
                            ("TN-73", "Kébili"),
                            ("TN-81", "Gabès"),
                            ("TN-82", "Médenine"),
                            ("TN-83", "Tataouine"),
                        ],
                        max_length=5,
                        verbose_name="region",
                    ),
                ),
                ("channels", models.JSONField(blank=True, default=list, verbose_name="channels")),
                ("text_seen", models.TextField(blank=True, verbose_name="text seen")),
                ("offence_kind", models.CharField(blank=True, max_length=32, verbose_name="offence")),
                ("victims", models.PositiveIntegerField(blank=True, null=True, verbose_name="victims")),
                ("complaint", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="complaint")),
                ("notice_on", models.DateField(blank=True, null=True, verbose_name="notice of")),
                ("outcome", models.CharField(blank=True, max_length=300, verbose_name="outcome")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("detected", "Detected"),
                            ("ceased", "Ceased"),
                            ("referred", "Referred"),
                            ("dismissed", "Dismissed"),
                        ],
                        default="detected",
                        max_length=24,
                        verbose_name="status",
                    ),
                ),
            ],
            options={
                "verbose_name": "advertising under watch",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "version"), name="advertisingwatch_one_version"),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)),
                        fields=("number",),
                        name="advertisingwatch_one_current_number",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)),
                        fields=("entry",),
                        name="advertisingwatch_one_current_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="advertisingwatch_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("version", 1), models.Q(("origin", ""), _negated=True)),
                        fields=("case_id", "origin"),
                        name="advertisingwatch_one_of_an_origin",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.CharField(db_index=True, max_length=40)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("case_id", models.UUIDField(blank=True, null=True)),
                ("case_number", models.CharField(blank=True, max_length=24)),
                ("event_stream", models.CharField(blank=True, max_length=80)),
                ("origin", models.CharField(blank=True, editable=False, max_length=80)),
                ("merged_into", models.UUIDField(blank=True, editable=False, null=True)),
                ("former", models.JSONField(blank=True, default=list, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("search_text", models.TextField(blank=True, editable=False)),
                ("provider", models.UUIDField(db_index=True, verbose_name="provider")),
                ("agreement_type", models.CharField(blank=True, max_length=24, verbose_name="type")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                ("partner_ar", models.CharField(blank=True, max_length=160, verbose_name="partner in Arabic")),
                ("partner_fr", models.CharField(blank=True, max_length=160, verbose_name="partner in Latin letters")),
                ("partner_rne", models.CharField(blank=True, max_length=12, verbose_name="identifier of the partner")),
                ("foreign_partner", models.BooleanField(default=False, verbose_name="foreign partner")),
                ("homologation", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="homologation")),
                ("programmes", models.JSONField(blank=True, default=list, verbose_name="programmes")),
                ("places", models.PositiveIntegerField(blank=True, null=True, verbose_name="places")),
                ("tutors", models.JSONField(blank=True, default=list, verbose_name="tutors")),
                ("insurance_covered", models.BooleanField(default=False, verbose_name="insured")),
                (
                    "remuneration_tnd",
                    models.DecimalField(
                        blank=True, decimal_places=3, max_digits=14, null=True, verbose_name="remuneration (TND)"
                    ),
                ),
                (
                    "amount_tnd",
                    models.DecimalField(blank=True, decimal_places=3, max_digits=14, null=True, verbose_name="amount (TND)"),
                ),
                ("instalments", models.JSONField(blank=True, default=list, verbose_name="instalments")),
                ("indicators", models.JSONField(blank=True, default=list, verbose_name="indicators")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="to")),
                ("status_reason", models.CharField(blank=True, max_length=300, verbose_name="reason of the status")),
                (
                    "status",
                    models.CharField(
                        choices=[("active", "Active"), ("ended", "Ended"), ("terminated", "Terminated")],
                        default="active",
                        max_length=24,
                        verbose_name="status",
                    ),
                ),
            ],
            options={
                "verbose_name": "agreement",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "version"), name="agreement_one_version"),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("number",), name="agreement_one_current_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("entry",), name="agreement_one_current_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="agreement_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("version", 1), models.Q(("origin", ""), _negated=True)),
                        fields=("case_id", "origin"),
                        name="agreement_one_of_an_origin",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AwardingBody",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.CharField(db_index=True, max_length=40)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("case_id", models.UUIDField(blank=True, null=True)),
                ("case_number", models.CharField(blank=True, max_length=24)),
                ("event_stream", models.CharField(blank=True, max_length=80)),
                ("origin", models.CharField(blank=True, editable=False, max_length=80)),
                ("merged_into", models.UUIDField(blank=True, editable=False, null=True)),
                ("former", models.JSONField(blank=True, default=list, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("search_text", models.TextField(blank=True, editable=False)),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("name_ar", models.CharField(blank=True, max_length=200, verbose_name="name in Arabic")),
                ("name_key", models.CharField(editable=False, max_length=400)),
                ("country", models.CharField(max_length=2, verbose_name="country")),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="address")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("official_registration", models.CharField(blank=True, max_length=80, verbose_name="official registration")),
                (
                    "recognition",
                    models.CharField(
                        choices=[
                            ("unverified", "Not verified"),
                            ("recognised", "Recognised"),
                            ("not_recognised", "Not recognised"),
                            ("closed", "Closed"),
                        ],
                        default="unverified",
                        max_length=16,
                        verbose_name="recognition",
                    ),
                ),
                ("recognition_source", models.CharField(blank=True, max_length=200, verbose_name="source of the recognition")),
                ("response_days", models.PositiveIntegerField(blank=True, null=True, verbose_name="days taken to answer")),
                ("warning", models.CharField(blank=True, max_length=300, verbose_name="warning")),
            ],
            options={
                "verbose_name": "foreign awarding body",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "version"), name="awardingbody_one_version"),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("number",), name="awardingbody_one_current_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("entry",), name="awardingbody_one_current_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="awardingbody_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("version", 1), models.Q(("origin", ""), _negated=True)),
                        fields=("case_id", "origin"),
                        name="awardingbody_one_of_an_origin",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)),
                        fields=("name_key", "country"),
                        name="awardingbody_one_current_name",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.CharField(db_index=True, max_length=40)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("case_id", models.UUIDField(blank=True, null=True)),
                ("case_number", models.CharField(blank=True, max_length=24)),
                ("event_stream", models.CharField(blank=True, max_length=80)),
                ("origin", models.CharField(blank=True, editable=False, max_length=80)),
                ("merged_into", models.UUIDField(blank=True, editable=False, null=True)),
                ("former", models.JSONField(blank=True, default=list, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("search_text", models.TextField(blank=True, editable=False)),
                ("person", models.UUIDField(verbose_name="person")),
                ("holder_ar", models.CharField(max_length=160, verbose_name="holder in Arabic")),
                ("holder_fr", models.CharField(max_length=160, verbose_name="holder in Latin letters")),
                ("birth_date", models.DateField(verbose_name="date of birth")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("diploma", "Diploma"),
                            ("equivalence", "Equivalent level"),
                            ("classification", "Classified level"),
                            ("attestation", "Attestation with a visa"),
                            ("experience", "Diploma by experience"),
                        ],
                        max_length=24,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("title_ar", models.CharField(blank=True, max_length=200, verbose_name="title in Arabic")),
                ("level", models.CharField(max_length=10, verbose_name="level")),
                ("speciality", models.CharField(blank=True, max_length=150, verbose_name="speciality")),
                ("mention", models.CharField(blank=True, max_length=40, verbose_name="mention")),
                ("hours", models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="hours")),
                ("own_number", models.CharField(blank=True, max_length=40, verbose_name="number given by the structure")),
                ("provider", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="provider")),
                ("session", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="session")),
                ("examination", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="examination")),
                ("enrolment", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="enrolment")),
                ("signatory", models.CharField(blank=True, max_length=160, verbose_name="signatory")),
                ("decision_number", models.CharField(blank=True, max_length=40, verbose_name="number of the decision")),
                ("counterfoil", models.CharField(blank=True, max_length=80, verbose_name="counterfoil")),
                ("custody", models.CharField(blank=True, max_length=80, verbose_name="kept by")),
                ("decision", models.UUIDField(blank=True, null=True, verbose_name="decision")),
                ("issued_on", models.DateField(verbose_name="date of issue")),
                (
                    "status",
                    models.CharField(
                        choices=[("issued", "Issued"), ("void", "Void"), ("replaced", "Replaced")],
                        default="issued",
                        max_length=8,
                        verbose_name="validity",
                    ),
                ),
                ("replaces", models.CharField(blank=True, max_length=40, verbose_name="replaces")),
                ("replaced_by", models.CharField(blank=True, max_length=40, verbose_name="replaced by")),
                ("copies", models.PositiveIntegerField(blank=True, null=True, verbose_name="duplicates issued")),
                ("void_reason", models.CharField(blank=True, max_length=300, verbose_name="reason why it is void")),
            ],
            options={
                "verbose_name": "certificate",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "version"), name="certificate_one_version"),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("number",), name="certificate_one_current_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("entry",), name="certificate_one_current_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="certificate_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("version", 1), models.Q(("origin", ""), _negated=True)),
                        fields=("case_id", "origin"),
                        name="certificate_one_of_an_origin",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("version", 1)), fields=("case_id", "person"), name="certificate_one_per_case"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Complaint",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.CharField(db_index=True, max_length=40)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("case_id", models.UUIDField(blank=True, null=True)),
                ("case_number", models.CharField(blank=True, max_length=24)),
                ("event_stream", models.CharField(blank=True, max_length=80)),
                ("origin", models.CharField(blank=True, editable=False, max_length=80)),
                ("merged_into", models.UUIDField(blank=True, editable=False, null=True)),
                ("former", models.JSONField(blank=True, default=list, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("search_text", models.TextField(blank=True, editable=False)),
                ("provider", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="provider")),
                ("provider_ar", models.CharField(blank=True, max_length=150, verbose_name="provider in Arabic")),
                ("provider_fr", models.CharField(blank=True, max_length=150, verbose_name="provider in Latin letters")),
                ("subject", models.CharField(blank=True, max_length=24, verbose_name="subject")),
                ("facts", models.TextField(blank=True, verbose_name="facts")),
                ("anonymous", models.BooleanField(default=False, verbose_name="identity hidden")),
                ("complainant", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="complainant")),
                ("enrolment", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="enrolment")),
                (
                    "region",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("TN-11", "Tunis"),
                            ("TN-12", "Ariana"),
                            ("TN-13", "Ben Arous"),
                            ("TN-14", "Manouba"),
                            ("TN-21", "Nabeul"),
                            ("TN-22", "Zaghouan"),
                            ("TN-23", "Bizerte"),
                            ("TN-31", "Béja"),
                            ("TN-32", "Jendouba"),
                            ("TN-33", "Le Kef"),
                            ("TN-34", "Siliana"),
                            ("TN-41", "Kairouan"),
                            ("TN-42", "Kasserine"),
                            ("TN-43", "Sidi Bouzid"),
                            ("TN-51", "Sousse"),
                            ("TN-52", "Monastir"),
                            ("TN-53", "Mahdia"),
                            ("TN-61", "Sfax"),
                            ("TN-71", "Gafsa"),
                            ("TN-72", "Tozeur"),
                            ("TN-73", "Kébili"),
                            ("TN-81", "Gabès"),
                            ("TN-82", "Médenine"),
                            ("TN-83", "Tataouine"),
                        ],
                        max_length=5,
                        verbose_name="region",
                    ),
                ),
                ("urgency", models.CharField(blank=True, max_length=12, verbose_name="urgency")),
                ("inspection", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="inspection")),
                ("outcome", models.CharField(blank=True, max_length=40, verbose_name="outcome")),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed on")),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("closed", "Closed")], default="open", max_length=24, verbose_name="status"
                    ),
                ),
            ],
            options={
                "verbose_name": "complaint",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "version"), name="complaint_one_version"),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("number",), name="complaint_one_current_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("entry",), name="complaint_one_current_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="complaint_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("version", 1), models.Q(("origin", ""), _negated=True)),
                        fields=("case_id", "origin"),
                        name="complaint_one_of_an_origin",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.CharField(db_index=True, max_length=40)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("case_id", models.UUIDField(blank=True, null=True)),
                ("case_number", models.CharField(blank=True, max_length=24)),
                ("event_stream", models.CharField(blank=True, max_length=80)),
                ("origin", models.CharField(blank=True, editable=False, max_length=80)),
                ("merged_into", models.UUIDField(blank=True, editable=False, null=True)),
                ("former", models.JSONField(blank=True, default=list, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("search_text", models.TextField(blank=True, editable=False)),
                ("certificate", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="certificate")),
                ("act_number", models.CharField(blank=True, max_length=40, verbose_name="number of the act")),
                ("recipient_ar", models.CharField(blank=True, max_length=160, verbose_name="recipient in Arabic")),
                ("recipient_fr", models.CharField(blank=True, max_length=160, verbose_name="recipient in Latin letters")),
                ("collected_by", models.CharField(blank=True, max_length=160, verbose_name="handed to")),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("counter", "At the counter"),
                            ("post", "By post"),
                            ("digital", "Digital"),
                            ("region", "At the regional directorate"),
                            ("display", "By display"),
                        ],
                        max_length=24,
                        verbose_name="channel",
                    ),
                ),
                ("copies", models.PositiveIntegerField(blank=True, null=True, verbose_name="copies")),
                ("proof", models.CharField(blank=True, max_length=200, verbose_name="proof")),
                ("delivered_on", models.DateField(blank=True, null=True, verbose_name="delivered on")),
                (
                    "status",
                    models.CharField(
                        choices=[("pending", "To be delivered"), ("delivered", "Delivered"), ("returned", "Returned")],
                        default="pending",
                        max_length=24,
                        verbose_name="status",
                    ),
                ),
            ],
            options={
                "verbose_name": "delivery",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "version"), name="delivery_one_version"),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("number",), name="delivery_one_current_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("entry",), name="delivery_one_current_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="delivery_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("version", 1), models.Q(("origin", ""), _negated=True)),
                        fields=("case_id", "origin"),
                        name="delivery_one_of_an_origin",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Enrolment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.CharField(db_index=True, max_length=40)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("case_id", models.UUIDField(blank=True, null=True)),
                ("case_number", models.CharField(blank=True, max_length=24)),
                ("event_stream", models.CharField(blank=True, max_length=80)),
                ("origin", models.CharField(blank=True, editable=False, max_length=80)),
                ("merged_into", models.UUIDField(blank=True, editable=False, null=True)),
                ("former", models.JSONField(blank=True, default=list, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("search_text", models.TextField(blank=True, editable=False)),
                ("trainee", models.UUIDField(db_index=True, verbose_name="trainee")),
                ("name_ar", models.CharField(blank=True, max_length=160, verbose_name="name in Arabic")),
                ("name_fr", models.CharField(blank=True, max_length=160, verbose_name="name in Latin letters")),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="date of birth")),
                ("provider", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="provider")),
                ("programme", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="programme")),
                ("session", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="session")),
                ("contract_number", models.CharField(blank=True, max_length=40, verbose_name="contract number")),
                ("contract_date", models.DateField(blank=True, null=True, verbose_name="date of the contract")),
                (
                    "price_tnd",
                    models.DecimalField(blank=True, decimal_places=3, max_digits=14, null=True, verbose_name="price (TND)"),
                ),
                ("funding", models.CharField(blank=True, max_length=40, verbose_name="funding")),
                ("entry_level", models.CharField(blank=True, max_length=20, verbose_name="entry level")),
                ("entry_proof", models.CharField(blank=True, max_length=80, verbose_name="proof of the entry level")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("expected_end", models.DateField(blank=True, null=True, verbose_name="expected end")),
                (
                    "attendance",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="attendance (%)"),
                ),
                (
                    "certified_hours",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="certified hours"),
                ),
                ("marks", models.JSONField(blank=True, default=list, verbose_name="marks by unit")),
                ("is_foreign", models.BooleanField(default=False, verbose_name="foreign trainee")),
                ("authorisation_number", models.CharField(blank=True, max_length=40, verbose_name="authorisation number")),
                ("wish", models.CharField(blank=True, max_length=200, verbose_name="wish")),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("presented", "Presented"),
                            ("excluded", "Excluded from the examination"),
                            ("graduated", "Graduated"),
                            ("adjourned", "Adjourned"),
                            ("absent", "Absent"),
                        ],
                        max_length=24,
                        verbose_name="result",
                    ),
                ),
                ("moved_to", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="moved to")),
                (
                    "refund_tnd",
                    models.DecimalField(blank=True, decimal_places=3, max_digits=14, null=True, verbose_name="refund (TND)"),
                ),
                ("exit_on", models.DateField(blank=True, null=True, verbose_name="left on")),
                ("exit_reason", models.CharField(blank=True, max_length=300, verbose_name="reason of leaving")),
                ("is_locked", models.BooleanField(default=False, verbose_name="locked")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pre_registered", "Pre-registered"),
                            ("active", "Active"),
                            ("transferred", "Transferred"),
                            ("left", "Left"),
                            ("completed", "Completed"),
                            ("graduated", "Graduated"),
                        ],
                        default="pre_registered",
                        max_length=24,
                        verbose_name="status",
                    ),
                ),
            ],
            options={
                "verbose_name": "enrolment",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "version"), name="enrolment_one_version"),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("number",), name="enrolment_one_current_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("entry",), name="enrolment_one_current_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="enrolment_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("version", 1), models.Q(("origin", ""), _negated=True)),
                        fields=("case_id", "origin"),
                        name="enrolment_one_of_an_origin",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("merged_into__isnull", True),
                            ("session__isnull", False),
                            ("valid_to__isnull", True),
                            ("status__in", ["pre_registered", "active", "completed", "graduated"]),
                        ),
                        fields=("trainee", "session"),
                        name="enrolment_one_in_session",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EquivalenceDecision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.CharField(db_index=True, max_length=40)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("case_id", models.UUIDField(blank=True, null=True)),
                ("case_number", models.CharField(blank=True, max_length=24)),
                ("event_stream", models.CharField(blank=True, max_length=80)),
                ("origin", models.CharField(blank=True, editable=False, max_length=80)),
                ("merged_into", models.UUIDField(blank=True, editable=False, null=True)),
                ("former", models.JSONField(blank=True, default=list, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("search_text", models.TextField(blank=True, editable=False)),
                ("person", models.UUIDField(verbose_name="person")),
                ("holder_ar", models.CharField(max_length=160, verbose_name="holder in Arabic")),
                ("holder_fr", models.CharField(max_length=160, verbose_name="holder in Latin letters")),
                ("diploma_title", models.CharField(max_length=200, verbose_name="foreign diploma")),
                ("awarding_body", models.UUIDField(blank=True, null=True, verbose_name="awarding body")),
                ("country", models.CharField(max_length=2, verbose_name="country")),
                ("award_date", models.DateField(blank=True, null=True, verbose_name="date of award")),
                ("level", models.CharField(blank=True, max_length=10, verbose_name="level")),
                ("basis", models.TextField(blank=True, verbose_name="basis")),
                ("session_number", models.CharField(blank=True, max_length=40, verbose_name="committee session")),
                (
                    "status",
                    models.CharField(
                        choices=[("granted", "Granted"), ("refused", "Refused"), ("forged", "Forged document")],
                        max_length=8,
                        verbose_name="outcome",
                    ),
                ),
                ("decision_number", models.CharField(blank=True, max_length=40, verbose_name="number of the decision")),
            ],
            options={
                "verbose_name": "equivalence decision",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "version"), name="equivalencedecision_one_version"),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)),
                        fields=("number",),
                        name="equivalencedecision_one_current_number",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)),
                        fields=("entry",),
                        name="equivalencedecision_one_current_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="equivalencedecision_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("version", 1), models.Q(("origin", ""), _negated=True)),
                        fields=("case_id", "origin"),
                        name="equivalencedecision_one_of_an_origin",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("version", 1)), fields=("case_id",), name="equivalencedecision_one_per_case"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Examination",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.CharField(db_index=True, max_length=40)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("case_id", models.UUIDField(blank=True, null=True)),
                ("case_number", models.CharField(blank=True, max_length=24)),
                ("event_stream", models.CharField(blank=True, max_length=80)),
                ("origin", models.CharField(blank=True, editable=False, max_length=80)),
                ("merged_into", models.UUIDField(blank=True, editable=False, null=True)),
                ("former", models.JSONField(blank=True, default=list, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("search_text", models.TextField(blank=True, editable=False)),
                ("provider", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="provider")),
                ("site", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="site")),
                ("session", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="session")),
                ("title_ar", models.CharField(blank=True, max_length=150, verbose_name="title in Arabic")),
                ("title_fr", models.CharField(blank=True, max_length=150, verbose_name="title in French")),
                ("exam_type", models.CharField(blank=True, max_length=12, verbose_name="type")),
                ("exam_dates", models.JSONField(blank=True, default=list, verbose_name="papers")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="to")),
                ("jury", models.JSONField(blank=True, default=list, verbose_name="jury")),
                ("candidates", models.JSONField(blank=True, default=list, verbose_name="candidates")),
                ("candidates_locked_on", models.DateField(blank=True, null=True, verbose_name="candidates locked on")),
                ("incidents", models.JSONField(blank=True, default=list, verbose_name="incidents")),
                ("minutes_number", models.CharField(blank=True, max_length=40, verbose_name="number of the minutes")),
                ("results", models.JSONField(blank=True, default=list, verbose_name="results")),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="published on")),
                ("validated_on", models.DateField(blank=True, null=True, verbose_name="validated on")),
                ("status_reason", models.CharField(blank=True, max_length=300, verbose_name="reason of the status")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("appointed", "Jury appointed"),
                            ("held", "Held"),
                            ("published", "Results published"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="proposed",
                        max_length=24,
                        verbose_name="status",
                    ),
                ),
            ],
            options={
                "verbose_name": "examination",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "version"), name="examination_one_version"),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("number",), name="examination_one_current_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("entry",), name="examination_one_current_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="examination_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("version", 1), models.Q(("origin", ""), _negated=True)),
                        fields=("case_id", "origin"),
                        name="examination_one_of_an_origin",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Homologation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.CharField(db_index=True, max_length=40)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("case_id", models.UUIDField(blank=True, null=True)),
                ("case_number", models.CharField(blank=True, max_length=24)),
                ("event_stream", models.CharField(blank=True, max_length=80)),
                ("origin", models.CharField(blank=True, editable=False, max_length=80)),
                ("merged_into", models.UUIDField(blank=True, editable=False, null=True)),
                ("former", models.JSONField(blank=True, default=list, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("search_text", models.TextField(blank=True, editable=False)),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ordinary", "Homologation"),
                            ("regulated", "Homologation in a regulated field"),
                            ("competence", "Authorisation of a certificate of competence"),
                        ],
                        max_length=24,
                        verbose_name="kind",
                    ),
                ),
                ("provider", models.UUIDField(db_index=True, verbose_name="provider")),
                ("site", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="site")),
                ("programme", models.UUIDField(db_index=True, verbose_name="programme")),
                (
                    "programme_version",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="version of the programme"),
                ),
                (
                    "region",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("TN-11", "Tunis"),
                            ("TN-12", "Ariana"),
                            ("TN-13", "Ben Arous"),
                            ("TN-14", "Manouba"),
                            ("TN-21", "Nabeul"),
                            ("TN-22", "Zaghouan"),
                            ("TN-23", "Bizerte"),
                            ("TN-31", "Béja"),
                            ("TN-32", "Jendouba"),
                            ("TN-33", "Le Kef"),
                            ("TN-34", "Siliana"),
                            ("TN-41", "Kairouan"),
                            ("TN-42", "Kasserine"),
                            ("TN-43", "Sidi Bouzid"),
                            ("TN-51", "Sousse"),
                            ("TN-52", "Monastir"),
                            ("TN-53", "Mahdia"),
                            ("TN-61", "Sfax"),
                            ("TN-71", "Gafsa"),
                            ("TN-72", "Tozeur"),
                            ("TN-73", "Kébili"),
                            ("TN-81", "Gabès"),
                            ("TN-82", "Médenine"),
                            ("TN-83", "Tataouine"),
                        ],
                        max_length=5,
                        verbose_name="region",
                    ),
                ),
                ("title_ar", models.CharField(blank=True, max_length=150, verbose_name="title in Arabic")),
                ("title_fr", models.CharField(blank=True, max_length=150, verbose_name="title in French")),
                ("level", models.CharField(blank=True, max_length=10, verbose_name="level")),
                ("reference_standard", models.CharField(blank=True, max_length=80, verbose_name="reference standard")),
                ("regulated_field", models.CharField(blank=True, max_length=30, verbose_name="regulated field")),
                ("cosigned_by", models.CharField(blank=True, max_length=160, verbose_name="co-signed by")),
                ("groups_per_year", models.PositiveIntegerField(blank=True, null=True, verbose_name="groups a year")),
                ("group_size", models.PositiveIntegerField(blank=True, null=True, verbose_name="largest group")),
                ("host_places", models.PositiveIntegerField(blank=True, null=True, verbose_name="host places")),
                ("conditions", models.TextField(blank=True, verbose_name="conditions")),
                ("conditions_due", models.DateField(blank=True, null=True, verbose_name="conditions to be met by")),
                ("session_number", models.CharField(blank=True, max_length=40, verbose_name="committee session")),
                ("decision_number", models.CharField(blank=True, max_length=40, verbose_name="number of the decision")),
                ("order_number", models.CharField(blank=True, max_length=40, verbose_name="number of the order")),
                (
                    "journal_reference",
                    models.CharField(blank=True, max_length=80, verbose_name="reference in the official journal"),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="to")),
                (
                    "extended_to",
                    models.DateField(blank=True, null=True, verbose_name="holds while its renewal is examined, until"),
                ),
                ("recheck", models.CharField(blank=True, max_length=200, verbose_name="to be checked again")),
                (
                    "success_rate",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="success rate (%)"),
                ),
                ("status_reason", models.CharField(blank=True, max_length=300, verbose_name="reason of the status")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("in_force", "In force"),
                            ("conditional", "Conditional"),
                            ("suspended", "Suspended"),
                            ("ended", "Ended"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="in_force",
                        max_length=24,
                        verbose_name="status",
                    ),
                ),
            ],
            options={
                "verbose_name": "homologation",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "version"), name="homologation_one_version"),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("number",), name="homologation_one_current_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("entry",), name="homologation_one_current_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="homologation_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("version", 1), models.Q(("origin", ""), _negated=True)),
                        fields=("case_id", "origin"),
                        name="homologation_one_of_an_origin",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Inspection",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.CharField(db_index=True, max_length=40)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("case_id", models.UUIDField(blank=True, null=True)),
                ("case_number", models.CharField(blank=True, max_length=24)),
                ("event_stream", models.CharField(blank=True, max_length=80)),
                ("origin", models.CharField(blank=True, editable=False, max_length=80)),
                ("merged_into", models.UUIDField(blank=True, editable=False, null=True)),
                ("former", models.JSONField(blank=True, default=list, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("search_text", models.TextField(blank=True, editable=False)),
                ("provider", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="provider")),
                ("provider_ar", models.CharField(blank=True, max_length=150, verbose_name="provider in Arabic")),
                ("provider_fr", models.CharField(blank=True, max_length=150, verbose_name="provider in Latin letters")),
                ("site", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="site")),
                ("mission_type", models.CharField(blank=True, max_length=24, verbose_name="type")),
                ("announced", models.BooleanField(default=False, verbose_name="announced")),
                ("team", models.JSONField(blank=True, default=list, verbose_name="team")),
                ("planned_on", models.DateField(blank=True, null=True, verbose_name="planned for")),
                ("visited_on", models.DateField(blank=True, null=True, verbose_name="visited on")),
                ("checklist_version", models.CharField(blank=True, max_length=20, verbose_name="version of the checklist")),
                ("answers", models.JSONField(blank=True, default=list, verbose_name="answers")),
                ("score", models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="score")),
                ("grade", models.CharField(blank=True, max_length=1, verbose_name="grade")),
                ("critical_failed", models.PositiveIntegerField(blank=True, null=True, verbose_name="critical lines failed")),
                ("obstruction", models.TextField(blank=True, verbose_name="obstruction")),
                ("provisional_on", models.DateField(blank=True, null=True, verbose_name="provisional report of")),
                ("observations", models.TextField(blank=True, verbose_name="observations of the provider")),
                ("final_on", models.DateField(blank=True, null=True, verbose_name="final report of")),
                ("follow_up", models.CharField(blank=True, max_length=40, verbose_name="follow-up")),
                ("complaint", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="complaint")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("on_site", "On site"),
                            ("provisional", "Provisional report"),
                            ("final", "Final report"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planned",
                        max_length=24,
                        verbose_name="status",
                    ),
                ),
            ],
            options={
                "verbose_name": "inspection",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "version"), name="inspection_one_version"),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("number",), name="inspection_one_current_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("entry",), name="inspection_one_current_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="inspection_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("version", 1), models.Q(("origin", ""), _negated=True)),
                        fields=("case_id", "origin"),
                        name="inspection_one_of_an_origin",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NonConformity",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.CharField(db_index=True, max_length=40)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("case_id", models.UUIDField(blank=True, null=True)),
                ("case_number", models.CharField(blank=True, max_length=24)),
                ("event_stream", models.CharField(blank=True, max_length=80)),
                ("origin", models.CharField(blank=True, editable=False, max_length=80)),
                ("merged_into", models.UUIDField(blank=True, editable=False, null=True)),
                ("former", models.JSONField(blank=True, default=list, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("search_text", models.TextField(blank=True, editable=False)),
                ("provider", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="provider")),
                ("provider_ar", models.CharField(blank=True, max_length=150, verbose_name="provider in Arabic")),
                ("provider_fr", models.CharField(blank=True, max_length=150, verbose_name="provider in Latin letters")),
                ("site", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="site")),
                ("inspection", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="inspection")),
                ("line", models.CharField(blank=True, max_length=20, verbose_name="line of the checklist")),
                (
                    "severity",
                    models.CharField(
                        blank=True,
                        choices=[("minor", "Minor"), ("major", "Major"), ("critical", "Critical")],
                        max_length=24,
                        verbose_name="severity",
                    ),
                ),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("action", models.TextField(blank=True, verbose_name="action")),
                ("responsible", models.CharField(blank=True, max_length=160, verbose_name="responsible")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                ("extended", models.BooleanField(default=False, verbose_name="extended once")),
                ("proof", models.CharField(blank=True, max_length=200, verbose_name="proof")),
                ("verified_on", models.DateField(blank=True, null=True, verbose_name="verified on")),
                ("verified_by", models.CharField(blank=True, max_length=160, verbose_name="verified by")),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("treated", "Treated"), ("closed", "Closed"), ("escalated", "Escalated")],
                        default="open",
                        max_length=24,
                        verbose_name="status",
                    ),
                ),
            ],
            options={
                "verbose_name": "non-conformity",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "version"), name="nonconformity_one_version"),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)),
                        fields=("number",),
                        name="nonconformity_one_current_number",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)),
                        fields=("entry",),
                        name="nonconformity_one_current_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="nonconformity_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("version", 1), models.Q(("origin", ""), _negated=True)),
                        fields=("case_id", "origin"),
                        name="nonconformity_one_of_an_origin",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.CharField(db_index=True, max_length=40)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("case_id", models.UUIDField(blank=True, null=True)),
                ("case_number", models.CharField(blank=True, max_length=24)),
                ("event_stream", models.CharField(blank=True, max_length=80)),
                ("origin", models.CharField(blank=True, editable=False, max_length=80)),
                ("merged_into", models.UUIDField(blank=True, editable=False, null=True)),
                ("former", models.JSONField(blank=True, default=list, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("search_text", models.TextField(blank=True, editable=False)),
                ("identity", models.CharField(max_length=60, verbose_name="identity document")),
                ("first_name_ar", models.CharField(max_length=60, verbose_name="first name in Arabic")),
                ("last_name_ar", models.CharField(max_length=60, verbose_name="family name in Arabic")),
                ("first_name_fr", models.CharField(max_length=60, verbose_name="first name in Latin letters")),
                ("last_name_fr", models.CharField(max_length=60, verbose_name="family name in Latin letters")),
                ("birth_date", models.DateField(verbose_name="date of birth")),
                ("birth_place", models.CharField(max_length=80, verbose_name="place of birth")),
                ("gender", models.CharField(choices=[("f", "Female"), ("m", "Male")], max_length=1, verbose_name="sex")),
                ("nationality", models.CharField(max_length=2, verbose_name="nationality")),
            ],
            options={
                "verbose_name": "person",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "version"), name="person_one_version"),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("number",), name="person_one_current_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("entry",), name="person_one_current_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="person_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("version", 1), models.Q(("origin", ""), _negated=True)),
                        fields=("case_id", "origin"),
                        name="person_one_of_an_origin",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("identity",), name="person_one_current_identity"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Programme",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.CharField(db_index=True, max_length=40)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("case_id", models.UUIDField(blank=True, null=True)),
                ("case_number", models.CharField(blank=True, max_length=24)),
                ("event_stream", models.CharField(blank=True, max_length=80)),
                ("origin", models.CharField(blank=True, editable=False, max_length=80)),
                ("merged_into", models.UUIDField(blank=True, editable=False, null=True)),
                ("former", models.JSONField(blank=True, default=list, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("search_text", models.TextField(blank=True, editable=False)),
                ("provider", models.UUIDField(db_index=True, verbose_name="provider")),
                ("sites", models.JSONField(blank=True, default=list, verbose_name="sites")),
                ("title_ar", models.CharField(blank=True, max_length=150, verbose_name="title in Arabic")),
                ("title_fr", models.CharField(blank=True, max_length=150, verbose_name="title in French")),
                ("sector", models.CharField(blank=True, max_length=30, verbose_name="sector")),
                ("nsf_code", models.CharField(blank=True, max_length=30, verbose_name="code of the speciality")),
                ("target_level", models.CharField(blank=True, max_length=10, verbose_name="level aimed at")),
                ("entry_level", models.CharField(blank=True, max_length=20, verbose_name="entry level")),
                ("mode", models.CharField(blank=True, max_length=20, verbose_name="mode")),
                ("language", models.CharField(blank=True, max_length=2, verbose_name="language")),
                ("total_hours", models.PositiveIntegerField(blank=True, null=True, verbose_name="hours")),
                ("workplace_hours", models.PositiveIntegerField(blank=True, null=True, verbose_name="hours at the workplace")),
                ("duration_months", models.PositiveIntegerField(blank=True, null=True, verbose_name="months")),
                ("modules", models.JSONField(blank=True, default=list, verbose_name="modules")),
                ("competence_units", models.JSONField(blank=True, default=list, verbose_name="units of competence")),
                ("max_group", models.PositiveIntegerField(blank=True, null=True, verbose_name="largest group")),
                ("min_age", models.PositiveIntegerField(blank=True, null=True, verbose_name="minimum age")),
                (
                    "price_tnd",
                    models.DecimalField(blank=True, decimal_places=3, max_digits=14, null=True, verbose_name="price (TND)"),
                ),
                ("price_date", models.DateField(blank=True, null=True, verbose_name="date of the price")),
                ("certificate_title", models.CharField(blank=True, max_length=150, verbose_name="title of the certificate")),
                ("public_target", models.CharField(blank=True, max_length=20, verbose_name="public")),
                ("advert_text", models.TextField(blank=True, verbose_name="approved advertising text")),
                ("advert_approved_on", models.DateField(blank=True, null=True, verbose_name="text approved on")),
                ("agreement", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="agreement")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("announced", "Announced"),
                            ("declared", "Declared, not homologated"),
                            ("homologated", "Homologated"),
                            ("cc_authorised", "Authorised (certificate of competence)"),
                            ("suspended", "Suspended"),
                            ("ended", "Ended"),
                        ],
                        default="announced",
                        max_length=24,
                        verbose_name="status",
                    ),
                ),
            ],
            options={
                "verbose_name": "programme",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "version"), name="programme_one_version"),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("number",), name="programme_one_current_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("entry",), name="programme_one_current_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="programme_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("version", 1), models.Q(("origin", ""), _negated=True)),
                        fields=("case_id", "origin"),
                        name="programme_one_of_an_origin",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Provider",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.CharField(db_index=True, max_length=40)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("case_id", models.UUIDField(blank=True, null=True)),
                ("case_number", models.CharField(blank=True, max_length=24)),
                ("event_stream", models.CharField(blank=True, max_length=80)),
                ("origin", models.CharField(blank=True, editable=False, max_length=80)),
                ("merged_into", models.UUIDField(blank=True, editable=False, null=True)),
                ("former", models.JSONField(blank=True, default=list, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("search_text", models.TextField(blank=True, editable=False)),
                ("organisation", models.UUIDField(blank=True, db_index=True, null=True)),
                (
                    "region",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("TN-11", "Tunis"),
                            ("TN-12", "Ariana"),
                            ("TN-13", "Ben Arous"),
                            ("TN-14", "Manouba"),
                            ("TN-21", "Nabeul"),
                            ("TN-22", "Zaghouan"),
                            ("TN-23", "Bizerte"),
                            ("TN-31", "Béja"),
                            ("TN-32", "Jendouba"),
                            ("TN-33", "Le Kef"),
                            ("TN-34", "Siliana"),
                            ("TN-41", "Kairouan"),
                            ("TN-42", "Kasserine"),
                            ("TN-43", "Sidi Bouzid"),
                            ("TN-51", "Sousse"),
                            ("TN-52", "Monastir"),
                            ("TN-53", "Mahdia"),
                            ("TN-61", "Sfax"),
                            ("TN-71", "Gafsa"),
                            ("TN-72", "Tozeur"),
                            ("TN-73", "Kébili"),
                            ("TN-81", "Gabès"),
                            ("TN-82", "Médenine"),
                            ("TN-83", "Tataouine"),
                        ],
                        max_length=5,
                        verbose_name="region",
                    ),
                ),
                ("corporate_name_ar", models.CharField(blank=True, max_length=150, verbose_name="corporate name in Arabic")),
                (
                    "corporate_name_fr",
                    models.CharField(blank=True, max_length=150, verbose_name="corporate name in Latin letters"),
                ),
                ("name_key_ar", models.CharField(blank=True, db_index=True, editable=False, max_length=300)),
                ("name_key_fr", models.CharField(blank=True, db_index=True, editable=False, max_length=300)),
                ("trade_name", models.CharField(blank=True, max_length=150, verbose_name="trade name")),
                ("legal_form", models.CharField(blank=True, max_length=20, verbose_name="legal form")),
                ("structure_type", models.CharField(blank=True, max_length=20, verbose_name="kind of training")),
                (
                    "regime",
                    models.CharField(
                        blank=True,
                        choices=[("filing", "Filing of the specifications"), ("authorisation", "Authorisation")],
                        max_length=24,
                        verbose_name="regime",
                    ),
                ),
                ("rne_id", models.CharField(blank=True, db_index=True, max_length=12, verbose_name="identifier of enterprises")),
                ("matricule_fiscal", models.CharField(blank=True, max_length=16, verbose_name="tax number")),
                ("cnss_number", models.CharField(blank=True, max_length=12, verbose_name="social security number")),
                ("rib", models.CharField(blank=True, max_length=24, verbose_name="bank account")),
                ("capital", models.DecimalField(blank=True, decimal_places=3, max_digits=14, null=True, verbose_name="capital")),
                (
                    "legal_representative_ar",
                    models.CharField(blank=True, max_length=160, verbose_name="legal representative in Arabic"),
                ),
                (
                    "legal_representative_fr",
                    models.CharField(blank=True, max_length=160, verbose_name="legal representative in Latin letters"),
                ),
                (
                    "legal_representative_identity",
                    models.CharField(blank=True, max_length=60, verbose_name="identity of the legal representative"),
                ),
                ("director_ar", models.CharField(blank=True, max_length=160, verbose_name="director in Arabic")),
                ("director_fr", models.CharField(blank=True, max_length=160, verbose_name="director in Latin letters")),
                ("director_identity", models.CharField(blank=True, max_length=60, verbose_name="identity of the director")),
                ("director_degree", models.CharField(blank=True, max_length=20, verbose_name="degree of the director")),
                ("interim_director", models.CharField(blank=True, max_length=160, verbose_name="acting director")),
                ("beneficial_owners", models.JSONField(blank=True, default=list, verbose_name="beneficial owners")),
                ("head_office", models.CharField(blank=True, max_length=300, verbose_name="head office")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="telephone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("website", models.CharField(blank=True, max_length=200, verbose_name="website")),
                ("country", models.CharField(blank=True, max_length=2, verbose_name="country")),
                ("registration_abroad", models.CharField(blank=True, max_length=60, verbose_name="registration abroad")),
                ("cdc_version", models.CharField(blank=True, max_length=20, verbose_name="version of the specifications")),
                ("receipt_number", models.CharField(blank=True, max_length=40, verbose_name="receipt number")),
                ("receipt_date", models.DateField(blank=True, null=True, verbose_name="date of the receipt")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="authorised until")),
                ("interrupted_until", models.DateField(blank=True, null=True, verbose_name="interrupted until")),
                ("grade", models.CharField(blank=True, max_length=1, verbose_name="last grade")),
                (
                    "risk_score",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="risk score"),
                ),
                ("report_missing", models.BooleanField(default=False, verbose_name="report missing")),
                ("open_plan", models.BooleanField(default=False, verbose_name="open action plan")),
                ("status_reason", models.CharField(blank=True, max_length=300, verbose_name="reason of the status")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("declared", "Declared"),
                            ("active", "Active"),
                            ("interrupted", "Interrupted"),
                            ("suspended_precaution", "Suspended by precaution"),
                            ("suspended", "Suspended"),
                            ("withdrawn", "Withdrawn"),
                            ("closed", "Closed"),
                            ("objected", "Objected to"),
                        ],
                        default="declared",
                        max_length=24,
                        verbose_name="status",
                    ),
                ),
            ],
            options={
                "verbose_name": "provider",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "version"), name="provider_one_version"),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("number",), name="provider_one_current_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("entry",), name="provider_one_current_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="provider_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("version", 1), models.Q(("origin", ""), _negated=True)),
                        fields=("case_id", "origin"),
                        name="provider_one_of_an_origin",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("merged_into__isnull", True),
                            ("valid_to__isnull", True),
                            models.Q(("rne_id", ""), _negated=True),
                            models.Q(("status__in", ["closed", "withdrawn", "objected"]), _negated=True),
                        ),
                        fields=("rne_id",),
                        name="provider_one_current_rne",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Restriction",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.CharField(db_index=True, max_length=40)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("case_id", models.UUIDField(blank=True, null=True)),
                ("case_number", models.CharField(blank=True, max_length=24)),
                ("event_stream", models.CharField(blank=True, max_length=80)),
                ("origin", models.CharField(blank=True, editable=False, max_length=80)),
                ("merged_into", models.UUIDField(blank=True, editable=False, null=True)),
                ("former", models.JSONField(blank=True, default=list, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("search_text", models.TextField(blank=True, editable=False)),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("moratorium", "Moratorium on a speciality"),
                            ("homologation_only", "Speciality reserved to homologation"),
                            ("no_new_session", "No new session"),
                            ("no_new_enrolment", "No new enrolment"),
                            ("no_foreign_trainee", "No foreign trainee"),
                            ("no_opening", "May not open a structure"),
                            ("no_training", "May not train"),
                            ("no_funding", "No public funding"),
                        ],
                        max_length=24,
                        verbose_name="kind",
                    ),
                ),
                ("provider", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="provider")),
                ("site", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="site")),
                ("homologation", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="homologation")),
                ("person", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="person")),
                ("identity", models.CharField(blank=True, max_length=60, verbose_name="identity")),
                ("speciality", models.CharField(blank=True, max_length=30, verbose_name="speciality")),
                ("sector", models.CharField(blank=True, max_length=30, verbose_name="sector")),
                ("level", models.CharField(blank=True, max_length=10, verbose_name="level")),
                (
                    "region",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("TN-11", "Tunis"),
                            ("TN-12", "Ariana"),
                            ("TN-13", "Ben Arous"),
                            ("TN-14", "Manouba"),
                            ("TN-21", "Nabeul"),
                            ("TN-22", "Zaghouan"),
                            ("TN-23", "Bizerte"),
                            ("TN-31", "Béja"),
                            ("TN-32", "Jendouba"),
                            ("TN-33", "Le Kef"),
                            ("TN-34", "Siliana"),
                            ("TN-41", "Kairouan"),
                            ("TN-42", "Kasserine"),
                            ("TN-43", "Sidi Bouzid"),
                            ("TN-51", "Sousse"),
                            ("TN-52", "Monastir"),
                            ("TN-53", "Mahdia"),
                            ("TN-61", "Sfax"),
                            ("TN-71", "Gafsa"),
                            ("TN-72", "Tozeur"),
                            ("TN-73", "Kébili"),
                            ("TN-81", "Gabès"),
                            ("TN-82", "Médenine"),
                            ("TN-83", "Tataouine"),
                        ],
                        max_length=5,
                        verbose_name="region",
                    ),
                ),
                ("procedures", models.JSONField(blank=True, default=list, verbose_name="procedures")),
                ("legal_basis", models.CharField(blank=True, max_length=200, verbose_name="legal basis")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="to")),
                ("lifted_on", models.DateField(blank=True, null=True, verbose_name="lifted on")),
                (
                    "status",
                    models.CharField(
                        choices=[("in_force", "In force"), ("lifted", "Lifted")],
                        default="in_force",
                        max_length=24,
                        verbose_name="status",
                    ),
                ),
            ],
            options={
                "verbose_name": "restriction",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "version"), name="restriction_one_version"),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("number",), name="restriction_one_current_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("entry",), name="restriction_one_current_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="restriction_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("version", 1), models.Q(("origin", ""), _negated=True)),
                        fields=("case_id", "origin"),
                        name="restriction_one_of_an_origin",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                        name="restriction_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sanction",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.CharField(db_index=True, max_length=40)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("case_id", models.UUIDField(blank=True, null=True)),
                ("case_number", models.CharField(blank=True, max_length=24)),
                ("event_stream", models.CharField(blank=True, max_length=80)),
                ("origin", models.CharField(blank=True, editable=False, max_length=80)),
                ("merged_into", models.UUIDField(blank=True, editable=False, null=True)),
                ("former", models.JSONField(blank=True, default=list, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("search_text", models.TextField(blank=True, editable=False)),
                ("provider", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="provider")),
                ("provider_ar", models.CharField(blank=True, max_length=150, verbose_name="provider in Arabic")),
                ("provider_fr", models.CharField(blank=True, max_length=150, verbose_name="provider in Latin letters")),
                ("sites", models.JSONField(blank=True, default=list, verbose_name="sites")),
                ("homologations", models.JSONField(blank=True, default=list, verbose_name="homologations")),
                ("kind", models.CharField(blank=True, max_length=40, verbose_name="measure")),
                ("precautionary", models.BooleanField(default=False, verbose_name="precautionary")),
                ("grounds", models.JSONField(blank=True, default=list, verbose_name="grounds")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="to")),
                ("hearing_on", models.DateField(blank=True, null=True, verbose_name="hearing of")),
                ("session_number", models.CharField(blank=True, max_length=40, verbose_name="committee session")),
                ("signatory", models.CharField(blank=True, max_length=160, verbose_name="signatory")),
                ("decision_number", models.CharField(blank=True, max_length=40, verbose_name="number of the decision")),
                ("notified_on", models.DateField(blank=True, null=True, verbose_name="notified on")),
                ("executed_on", models.DateField(blank=True, null=True, verbose_name="executed on")),
                ("appeal", models.CharField(blank=True, max_length=40, verbose_name="appeal")),
                ("status_reason", models.CharField(blank=True, max_length=300, verbose_name="reason of the status")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("in_force", "In force"),
                            ("stayed", "Stayed during an appeal"),
                            ("executed", "Executed"),
                            ("lifted", "Lifted"),
                            ("annulled", "Annulled"),
                        ],
                        default="proposed",
                        max_length=24,
                        verbose_name="status",
                    ),
                ),
            ],
            options={
                "verbose_name": "sanction",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "version"), name="sanction_one_version"),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("number",), name="sanction_one_current_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("entry",), name="sanction_one_current_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="sanction_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("version", 1), models.Q(("origin", ""), _negated=True)),
                        fields=("case_id", "origin"),
                        name="sanction_one_of_an_origin",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.CharField(db_index=True, max_length=40)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("case_id", models.UUIDField(blank=True, null=True)),
                ("case_number", models.CharField(blank=True, max_length=24)),
                ("event_stream", models.CharField(blank=True, max_length=80)),
                ("origin", models.CharField(blank=True, editable=False, max_length=80)),
                ("merged_into", models.UUIDField(blank=True, editable=False, null=True)),
                ("former", models.JSONField(blank=True, default=list, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("search_text", models.TextField(blank=True, editable=False)),
                ("provider", models.UUIDField(db_index=True, verbose_name="provider")),
                ("site", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="site")),
                ("programme", models.UUIDField(db_index=True, verbose_name="programme")),
                ("homologation", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="homologation")),
                ("title_ar", models.CharField(blank=True, max_length=150, verbose_name="title in Arabic")),
                ("title_fr", models.CharField(blank=True, max_length=150, verbose_name="title in French")),
                ("level", models.CharField(blank=True, max_length=10, verbose_name="level")),
                (
                    "region",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("TN-11", "Tunis"),
                            ("TN-12", "Ariana"),
                            ("TN-13", "Ben Arous"),
                            ("TN-14", "Manouba"),
                            ("TN-21", "Nabeul"),
                            ("TN-22", "Zaghouan"),
                            ("TN-23", "Bizerte"),
                            ("TN-31", "Béja"),
                            ("TN-32", "Jendouba"),
                            ("TN-33", "Le Kef"),
                            ("TN-34", "Siliana"),
                            ("TN-41", "Kairouan"),
                            ("TN-42", "Kasserine"),
                            ("TN-43", "Sidi Bouzid"),
                            ("TN-51", "Sousse"),
                            ("TN-52", "Monastir"),
                            ("TN-53", "Mahdia"),
                            ("TN-61", "Sfax"),
                            ("TN-71", "Gafsa"),
                            ("TN-72", "Tozeur"),
                            ("TN-73", "Kébili"),
                            ("TN-81", "Gabès"),
                            ("TN-82", "Médenine"),
                            ("TN-83", "Tataouine"),
                        ],
                        max_length=5,
                        verbose_name="region",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="to")),
                ("timetable", models.JSONField(blank=True, default=list, verbose_name="timetable")),
                ("group_max", models.PositiveIntegerField(blank=True, null=True, verbose_name="largest group")),
                (
                    "price_tnd",
                    models.DecimalField(blank=True, decimal_places=3, max_digits=14, null=True, verbose_name="price (TND)"),
                ),
                ("head_count", models.PositiveIntegerField(blank=True, null=True, verbose_name="head count")),
                ("list_validated_on", models.DateField(blank=True, null=True, verbose_name="list validated on")),
                ("results_validated_on", models.DateField(blank=True, null=True, verbose_name="results validated on")),
                ("protection", models.CharField(blank=True, max_length=300, verbose_name="protection of the trainees")),
                ("status_reason", models.CharField(blank=True, max_length=300, verbose_name="reason of the status")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("announced", "Announced"),
                            ("open", "Open"),
                            ("running", "Running"),
                            ("closed", "Closed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="announced",
                        max_length=24,
                        verbose_name="status",
                    ),
                ),
            ],
            options={
                "verbose_name": "session",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "version"), name="session_one_version"),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("number",), name="session_one_current_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("entry",), name="session_one_current_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="session_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("version", 1), models.Q(("origin", ""), _negated=True)),
                        fields=("case_id", "origin"),
                        name="session_one_of_an_origin",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Site",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.CharField(db_index=True, max_length=40)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("case_id", models.UUIDField(blank=True, null=True)),
                ("case_number", models.CharField(blank=True, max_length=24)),
                ("event_stream", models.CharField(blank=True, max_length=80)),
                ("origin", models.CharField(blank=True, editable=False, max_length=80)),
                ("merged_into", models.UUIDField(blank=True, editable=False, null=True)),
                ("former", models.JSONField(blank=True, default=list, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("search_text", models.TextField(blank=True, editable=False)),
                ("provider", models.UUIDField(db_index=True, verbose_name="provider")),
                ("is_main", models.BooleanField(default=False, verbose_name="main site")),
                ("site_name", models.CharField(blank=True, max_length=120, verbose_name="name of the site")),
                (
                    "region",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("TN-11", "Tunis"),
                            ("TN-12", "Ariana"),
                            ("TN-13", "Ben Arous"),
                            ("TN-14", "Manouba"),
                            ("TN-21", "Nabeul"),
                            ("TN-22", "Zaghouan"),
                            ("TN-23", "Bizerte"),
                            ("TN-31", "Béja"),
                            ("TN-32", "Jendouba"),
                            ("TN-33", "Le Kef"),
                            ("TN-34", "Siliana"),
                            ("TN-41", "Kairouan"),
                            ("TN-42", "Kasserine"),
                            ("TN-43", "Sidi Bouzid"),
                            ("TN-51", "Sousse"),
                            ("TN-52", "Monastir"),
                            ("TN-53", "Mahdia"),
                            ("TN-61", "Sfax"),
                            ("TN-71", "Gafsa"),
                            ("TN-72", "Tozeur"),
                            ("TN-73", "Kébili"),
                            ("TN-81", "Gabès"),
                            ("TN-82", "Médenine"),
                            ("TN-83", "Tataouine"),
                        ],
                        max_length=5,
                        verbose_name="region",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                ("delegation", models.CharField(blank=True, max_length=80, verbose_name="delegation")),
                ("postal_code", models.CharField(blank=True, max_length=4, verbose_name="postal code")),
                ("latitude", models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True, verbose_name="latitude")),
                (
                    "longitude",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True, verbose_name="longitude"),
                ),
                ("director_ar", models.CharField(blank=True, max_length=160, verbose_name="director in Arabic")),
                ("director_fr", models.CharField(blank=True, max_length=160, verbose_name="director in Latin letters")),
                ("director_identity", models.CharField(blank=True, max_length=60, verbose_name="identity of the director")),
                ("director_degree", models.CharField(blank=True, max_length=20, verbose_name="degree of the director")),
                ("tenure", models.CharField(blank=True, max_length=20, verbose_name="tenure")),
                ("lease_end", models.DateField(blank=True, null=True, verbose_name="end of the lease")),
                (
                    "total_area_m2",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="area (m²)"),
                ),
                ("rooms", models.JSONField(blank=True, default=list, verbose_name="rooms")),
                ("toilets_f", models.PositiveIntegerField(blank=True, null=True, verbose_name="toilets for women")),
                ("toilets_m", models.PositiveIntegerField(blank=True, null=True, verbose_name="toilets for men")),
                ("accessible", models.BooleanField(default=False, verbose_name="accessible")),
                ("authorised_capacity", models.PositiveIntegerField(blank=True, null=True, verbose_name="authorised capacity")),
                ("fire_certificate_end", models.DateField(blank=True, null=True, verbose_name="end of the fire certificate")),
                ("insurance_end", models.DateField(blank=True, null=True, verbose_name="end of the insurance")),
                ("conformity_date", models.DateField(blank=True, null=True, verbose_name="date of conformity")),
                ("interrupted_until", models.DateField(blank=True, null=True, verbose_name="interrupted until")),
                ("grade", models.CharField(blank=True, max_length=1, verbose_name="grade")),
                ("status_reason", models.CharField(blank=True, max_length=300, verbose_name="reason of the status")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("conform", "Conform"),
                            ("reserves", "Conform with reserves"),
                            ("interrupted", "Interrupted"),
                            ("blocked", "Blocked"),
                            ("closed", "Closed"),
                        ],
                        default="proposed",
                        max_length=24,
                        verbose_name="status",
                    ),
                ),
            ],
            options={
                "verbose_name": "site",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "version"), name="site_one_version"),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("number",), name="site_one_current_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("entry",), name="site_one_current_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="site_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("version", 1), models.Q(("origin", ""), _negated=True)),
                        fields=("case_id", "origin"),
                        name="site_one_of_an_origin",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Trainee",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.CharField(db_index=True, max_length=40)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("case_id", models.UUIDField(blank=True, null=True)),
                ("case_number", models.CharField(blank=True, max_length=24)),
                ("event_stream", models.CharField(blank=True, max_length=80)),
                ("origin", models.CharField(blank=True, editable=False, max_length=80)),
                ("merged_into", models.UUIDField(blank=True, editable=False, null=True)),
                ("former", models.JSONField(blank=True, default=list, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("search_text", models.TextField(blank=True, editable=False)),
                ("person", models.UUIDField(db_index=True, verbose_name="person")),
                ("name_ar", models.CharField(blank=True, max_length=160, verbose_name="name in Arabic")),
                ("name_fr", models.CharField(blank=True, max_length=160, verbose_name="name in Latin letters")),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="date of birth")),
                (
                    "gender",
                    models.CharField(blank=True, choices=[("f", "Female"), ("m", "Male")], max_length=1, verbose_name="sex"),
                ),
                ("nationality", models.CharField(blank=True, max_length=2, verbose_name="nationality")),
                ("guardian", models.CharField(blank=True, max_length=160, verbose_name="guardian")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="telephone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("school_level", models.CharField(blank=True, max_length=20, verbose_name="school level")),
                ("disability", models.CharField(blank=True, max_length=200, verbose_name="disability")),
                ("aneti_number", models.CharField(blank=True, max_length=30, verbose_name="job-seeker number")),
                ("residence", models.CharField(blank=True, max_length=200, verbose_name="residence")),
                ("preferred_language", models.CharField(blank=True, max_length=2, verbose_name="language")),
                ("notice_version", models.CharField(blank=True, max_length=20, verbose_name="version of the data notice")),
                ("units", models.JSONField(blank=True, default=list, verbose_name="validated units")),
                ("wishes", models.JSONField(blank=True, default=list, verbose_name="wishes")),
                (
                    "status",
                    models.CharField(
                        choices=[("active", "Active"), ("graduated", "Graduated"), ("left", "Left")],
                        default="active",
                        max_length=24,
                        verbose_name="status",
                    ),
                ),
            ],
            options={
                "verbose_name": "trainee",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "version"), name="trainee_one_version"),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("number",), name="trainee_one_current_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("entry",), name="trainee_one_current_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="trainee_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("version", 1), models.Q(("origin", ""), _negated=True)),
                        fields=("case_id", "origin"),
                        name="trainee_one_of_an_origin",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("merged_into__isnull", True), ("valid_to__isnull", True)),
                        fields=("person",),
                        name="trainee_one_current_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Trainer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.CharField(db_index=True, max_length=40)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("case_id", models.UUIDField(blank=True, null=True)),
                ("case_number", models.CharField(blank=True, max_length=24)),
                ("event_stream", models.CharField(blank=True, max_length=80)),
                ("origin", models.CharField(blank=True, editable=False, max_length=80)),
                ("merged_into", models.UUIDField(blank=True, editable=False, null=True)),
                ("former", models.JSONField(blank=True, default=list, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("search_text", models.TextField(blank=True, editable=False)),
                ("person", models.UUIDField(db_index=True, verbose_name="person")),
                ("name_ar", models.CharField(blank=True, max_length=160, verbose_name="name in Arabic")),
                ("name_fr", models.CharField(blank=True, max_length=160, verbose_name="name in Latin letters")),
                (
                    "engagement",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("employee", "Employee"),
                            ("self_employed", "Self-employed"),
                            ("civil_servant_with_permission", "Civil servant with permission"),
                            ("retired", "Retired"),
                        ],
                        max_length=32,
                        verbose_name="engagement",
                    ),
                ),
                ("nationality", models.CharField(blank=True, max_length=2, verbose_name="nationality")),
                ("specialities", models.JSONField(blank=True, default=list, verbose_name="specialities")),
                ("levels", models.JSONField(blank=True, default=list, verbose_name="levels allowed")),
                ("highest_degree", models.CharField(blank=True, max_length=20, verbose_name="highest degree")),
                ("degree_year", models.PositiveIntegerField(blank=True, null=True, verbose_name="year of the degree")),
                ("trade_years", models.PositiveIntegerField(blank=True, null=True, verbose_name="years in the trade")),
                ("pedagogy_training", models.BooleanField(default=False, verbose_name="trained in pedagogy")),
                ("max_hours_week", models.PositiveIntegerField(blank=True, null=True, verbose_name="hours a week at most")),
                ("residence_permit", models.BooleanField(default=False, verbose_name="residence permit")),
                ("condition", models.CharField(blank=True, max_length=300, verbose_name="condition")),
                ("condition_until", models.DateField(blank=True, null=True, verbose_name="condition to be met by")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="registered until")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("registered", "Registered"),
                            ("conditional", "Registered under a condition"),
                            ("removed", "Removed"),
                            ("barred", "Barred"),
                        ],
                        default="registered",
                        max_length=24,
                        verbose_name="status",
                    ),
                ),
            ],
            options={
                "verbose_name": "trainer",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "version"), name="trainer_one_version"),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("number",), name="trainer_one_current_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("entry",), name="trainer_one_current_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="trainer_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("version", 1), models.Q(("origin", ""), _negated=True)),
                        fields=("case_id", "origin"),
                        name="trainer_one_of_an_origin",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("merged_into__isnull", True), ("valid_to__isnull", True)),
                        fields=("person",),
                        name="trainer_one_current_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TrainerAssignment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.CharField(db_index=True, max_length=40)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("case_id", models.UUIDField(blank=True, null=True)),
                ("case_number", models.CharField(blank=True, max_length=24)),
                ("event_stream", models.CharField(blank=True, max_length=80)),
                ("origin", models.CharField(blank=True, editable=False, max_length=80)),
                ("merged_into", models.UUIDField(blank=True, editable=False, null=True)),
                ("former", models.JSONField(blank=True, default=list, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("search_text", models.TextField(blank=True, editable=False)),
                ("trainer", models.UUIDField(db_index=True, verbose_name="trainer")),
                ("provider", models.UUIDField(db_index=True, verbose_name="provider")),
                ("homologation", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="homologation")),
                ("session", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="session")),
                ("module", models.CharField(blank=True, max_length=150, verbose_name="module")),
                (
                    "hours_week",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="hours a week"),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="to")),
                (
                    "status",
                    models.CharField(
                        choices=[("active", "Active"), ("ended", "Ended")], default="active", max_length=24, verbose_name="status"
                    ),
                ),
            ],
            options={
                "verbose_name": "assignment of a trainer",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "version"), name="trainerassignment_one_version"),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)),
                        fields=("number",),
                        name="trainerassignment_one_current_number",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)),
                        fields=("entry",),
                        name="trainerassignment_one_current_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="trainerassignment_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("version", 1), models.Q(("origin", ""), _negated=True)),
                        fields=("case_id", "origin"),
                        name="trainerassignment_one_of_an_origin",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Verification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("certificate", models.UUIDField(blank=True, db_index=True, null=True)),
                ("number", models.CharField(max_length=40)),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("authentic", "Authentic"),
                            ("not_authentic", "Not authentic"),
                            ("inconclusive", "Inconclusive"),
                        ],
                        max_length=16,
                    ),
                ),
                ("case_id", models.UUIDField(blank=True, null=True)),
                ("on", models.DateField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("case_id", "number"), name="verification_one_per_case")],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.CharField(db_index=True, max_length=40)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("case_id", models.UUIDField(blank=True, null=True)),
                ("case_number", models.CharField(blank=True, max_length=24)),
                ("event_stream", models.CharField(blank=True, max_length=80)),
                ("origin", models.CharField(blank=True, editable=False, max_length=80)),
                ("merged_into", models.UUIDField(blank=True, editable=False, null=True)),
                ("former", models.JSONField(blank=True, default=list, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("search_text", models.TextField(blank=True, editable=False)),
                ("procedure", models.CharField(blank=True, max_length=8, verbose_name="procedure")),
                ("outcome", models.CharField(blank=True, max_length=24, verbose_name="outcome")),
                ("provider", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="provider")),
                ("person", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="person")),
                ("subject_ar", models.CharField(blank=True, max_length=160, verbose_name="addressee in Arabic")),
                ("subject_fr", models.CharField(blank=True, max_length=160, verbose_name="addressee in Latin letters")),
                ("decision_number", models.CharField(blank=True, max_length=40, verbose_name="number of the decision")),
                ("signatory", models.CharField(blank=True, max_length=160, verbose_name="signatory")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="signed on")),
                ("notified_on", models.DateField(blank=True, null=True, verbose_name="notified on")),
                ("channel", models.CharField(blank=True, max_length=20, verbose_name="channel")),
                ("appeal_until", models.DateField(blank=True, null=True, verbose_name="appeal until")),
                ("contests", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="contested decision")),
                ("effect", models.CharField(blank=True, max_length=300, verbose_name="effect")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("signed", "Signed"),
                            ("notified", "Notified"),
                            ("stayed", "Stayed during an appeal"),
                            ("amended", "Amended on appeal"),
                            ("annulled", "Annulled"),
                        ],
                        default="signed",
                        max_length=24,
                        verbose_name="status",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "decision",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "version"), name="decision_one_version"),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("number",), name="decision_one_current_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("entry",), name="decision_one_current_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="decision_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("version", 1), models.Q(("origin", ""), _negated=True)),
                        fields=("case_id", "origin"),
                        name="decision_one_of_an_origin",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("entry", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.CharField(db_index=True, max_length=40)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("case_id", models.UUIDField(blank=True, null=True)),
                ("case_number", models.CharField(blank=True, max_length=24)),
                ("event_stream", models.CharField(blank=True, max_length=80)),
                ("origin", models.CharField(blank=True, editable=False, max_length=80)),
                ("merged_into", models.UUIDField(blank=True, editable=False, null=True)),
                ("former", models.JSONField(blank=True, default=list, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("search_text", models.TextField(blank=True, editable=False)),
                (
                    "purpose",
                    models.CharField(
                        blank=True,
                        choices=[("fee", "Fee"), ("stamp", "Stamp"), ("instalment", "Instalment")],
                        max_length=24,
                        verbose_name="purpose",
                    ),
                ),
                ("provider", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="provider")),
                ("agreement", models.UUIDField(blank=True, db_index=True, null=True, verbose_name="agreement")),
                ("payer_ar", models.CharField(blank=True, max_length=160, verbose_name="party in Arabic")),
                ("payer_fr", models.CharField(blank=True, max_length=160, verbose_name="party in Latin letters")),
                ("instalment", models.PositiveIntegerField(blank=True, null=True, verbose_name="instalment")),
                (
                    "amount_tnd",
                    models.DecimalField(blank=True, decimal_places=3, max_digits=14, null=True, verbose_name="amount (TND)"),
                ),
                ("asked_on", models.DateField(blank=True, null=True, verbose_name="asked on")),
                ("certified_on", models.DateField(blank=True, null=True, verbose_name="service certified on")),
                ("paid_on", models.DateField(blank=True, null=True, verbose_name="paid on")),
                ("reference", models.CharField(blank=True, max_length=60, verbose_name="reference")),
                ("status_reason", models.CharField(blank=True, max_length=300, verbose_name="reason of the status")),
                (
                    "status",
                    models.CharField(
                        choices=[("asked", "Asked"), ("certified", "Certified"), ("paid", "Paid"), ("refused", "Refused")],
                        default="asked",
                        max_length=24,
                        verbose_name="status",
                    ),
                ),
                (
                    "certified_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ordered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "payment",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "version"), name="payment_one_version"),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("number",), name="payment_one_current_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)), fields=("entry",), name="payment_one_current_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="payment_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("version", 1), models.Q(("origin", ""), _negated=True)),
                        fields=("case_id", "origin"),
                        name="payment_one_of_an_origin",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("certified_by__isnull", True),
                            ("ordered_by__isnull", True),
                            models.Q(("certified_by", models.F("ordered_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="payment_second_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VoidProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=300)),
                ("proposed_at", models.DateTimeField(auto_now_add=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("is_accepted", models.BooleanField(blank=True, null=True)),
                (
                    "certificate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="void_proposals", to="registers.certificate"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "proposed_for",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(
                                models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                                models.Q(
                                    ("proposed_for__isnull", True),
                                    models.Q(("decided_by", models.F("proposed_for")), _negated=True),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="void_second_person",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("decided_by__isnull", True)), fields=("certificate",), name="one_open_void_proposal"
                    ),
                ],
            },
        ),
        migrations.RunPython(index_trigrams, migrations.RunPython.noop),
    ]
