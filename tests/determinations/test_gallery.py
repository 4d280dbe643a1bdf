"""The gallery shows every component, to developers only, and asks nothing of the database or the index."""

from pathlib import Path

import pytest
from django.conf import settings

from determinations import gallery
from tests.page import Page

COMPONENTS = {path.stem for path in (Path(settings.BASE_DIR) / "templates" / "components").glob("*.html")}
SPECIMENS = list(gallery.specimens())


def test_every_component_is_shown():
    assert {specimen.component for specimen in SPECIMENS} == COMPONENTS


@pytest.mark.parametrize("specimen", SPECIMENS, ids=lambda each: f"{each.component}, {each.state}")
def test_a_specimen_shows_something_without_the_database(specimen):
    """Outside of a test marked for it the database refuses to answer."""
    html = specimen.html
    if (specimen.component, specimen.state) != ("share", "of none"):
        assert html.strip()


def test_states_differ():
    """But for what is alike in every state, no two states of a component look the same."""
    shown = [(specimen.component, specimen.html) for specimen in SPECIMENS]
    assert len(set(shown)) == len(shown)


@pytest.mark.django_db
class TestPage:
    def test_visitors_are_told_there_is_none(self, client):
        assert client.get("/gallery/").status_code == 404

    def test_an_account_that_is_not_staff_neither(self, client, django_user_model):
        client.force_login(django_user_model.objects.create_user("someone"))
        assert client.get("/gallery/").status_code == 404

    def test_staff_sees_it(self, client, django_user_model):
        client.force_login(django_user_model.objects.create_user("one", is_staff=True))
        page = Page(client.get("/gallery/"))
        assert page.status == 200
        assert set(page.texts("section[id^=component-] > h2")) == COMPONENTS

    def test_developers_see_it(self, client, settings):
        settings.DEBUG = True
        assert client.get("/gallery/").status_code == 200
