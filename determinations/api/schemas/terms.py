"""Lists of what one can filter by, and suggestions."""

from determinations.api.schemas.decisions import REVISION, SITE
from determinations.api.shapes import Schema, address, choice, fraction, optional, record, ref, several, text, whole
from determinations.api.terms import PARENTS
from determinations.autocomplete import KINDS, MOST

_PARENTS = {
    "category": text("Its category.", "rehabilitation"),
    "treatment": text("The treatment that a request for it is, its class.", "opioid"),
    "brands": several(text("A brand name.", "Norco"), "Brand names."),
    "source": text("Who publishes it: MTUS, ACOEM, ODG or Other.", "ACOEM"),
    "topic": text("Its topic, which all its editions share.", "low-back"),
    "edition": optional(text("A year; null where none is named.", "2004")),
}


def term_list(kind: str) -> Schema:
    """The answer that lists every term of a kind."""
    interval = several({"type": "number", "minimum": 0, "maximum": 1}, "", minItems=2, maxItems=2)
    interval |= {"description": "Wilson’s 95 % interval of that share.", "examples": [[0.0945, 0.9055]]}
    term = record(
        f"{KINDS[kind]} with what is decided about it.",
        {
            "slug": text(f"The value of the parameter {kind}.", "a-slug"),
            "name": text("Its name.", "A name"),
            **{name: _PARENTS[name] for name in PARENTS[kind]},
            "count": whole(_COUNTS.get(kind, "Decisions."), 2),
            "overturned": whole("How many of them are overturned in full.", 1),
            "overturned_share": optional(fraction("Of count; null of none. Of fewer than 20 it says little.", 0.5)),
            "overturned_interval": optional(interval),
            "page_url": optional(address("The page about it, where there is one.", f"{SITE}/treatments/a-slug/")),
            "decisions_url": address("Its decisions.", f"{SITE}/decisions/?{kind}=a-slug"),
        },
    )
    return record(
        f"Every term of the kind: {KINDS[kind].lower()}.",
        {"revision": REVISION, "results": several(term, "Most decisions first.")},
    )


_COUNTS = {"guideline": "Decisions for which the reviewer cited it.", "topic": "Decisions for which it was cited."}


def suggestions() -> Schema:
    return record(
        "What may be meant.",
        {"revision": REVISION, "results": several(ref("Suggestion"), "The best first.", maxItems=MOST)},
    )


def suggestion() -> Schema:
    return record(
        "A term that what is typed is the beginning of, or another wording for.",
        {
            "kind": choice("The parameter that filters by it.", list(KINDS), "drug"),
            "kind_label": text("What it is.", "Drug"),
            "value": text("The parameter’s value.", "hydrocodone-acetaminophen"),
            "label": text("Its name.", "Hydrocodone/acetaminophen"),
            "matched": optional(text("The brand or other wording that was typed; null where its name was.", "Norco")),
            "count": whole("Decisions it finds.", 2),
            "url": address("These decisions.", f"{SITE}/decisions/?drug=hydrocodone-acetaminophen"),
        },
    )
