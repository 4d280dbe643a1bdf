"""Who gets into the admin: guessing is stopped, sessions end, and a second factor is asked for where it is wanted."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import ValidationError, validate_password
from django.urls import reverse

from imr_site.staff import address_before_proxy

ROOT = Path(__file__).parents[2]
RIGHT = "a long and quiet password"


def log_in(client, name: str, password: str):
    return client.post(reverse("admin:login"), {"username": name, "password": password, "next": "/admin/"})


@pytest.fixture
def people():
    people = get_user_model().objects
    return [people.create_superuser(name, password=RIGHT) for name in ("first", "second")]


@pytest.mark.django_db
def test_a_name_is_locked_after_some_wrong_passwords(client, people, settings):
    statuses = [log_in(client, "first", f"wrong {number}").status_code for number in range(settings.AXES_FAILURE_LIMIT)]
    assert statuses == [200] * (settings.AXES_FAILURE_LIMIT - 1) + [429]
    locked = log_in(client, "first", RIGHT)
    assert (locked.status_code, b"15 minutes" in locked.content) == (429, True)
    assert log_in(client, "second", RIGHT).status_code == 302


@pytest.mark.django_db
def test_a_right_password_forgets_the_wrong_ones(client, people, settings):
    for _ in range(3):
        for number in range(settings.AXES_FAILURE_LIMIT - 1):
            log_in(client, "first", f"wrong {number}")
        assert log_in(client, "first", RIGHT).status_code == 302


@pytest.mark.django_db
def test_a_session_ends_with_the_browser_and_after_a_working_day(client, people):
    log_in(client, "first", RIGHT)
    assert client.cookies["sessionid"]["max-age"] == ""
    assert client.session.get_expiry_age() == 10 * 3600


@pytest.mark.parametrize(
    ("forwarded", "address", "because"),
    [
        ("", "10.0.0.1", "nobody stands between"),
        ("192.0.2.7", "192.0.2.7", "the proxy says for whom it asks"),
        ("198.51.100.9, 192.0.2.7", "192.0.2.7", "what came with the request may be made up"),
    ],
)
def test_behind_a_proxy_the_address_is_the_one_it_adds(rf, forwarded, address, because):
    request = rf.get("/", REMOTE_ADDR="10.0.0.1", **({"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}))
    assert address_before_proxy(request) == address, because


@pytest.mark.parametrize("password", ["short", "12345678901234", "passwordpassword"[:11]])
def test_weak_passwords_are_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password)


_SECOND_FACTOR = """
import re
import django; django.setup()
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
get_user_model().objects.create_superuser("first", password="{password}")
page = Client().get("/admin/login/").content.decode()
assert 'name="otp_token"' in page, page
given = {{"username": "first", "password": "{password}", "next": "/admin/"}}
client = Client()
assert client.post("/admin/login/", given).status_code == 200
assert client.get("/admin/").status_code == 302
from django_otp.plugins.otp_static.lib import add_static_token
token = add_static_token("first").token
device = re.search('value="(otp_static[^"]+)"', client.post("/admin/login/", given).content.decode())[1]
assert client.post("/admin/login/", given | {{"otp_device": device, "otp_token": token}}).status_code == 302
assert client.get("/admin/").status_code == 200
assert client.get("/admin/otp_totp/totpdevice/add/").status_code == 200
"""


@pytest.mark.slow
@pytest.mark.once
def test_a_second_factor_is_asked_for_where_it_is_wanted(tmp_path):
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {
        "TWO_FACTOR": "1",
        "ALLOWED_HOSTS": "testserver",
        "IMR_DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "imr_site.settings",
    }
    run = [sys.executable, "-c", _SECOND_FACTOR.format(password=RIGHT)]
    done = subprocess.run(run, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["desk:queue", "desk:many", "admin:ingest_upload_add", "admin:password_change"])
def test_who_was_logged_out_is_told_that_nothing_was_done(client, people, name):
    looked = client.get(reverse(name), follow=True)
    sent = client.post(reverse(name), {"why": "A long reason."}, follow=True)
    assert b"nothing of it was done" in sent.content and b"id_password" in sent.content
    assert b"nothing of it was done" not in looked.content
    assert b"nothing of it was done" not in client.get(reverse("admin:login")).content, "said once"
    log_in(client, "first", RIGHT)
    assert b"nothing of it was done" not in client.post(reverse("admin:logout"), follow=True).content
