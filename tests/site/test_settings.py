"""The settings as they reach a fresh database and a fresh data directory."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from imr_site.environment import data_directory, flag, names, number, secret_key

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.django_db
@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="SQLite's own settings")
@pytest.mark.parametrize(
    ("pragma", "value", "reason"),
    [
        ("journal_mode", "wal", "readers never wait for the writer"),
        ("foreign_keys", 1, "references hold"),
        ("synchronous", 1, "safe with the write-ahead log, and fast"),
        ("busy_timeout", 30000, "a writer waits for its turn"),
    ],
)
def test_sqlite_is_set_up(pragma, value, reason):
    with connection.cursor() as cursor:
        assert cursor.execute(f"PRAGMA {pragma}").fetchone()[0] == value


def test_debug_is_off_unless_asked_for():
    assert settings.DEBUG is False


def test_a_switch_is_read_or_refused_with_advice():
    assert flag({"DEBUG": "1"}, "DEBUG") is True
    assert flag({"DEBUG": "off"}, "DEBUG") is False
    assert flag({}, "DEBUG") is False
    with pytest.raises(ImproperlyConfigured, match="write 1 for yes"):
        flag({"DEBUG": "maybe"}, "DEBUG")


def test_a_number_is_read_or_refused_with_advice():
    assert number({"EXPORTS_AT_ONCE": " 12 "}, "EXPORTS_AT_ONCE", default=2) == 12
    assert number({"EXPORTS_AT_ONCE": ""}, "EXPORTS_AT_ONCE", default=2) == 2
    for wrong in ("0", "-1", "many", "1.5", "²"):
        with pytest.raises(ImproperlyConfigured, match="write a whole number from 1"):
            number({"EXPORTS_AT_ONCE": wrong}, "EXPORTS_AT_ONCE", default=2)


def test_lists_are_separated_by_commas():
    assert names({"ALLOWED_HOSTS": "a.org, b.org,"}, "ALLOWED_HOSTS") == ["a.org", "b.org"]


def test_a_secret_key_is_made_once_and_kept_to_its_owner(tmp_path):
    key = secret_key({}, tmp_path)
    assert len(key) >= 50
    assert secret_key({}, tmp_path) == key
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert secret_key({"SECRET_KEY": "given"}, tmp_path) == "given"


def test_a_data_directory_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ImproperlyConfigured, match="IMR_DATA_DIR"):
        data_directory({"IMR_DATA_DIR": str(tmp_path / "file" / "below")}, tmp_path)


def test_no_check_complains_about_deployment(tmp_path):
    """`check --deploy` with nothing but the variables the README asks for behind HTTPS."""
    environment = {"IMR_DATA_DIR": str(tmp_path), "PATH": os.environ["PATH"], "BEHIND_HTTPS": "1"}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_data_directory_is_all_that_is_written(tmp_path):
    program = (
        "import json, django; django.setup(); from django.conf import settings as s; "
        "paths = [s.DATABASES['default']['NAME'], s.SEARCH_INDEX_DIR, s.STATIC_ROOT, s.MEDIA_ROOT]; "
        "print(json.dumps([str(path) for path in paths]))"
    )
    environment = {"IMR_DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "imr_site.settings", "PATH": "/usr/bin"}
    done = subprocess.run([sys.executable, "-c", program], env=environment, cwd=ROOT, capture_output=True, text=True)
    assert all(path.startswith(str(tmp_path)) for path in json.loads(done.stdout)), done.stderr
