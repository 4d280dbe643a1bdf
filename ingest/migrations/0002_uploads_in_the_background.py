import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F

STATES = [
    ("waiting", "waiting"),
    ("reading", "being read"),
    ("new", "new"),
    ("duplicate", "duplicate"),
    ("held", "held"),
    ("other_words", "same case, other text"),
    ("updated", "replaced the earlier text"),
    ("kept", "kept as an earlier letter"),
    ("failed", "failed"),
    ("cancelled", "cancelled"),
    ("discarded", "discarded"),
    ("opened", "zip, opened"),
]
DECISIONS = [
    ("replace", "Replace: this text counts from now on"),
    ("keep", "Keep as an earlier letter: the stored text goes on to count"),
    ("discard", "Discard: store nothing of this file"),
]


def were_sent(apps, schema_editor):
    """Uploads from before were read while they were received."""
    apps.get_model("ingest", "Upload").objects.update(sent_at=F("uploaded_at"), received_at=F("uploaded_at"))


class Migration(migrations.Migration):

    dependencies = [
        ("determinations", "0001_initial"),
        ("ingest", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Worker",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=64, unique=True)),
                ("host", models.CharField(max_length=255)),
                ("pid", models.PositiveIntegerField()),
                ("started_at", models.DateTimeField(auto_now_add=True)),
                ("seen_at", models.DateTimeField()),
            ],
            options={"ordering": ["pk"]},
        ),
        migrations.AddField("upload", "received_at", models.DateTimeField(editable=False, null=True)),
        migrations.AddField("upload", "sent_at", models.DateTimeField(editable=False, null=True)),
        migrations.AddField("upload", "refused", models.PositiveIntegerField(default=0, editable=False)),
        migrations.AddField("upload", "leased_at", models.DateTimeField(editable=False, null=True)),
        migrations.AddField("upload", "leased_until", models.DateTimeField(editable=False, null=True)),
        migrations.AddField("upload", "trouble", models.TextField(blank=True, editable=False)),
        migrations.AddField(
            "upload",
            "worker",
            models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="uploads",
                to="ingest.worker",
            ),
        ),
        migrations.RunPython(were_sent, migrations.RunPython.noop, elidable=True),
        migrations.RemoveConstraint("uploadedfile", "file_status_known"),
        migrations.RenameField("uploadedfile", "status", "state"),
        migrations.AlterField("uploadedfile", "state", models.CharField(choices=STATES, max_length=12)),
        migrations.AddConstraint(
            "uploadedfile",
            models.CheckConstraint(
                condition=models.Q(("state__in", [value for value, _ in STATES])), name="file_state_known"
            ),
        ),
        migrations.AddField("uploadedfile", "advice", models.TextField(blank=True)),
        migrations.AddField("uploadedfile", "archive", models.BooleanField(default=False)),
        migrations.AddField("uploadedfile", "checksum", models.CharField(blank=True, max_length=64)),
        migrations.AddField("uploadedfile", "size", models.PositiveBigIntegerField(default=0)),
        migrations.AddField("uploadedfile", "stored", models.CharField(blank=True, max_length=60)),
        migrations.AddField(
            "uploadedfile", "decision", models.CharField(blank=True, choices=DECISIONS, max_length=10)
        ),
        migrations.AddField(
            "uploadedfile",
            "decided_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            "uploadedfile",
            "parent",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="entries",
                to="ingest.uploadedfile",
            ),
        ),
        migrations.AddIndex("uploadedfile", models.Index(fields=["upload", "state"], name="file_by_state")),
        migrations.AddIndex(
            "uploadedfile",
            models.Index(
                condition=models.Q(("state__in", ("waiting", "reading"))), fields=["upload"], name="file_unfinished"
            ),
        ),
    ]
