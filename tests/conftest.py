"""An index of its own for each test. `tests/databases.py` chooses the database, `tests/browser.py` the browser."""

import pytest

pytest_plugins = ["tests.browser"]


@pytest.fixture(autouse=True)
def search_index(settings, tmp_path):
    """Each test has its own, empty index directory."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    return settings.SEARCH_INDEX_DIR
