"""A small library with every shape a page can meet: mixed cases, missing facts, several pages, superseded text."""

from datetime import date

from django.utils import timezone

from determinations import search
from determinations.models import Letter
from tests.builders import make_case, make_citation, make_item

TREATMENTS = (
    ("acupuncture", "rehabilitation"),
    ("physical-therapy", "rehabilitation"),
    ("mri", "diagnostic-testing"),
    ("opioid", "pharmaceuticals"),
    ("tens-unit", "dmepos"),
    ("consultation", "evaluation-and-management"),
    ("psychotherapy", "behavioral-and-mental-health"),
    ("knee-surgery", "surgery"),
    ("joint-injection", "injections"),
    ("gym-membership", "programs"),
)
GUIDELINES = ("acoem-low-back-2004", "acoem-knee-2004", "acoem-shoulder-2004")
SPECIALTIES = ("pain-management", "occupational-medicine", "orthopedic-surgery")
BODY_PARTS = ("knee", "lumbar-spine", "shoulder")
DRUGS = ("hydrocodone-acetaminophen", "tramadol")
OUTCOMES = ("upheld", "overturned", "upheld", "partially_overturned", "upheld")


def make_library(cases: int = 12) -> list:
    """So many cases of one to three decisions each, found by search. Every third lacks a date, an age or a sex."""
    made = [_case(number) for number in range(cases)]
    search.sync()
    return made


def make_full_case():
    """A mixed case with nothing missing, whose letter replaced an earlier text. Found by search."""
    text = "The worker is a 45-year-old woman. \n\n \n\nAcupuncture, 6 visits: Upheld \n\nODG, page 4."
    case = make_case(
        text=text,
        slug="full-case",
        case_number="CM15-0099999",
        injury_date=date(2012, 1, 2),
        ur_denial_date=date(2015, 3, 4),
        received_date=date(2015, 4, 5),
        assigned_date=date(2015, 5, 6),
        priority="Standard",
        specialties=SPECIALTIES[:2],
    )
    Letter.objects.filter(case=case).update(
        spans={"age": span(text, "45-year-old"), "summary": span(text, "The worker is a 45-year-old woman.")},
        warnings=[
            {"code": "no-states", "message": "No state of licence is named."},
            {"code": "doubt", "message": "The page is odd.", "span": span(text, "page 4")},
        ],
        supplied=["received"],
    )
    spans = {"request": span(text, "Acupuncture, 6 visits"), "outcome": span(text, "Upheld")}
    first = make_item(
        case,
        body_parts=BODY_PARTS[:2],
        spans=spans,
        sites=[{"body_part": BODY_PARTS[0], "side": "left", "levels": ["L4-L5"]}],
        quantity={"amount": 6, "unit": "visits", "per_week": 2, "weeks": 3, "refills": 1},
    )
    make_citation(first, GUIDELINES[0], span=span(text, "ODG"), pages=["4", "98-99"])
    make_citation(first, None, cited_by="claims-admin", source="Other", text="A textbook")
    make_item(case, treatment=None, request="Something nobody knows", outcome="overturned")
    Letter.objects.create(
        case=case,
        text="The words that stood before.",
        digest="earlier",
        file_name="earlier.txt",
        layout="final",
        parser_version="1",
        published_at=timezone.now(),
        superseded_at=timezone.now(),
    )
    search.sync()
    return case


def span(text: str, words: str) -> list[int]:
    """Where these words stand in the text."""
    return [text.index(words), text.index(words) + len(words)]


def _case(number: int):
    missing = {0: {"decision_date": None}, 1: {"age": None}, 2: {"sex": ""}}[number % 3] if number % 2 else {}
    facts = {
        "slug": f"case-{number}",
        "case_number": None if number % 4 == 0 else f"CM15-{number:07d}",
        "decision_date": date(2013 + number % 8, 1 + number % 12, 1 + number % 28),
        "age": 20 + number,
        "sex": "female" if number % 2 else "male",
        "specialties": {SPECIALTIES[number % 3], SPECIALTIES[number % 2]},
    }
    case = make_case(**facts | missing)
    for place in range(1 + number % 3):
        _item(case, number + 3 * place)
    return case


def _item(case, number: int):
    treatment, category = TREATMENTS[number % len(TREATMENTS)]
    item = make_item(
        case,
        treatment=treatment,
        category=category,
        request=f"{treatment.replace('-', ' ').capitalize()}, request {number}",
        outcome=OUTCOMES[number % len(OUTCOMES)],
        body_parts=BODY_PARTS[: number % 3],
        drugs=DRUGS[: number % 3],
        rationale=f"Functional improvement was not shown. Reason {number}.",
    )
    make_citation(item, GUIDELINES[number % 3], source="ACOEM")
    make_citation(item, GUIDELINES[(number + 1) % 3], source="ACOEM", cited_by="claims-admin")
    return item
