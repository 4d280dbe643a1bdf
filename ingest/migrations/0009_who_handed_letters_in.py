from django.conf import settings
from django.db import migrations

_STORED = ("new", "held", "updated", "kept")
_PAGE = 1000  # files


def say_who(apps, schema_editor):
    """Letters stored before are signed by the upload they came with: its file has their case and their name."""
    files = apps.get_model("ingest", "UploadedFile").objects.filter(state__in=_STORED).exclude(case=None)
    files = files.exclude(upload__uploaded_by=None).select_related("upload").order_by("pk")
    last = 0
    while page := list(files.filter(pk__gt=last)[:_PAGE]):
        last = page[-1].pk
        _sign(apps.get_model("determinations", "Letter").objects, page)


def _sign(letters, files):
    rows = letters.filter(case__in={each.case_id for each in files}).only("case", "file_name", "loaded_at")
    named = {}
    for letter in rows.order_by("pk"):
        named.setdefault((letter.case_id, letter.file_name), []).append(letter)
    signed = {}
    for each in files:  # of several uploads of the same name the last before the letter was stored
        for letter in named.get((each.case_id, each.name.rsplit("/", 1)[-1][:300]), ()):
            if each.upload.uploaded_at <= letter.loaded_at:
                who, decided = each.upload.uploaded_by_id, each.decided_by_id
                letter.added_by_id, letter.decided_by_id = who, decided if decided != who else None
                signed[letter.pk] = letter
    letters.bulk_update(signed.values(), ["added_by", "decided_by"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("ingest", "0008_bulk_changes"),
        ("determinations", "0007_who_handed_in"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [migrations.RunPython(say_who, migrations.RunPython.noop, elidable=True)]
