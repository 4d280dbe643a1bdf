"""Why a request is classified as it is: every phrase with its role, and one plain sentence."""

from determinations.vocabulary import requests
from determinations.vocabulary.catalogue import label
from determinations.vocabulary.records import ExplainedPhrase, Explanation
from determinations.vocabulary.requests import Choice, Decision
from determinations.vocabulary.terms import DRUG, MENTION, NAMING, PROCEDURE, Found

_NOTHING = "No word of it names a treatment."
_REASONS = {
    requests.FIRST: "“{words}” is the first thing named",
    requests.BEFORE_MENTION: "“{words}” stands before words that only mention “{over}”",
    requests.DECIDES: "“{words}” says what is asked for, “{over}” only of which kind",
    requests.GIVES_WAY: "“{words}” is more definite than “{over}”",
    requests.COMPLETED: "“{over}” is for “{words}”, and that is what is asked for",
    requests.ONLY_WEAK: "“{words}” is all that hints at a treatment",
    requests.CODE: "“{words}” is a procedure code, and no word says more",
    requests.ENDING: "“{words}” ends as drugs of its class do",
    requests.UNLISTED: "“{words}” is no known name but comes with a strength",
}


def explain_request(text: str) -> Explanation:
    """What `classify_request` says of `text`, and why."""
    decision = requests.decide(text)
    words = decision.read.words
    phrases = tuple(_phrase(each, words) for each in decision.found)
    if decision.choice is None:
        return Explanation(None, tuple(words), phrases, None, _NOTHING)
    decided = decision.found.index(decision.choice.found)
    return Explanation(decision.classification, tuple(words), phrases, decided, _sentence(decision, decision.choice))


def _phrase(found: Found, words: list[str]) -> ExplainedPhrase:
    term = found.term
    own = _words(found, words)
    return ExplainedPhrase(term.role, term.name, term.kind, term.drug, own, found.start, found.end)


def _words(found: Found, words: list[str]) -> str:
    return " ".join(words[found.start : found.end])


def _sentence(decision: Decision, choice: Choice) -> str:
    words = decision.read.words
    over = _words(choice.over, words) if choice.over else ""
    reason = _REASONS[choice.reason].format(words=_words(choice.found, words), over=over)
    kind = decision.classification.treatment_type
    clauses = [f"{reason}: {label('treatment', kind)}{_by_what(choice.found, kind)}", *_mention(decision, choice)]
    return "; ".join(clauses) + "."


def _by_what(chosen: Found, kind: str) -> str:
    """What turned a drug or procedure into something else than its own class."""
    if chosen.term.role == PROCEDURE:
        return ", told by its place or drug"
    if chosen.term.role == DRUG and chosen.term.kind != kind:
        return ", by its form"
    return ""


def _mention(decision: Decision, choice: Choice) -> list[str]:
    """The first thing named after words that only mention."""
    mention = None
    for each in decision.found:
        if each.start < choice.found.end or each is choice.over:
            continue
        if each.term.role == MENTION:
            mention = mention or each
        elif mention is not None and each.term.role in NAMING:
            return [f"“{' '.join(decision.read.words[mention.start : each.end])}” only mentions"]
    return []
