"""Rows for tests: plain functions with sensible defaults. Call `search.sync()` afterwards to find them."""

from datetime import date
from hashlib import sha256
from itertools import count

from django.utils import timezone
from django.utils.text import slugify

from determinations import corpus, vocabulary
from determinations.models import (
    BodyPart,
    Case,
    Citation,
    DisputedItem,
    Drug,
    Guideline,
    Letter,
    Reviewer,
    Specialty,
    TreatmentCategory,
    TreatmentType,
)

_numbers = count(1)


def make_case(*, specialties=("occupational-medicine",), text="The letter.", layout="final", **fields) -> Case:
    """A case with its letter and reviewer, stamped with a new corpus revision."""
    number = next(_numbers)
    fields.setdefault("case_number", f"CM15-{number:07d}")
    fields.setdefault("slug", (fields["case_number"] or f"letter-{number:016x}").lower())
    fields.setdefault("decision_date", date(2015, 6, 1))
    fields.setdefault("age", 45)
    fields.setdefault("sex", "female")
    fields.setdefault("summary", "The worker has neck pain.")
    fields.setdefault("reviewer", make_reviewer(*specialties))
    with corpus.change() as step:
        case = Case.objects.create(revision=step.revision, **fields)
        Letter.objects.create(
            case=case,
            text=text,
            digest=sha256(f"{number}".encode()).hexdigest(),
            file_name=f"letter_{number}.txt",
            layout=layout,
            parser_version="1",
            published=step.revision,
            published_at=timezone.now(),
        )
    return case


def make_item(
    case=None, *, treatment="acupuncture", category="rehabilitation", body_parts=(), drugs=(), **fields
) -> DisputedItem:
    """A decision; without a case it gets one of its own."""
    case = case or make_case()
    fields.setdefault("position", case.items.count() + 1)
    fields.setdefault("request", "Acupuncture, 6 visits")
    fields.setdefault("outcome", "upheld")
    fields.setdefault("rationale", "The request is not medically necessary.")
    kind = make_treatment(treatment, category) if treatment else None
    with corpus.change() as step:
        item = DisputedItem.objects.create(
            case=case, treatment=kind, category=kind.category if kind else None, **fields
        )
        if body_parts:
            item.body_parts.add(*[make_body_part(slug) for slug in body_parts])
        if drugs:
            item.drugs.add(*[make_drug(slug) for slug in drugs])
        Case.objects.filter(pk=case.pk).update(revision=step.revision)
    return item


def make_citation(item, guideline="odg-pain", *, cited_by="reviewer", source="ODG", **fields) -> Citation:
    fields.setdefault("position", item.citations.filter(cited_by=cited_by).count() + 1)
    fields.setdefault("text", "Official Disability Guidelines (ODG), Pain")
    fields.setdefault("within_mtus", False)
    found = make_guideline(guideline, source) if guideline else None
    return Citation.objects.create(item=item, cited_by=cited_by, source=source, guideline=found, **fields)


def make_treatment(slug="acupuncture", category="rehabilitation") -> TreatmentType:
    found = TreatmentType.objects.select_related("category").filter(slug=slug).first()
    if found is None:
        parent, _ = TreatmentCategory.objects.get_or_create(slug=category, defaults={"name": category})
        found = TreatmentType.objects.create(slug=slug, name=slug, category=parent)
    return found


def make_guideline(slug="odg-pain", source="ODG") -> Guideline:
    topic = next((each.topic for each in vocabulary.guidelines() if each.slug == slug), slug)
    return Guideline.objects.get_or_create(slug=slug, defaults={"name": slug, "source": source, "topic": topic})[0]


def make_body_part(slug: str) -> BodyPart:
    return BodyPart.objects.get_or_create(slug=slug, defaults={"name": slug})[0]


def make_drug(slug="hydrocodone-acetaminophen", treatment="opioid", category="pharmaceuticals") -> Drug:
    found = Drug.objects.filter(slug=slug).first()
    return found or Drug.objects.create(slug=slug, name=slug, treatment=make_treatment(treatment, category))


def make_reviewer(*specialties: str) -> Reviewer:
    key = sha256(",".join(specialties).encode()).hexdigest()
    reviewer, created = Reviewer.objects.get_or_create(key=key, defaults={"states": ["California"]})
    if created:
        for position, slug in enumerate(specialties, start=1):
            specialty, _ = Specialty.objects.get_or_create(slug=slug, defaults={"name": slug})
            reviewer.credentials.create(specialty=specialty, kind="specialty", text=slugify(slug), position=position)
    return reviewer
