from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

_SEE = ("Uploaders", "Reviewers", "Publishers", "Vocabulary editors")
_TEACH = ("Vocabulary editors",)


def let_staff_see_and_editors_teach(apps, schema_editor):
    create_permissions(installed.get_app_config("ingest"), verbosity=0, using=schema_editor.connection.alias)
    permissions, groups = apps.get_model("auth", "Permission").objects, apps.get_model("auth", "Group").objects
    rights = {"view_wording": _SEE, "add_wording": _TEACH, "change_wording": _TEACH, "delete_wording": _TEACH}
    for codename, roles in rights.items():
        permission = permissions.get(content_type__app_label="ingest", codename=codename)
        for group in groups.filter(name__in=roles):
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("ingest", "0006_wordings"), ("determinations", "0009_learned_wordings")]

    operations = [migrations.RunPython(let_staff_see_and_editors_teach, migrations.RunPython.noop)]
