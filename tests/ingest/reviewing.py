"""The review desk as a browser uses it: who sits at it, and what the form of a case sends."""

from django.contrib.auth.models import Permission

from determinations import search
from determinations.models import Case
from ingest.loading import load
from ingest.parsing import fit
from tests.letter_text import item
from tests.page import Page

AGAINST = item("Knee brace", "Upheld", rationale="The knee gives way. The request is medically necessary.")
DESK = "/admin/ingest/desk/"


def store(*texts: str) -> list[Case]:
    load([fit(f"{number}.txt", text) for number, text in enumerate(texts)])
    search.sync()
    return list(Case.objects.order_by("pk"))


def person(django_user_model, name: str, *rights: str):
    user = django_user_model.objects.create_user(name, password="x", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    return user


CORRECTS = ("view_case", "add_correction", "change_correction")
RELEASES = ("view_case", "release_case")


def filled(page: Page) -> dict[str, list[str]]:
    """What a browser sends of the case's form when nothing was touched."""
    sent: dict[str, list[str]] = {}
    for each in page.tree.select(".desk-case form :is(input, select, textarea)"):
        chosen = each.select("option[selected]") or each.select("option")[:1]
        words = chosen[0] if chosen else each
        value = words.get("value", words.get_text()) if each.name == "select" else each.get("value")
        sent.setdefault(each["name"], []).append(each.get_text() if each.name == "textarea" else value or "")
    return sent


def said(response) -> str:
    return " ".join(Page(response).text("body").split())
