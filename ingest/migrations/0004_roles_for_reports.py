from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

_SEE = ("Uploaders", "Reviewers", "Publishers", "Vocabulary editors")
_SETTLE = ("Reviewers", "Publishers")


def let_staff_see_and_settle_reports(apps, schema_editor):
    create_permissions(
        installed.get_app_config("determinations"), verbosity=0, using=schema_editor.connection.alias
    )
    permissions, groups = apps.get_model("auth", "Permission").objects, apps.get_model("auth", "Group").objects
    for codename, roles in (("view_report", _SEE), ("change_report", _SETTLE)):
        permission = permissions.get(content_type__app_label="determinations", codename=codename)
        for group in groups.filter(name__in=roles):
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("ingest", "0003_roles"), ("determinations", "0006_reports")]

    operations = [migrations.RunPython(let_staff_see_and_settle_reports, migrations.RunPython.noop)]
