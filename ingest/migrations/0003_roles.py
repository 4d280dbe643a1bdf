from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

_APPS = ("determinations", "ingest")
# Everybody on the staff sees everything; these are what each may do besides, as "app.codename".
_ROLES = {
    "Uploaders": ["ingest.add_upload"],
    "Reviewers": [
        "determinations.add_correction",
        "determinations.change_correction",
        "determinations.delete_correction",
        "ingest.change_uploadedfile",
    ],
    "Publishers": ["determinations.release_case", "determinations.delete_case"],
    "Vocabulary editors": [],
}


def make_roles(apps, schema_editor):
    for label in _APPS:  # permissions come after the last migration otherwise
        create_permissions(installed.get_app_config(label), verbosity=0, using=schema_editor.connection.alias)
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label__in=_APPS)
    named = {f"{each.content_type.app_label}.{each.codename}": each for each in permissions.select_related("content_type")}
    to_see = [each for name, each in named.items() if ".view_" in name]
    for role, more in _ROLES.items():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=role)
        group.permissions.add(*to_see, *(named[name] for name in more))


class Migration(migrations.Migration):
    dependencies = [
        ("ingest", "0002_uploads_in_the_background"),
        ("determinations", "0005_corrections"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
