"""The lists of terms that fields of the desk suggest, and how many reports wait."""

from django import template

from ingest.desk.reported import waiting
from ingest.desk.values import terms

register = template.Library()


@register.simple_tag
def suggested_terms() -> list[tuple[str, list[str]]]:
    """Field → the names of its terms."""
    return [(field, sorted(terms(field).values())) for field in ("body_parts", "drugs", "guideline")]


@register.simple_tag
def reports_waiting() -> dict[str, int]:
    """Reported mistakes that are `open`, and how many of them `urgent`."""
    return waiting()
