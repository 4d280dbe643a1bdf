"""Whether words can be a wording: what staff type is refused with the reason, at its field."""

from django.db.models import QuerySet

from determinations.models import Citation, DisputedItem
from determinations.models.cases import LEARNED_LENGTH
from determinations.vocabulary import classify_request, explain_request, find_guideline, guidelines, treatment_types
from ingest.learned.keys import key_of
from ingest.learned.laying import CITATION, REQUEST, Learned, Taught, matcher, normal
from ingest.models import Wording

_SHORTEST = 3  # letters and figures of the longest word
_LOOKED_AT = 5_000  # of the newest requests or citations
_FEW = 20  # of these may have the words
_MOST = 0.02  # of these: what more of them have is no name of one thing


class WordingError(ValueError):
    """Words that cannot be learned; `field` is `words` or `term`."""

    def __init__(self, field: str, message: str):
        super().__init__(message)
        self.field = field


def checked(kind: str, words: str, term: str) -> Taught:
    """The wording as it is kept; any words may mean nothing. Raises WordingError."""
    words = " ".join(normal(kind, words))
    if not words:
        raise WordingError("words", "Write the words that are to be looked for.")
    if len(words) > LEARNED_LENGTH:
        raise WordingError("words", f"At most {LEARNED_LENGTH} characters.")
    if term:
        _refuse_vague(kind, words)
        if term not in {each.slug for each in (treatment_types() if kind == REQUEST else guidelines())}:
            raise WordingError("term", "The vocabulary has no such term.")
    return Taught(kind, words, term)


def _refuse_vague(kind: str, words: str) -> None:
    """Raises WordingError where the words name nothing, or what the vocabulary names itself."""
    if not any(len(each) >= _SHORTEST for each in words.split()):
        raise WordingError("words", f"Write at least one word of {_SHORTEST} letters.")
    if not key_of(kind, words):
        raise WordingError("words", "These words name nothing: amounts, sides, parts of the body, words in between.")
    if known := known_as(kind, words):
        raise WordingError("words", f"The vocabulary knows these words already: {known}.")
    if kind == REQUEST and _is_phrase(words):
        raise WordingError("words", "The vocabulary knows these words already, as what only stands around a request.")


def refuse_broad(wording: Taught) -> None:
    """Raises WordingError where many requests, or citations, that the vocabulary knows have these words too."""
    texts = list(_newest_known(wording.kind))
    known = Learned([wording._replace(term=any_term(wording.kind))])
    having = sum(known.find(wording.kind, text) is not None for text in texts)
    if having >= _FEW and having > _MOST * len(texts):
        shown = "requests" if wording.kind == REQUEST else "citations"
        raise WordingError(
            "words",
            f"Too broad: {having:,} of the newest {len(texts):,} {shown} that are known without have these words too.",
        )


def refuse_taken(wording: Taught, but: int | None = None) -> None:
    """Raises WordingError where another wording, not that with the key `but`, has these words, a plural apart."""
    rows = Wording.objects.filter(kind=wording.kind).exclude(pk=but)
    taken = [Taught(*row) for row in rows.values_list("kind", "words", "term")]
    found = matcher(taken).find(wording.words.split())
    if found and found[0].start == 0 and found[0].end == len(wording.words.split()):
        raise WordingError("words", f"Staff taught “{found[0].value.words}” already: change that wording.")
    mine = matcher([wording])
    for each in taken:
        if (met := mine.find(each.words.split())) and met[0].end - met[0].start == len(each.words.split()):
            raise WordingError("words", f"Staff taught “{each.words}” already: change that wording.")


def known_as(kind: str, words: str) -> str:
    """The name of what the vocabulary takes these words for, blank where it knows none."""
    if kind == CITATION:
        slug = find_guideline(words)
        return next((each.name for each in guidelines() if each.slug == slug), "")
    found = classify_request(words)
    return next((each.name for each in treatment_types() if found and each.slug == found.treatment_type), "")


def _is_phrase(words: str) -> bool:
    """Whether the words are just what the vocabulary lists as saying nothing of the treatment."""
    told = explain_request(words)
    return any(each.start == 0 and each.end == len(told.words) for each in told.phrases)


def _newest_known(kind: str) -> QuerySet:
    if kind == REQUEST:
        rows, text = DisputedItem.objects.exclude(treatment=None), "request"
    else:
        rows, text = Citation.objects.exclude(guideline=None), "text"
    return rows.filter(learned="").order_by("-pk").values_list(text, flat=True)[:_LOOKED_AT]


def any_term(kind: str) -> str:
    """Some term, where it does not matter which."""
    return (treatment_types() if kind == REQUEST else guidelines())[0].slug
