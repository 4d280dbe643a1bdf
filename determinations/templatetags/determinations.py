"""Shapes for the eye. Nothing here asks the database or the index."""

from dataclasses import dataclass

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from determinations import facts
from determinations.choices import OUTCOME_MEANINGS, Credential, Layout, Outcome
from determinations.facts import citation
from determinations.history import in_words
from determinations.models import BodyPart, Citation, DisputedItem, Reviewer
from determinations.quantities import amount_in_words
from determinations.search.answer import Marked

register = template.Library()


@register.inclusion_tag("components/outcome.html")
def outcome(kind: str) -> dict[str, str]:
    """The legal word with its plain meaning. Takes an item's outcome, or a case's, which may be `mixed`."""
    if kind in Outcome:
        return {"kind": kind, "word": Outcome(kind).label, "meaning": OUTCOME_MEANINGS[Outcome(kind)]}
    if kind == "mixed":
        return {"kind": kind, "word": "Mixed", "meaning": "not all requests were decided alike"}
    return {"kind": "unknown", "word": "Outcome not stated", "meaning": ""}


@register.filter
def marked(passage: Marked) -> SafeString:
    """A passage with its matches in <mark>."""
    return mark_safe("".join(f"<mark>{escape(text)}</mark>" if hit else escape(text) for text, hit in passage.pieces))


@register.filter
def percent(share: float | None) -> str:
    """A share of 0 to 100 as whole percents, never rounded to none or to all where that is not so."""
    if share is None:
        return "–"
    if 0 < share < 1:
        return "under 1%"
    if 99 < share < 100:
        return "over 99%"
    return f"{share:.0f}%"


@register.filter
def specialties(reviewer: Reviewer) -> str:
    """The reviewer's specialties by their common names, as written where they have none."""
    named = (
        each.specialty.name if each.specialty else each.text
        for each in reviewer.credentials.all()
        if each.kind == Credential.SPECIALTY
    )
    return ", ".join(dict.fromkeys(named)) or "Specialty not stated"


@register.filter
def cited_by(citations: list[Citation], side: str) -> list[Citation]:
    """Those of one side, in the order of the letter."""
    return [each for each in citations if each.cited_by == side]


@register.filter
def origin(place: str) -> facts.Origin:
    """Where on the page stands what was read from this place of the letter."""
    return facts.origin(place)


@dataclass(frozen=True, slots=True)
class NamedSite:
    """A body part with what the request says of it: "left", "L4-L5, L5-S1"."""

    part: BodyPart
    detail: str


@register.filter
def sites(item: DisputedItem) -> list[NamedSite]:
    """The item's body parts with side and levels, in the order of the request."""
    parts = {part.slug: part for part in item.body_parts.all()}
    named = [site for site in item.sites if site["body_part"] in parts]
    found = [
        NamedSite(parts[site["body_part"]], ", ".join([site["side"]] * bool(site["side"]) + site["levels"]))
        for site in named
    ]
    stated = {site["body_part"] for site in named}
    return found + [NamedSite(part, "") for slug, part in parts.items() if slug not in stated]


@register.filter
def amount(item: DisputedItem) -> str:
    """How much the item asks for, in words."""
    return amount_in_words(item.quantity, item.request)


@register.simple_tag
def to_cite(item: DisputedItem, total: int, address: str) -> str:
    """One line that names the decision, one of `total` of the case whose page has this address; to be copied."""
    return citation(item, total, address)


@register.filter
def layout_name(layout: str) -> str:
    """The kind of letter, as a reader would name it; blank for a kind nobody has named."""
    return dict(Layout.choices).get(layout, "")


@register.filter
def fact_in_words(value: object) -> str:
    """A fact's value as the history tells it."""
    return in_words(value)


@register.filter
def lines(text: str) -> list[str]:
    """The paragraphs of a text: what blank lines keep apart, single line breaks closed up."""
    paragraphs = text.replace("\r\n", "\n").split("\n\n")
    return [" ".join(paragraph.split()) for paragraph in paragraphs if paragraph.strip()]
