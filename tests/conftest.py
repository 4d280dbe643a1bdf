"""An index of its own for each test. `tests/databases.py` chooses the database, `tests/browser.py` the browser."""

import pytest

pytest_plugins = ["tests.browser", "tests.served"]


@pytest.fixture(autouse=True)
def search_index(settings, tmp_path):
    """Each test has its own, empty index directory."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    return settings.SEARCH_INDEX_DIR


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """No test is about how passwords are hashed; the real hashers are slow on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
