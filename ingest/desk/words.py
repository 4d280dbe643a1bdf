"""The pages on which the vocabulary grows: words that nobody knows, and those that staff taught the library."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from ingest.desk import rights
from ingest.desk.teaching import Teaching
from ingest.desk.views import desk_page, staff
from ingest.desk.word_rows import group_rows, wording_rows
from ingest.learned.exporting import exported
from ingest.learned.kinds import Kind
from ingest.learned.unknown import LOOKED_AT, unknown
from ingest.models import Wording

_GROUPS, _WORDINGS = 25, 50  # on a page
_KINDS = {Kind.REQUEST.value: "Requests", Kind.CITATION.value: "Citations"}


@require_safe
def unknown_words(request: HttpRequest) -> HttpResponse:
    """What nobody classified, the most frequent first, each with what it may mean."""
    kind, sought = _kind(request.GET), " ".join(request.GET.get("q", "").casefold().split())
    found = unknown(kind)
    groups = [each for each in found.groups if sought in each.words] if sought else found.groups
    page = Paginator(groups, _GROUPS).get_page(request.GET.get("p"))
    context = {
        "title": "Unknown words",
        "kind": kind,
        "kinds": _KINDS,
        "q": request.GET.get("q", ""),
        "params": _params(request.GET),
        "page": page,
        "rows": group_rows(kind, list(page)),
        "count": sum(each.count for each in groups),
        "cut": LOOKED_AT if found.cut else 0,
        "hidden": found.hidden,
        "may_teach": request.user.has_perms(rights.TEACH),
    }
    return desk_page(request, "words_unknown.html", context)


@require_safe
def wordings(request: HttpRequest) -> HttpResponse:
    """All that staff taught: who, when, and how many decisions it decides."""
    kind = _kind(request.GET)
    rows = Wording.objects.filter(kind=kind).select_related("made_by").order_by("words")
    if sought := " ".join(request.GET.get("q", "").split()):
        rows = rows.filter(words__icontains=sought)
    page = Paginator(rows, _WORDINGS).get_page(request.GET.get("p"))
    context = {
        "title": "Learned wordings",
        "kind": kind,
        "kinds": _KINDS,
        "q": sought,
        "params": _params(request.GET),
        "page": page,
        "rows": wording_rows(kind, list(page)),
        "may_teach": request.user.has_perms(rights.TEACH),
    }
    return desk_page(request, "words_taught.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def teach(request: HttpRequest) -> HttpResponse:
    """A new wording: its form, and what it would do."""
    rights.need(request.user, rights.TEACH)
    return _form_page(request, Teaching(request, _kind(request.POST if request.method == "POST" else request.GET)))


@require_http_methods(["GET", "HEAD", "POST"])
def wording(request: HttpRequest, key: int) -> HttpResponse:
    """A wording with its history; editors change or remove it."""
    found = get_object_or_404(Wording, pk=key)
    if request.method == "POST":
        rights.need(request.user, rights.TEACH)
    return _form_page(request, Teaching(request, found.kind, found))


@require_safe
def as_toml(request: HttpRequest) -> HttpResponse:
    """The wordings as a developer pastes them into the vocabulary's files."""
    headers = {"Content-Disposition": 'attachment; filename="wordings.toml"'}
    return HttpResponse(exported(), content_type="application/toml; charset=utf-8", headers=headers)


def _form_page(request: HttpRequest, teaching: Teaching) -> HttpResponse:
    if request.method == "POST" and (done := teaching.do()):
        messages.success(request, done)
        back = "desk:wordings" if teaching.wording else "desk:unknown"
        return redirect(f"{reverse(back)}?kind={teaching.kind}")
    refused = request.method == "POST" and bool(teaching.form.errors)
    return desk_page(request, "words_one.html", teaching.context(), 400 if refused else 200)


def _kind(sent: QueryDict) -> str:
    return sent["kind"] if sent.get("kind") in _KINDS else Kind.REQUEST.value


def _params(sent: QueryDict) -> str:
    """The address of this list without the number of its page."""
    kept = sent.copy()
    kept.pop("p", None)
    return kept.urlencode()


unknown_words, wordings, teach = staff(unknown_words), staff(wordings), staff(teach)
wording, as_toml = staff(wording), staff(as_toml)
