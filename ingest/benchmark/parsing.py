"""How fast the parser alone is: text in memory → record, one process."""

from collections.abc import Iterable
from time import process_time

from ingest.letters import parse

_WARM_UP = 200  # letters: the vocabulary is read from its files first


def parsed_a_second(texts: Iterable[str]) -> float:
    """Letters a second of processor time, once the vocabulary is loaded."""
    texts = list(texts)
    for text in texts[:_WARM_UP]:
        parse(text)
    start = process_time()
    for text in texts:
        parse(text)
    return len(texts) / max(process_time() - start, 1e-9)
