"""Requests and citations that nobody classified, grouped by what they are about, the most frequent first."""

from collections.abc import Iterable
from threading import Lock
from typing import NamedTuple

from django.db.models import Count, Max, Min, QuerySet

from determinations import corpus
from determinations.models import Citation, DisputedItem
from ingest.learned.keys import group_of, in_plural, key_of
from ingest.learned.laying import REQUEST, Taught, first, matcher
from ingest.models import Wording

LOOKED_AT = 50_000
"""Different texts that are grouped, the most frequent first, then the oldest."""
_EXAMPLES = 3


class Group(NamedTuple):
    """What `count` decisions, or citations, are about by their `words`; `examples` are keys of decisions among them."""

    words: str
    count: int
    examples: tuple[int, ...]


class Unknown(NamedTuple):
    """All groups; `cut`: there are more texts than are looked at. `hidden` groups are said to mean nothing."""

    groups: list[Group]
    cut: bool
    hidden: int


_kept: dict[str, tuple[tuple, Unknown]] = {}  # of each kind that of the newest state asked for
_lock = Lock()


def unknown(kind: str) -> Unknown:
    """As the library is now; found anew only where it, or what staff taught it, has changed."""
    state = _state()
    with _lock:
        kept = _kept.get(kind)
        if kept is None or kept[0] != state:
            kept = _kept[kind] = (state, _found(kind))
        return kept[1]


def _state() -> tuple:
    revision = corpus.current()
    taught = Wording.history.order_by("-history_id").values_list("history_id", flat=True).first()
    return revision.corpus, revision.number, taught


def _found(kind: str) -> Unknown:
    texts = list(_texts(kind)[: LOOKED_AT + 1])
    groups = _grouped(kind, texts[:LOOKED_AT])
    hidden = _hidden(kind, groups)
    shown = [each for each in groups if each.words not in hidden]
    return Unknown(sorted(shown, key=lambda each: (-each.count, each.words)), len(texts) > LOOKED_AT, len(hidden))


def _texts(kind: str) -> QuerySet:
    """Text, how often it stands there, and two of the decisions it stands in."""
    if kind == REQUEST:
        rows, text, item = DisputedItem.objects.filter(treatment=None), "request", "pk"
    else:
        rows, text, item = Citation.objects.filter(guideline=None), "text", "item"
    counted = rows.order_by().values(text).annotate(often=Count("pk"), one=Min(item), other=Max(item))
    return counted.order_by("-often", "one", text).values_list(text, "often", "one", "other")


def _grouped(kind: str, texts: Iterable[tuple[str, int, int, int]]) -> list[Group]:
    """Words in the plural go with their singular where somebody writes that too."""
    found: dict[str, Group] = {}
    for text, often, one, other in texts:
        words = group_of(kind, text)
        found[words] = _together(found.get(words, Group(words, 0, ())), Group(words, often, (one, other)))
    for words in list(found):
        for many in in_plural(words):
            if words in found and many in found:
                found[words] = _together(found[words], found.pop(many))
    return list(found.values())


def _together(group: Group, other: Group) -> Group:
    examples = tuple(dict.fromkeys((*group.examples, *other.examples)))[:_EXAMPLES]
    return Group(group.words, group.count + other.count, examples)


def _hidden(kind: str, groups: Iterable[Group]) -> set[str]:
    """The words of groups that staff said mean nothing; words that may stand in anything hide just their own group."""
    nothing = [Taught(*row) for row in Wording.objects.filter(kind=kind, term="").values_list("kind", "words", "term")]
    exactly = {each.words for each in nothing}
    known = matcher([each for each in nothing if key_of(kind, each.words)])
    if not nothing:
        return set()
    return {each.words for each in groups if each.words in exactly or first(known, kind, each.words)}
