"""Rules of the templates and the stylesheet, read as text: what is used is styled, what is styled is used."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from determinations.choices import Outcome

ROOT = Path(settings.BASE_DIR)
TEMPLATES = [path for path in sorted((ROOT / "templates").rglob("*.html")) if "admin" not in path.parts]
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))
STYLESHEET = (ROOT / "static" / "css" / "site.css").read_text()
MOST_LINES = 120  # of a template
MOST_SCRIPT_LINES = 100
BY_HTMX = {"htmx-request"}  # put on what waits for an answer

# Ours, by their hashed names, and only after the page has been read.
SCRIPT_TAG = re.compile(
    r"""<script (?:type="module" src="{% static '[\w/.-]+\.js' %}"|src="{% static '[\w/.-]+\.js' %}" defer)></script>"""
)

# Filled in from the outcome at run time.
OUTCOME_CLASSES = {f"outcome-{kind}" for kind in (*Outcome.values, "mixed", "unknown")}


def classes_used(text: str) -> set[str]:
    without_tags = re.sub(r"\{[%#{].*?[%#}]\}", " ", text)
    return {name for value in re.findall(r'class="([^"]*)"', without_tags) for name in value.split()}


def classes_made(script: str) -> set[str]:
    """The classes a script gives to elements."""
    named = re.findall(r'(?:className: |classList\.add\()"([^"]+)"', script)
    return {name for value in named for name in value.split()}


def classes_defined() -> set[str]:
    selectors = re.sub(r"\{[^{}]*\}", " ", re.sub(r"/\*.*?\*/", "", STYLESHEET, flags=re.DOTALL))
    return set(re.findall(r"\.([a-zA-Z][\w-]*)", selectors))


def test_every_class_used_is_styled_and_every_styled_one_is_used():
    used = {name for path in TEMPLATES for name in classes_used(path.read_text())}
    used |= {"reading"}  # a block of its own inside base.html's class attribute
    used |= BY_HTMX | {name for path in SCRIPTS for name in classes_made(path.read_text())}
    assert (used - {"outcome-"}) | OUTCOME_CLASSES == classes_defined()


def test_every_token_used_is_defined_and_every_one_defined_is_used():
    used = set(re.findall(r"var\((--[\w-]+)", STYLESHEET))
    assert used == set(re.findall(r"(--[\w-]+):", STYLESHEET))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
class TestTemplate:
    def test_nothing_inline_and_nothing_from_elsewhere(self, path):
        text = path.read_text()
        assert not re.search(r"<(script|style)\b", SCRIPT_TAG.sub("", text))
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


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
class TestScript:
    def test_is_short(self, path):
        assert len(path.read_text().splitlines()) <= MOST_SCRIPT_LINES

    def test_needs_no_other_file_and_no_leave_from_the_content_policy(self, path):
        text = path.read_text()
        assert not re.search(r"\b(import|export|eval|Function|innerHTML|outerHTML|insertAdjacentHTML)\b", text)
        assert not re.search(r"\.style\b|cssText|https?://|document\.write", text)

    def test_is_asked_for_by_a_page(self, path):
        pages = (ROOT / "templates").rglob("*.html")
        assert any(f"{{% static 'js/{path.name}' %}}" in page.read_text() for page in pages)


def test_the_stylesheet_is_short():
    assert len(STYLESHEET.splitlines()) < 600


@pytest.mark.parametrize("name", ["403.html", "403_csrf.html", "404.html", "500.html"])
def test_error_pages_need_no_context(name):
    assert "<h1>" in render_to_string(name)
