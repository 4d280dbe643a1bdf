"""What a hostile guideline field costs."""

import pytest

from ingest.letters.citations.reading import read_citations
from ingest.letters.text.lines import Source
from tests.cost import assert_cheap

HOSTILE = [
    "the mtus does not ", "mtus, ", "; and ", "(", "((pages 1", "page 1, ", "pages 1-2, 3 and ", "12, ", "2010;1 ",
    "decision based on ", "non-mtus citation ", "which is not part of the mtus, ", "part of the mtus ", "american ",
    "society of the ", "american college of occupational environmental medicine (acoem) ", "odg; ", "chapter 1, ",
    "official disability guidelines (odg) ", "per the strength of evidence ", "the claims administrator ", ". it ",
    "neither mtus ", "page(s): ", "p", "a nationally recognized guideline, ", "was used ", "mtus 2017 opioids, ", "a "
    "a ; ",
]  # fmt: skip


@pytest.mark.parametrize("pattern", HOSTILE)
def test_hostile_fields_cost_little(pattern):
    text = "Decision based on MTUS " + (pattern * 30_000)[:30_000]
    source = Source(text)
    assert_cheap(lambda: read_citations(source, 0, len(text)), seconds=0.050)
