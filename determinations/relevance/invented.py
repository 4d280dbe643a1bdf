"""decisions.toml → rows: cases invented for judging the order of results, beside the sample letters."""

import tomllib
from hashlib import sha256
from pathlib import Path

from determinations import corpus, terms
from determinations.choices import CitedBy, Layout, Source
from determinations.models import Case, Citation, DisputedItem, Letter
from determinations.vocabulary import classify_request, find_body_parts, find_drugs, find_guideline

_FILE = Path(__file__).with_name("decisions.toml")


def load() -> int:
    """Write the invented cases, in one change of the corpus; how many decisions. `search.sync()` makes them found."""
    entries = tomllib.loads(_FILE.read_text(encoding="utf-8"))["case"]
    known = terms.ensure()
    with corpus.change() as change:
        for entry in entries:
            case = _case(entry, change.revision)
            for position, item in enumerate(entry["item"], start=1):
                _item(case, position, item, known)
    return sum(len(entry["item"]) for entry in entries)


def _case(entry: dict, revision: int) -> Case:
    name = entry["name"]
    case = Case.objects.create(slug=name, decision_date=entry["decided"], summary=entry["summary"], revision=revision)
    Letter.objects.create(
        case=case,
        text=entry["summary"],
        digest=sha256(name.encode()).hexdigest(),
        file_name=f"{name}.txt",
        layout=Layout.FINAL,
        parser_version="0",
    )
    return case


def _item(case: Case, position: int, entry: dict, known: terms.Terms) -> None:
    request = entry["request"]
    asked = classify_request(request)
    item = DisputedItem.objects.create(
        case=case,
        position=position,
        request=request,
        outcome=entry["outcome"],
        rationale=entry["rationale"],
        category_id=known.categories.get(asked.category) if asked else None,
        treatment_id=known.treatments.get(asked.treatment_type) if asked else None,
    )
    item.body_parts.set(known.body_parts[slug] for slug in find_body_parts(request))
    item.drugs.set(known.drugs[slug] for slug in find_drugs(request))
    for place, text in enumerate(entry["cites"], start=1):
        _citation(item, place, text, known)


def _citation(item: DisputedItem, place: int, text: str, known: terms.Terms) -> None:
    source = next((each for each in Source.values if text.startswith(each)), Source.OTHER)
    Citation.objects.create(
        item=item,
        cited_by=CitedBy.REVIEWER,
        position=place,
        source=source,
        within_mtus=source == Source.MTUS,
        guideline_id=known.guidelines.get(find_guideline(text)),
        text=text,
    )
