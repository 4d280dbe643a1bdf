"""Rules of the templates and the stylesheet, read as text: what is used is styled, what is styled is used."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from determinations.choices import Outcome

ROOT = Path(settings.BASE_DIR)
TEMPLATES = [path for path in sorted((ROOT / "templates").rglob("*.html")) if "admin" not in path.parts]
STYLESHEET = (ROOT / "static" / "css" / "site.css").read_text()
MOST_LINES = 120  # of a template

# Filled in from the outcome at run time.
OUTCOME_CLASSES = {f"outcome-{kind}" for kind in (*Outcome.values, "mixed", "unknown")}


def classes_used(text: str) -> set[str]:
    without_tags = re.sub(r"\{[%#{].*?[%#}]\}", " ", text)
    return {name for value in re.findall(r'class="([^"]*)"', without_tags) for name in value.split()}


def classes_defined() -> set[str]:
    selectors = re.sub(r"\{[^{}]*\}", " ", re.sub(r"/\*.*?\*/", "", STYLESHEET, flags=re.DOTALL))
    return set(re.findall(r"\.([a-zA-Z][\w-]*)", selectors))


def test_every_class_used_is_styled_and_every_styled_one_is_used():
    used = {name for path in TEMPLATES for name in classes_used(path.read_text())}
    used |= {"reading"}  # a block of its own inside base.html's class attribute
    assert (used - {"outcome-"}) | OUTCOME_CLASSES == classes_defined()


def test_every_token_used_is_defined_and_every_one_defined_is_used():
    used = set(re.findall(r"var\((--[\w-]+)", STYLESHEET))
    assert used == set(re.findall(r"(--[\w-]+):", STYLESHEET))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
class TestTemplate:
    def test_nothing_inline_and_nothing_from_elsewhere(self, path):
        text = path.read_text()
        assert not re.search(r"<(script|style)\b", text)
        assert not re.search(r"\s(style|on\w+)=", text)
        assert not re.search(r"(src|href|action)=\"(https?:)?//", text)

    def test_static_files_are_named_through_the_tag(self, path):
        assert not re.search(r"(src|href)=\"/?static/", path.read_text())

    def test_every_field_has_a_label(self, path):
        text = path.read_text()
        for field in re.findall(r"<(?:input|select|textarea)\b[^>]*>", text):
            if 'type="hidden"' in field:
                continue
            identity = re.search(r'\bid="([^"]+)"', field)
            wrapped = re.search(r"<label[^>]*>\s*" + re.escape(field), text)
            assert wrapped or (identity and f'for="{identity[1]}"' in text), field

    def test_is_short(self, path):
        assert len(path.read_text().splitlines()) <= MOST_LINES


def test_the_stylesheet_is_short():
    assert len(STYLESHEET.splitlines()) < 600


@pytest.mark.parametrize("name", ["403.html", "404.html", "500.html"])
def test_error_pages_need_no_context(name):
    assert "<h1>" in render_to_string(name)
