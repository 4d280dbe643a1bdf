"""Every component of the pages in its states, for those who work on them: shown in development, and to staff."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from determinations import samples, vocabulary
from determinations.api import reference
from determinations.api.endpoints import ENDPOINTS
from determinations.choices import OUTCOME_MEANINGS, Outcome
from determinations.corrected import Mark
from determinations.facts import facts, letter_places
from determinations.filters import DecisionFilter
from determinations.mistakes import MOST, ReportForm
from determinations.noticed import Noticed
from determinations.panel import Panel, Relief, forms, panel, sorts
from determinations.passages import pieces
from determinations.results import by_case, pages
from determinations.search import SearchAnswer, Suggestion
from determinations.search.query import DEEPEST_PAGE
from determinations.statistics import Rate
from determinations.trail import Trail
from determinations.views import public

_PATH = "/decisions/"
_CHOSEN = "q=esi+pain&outcome=overturned&treatment=mri&age_min=30&decided_after=2015&decided_before=2015"
_WRONG = "q=%22open&outcome=won&decided_after=June&cited_by=nobody"


@dataclass(frozen=True)
class Specimen:
    """A component in one state: what it is given."""

    component: str
    state: str
    context: dict

    @cached_property
    def html(self) -> str:
        return render_to_string(f"components/{self.component}.html", self.context)


@public
def gallery(request: HttpRequest) -> HttpResponse:
    if not (settings.DEBUG or request.user.is_staff):
        raise Http404("The gallery is for developers.")
    components: dict[str, list[Specimen]] = {}
    for specimen in specimens():
        components.setdefault(specimen.component, []).append(specimen)
    return render(request, "determinations/gallery.html", {"components": sorted(components.items())})


def specimens() -> Iterator[Specimen]:
    """Component by component, state by state."""
    for part in (_small, _filters, _words, _lists, _cases, _letters, _programs):
        for component, states in part().items():
            for state, context in states.items():
                yield Specimen(component, state, context)


def _small() -> dict[str, dict[str, dict]]:
    """Shares, tables and ways about."""
    words = {kind: {"kind": kind, "word": kind.label, "meaning": OUTCOME_MEANINGS[kind]} for kind in Outcome}
    mixed = {"kind": "mixed", "word": "Mixed", "meaning": "not all requests were decided alike"}
    unknown = {"kind": "unknown", "word": "Outcome not stated", "meaning": ""}
    few, many = samples.section(3), samples.section(14, shown=10)
    crumbs = {"parent": "Treatments", "parent_url": reverse("treatments")}
    long = [(term.slug, term.name) for term in vocabulary.categories()]
    return {
        "bar": {"none": {"share": 0}, "a third": {"share": 33.3}, "all": {"share": 100}},
        "share": {
            "of many": {"rate": Rate(1200, 400)},
            "of few": {"rate": Rate(7, 2)},
            "of none": {"rate": Rate(0, 0)},
        },
        "few_note": {"always alike": {}},
        "few": {
            "three": {"names": ["MTUS Low Back", "MTUS Chronic Pain", "ODG Pain"]},
            "more": {"names": list("ABCDE")},
        },
        "bar_table": {
            "with rows of few": {"section": many, "rows": many.rows},
            "short": {"section": few, "rows": few.rows},
        },
        "section": {
            "short": {"section": few},
            "with more to open": {"section": many},
            "of nothing": {"section": samples.section(0)},
        },
        "breadcrumbs": {"two steps": crumbs, "three steps": crumbs | {"between": "Injections", "between_url": "#"}},
        "header_search": {"always alike": {}},
        "outcome": {str(kind): context for kind, context in words.items()} | {"mixed": mixed, "unknown": unknown},
        "values": {"free": {"values": ()}, "few": {"values": long[:3]}, "many": {"values": long}},
        "empty_library": {"always alike": {}},
        "printed": {"on paper only": {"address": "https://example.org/cases/cm15-0000001/"}},
        "errors": {"two": {"name": "age_min", "errors": ("Write the age in years.", "An age is between 0 and 120.")}},
    }


def _filters() -> dict[str, dict[str, dict]]:
    plain, chosen, wrong = _panel(""), _panel(_CHOSEN), _panel(_WRONG)
    facet, misread = ({each.name: each for each in panel.facets} for panel in (chosen, wrong))
    days, ages = chosen.ranges
    long = facet["specialty"]
    return {
        "facet": {
            "with a choice": {"facet": facet["outcome"]},
            "with levels": {"facet": facet["category"]},
            "long": {"facet": long},
            "with a modifier": {"facet": facet["source"]},
            "wrong": {"facet": misread["outcome"]},
            "with a wrong modifier": {"facet": misread["source"]},
        },
        "options": {
            "short": {"options": facet["outcome"].options, "shown": 8},
            "long": {"options": long.options, "shown": long.shown},
            "with levels": {"options": facet["category"].options, "shown": 0},
        },
        "by_name": {
            "of a long list": {"parameter": long.parameters[0], "id": long.name},
            "wrong": {"parameter": misread["outcome"].parameters[0], "id": "outcome"},
        },
        "range": {
            "with years": {"range": days},
            "filled": {"range": ages},
            "wrong": {"range": next(each for each in wrong.ranges if each.is_open)},
        },
        "years": {"any": {"years": plain.ranges[0].years}, "one chosen": {"years": days.years}},
        "reset": {"of a facet": {"group": facet["outcome"]}, "of a range": {"group": ages}},
        "filters": {
            "nothing chosen": {"panel": plain, "answer": samples.answer({})},
            "some chosen, found by none": {"panel": chosen, "answer": SearchAnswer(0, 0, 0, 0)},
            "wrong": {"panel": wrong},
        },
        "chips": {"some": {"panel": chosen}, "wrong ones": {"panel": wrong}},
        "problems": {"several": {"panel": wrong}},
        "no_results": {
            "with a way out": {"panel": chosen, "relief": Relief("Outcome", "Overturned", "#", 1234)},
            "without": {"panel": chosen, "relief": None},
        },
    }


def _words() -> dict[str, dict[str, dict]]:
    """What is typed, and what is said of it."""
    plain, chosen, wrong = _panel(""), _panel(_CHOSEN), _panel(_WRONG)
    slip = QueryDict("q=acupunture&page=2")
    return {
        "search_box": {
            "empty": {"entry": plain.words},
            "filled": {"entry": chosen.words},
            "wrong": {"entry": wrong.words, "understood": wrong.understood},
        },
        "search_help": {"always alike": {}},
        "understood": {
            "with other wordings": {"understood": chosen.understood},
            "with structure": {"understood": _panel("q=%28norco+OR+knee%29+-mri").understood},
        },
        "suggestion": {"of another spelling": {"suggestion": Suggestion("acupuncture", 1234), "params": slip}},
    }


def _lists() -> dict[str, dict[str, dict]]:
    whole, bare = samples.items(samples.case()), samples.items(samples.bare_case())[0]
    found = [samples.result(item, rank) for rank, item in enumerate([*whole, bare], start=1)]
    group, words = by_case(found)[0], DecisionFilter(QueryDict(_CHOSEN))
    trail = Trail(7, 1234, "pain", "Epidural steroid injection at L4-L5", "#", "#", "#")
    return {
        "decision": {
            "alone": {"result": found[0], "level": 3},
            "under its case": {"result": found[1], "level": 4, "grouped": True},
            "brief": {"result": found[2], "level": 3, "brief": True},
            "found in the summary": {"result": samples.result(bare, origin="Summary of the case"), "level": 3},
        },
        "case_line": {"whole": {"case": samples.case()}, "bare": {"case": samples.bare_case()}},
        "case_group": {"of three": {"group": group}},
        "results": {"by date": {"groups": by_case(found)}, "by match": {"groups": [], "results": found}},
        "newest": {"three": {"newest": found[:3], "url": "#", "label": "All decisions"}},
        "sort": {"with words": {"sorts": sorts(words, _PATH)}},
        "pagination": {
            "first": {"pages": pages(60, 1, _PATH, QueryDict())},
            "in the midst of many": {"pages": pages(9_000, 180, _PATH, QueryDict())},
            "of more than can be paged through": {"pages": pages(1_000_000, DEEPEST_PAGE, _PATH, QueryDict())},
        },
        "too_deep": {"any": {"pages": pages(1_000_000, DEEPEST_PAGE + 1, _PATH, QueryDict()), "count": 1_000_000}},
        "taking": {"with words": {"forms": forms(words.data), "address": f"https://example.org{_PATH}?{_CHOSEN}"}},
        "trail": {
            "in the midst": {"trail": trail},
            "at the end": {"trail": replace(trail, rank=1234, next_url="")},
            "gone": {"trail": replace(trail, request="", previous_url="", next_url="")},
        },
    }


def _cases() -> dict[str, dict[str, dict]]:
    case, bare = samples.case(), samples.bare_case()
    letter, item = samples.letter(case), samples.items(case)[0]
    whole = {"item": item, "total": 3, "address": "https://example.org/cases/cm15-0000001/"}
    noticed = [Noticed(message="A sentence is odd.", number=1)]
    return {
        "facts": {"whole": {"facts": facts(case, letter)}, "bare": {"facts": facts(bare, None)}},
        "contents": {"of three": {"items": samples.items(case)}},
        "citations": {
            "two": {"citations": item.citations.all(), "side": "reviewer", "position": 1},
            "none": {"citations": [], "side": "claims-admin", "position": 1},
        },
        "item": {
            "whole": whole,
            "noticed and listed": whole | {"noticed": noticed, "is_listed": True},
            "corrected": whole | {"corrected": {"outcome": Mark("Upheld"), "rationale": Mark("")}},
            "bare": whole | {"item": samples.items(bare)[0], "total": 1},
        },
        "corrected": {
            "a fact": {"mark": Mark("47 years")},
            "a part of the letter": {"mark": Mark("")},
        },
        "report_fields": {
            "empty": _report(ReportForm(samples.items(case), initial={"item": 2})),
            "refused": _report(ReportForm(samples.items(case), {"item": "9", "words": "No", "website": "example"})),
        },
        "in_letter": {"of a fact": {"anchor": "age", "label": "Worker’s age"}},
    }


def _report(form: ReportForm) -> dict:
    return {"form": form, "most": MOST, "csrf_token": "made-up"}


def _letters() -> dict[str, dict[str, dict]]:
    case = samples.case()
    letter = samples.letter(case)
    cut = pieces(letter.text, letter_places(case, letter))
    return {
        "letter": {
            "that replaced another": {
                "case": case,
                "letter": letter,
                "pieces": cut,
                "earlier_letters": [samples.earlier_letter(case)],
            },
            "not stored": {"case": case, "letter": None},
        },
        "letter_text": {"with marks": {"pieces": cut}},
        "reading": {"with warnings": {"letter": letter}, "without": {"letter": samples.letter(case, warnings=[])}},
    }


def _programs() -> dict[str, dict[str, dict]]:
    """What the page of the data interface is made of."""
    searching, one = (reference.section(endpoint, None) for endpoint in ENDPOINTS[:2])
    completing = next(endpoint for endpoint in ENDPOINTS if endpoint.parameters == ("q",))
    thing = next(reference.things())
    return {
        "api_address": {
            "with parameters": {"section": searching},
            "of one thing": {"section": one},
            "with parameters of its own": {"section": reference.section(completing, None)},
        },
        "api_fields": {"of an object": {"fields": thing.fields, "caption": thing.name}},
    }


def _panel(query: str) -> Panel:
    """The real panel of a choice, over made-up counts of real terms."""
    terms = {"outcome": Outcome.values, "source": ["mtus", "odg", "acoem"]}
    terms |= {"treatment": [term.slug for term in vocabulary.treatment_types()][:15]}
    terms |= {"category": [term.slug for term in vocabulary.categories()][:5]}
    terms |= {"specialty": [term.slug for term in vocabulary.specialties()][:15]}
    counts = {
        name: {value: 5000 // place**2 for place, value in enumerate(values, 1)} for name, values in terms.items()
    }
    chosen = DecisionFilter(QueryDict(query))
    return panel(chosen, samples.answer(counts) if chosen.is_valid() else None, _PATH)
