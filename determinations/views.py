"""The pages. Each asks the index or the rows once and hands the answer to a template."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps

from django.db.models import Max, Min
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from determinations import search, statistics, urlquery
from determinations.choices import CitedBy
from determinations.corrected import marks
from determinations.facts import facts, letter_places, title
from determinations.filters import DecisionFilter, canonical, unknown_parameters
from determinations.models import Case, Guideline, Specialty, TreatmentCategory, TreatmentType
from determinations.noticed import read_items
from determinations.panel import forms, panel, relief, sorts
from determinations.passages import pieces
from determinations.publishing import GoneError, public_case
from determinations.results import by_case, pages, results
from determinations.search.expressions import sought
from determinations.search.query import DEEPEST_PAGE, PAGE_SIZE, SearchQuery
from determinations.statistics import Rate, Section
from determinations.trail import trail

_NEWEST = 5  # decisions shown on pages that are not the list
_TEMPLATES = {
    "category": "treatment_detail.html",
    "treatment": "treatment_detail.html",
    "guideline": "guideline_detail.html",
    "specialty": "specialty_detail.html",
}
_ROBOTS = """\
# Every decision is on the page of its case. Searches are endless combinations of the same decisions, and the
# data interface repeats them: neither adds a word, both cost the most to answer. The sitemap leads to every case,
# whose page is the same whatever search it was reached from, and whose form for mistakes says nothing of it.
User-agent: *
Allow: /decisions/?page=
Disallow: /decisions/?
Disallow: /decisions.
Disallow: /cases/*?
Disallow: /cases/*/report/
Disallow: /api/
Disallow: /admin/

