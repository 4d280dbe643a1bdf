"""Learned wordings in the form of the vocabulary's own files, to be pasted there."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping

from determinations.vocabulary import guidelines, label, treatment_types
from ingest.learned.checking import known_as
from ingest.learned.kinds import Kind
from ingest.models import Wording

_TREATMENTS = """\
# Into determinations/vocabulary/treatments.toml: the words into `weak` of the entry with this slug. They decide there
# only where nothing else does, as they do here."""
_GUIDELINES = """\
# Into determinations/vocabulary/guidelines.toml, beneath its [wordings]."""


def exported() -> str:
    """TOML: all wordings that mean a term, but those that the vocabulary knows itself by now."""
    found: dict[str, dict[str, list[str]]] = {kind: defaultdict(list) for kind in Kind.values}
    known = 0
    for kind, words, term in Wording.objects.exclude(term="").order_by("words").values_list("kind", "words", "term"):
        if known_as(kind, words):
            known += 1
        else:
            found[kind][term].append(words)
    parts = [*_treatments(found[Kind.REQUEST]), *_guidelines(found[Kind.CITATION])]
    if known:
        parts.append(f"# {known} more are known to the vocabulary by now, and may be removed at the desk.")
    return "\n\n".join(parts or ["# Nothing was taught that the vocabulary does not know."]) + "\n"


def _treatments(found: Mapping[str, list[str]]) -> Iterable[str]:
    """In the order of the file."""
    if found:
        yield _TREATMENTS
    for slug in (each.slug for each in treatment_types() if each.slug in found):
        name = _quoted(label("treatment", slug))
        yield f'[[category.type]]\nslug = "{slug}"\nname = {name}\nweak = {_list(found[slug])}'


def _guidelines(found: Mapping[str, list[str]]) -> Iterable[str]:
    lines = [f'"{each.slug}" = {_list(found[each.slug])}' for each in guidelines() if each.slug in found]
    if lines:
        yield "\n".join((_GUIDELINES, "[wordings]", *lines))


def _list(words: Iterable[str]) -> str:
    return f"[{', '.join(map(_quoted, words))}]"


def _quoted(words: str) -> str:
    """As TOML writes it, which for such words is as JSON does."""
    return json.dumps(words, ensure_ascii=False)
