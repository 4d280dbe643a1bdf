"""The learned wordings as the database holds them, read once a batch."""

from functools import lru_cache

from ingest.learned.laying import Learned, Taught
from ingest.models import Wording


def known() -> Learned:
    """One query; where nothing changed since, what was made of its answer is kept."""
    return _learned(tuple(Wording.objects.exclude(term="").order_by("pk").values_list("kind", "words", "term")))


@lru_cache(maxsize=2)
def _learned(rows: tuple[tuple[str, str, str], ...]) -> Learned:
    return Learned(Taught(*row) for row in rows)
