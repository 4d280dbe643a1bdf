"""Golden letters, and `pytest tests/letters --update-golden`, which writes their expected records anew."""

from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite tests/letters/golden/*.json from what is read now"
    )


def pytest_generate_tests(metafunc):
    if "golden_text" in metafunc.fixturenames:
        metafunc.parametrize("golden_text", sorted(GOLDEN.glob("*.txt")), ids=lambda path: path.stem)


@pytest.fixture
def update_golden(request) -> bool:
    return request.config.getoption("--update-golden")