Sitemap: {sitemaps}
"""

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """A page for everybody: it changes nothing, so there is nothing to forge, and all else than reading is a 405.

    Whoever keeps it asks again before it is shown: a case may be withdrawn, and what was withdrawn restored.
    """
    return csrf_exempt(require_safe(cache_control(no_cache=True)(told_when_gone(view))))


def told_when_gone(view: View) -> View:
    """The page of a case that was public once answers 410."""

    @wraps(view)
    def shown(request: HttpRequest, *arguments, **named) -> HttpResponse:
        try:
            return view(request, *arguments, **named)
        except GoneError:
            return render(request, "410.html", status=410)

    return shown


@dataclass(frozen=True)
class Term:
    """A value of a field (a treatment, a guideline ...) that has a page. `parent` is where its list stands."""

    field: str
    slug: str
    name: str
    kind: str
    parent: tuple[str, str]

    @property
    def address(self) -> str:
        return f"{self.field}={self.slug}"

    @property
    def query(self) -> SearchQuery:
        return SearchQuery(**{self.field: (self.slug,)}, page_size=_NEWEST)


@public
def home(request: HttpRequest) -> HttpResponse:
    answer = search.search(SearchQuery(page_size=_NEWEST))
    context = {
        "answer": answer,
        "rate": Rate(answer.count, answer.overturned),
        "years": _years(),
        "categories": Section("Treatments", "Treatment category", statistics.rows("category")),
        "newest": results(answer),
    }
    return render(request, "determinations/home.html", context)


@public
def decisions(request: HttpRequest) -> HttpResponse:
    """Search and filter. What cannot be understood is said, and then nothing is listed.

    A form sends its empty fields along, and values by their names; the address is made one that can be passed on.
    """
    if (asked := canonical(request.GET)) != request.GET:
        return redirect(urlquery.link(request.path, asked))
    chosen = DecisionFilter(request.GET)
    context = {"unknown": unknown_parameters(request.GET)}
    if not chosen.is_valid():
        context["panel"] = panel(chosen, None, request.path)
        return render(request, "determinations/decision_list.html", context, status=400)
    context |= _found(chosen, request)
    status = 404 if context["is_too_deep"] else 200
    return render(request, "determinations/decision_list.html", context, status=status)


def _found(chosen: DecisionFilter, request: HttpRequest) -> dict:
    """What a list shows. Of a page too deep to be looked up everything but its decisions."""
    query = chosen.search_query()
    is_too_deep = query.page > DEEPEST_PAGE
    answer = search.search(replace(query, page=1) if is_too_deep else query)
    if query.page > 1 and (query.page - 1) * PAGE_SIZE >= answer.count:
        raise Http404("There are fewer pages of results than that.")
    found = [] if is_too_deep else results(answer, sought(query.words), chosen.data)
    return {
        "panel": panel(chosen, answer, request.path),
        "answer": answer,
        # Among decisions chosen by their outcome the share overturned says nothing.
        "rate": None if query.outcome else Rate(answer.count, answer.overturned),
        "params": chosen.data,
        "results": found,
        "is_too_deep": is_too_deep,
        "groups": [] if query.is_by_relevance else by_case(found),
        "pages": pages(answer.count, query.page, request.path, chosen.data),
        "sorts": sorts(chosen, request.path),
        "forms": forms(chosen.data),
        "address": request.build_absolute_uri(urlquery.link(request.path, chosen.data)),
        "suggestion": search.suggest(chosen.data.get("q", ""), query, answer.count),
        "relief": None if answer.count else relief(chosen, request.path),
        "is_empty": not answer.count and not Case.objects.public().exists(),
    }


@public
def case(request: HttpRequest, slug: str) -> HttpResponse:
    """A case and its letter. Case numbers are written in capitals, their addresses in small letters."""
    if slug != slug.lower():
        address = reverse("case", args=[slug.lower()])
        public_case(slug)
        return redirect(urlquery.link(address, request.GET), permanent=True)
    found = public_case(slug, Case.objects.for_detail())
    letters = list(found.letters.all())
    letter = next((each for each in letters if each.superseded_at is None), None)
    corrected = marks(found)
    context = {
        "case": found,
        "title": title(found),
        "address": request.build_absolute_uri(found.get_absolute_url()),
        "trail": trail(found, request.GET),
        "facts": facts(found, letter, corrected.get(0, {})),
        "corrected": corrected.get(0, {}),
        "read_items": read_items(found, letter, corrected),
        "letter": letter,
        "pieces": pieces(letter.text, letter_places(found, letter)) if letter else [],
        "earlier_letters": [each for each in letters if each.superseded_at and each.published_at],
    }
    return render(request, "determinations/case_detail.html", context)


@public
def treatments(request: HttpRequest) -> HttpResponse:
    sections = statistics.treatments_by_category()
    return render(request, "determinations/treatment_list.html", {"sections": sections})


@public
def treatment(request: HttpRequest, slug: str) -> HttpResponse:
    """A category or a type. Where both have the slug it is the category, whose page lists the type."""
    category = TreatmentCategory.objects.filter(slug=slug).first()
    if category is not None:
        term = Term("category", slug, category.name, "Treatment category", ("treatments", "Treatments"))
        return _term_page(request, term, "treatment", "guideline", "specialty")
    found = get_object_or_404(TreatmentType.objects.select_related("category"), slug=slug)
    term = Term("treatment", slug, found.name, "Treatment", ("treatments", "Treatments"))
    return _term_page(request, term, "guideline", "specialty", category=found.category)


@public
def guidelines(request: HttpRequest) -> HttpResponse:
    sections = statistics.guidelines_by_source()
    return render(request, "determinations/guideline_list.html", {"sections": sections})


@public
def guideline(request: HttpRequest, slug: str) -> HttpResponse:
    """What reviewers decided who cited it, and how often the claims administrators did."""
    found = get_object_or_404(Guideline, slug=slug)
    term = Term("guideline", slug, found.name, "Guideline", ("guidelines", "Guidelines"))
    against = search.search(SearchQuery(guideline=(slug,), cited_by=CitedBy.CLAIMS_ADMIN.value, page_size=1))
    editions = Guideline.objects.filter(topic=found.topic).exclude(pk=found.pk).exclude(topic="")
    return _term_page(
        request,
        term,
        "treatment",
        "specialty",
        guideline=found,
        editions=editions,
        claims_admin=Rate(against.count, against.overturned),
    )


@public
def specialties(request: HttpRequest) -> HttpResponse:
    sections = [Section("Specialties", "Reviewer’s specialty", statistics.rows("specialty"))]
    return render(request, "determinations/specialty_list.html", {"sections": sections})


@public
def specialty(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Specialty, slug=slug)
    term = Term("specialty", slug, found.name, "Reviewer’s specialty", ("specialties", "Specialties"))
    return _term_page(request, term, "treatment", "guideline")


@public
def about(request: HttpRequest) -> HttpResponse:
    answer = search.search(SearchQuery(page_size=1))
    return render(request, "determinations/about.html", {"answer": answer, "years": _years()})


@public
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may fetch."""
    told = _ROBOTS.format(sitemaps=request.build_absolute_uri(reverse("sitemaps")))
    return HttpResponse(told, content_type="text/plain; charset=utf-8")


def _term_page(request: HttpRequest, term: Term, *breakdowns: str, **more) -> HttpResponse:
    """Headline numbers, the decisions broken down by other fields, and the newest of them."""
    answer = search.search(term.query)
    context = {
        "term": term,
        "answer": answer,
        "rate": Rate(answer.count, answer.overturned),
        "sections": [statistics.breakdown(field, term.query, term.address) for field in breakdowns],
        "newest": results(answer),
        "decisions_url": f"{reverse('decisions')}?{term.address}",
    }
    return render(request, f"determinations/{_TEMPLATES[term.field]}", context | more)


def _years() -> tuple[int, int] | None:
    """The first and the last year of the decisions; None when no decision is dated."""
    found = Case.objects.public().aggregate(first=Min("decision_date"), last=Max("decision_date"))
    return (found["first"].year, found["last"].year) if found["first"] else None
