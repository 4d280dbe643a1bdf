"""An index of its own for each test. `tests/databases.py` chooses the database, `tests/browser.py` the browser."""

import gc

import hypothesis
import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from determinations import terms

# A test of what is right must not fail because the machine is busy; how long things take is measured elsewhere.
hypothesis.settings.register_profile("steady", deadline=None)
hypothesis.settings.load_profile("steady")

pytest_plugins = ["tests.browser", "tests.served"]


def pytest_collection_finish():
    """Thousands of collected tests stay to the end; to look through them for garbage takes half a second each time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Where no letter was stored yet its first one brings the vocabulary's rows along: here once, not in each test."""
    with django_db_blocker.unblock():
        terms.ensure()


@pytest.fixture(autouse=True)
def search_index(settings, tmp_path):
    """Each test has its own, empty index directory."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    return settings.SEARCH_INDEX_DIR


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """No test is about how passwords are hashed; the real hashers are slow on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def exports_at_once(settings):
    """Tests leave exports unread and unclosed, which no server does."""
    settings.EXPORTS_AT_ONCE = 1_000


@pytest.fixture
def open_connection():
    """A request ends with its connection, and with it the test's transaction: Django's own client does the same."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
